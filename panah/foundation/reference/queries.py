import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

from panah.engines.matching.folding import fold
from panah.foundation.reference.codes import PlaceKind
from panah.foundation.reference.models import CalendarDay, Place
from panah.foundation.reference.rules import WorkingCalendar

YEARS_AHEAD = 3


HOME = "KZ"
HOME_ZONE = "Asia/Almaty"


@cache
def public_holidays(year: int, country: str = HOME) -> dict[date, str]:
    """The days off of a country in one year, moved days off included; those of Kazakhstan by their Kazakh names.

    Of a country that nobody has listed we know its weekends only.
    """
    try:
        return dict(country_holidays(country, years=year, language="kk" if country == HOME else None))
    except NotImplementedError:
        return {}


@cache
def worked_weekends(year: int, country: str = HOME) -> frozenset[date]:
    """Days of a weekend that a country works in one year, for a day off elsewhere."""
    try:
        listed = country_holidays(country, years=year)
    except NotImplementedError:
        return frozenset()
    list(listed)  # the package fills the year when it is read
    return frozenset(day for day in getattr(listed, "weekend_workdays", ()) if day.year == year)


def working_calendar(
    around: datetime, place: Place | None = None, own: Iterable[tuple[date, bool]] = ()
) -> WorkingCalendar:
    """When offices are open near a moment, where ``place`` lies: holidays of its country, hours of its zone.

    Kazakhstan's are corrected by the days that a decree has moved. Without a place: Kazakhstan, Almaty. ``own`` are the
    days that one office works or does not; of a day on which a decree has spoken the decree holds.
    """
    country = country_of(place)
    first, last = around.year - 1, around.year + YEARS_AHEAD
    decreed = _decreed_days(first, last) if country == HOME else ()
    changed = tuple(sorted((dict(own) | dict(decreed)).items()))
    return _calendar(country, zone_of(place), first, last, changed)


def zone_of(place: Place | None) -> ZoneInfo:
    """The clocks of a place; without a place those of Almaty."""
    return ZoneInfo(place.timezone if place else HOME_ZONE)


@lru_cache(maxsize=1024)
def _calendar(
    country: str, zone: ZoneInfo, first: int, last: int, changed: tuple[tuple[date, bool], ...]
) -> WorkingCalendar:
    """Kept for each set of changed days, so that a changed day counts at once."""
    days_off = {day for year in range(first, last + 1) for day in public_holidays(year, country)}
    closed = {day for day, is_working in changed if not is_working}
    working = {day for year in range(first, last + 1) for day in worked_weekends(year, country)} - closed
    working |= {day for day, is_working in changed if is_working}
    holidays = frozenset((days_off | closed) - working)
    return WorkingCalendar(holidays=holidays, extra_working_days=frozenset(working), zone=zone)


def _decreed_days(first: int, last: int) -> tuple[tuple[date, bool], ...]:
    days = CalendarDay.objects.filter(date__range=(date(first, 1, 1), date(last, 12, 31))).order_by("date")
    return tuple(days.values_list("date", "is_working"))


def country_of(place: Place | None) -> str:
    """The country that a place is or lies in, by the first letters of the code of its region."""
    step = place
    while step is not None and step.kind == PlaceKind.DISTRICT:
        step = step.parent
    return step.pk.partition("-")[0] if step is not None else HOME


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


@dataclass(frozen=True)
class Holiday:
    """A day off of Kazakhstan; ``code`` of the code list public_holidays. The day of a feast of the moon is expected."""

    day: date
    code: str
    is_moved: bool
    is_expected: bool


@cache
def holidays_of(year: int) -> tuple[Holiday, ...]:
    """The days off of one year in their order, for those who read a calendar."""
    named = country_holidays(HOME, years=year, language="en_US")
    return tuple(
        Holiday(
            day=day,
            code=re.sub(r"[^a-z]+", "_", re.sub(r"\(.*?\)|['’]", "", name.split("; ")[0]).strip().lower()),
            is_moved="(observed" in name,
            is_expected="estimated" in name,
        )
        for day, name in sorted(named.items())
    )


def decreed_days() -> list[CalendarDay]:
    """Every day that a decree has moved, the latest first."""
    return list(CalendarDay.objects.order_by("-date"))


_OF_A_REGION = frozenset({"oblysy", "oblast", "oblasti", "obl", "oblys"})
_OF_LESS = frozenset(
    {"audany", "raion", "raiona", "r", "district", "kalasy", "gorod", "g", "k", "kala", "city", "a", "n"}
)
_ADJECTIVE = re.compile(r"sk(?:aia|oi|ogo|ii|om|uiu|i)$")
_PARTED = re.compile(r"[,;/()]")


def places_meant(country: str = HOME) -> Callable[[str], Place | None]:
    """A reader of the places in the cells of one list; the names are asked of the database once."""
    known = _places_by_name(country)
    return lambda text: _place_meant(text, known)


def _place_meant(text: str, known: dict[str, tuple[Place, ...]]) -> Place | None:
    """The place that a cell of a list names: ``г. Тараз``, ``Жамбылская обл., г. Тараз``, ``Тараз қаласы``. The most exact one.

    Nothing for a name that nobody knows, or that several districts bear and no region stands beside it.
    """
    named = [found for piece in _PARTED.split(text) if (found := _places_named(piece, known))]
    if not named:
        return None
    regions = {place for found in named for place in found if place.kind == PlaceKind.REGION}
    less = [place for found in named for place in found if place.kind == PlaceKind.DISTRICT]
    within = [place for place in less if any(place.parent_id == region.pk for region in regions)]
    alone = [found for found in named if not any(place.kind == PlaceKind.REGION for place in found)]
    exact = within if within and len(named) > 1 else less if alone else []
    if len({place.pk for place in exact}) == 1:
        return exact[0]
    return regions.pop() if len(regions) == 1 and not alone else None


def _places_named(piece: str, known: dict[str, tuple[Place, ...]]) -> tuple[Place, ...]:
    words = fold(piece).split()
    key = _place_key(words)
    if not key:
        return ()
    found = known.get(key, ())
    oblasts = tuple(place for place in found if _is_oblast(place))
    if _OF_A_REGION & set(words):
        return oblasts
    return tuple(place for place in found if place not in oblasts) or oblasts


def _is_oblast(place: Place) -> bool:
    """A region that is no city: who writes Алматы alone means the city."""
    return place.kind == PlaceKind.REGION and bool(_OF_A_REGION & set(fold(place.en or place.ru).split()))


def _place_key(words: Sequence[str]) -> str:
    return " ".join(_ADJECTIVE.sub("sk", word) for word in words if word not in _OF_A_REGION | _OF_LESS)


def _places_by_name(country: str) -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for place in Place.objects.filter(kind__in=(PlaceKind.REGION, PlaceKind.DISTRICT)).select_related("parent"):
        if not place.pk.startswith(f"{country}-") and place.parent_id != country:
            continue
        for name in {_place_key(fold(one).split()) for one in (place.kk, place.ru, place.en, *place.aliases)}:
            found[name] = (*found.get(name, ()), place)
    return found
