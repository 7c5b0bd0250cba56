from django.apps import AppConfig


class LinkingConfig(AppConfig):
    name = "panah.casework.linking"
    label = "linking"
