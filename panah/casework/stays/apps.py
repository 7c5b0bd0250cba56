from django.apps import AppConfig


class StaysConfig(AppConfig):
    name = "panah.casework.stays"
    label = "stays"
