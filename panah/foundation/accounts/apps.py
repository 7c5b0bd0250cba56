from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "panah.foundation.accounts"
    label = "accounts"
