"""The working calendar as a page shows it: the usual days off, those of this office, and those that a decree has moved."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.foundation.clocks.queries import own_days
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.queries import Holiday, decreed_days, holidays_of, public_holidays
from panah.foundation.security.access import Actor
from panah.web.components.values import Chip, Column, Table, TableRow, Tone


@dataclass(frozen=True)
class Change:
    """One day: what it is, why and by whom. ``restore_url`` only where it is this office's own."""

    words: str
    chip: Chip
    reason: str
    who: str = ""
    restore_url: str = ""


def own_changes(actor: Actor) -> list[Change]:
    """What the office at work has changed for itself, the latest day first."""
    rows = own_days(actor.organisation_id) if actor.organisation_id is not None else []
    return [
        Change(
            _long_day(row.date), _chip(row.is_working), row.reason, row.set_by.display_name,
            reverse("calendar-restore", args=[row.date]),
        )
        for row in rows
    ]  # fmt: skip


def decreed_changes() -> list[Change]:
    """What the state has moved for all."""
    return [Change(_long_day(row.date), _chip(row.is_working), row.source) for row in decreed_days()]


def _chip(is_working: bool) -> Chip:
    return Chip(Tone.INFO, _("Working day")) if is_working else Chip(Tone.MUTE, _("Day off"))


def holidays_table(year: int) -> Table:
    rows = [TableRow([_long_day(holiday.day), holiday_words(holiday)]) for holiday in holidays_of(year)]
    return Table([Column(_("Day")), Column(_("Day off"))], rows, caption=str(year))


def holiday_words(holiday: Holiday) -> str:
    """The name; whether its day off was moved to another day, and whether its day is only expected."""
    listed = code_list("public_holidays")
    name = (
        listed.label(holiday.code) if holiday.code in listed.codes else public_holidays(holiday.day.year)[holiday.day]
    )
    words = [_("day off moved")] if holiday.is_moved else []
    words += [_("expected day, check the decree")] if holiday.is_expected else []
    return f"{name} ({', '.join(words)})" if words else name


def _long_day(day: date) -> str:
    words = date_format(day, "D, d.m.Y")
    return words[:1].upper() + words[1:]
