from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "panah.foundation.post"
    label = "post"
