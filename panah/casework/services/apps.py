from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "panah.casework.services"
    label = "services"
