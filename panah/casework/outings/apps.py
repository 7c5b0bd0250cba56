from django.apps import AppConfig


class OutingsConfig(AppConfig):
    name = "panah.casework.outings"
    label = "outings"
