from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "panah.programme.outreach"
    label = "outreach"
