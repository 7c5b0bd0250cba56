"""When a night phone is the right one to call."""

from datetime import datetime

from django.utils.timezone import localtime

NIGHT = (20, 8)  # from, until


def is_night(now: datetime) -> bool:
    hour = localtime(now).hour
    return hour >= NIGHT[0] or hour < NIGHT[1]
