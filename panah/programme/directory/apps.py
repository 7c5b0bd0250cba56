from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "panah.programme.directory"
    label = "directory"
