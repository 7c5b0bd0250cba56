from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from panah.engines.matching.folding import fold, sort_key
from panah.foundation.reference.codes import PlaceKind, content_files, content_table
from panah.foundation.reference.models import CalendarDay, Place
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@action(Permission.REFERENCE_LOAD, on=None)
def load_places(*, by: Actor) -> int:
    """Bring the places of content/places into the database; gives how many.

    A place that left the files stays: records name it.
    """
    places = [Place(**values) for values in _place_values()]
    fields = [field.name for field in Place._meta.concrete_fields if not field.primary_key]
    for kind in PlaceKind:  # a parent before its parts
        rows = [place for place in places if place.kind == kind]
        Place.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=fields)
    return len(places)


@action(Permission.REFERENCE_LOAD, on=None)
def set_calendar_day(*, by: Actor, day: date, is_working: bool, names: dict[str, str], source: str) -> CalendarDay:
    """Say that the country works on a day or does not, against the usual calendar; ``source`` names the decree."""
    row, _created = CalendarDay.objects.update_or_create(
        date=day,
        defaults={
            "is_working": is_working,
            "source": source,
            **{key: names.get(key, "") for key in ("kk", "ru", "en")},
        },
    )
    return row


@cache
def _place_values() -> tuple[dict[str, Any], ...]:
    """The files do not change while Panah runs, and the search keys of some hundred places are slow to reckon."""
    return tuple(values for path in content_files("places") for values in _places_of(content_table(path)))


def _places_of(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    country = table["country"]
    zone = table["timezone"]
    yield _place({**table["title"], "code": country, "iso": country, "timezone": zone}, PlaceKind.COUNTRY, None)
    for region in table["regions"]:
        yield _place({"timezone": zone, **region}, PlaceKind.REGION, country)
        for district in region.get("districts", []):
            inherited = {"timezone": region.get("timezone", zone)}
            yield _place({**inherited, **district}, PlaceKind.DISTRICT, region["code"])


def _place(entry: dict[str, Any], kind: PlaceKind, parent: str | None) -> dict[str, Any]:
    aliases = entry.get("aliases", [])
    words = dict.fromkeys(fold(" ".join([entry["kk"], entry["ru"], entry["en"], *aliases])).split())
    return {
        "code": entry["code"],
        "kind": kind,
        "parent_id": parent,
        "kk": entry["kk"],
        "ru": entry["ru"],
        "en": entry["en"],
        "aliases": aliases,
        "iso": entry.get("iso", ""),
        "kato": entry.get("kato", ""),
        "timezone": entry["timezone"],
        "sort_key": sort_key(entry["kk"]),
        "search_key": "".join(f" {word}" for word in words),
    }
