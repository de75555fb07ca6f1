from django.urls import path

from .. import views

app_name = "web"
urlpatterns = [
    path("", views.root, name="root"),
    path("work/", views.work, name="work"),
]
