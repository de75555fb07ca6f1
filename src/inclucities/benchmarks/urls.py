from django.urls import path

from .views import answering, entry, profile, review

app_name = "benchmarks"
urlpatterns = [
    path("city/<int:participation>/assess/", entry.city, name="city"),
    path("city/<int:participation>/assess/start/", entry.start, name="start"),
    path("assessment/<int:pk>/facts/", answering.context, name="context"),
    path("assessment/<int:pk>/review/", review.review, name="review"),
    path("assessment/<int:pk>/profile/", profile.profile, name="profile"),
    path("assessment/<int:pk>/profile.csv", profile.table, name="table"),
    path("assessment/<int:pk>/answer/<int:key_factor>/", answering.answer, name="answer"),
    path("assessment/<int:pk>/evidence/<int:key_factor>/", answering.evidence, name="evidence"),
    path("assessment/<int:pk>/evidence/<int:evidence>/remove/", answering.evidence_remove, name="evidence_remove"),
    path("assessment/<int:pk>/evidence/<int:evidence>/file/", profile.evidence_file, name="evidence_file"),
    path("assessment/<int:pk>/<slug:theme>/", answering.theme, name="theme"),
]
