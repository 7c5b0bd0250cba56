from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "panah.casework.people"
    label = "people"
