from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "panah.foundation.clocks"
    label = "clocks"
