from django.urls import path

from . import views

app_name = "network"
urlpatterns = [
    path("programmes/new/", views.new_programme, name="new_programme"),
    path("city/<int:participation>/", views.city, name="city"),
    path("city/<int:participation>/invite/", views.invite, name="invite"),
    path(
        "city/<int:participation>/invitations/<int:pk>/withdraw/", views.withdraw_invitation, name="withdraw_invitation"
    ),
    path("city/<int:participation>/posts/<int:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("city/<int:participation>/posts/<int:pk>/end/", views.end_post, name="end_post"),
    path("city/<int:participation>/replace/", views.replace, name="replace"),
    path("city/<int:participation>/name/", views.profile, name="profile"),
    path("<slug:slug>/", views.programme, name="programme"),
    path("<slug:slug>/edit/", views.edit_programme, name="edit_programme"),
    path("<slug:slug>/step/<slug:step>/", views.step_programme, name="step_programme"),
    path("<slug:slug>/add-city/", views.add_city, name="add_city"),
    path("<slug:slug>/add-organisation/", views.add_body, name="add_body"),
]
