from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "inclucities.mentoring"
    label = "mentoring"
