from django.urls import path

from .. import views
from ..views import desk

app_name = "web"
urlpatterns = [
    path("", views.root, name="root"),
    path("work/", desk.work, name="work"),
]
