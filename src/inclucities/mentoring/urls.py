from django.urls import path

from . import views

app_name = "mentoring"
urlpatterns = [
    path("city/<int:participation>/mentoring/", views.city, name="city"),
    path("scheme/<int:pk>/", views.scheme, name="scheme"),
    path("scheme/<int:pk>/step/<slug:step>/", views.scheme_step, name="scheme_step"),
    path("scheme/<int:pk>/conversation/", views.conversation, name="conversation"),
    path("scheme/<int:pk>/conversation/<int:message>/withdraw/", views.message_withdraw, name="message_withdraw"),
    path("scheme/<int:pk>/conversation/<int:message>/restore/", views.message_restore, name="message_restore"),
    path("scheme/<int:pk>/documents/", views.documents, name="documents"),
    path("scheme/<int:pk>/documents/<int:document>/", views.document_file, name="document"),
    path("scheme/<int:pk>/decisions/", views.decisions, name="decisions"),
    path("scheme/<int:pk>/tasks/", views.tasks, name="tasks"),
    path("scheme/<int:pk>/tasks/<int:task>/<slug:step>/", views.task_step, name="task_step"),
    path("scheme/<int:pk>/learning/", views.learning, name="learning"),
    path("scheme/<int:pk>/support-group/", views.support_group, name="support_group"),
    path("scheme/<int:pk>/support-group/<int:member>/end/", views.supporter_end, name="supporter_end"),
    path("scheme/<int:pk>/people/", views.people, name="people"),
    path("scheme/<int:pk>/people/<int:party>/replace/", views.replace, name="replace"),
    path("scheme/<int:pk>/theme/", views.theme, name="theme"),
    path("<slug:slug>/mentoring/", views.schemes, name="schemes"),
]
