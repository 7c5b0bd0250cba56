from django.apps import AppConfig


class DutyConfig(AppConfig):
    name = "panah.foundation.duty"
    label = "duty"
