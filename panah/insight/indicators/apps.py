from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "panah.insight.indicators"
    label = "indicators"
