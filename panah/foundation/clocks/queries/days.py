"""Whose days off a clock honours: those of the country, and, where nothing is urgent, those of the office that has it."""

import uuid
from datetime import datetime

from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.codes import URGENT
from panah.foundation.clocks.models import OwnDay
from panah.foundation.reference.queries import working_calendar
from panah.foundation.reference.rules import WorkingCalendar


def own_days(organisation_id: uuid.UUID) -> list[OwnDay]:
    """What this office has changed for itself, the latest day first."""
    return list(OwnDay.objects.filter(organisation=organisation_id).select_related("set_by").order_by("-date"))


def calendar_of(organisation: Organisation | None, level: str, around: datetime) -> WorkingCalendar:
    """The calendar by which a clock of this office runs at this urgency or risk."""
    if organisation is None or level in URGENT:
        return working_calendar(around, organisation.place if organisation else None)
    own = OwnDay.objects.filter(organisation=organisation).values_list("date", "is_working")
    return working_calendar(around, organisation.place, own)
