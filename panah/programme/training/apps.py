from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "panah.programme.training"
    label = "training"
