from django.urls import path

from ..views import city, review

app_name = "practices"
urlpatterns = [
    path("city/<int:participation>/share/", city.city, name="city"),
    path("city/<int:participation>/share/new/", city.new, name="new"),
    path("city/<int:participation>/share/<int:pk>/", city.practice, name="practice"),
    path("city/<int:participation>/share/<int:pk>/submit/", city.submit, name="submit"),
    path("<slug:programme>/practices/", review.review, name="review"),
    path("<slug:programme>/practices/<int:pk>/", review.practice, name="review_one"),
    path("<slug:programme>/practices/<int:pk>/<slug:step>/", review.decide, name="decide"),
]
