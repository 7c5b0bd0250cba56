from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "panah.casework.referrals"
    label = "referrals"
