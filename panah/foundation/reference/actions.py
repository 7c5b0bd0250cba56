from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from panah.engines.matching.folding import fold, sort_key
from panah.foundation.reference.codes import PlaceKind, content_files, content_table
from panah.foundation.reference.models import CalendarDay, Place
from panah.foundation.reference.queries import working_calendar
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


class ReasonForDay(Refusal):
    code = "reason_for_day"
    sentence = _("Write why, for example the number of the order.")


class DayTooFar(Refusal):
    code = "day_too_far"
    sentence = _("Choose a day of last year, this year or next year.")


class DayOfDecree(Refusal):
    code = "day_of_decree"
    sentence = _("This day was set by a decree and is not changed here.")


class NothingToChange(Refusal):
    code = "nothing_to_change"
    sentence = _("The calendar says so already.")


@action(Permission.REFERENCE_LOAD, on=None)
def load_places(*, by: Actor) -> int:
    """Bring the places of content/places into the database; gives how many.

    A place that left the files stays: records name it.
    """
    places = [place for path in content_files("places") for place in _places_of(content_table(path))]
    fields = [field.name for field in Place._meta.concrete_fields if not field.primary_key]
    for kind in PlaceKind:  # a parent before its parts
        rows = [place for place in places if place.kind == kind]
        Place.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=fields)
    return len(places)


@action(Permission.REFERENCE_LOAD, on=None)
def set_calendar_day(*, by: Actor, day: date, is_working: bool, names: dict[str, str], source: str) -> CalendarDay:
    """Say that a day is worked or not, against the usual calendar; ``source`` names the decree or order."""
    row, _created = CalendarDay.objects.update_or_create(
        date=day,
        defaults={
            "is_working": is_working,
            "source": source,
            **{key: names.get(key, "") for key in ("kk", "ru", "en")},
        },
    )
    return row


@action(Permission.CALENDAR_EDIT, on=None)
def set_day(*, by: Actor, day: date, is_working: bool, reason: str) -> CalendarDay:
    """Our own change of the working calendar of this country: an office that shuts, a day that is worked instead.

    Clocks that run are counted again by the action of their room that calls this.
    """
    if not reason.strip():
        raise ReasonForDay
    if abs(day.year - clock.today().year) > 1:
        raise DayTooFar
    loaded = CalendarDay.objects.filter(date=day, set_by__isnull=True)
    if loaded.exists():
        raise DayOfDecree
    if working_calendar(_noon(day)).is_working_day(day) == is_working:
        raise NothingToChange
    row, _created = CalendarDay.objects.update_or_create(
        date=day,
        defaults={
            "is_working": is_working, "source": reason.strip()[:200], "set_by": by.person_id, "set_at": clock.now(),
        },
    )  # fmt: skip
    return row


@action(Permission.CALENDAR_EDIT, on=None)
def unset_day(*, by: Actor, day: date) -> CalendarDay | None:
    """Take our own change back: the usual calendar holds again. Nothing where there is none."""
    row = CalendarDay.objects.filter(date=day, set_by__isnull=False).first()
    if row is not None:
        row.delete()
    return row


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _places_of(table: dict[str, Any]) -> Iterator[Place]:
    country = table["country"]
    zone = table["timezone"]
    yield _place({**table["title"], "code": country, "iso": country, "timezone": zone}, PlaceKind.COUNTRY, None)
    for region in table["regions"]:
        yield _place({"timezone": zone, **region}, PlaceKind.REGION, country)
        for district in region.get("districts", []):
            inherited = {"timezone": region.get("timezone", zone)}
            yield _place({**inherited, **district}, PlaceKind.DISTRICT, region["code"])


def _place(entry: dict[str, Any], kind: PlaceKind, parent: str | None) -> Place:
    aliases = entry.get("aliases", [])
    words = dict.fromkeys(fold(" ".join([entry["kk"], entry["ru"], entry["en"], *aliases])).split())
    return Place(
        code=entry["code"],
        kind=kind,
        parent_id=parent,
        kk=entry["kk"],
        ru=entry["ru"],
        en=entry["en"],
        aliases=aliases,
        iso=entry.get("iso", ""),
        kato=entry.get("kato", ""),
        timezone=entry["timezone"],
        sort_key=sort_key(entry["kk"]),
        search_key="".join(f" {word}" for word in words),
    )
