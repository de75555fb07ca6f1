from django.urls import path

from ..views import public

app_name = "practices_public"
urlpatterns = [
    path("", public.library, name="library"),
    path("<slug:slug>/", public.practice, name="practice"),
]
