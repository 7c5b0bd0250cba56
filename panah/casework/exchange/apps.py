from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "panah.casework.exchange"
    label = "exchange"
