from django.urls import path

from .views import findings, papers, people, planning

app_name = "visits"
urlpatterns = [
    path("city/<int:participation>/visits/", planning.city, name="city"),
    path("scheme/<int:scheme>/visits/new/", planning.plan, name="plan"),
    path("visit/<int:pk>/", planning.visit, name="visit"),
    path("visit/<int:pk>/step/<slug:step>/", planning.step, name="step"),
    path("visit/<int:pk>/edit/", planning.edit, name="edit"),
    path("visit/<int:pk>/agenda/", planning.agenda, name="agenda"),
    path("visit/<int:pk>/agenda/day/<int:day>/remove/", planning.day_remove, name="day_remove"),
    path("visit/<int:pk>/agenda/day/<int:day>/add/", planning.item_add, name="item_add"),
    path("visit/<int:pk>/agenda/<int:item>/", planning.item_edit, name="item_edit"),
    path("visit/<int:pk>/agenda/<int:item>/remove/", planning.item_remove, name="item_remove"),
    path("visit/<int:pk>/people/", people.people, name="people"),
    path("visit/<int:pk>/people/<int:participant>/remove/", people.participant_remove, name="participant_remove"),
    path("visit/<int:pk>/people/attendance/", people.attendance, name="attendance"),
    path("visit/<int:pk>/people/sheet/", papers.sheet, name="sheet"),
    path("visit/<int:pk>/questions/", people.questions, name="questions"),
    path("visit/<int:pk>/questions/<int:question>/remove/", people.question_remove, name="question_remove"),
    path("visit/<int:pk>/findings/", findings.findings, name="findings"),
    path("visit/<int:pk>/findings/new/", findings.finding_new, name="finding_new"),
    path("visit/<int:pk>/findings/<int:finding>/", findings.finding, name="finding"),
    path("visit/<int:pk>/findings/<int:finding>/edit/", findings.finding_edit, name="finding_edit"),
    path("visit/<int:pk>/findings/<int:finding>/withdraw/", findings.finding_withdraw, name="finding_withdraw"),
    path("visit/<int:pk>/findings/<int:finding>/restore/", findings.finding_restore, name="finding_restore"),
    path("visit/<int:pk>/findings/<int:finding>/validate/", findings.finding_validate, name="finding_validate"),
    path("visit/<int:pk>/findings/<int:finding>/photo/", findings.finding_photo, name="finding_photo"),
    path("visit/<int:pk>/report/", papers.report, name="report"),
    path("visit/<int:pk>/report/<slug:form>/", papers.report_file, name="report_file"),
    path("visit/<int:pk>/calendar.ics", papers.calendar, name="calendar"),
]
