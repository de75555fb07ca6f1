from django.urls import path

from .views import editing, progress, reading, steps

app_name = "plans"
urlpatterns = [
    path("city/<int:participation>/plan/", reading.city, name="city"),
    path("city/<int:participation>/plan/start/", editing.start, name="start"),
    path("city/<int:participation>/progress/", progress.city, name="progress"),
    path("plan/<int:pk>/", reading.plan, name="plan"),
    path("plan/<int:pk>/history/", reading.history, name="history"),
    path("plan/<int:pk>/version/<int:version>/", reading.version, name="version"),
    path("plan/<int:pk>/decision/", reading.decision, name="decision"),
    path("plan/<int:pk>/document/<slug:form>/", reading.document, name="document"),
    path("scheme/<int:scheme>/profile/<int:participation>/", reading.profile, name="profile"),
    path("plan/<int:pk>/edit/", editing.edit, name="edit"),
    path("plan/<int:pk>/from-gaps/", editing.from_gaps, name="from_gaps"),
    path("plan/<int:pk>/objective/", editing.objective_add, name="objective_add"),
    path("plan/<int:pk>/objective/<int:objective>/", editing.objective, name="objective"),
    path("plan/<int:pk>/objective/<int:objective>/action/", editing.action_add, name="action_add"),
    path("plan/<int:pk>/objective/<int:objective>/indicator/", editing.indicator_add, name="indicator_add"),
    path("plan/<int:pk>/action/<int:action>/", reading.action, name="action"),
    path("plan/<int:pk>/action/<int:action>/edit/", editing.action, name="action_edit"),
    path("plan/<int:pk>/action/<int:action>/practice/", editing.practice, name="practice"),
    path("plan/<int:pk>/action/<int:action>/write-up/", progress.write_up, name="write_up"),
    path("plan/<int:pk>/indicator/<int:indicator>/", reading.indicator, name="indicator"),
    path("plan/<int:pk>/indicator/<int:indicator>/edit/", editing.indicator, name="indicator_edit"),
    path("plan/<int:pk>/indicator/<int:indicator>/measure/", progress.measure, name="measure"),
    path("plan/<int:pk>/remove/<slug:kind>/<int:row>/", editing.remove, name="remove"),
    path("plan/<int:pk>/step/<slug:name>/", steps.step, name="step"),
    path("plan/<int:pk>/endorse/", steps.endorse, name="endorse"),
    path("plan/<int:pk>/adopt/", steps.adopt, name="adopt"),
]
