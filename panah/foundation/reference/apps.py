from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "panah.foundation.reference"
    label = "reference"
