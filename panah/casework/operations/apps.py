from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "panah.casework.operations"
    label = "operations"
