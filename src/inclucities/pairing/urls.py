from django.urls import path

from .views import answers, consultation, decisions, rounds

app_name = "pairing"
_round = "<slug:slug>/pairing/<int:pk>/"
urlpatterns = [
    path("pairing/answer/<int:pair>/", answers.answer, name="answer"),
    path("<slug:slug>/pairing/", rounds.rounds, name="rounds"),
    path("<slug:slug>/pairing/new/", rounds.new, name="new"),
    path(_round, rounds.round, name="round"),
    path(_round + "settings/", rounds.settings, name="settings"),
    path(_round + "compute/", rounds.compute, name="compute"),
    path(_round + "pairs/<int:pair>/", rounds.pair, name="pair"),
    path(_round + "decisions/new/", decisions.constrain, name="constrain"),
    path(_round + "decisions/<int:constraint>/lift/", decisions.lift, name="lift"),
    path(_round + "override/", decisions.override, name="override"),
    path(_round + "ask/", consultation.ask, name="ask"),
    path(_round + "extend/", consultation.extend, name="extend"),
    path(_round + "reconsider/", consultation.reconsider, name="reconsider"),
    path(_round + "publish/", consultation.publish, name="publish"),
    path(_round + "withdraw/", consultation.withdraw, name="withdraw"),
]
