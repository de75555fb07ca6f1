from django.urls import path

from . import views

app_name = "visits"
urlpatterns = [
    path("city/<int:participation>/visits/", views.city, name="city"),
    path("scheme/<int:scheme>/visits/new/", views.plan, name="plan"),
    path("visit/<int:pk>/", views.visit, name="visit"),
    path("visit/<int:pk>/step/<slug:step>/", views.step, name="step"),
    path("visit/<int:pk>/edit/", views.edit, name="edit"),
    path("visit/<int:pk>/agenda/", views.agenda, name="agenda"),
    path("visit/<int:pk>/agenda/day/<int:day>/remove/", views.day_remove, name="day_remove"),
    path("visit/<int:pk>/agenda/day/<int:day>/add/", views.item_add, name="item_add"),
    path("visit/<int:pk>/agenda/<int:item>/", views.item_edit, name="item_edit"),
    path("visit/<int:pk>/agenda/<int:item>/remove/", views.item_remove, name="item_remove"),
    path("visit/<int:pk>/people/", views.people, name="people"),
    path("visit/<int:pk>/people/<int:participant>/remove/", views.participant_remove, name="participant_remove"),
    path("visit/<int:pk>/people/attendance/", views.attendance, name="attendance"),
    path("visit/<int:pk>/people/sheet/", views.sheet, name="sheet"),
    path("visit/<int:pk>/questions/", views.questions, name="questions"),
    path("visit/<int:pk>/questions/<int:question>/remove/", views.question_remove, name="question_remove"),
    path("visit/<int:pk>/findings/", views.findings, name="findings"),
    path("visit/<int:pk>/findings/new/", views.finding_new, name="finding_new"),
    path("visit/<int:pk>/findings/<int:finding>/", views.finding, name="finding"),
    path("visit/<int:pk>/findings/<int:finding>/edit/", views.finding_edit, name="finding_edit"),
    path("visit/<int:pk>/findings/<int:finding>/withdraw/", views.finding_withdraw, name="finding_withdraw"),
    path("visit/<int:pk>/findings/<int:finding>/restore/", views.finding_restore, name="finding_restore"),
    path("visit/<int:pk>/findings/<int:finding>/validate/", views.finding_validate, name="finding_validate"),
    path("visit/<int:pk>/findings/<int:finding>/photo/", views.finding_photo, name="finding_photo"),
    path("visit/<int:pk>/report/", views.report, name="report"),
    path("visit/<int:pk>/report/<slug:form>/", views.report_file, name="report_file"),
    path("visit/<int:pk>/calendar.ics", views.calendar, name="calendar"),
]
