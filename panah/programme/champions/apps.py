from django.apps import AppConfig


class ChampionsConfig(AppConfig):
    name = "panah.programme.champions"
    label = "champions"
