from django.apps import AppConfig


class SecurityConfig(AppConfig):
    name = "panah.foundation.security"
    label = "security"
