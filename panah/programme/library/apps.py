from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "panah.programme.library"
    label = "library"
