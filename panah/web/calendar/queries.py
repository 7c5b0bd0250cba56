"""The working calendar as a page shows it: the usual days off, and our own changes."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.foundation.accounts.queries import people_by_id
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import CalendarDay
from panah.foundation.reference.queries import Holiday, holidays_of, own_days, public_holidays
from panah.web.components.values import Chip, Column, Table, TableRow, Tone


@dataclass(frozen=True)
class OwnDay:
    """One change: the day, what it is, why and by whom; without ``restore_url`` it came with a decree."""

    words: str
    chip: Chip
    reason: str
    who: str
    restore_url: str


def changes() -> list[OwnDay]:
    """The latest day first."""
    rows = own_days()
    people = people_by_id({str(row.set_by) for row in rows if row.set_by})
    return [
        _own_day(row, str(people[str(row.set_by)].display_name) if str(row.set_by) in people else "") for row in rows
    ]


def _own_day(row: CalendarDay, who: str) -> OwnDay:
    chip = Chip(Tone.INFO, _("Working day")) if row.is_working else Chip(Tone.MUTE, _("Day off"))
    url = reverse("calendar-restore", args=[row.date]) if row.set_by else ""
    return OwnDay(_long_day(row.date), chip, row.source, who, url)


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
