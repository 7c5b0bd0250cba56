from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "panah.casework.concerns"
    label = "concerns"
