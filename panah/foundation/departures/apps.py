from django.apps import AppConfig


class DeparturesConfig(AppConfig):
    name = "panah.foundation.departures"
    label = "departures"
