from datetime import date, datetime
from functools import cache

from holidays import country_holidays

from panah.foundation.reference.codes import PlaceKind
from panah.foundation.reference.models import CalendarDay, Place
from panah.foundation.reference.rules import WorkingCalendar

YEARS_AHEAD = 3


@cache
def public_holidays(year: int) -> dict[date, str]:
    """The days off of Kazakhstan in one year with their Kazakh names, moved days off included."""
    return dict(country_holidays("KZ", years=year, language="kk"))


def working_calendar(around: datetime) -> WorkingCalendar:
    """The public holidays of Kazakhstan near a moment, corrected by the days that this installation has changed."""
    first, last = around.year - 1, around.year + YEARS_AHEAD
    days_off = {day for year in range(first, last + 1) for day in public_holidays(year)}
    changed = CalendarDay.objects.filter(date__range=(date(first, 1, 1), date(last, 12, 31)))
    working = {day.date for day in changed if day.is_working}
    closed = {day.date for day in changed if not day.is_working}
    return WorkingCalendar(holidays=frozenset((days_off | closed) - working), extra_working_days=frozenset(working))


def place_choices(language: str, country: str = "KZ") -> list[tuple[str, list[tuple[str, str]]]]:
    """Regions with their districts, for a select with groups; the region itself stands first in its group."""
    places = list(Place.objects.exclude(kind=PlaceKind.COUNTRY).order_by("sort_key", "code"))
    regions = [place for place in places if place.kind == PlaceKind.REGION and place.parent_id == country]
    return [
        (region.label(language), [(within.code, within.label(language)) for within in _with_districts(region, places)])
        for region in regions
    ]


def _with_districts(region: Place, places: list[Place]) -> list[Place]:
    return [region, *(place for place in places if place.parent_id == region.code)]


def place_label(code: str, language: str | None = None) -> str:
    """The name of a place by its code; an unknown code is its own label."""
    place = Place.objects.filter(pk=code).first()
    return place.label(language) if place else code
