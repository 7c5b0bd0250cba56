from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "panah.casework.calls"
    label = "calls"
