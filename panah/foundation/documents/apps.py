from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "panah.foundation.documents"
    label = "documents"
