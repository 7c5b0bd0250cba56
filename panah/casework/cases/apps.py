from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "panah.casework.cases"
    label = "cases"
