"""The working calendar of the country as a decree moves it, and those of the neighbours."""

from datetime import UTC, date, datetime

import pytest

from panah.foundation.reference.actions import load_places, set_calendar_day
from panah.foundation.reference.models import Place
from panah.foundation.reference.queries import public_holidays, worked_weekends, working_calendar
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission

LOADER = Actor.system("reference", {Permission.REFERENCE_LOAD})


@pytest.fixture
def places(db: None) -> None:
    load_places(by=LOADER)


def test_of_a_day_on_which_a_decree_has_spoken_the_decree_holds(db: None) -> None:
    around, day = datetime(2026, 11, 20, tzinfo=UTC), date(2026, 12, 17)
    own = [(day, True), (date(2026, 12, 18), False), (date(2026, 12, 19), True)]
    assert [working_calendar(around, None, own).is_working_day(one) for one, _ in own] == [True, False, True]
    set_calendar_day(by=LOADER, day=day, is_working=False, names={}, source="decree")
    assert [working_calendar(around, None, own).is_working_day(one) for one, _ in own] == [False, False, True]
    assert [working_calendar(around).is_working_day(one) for one, _ in own] == [False, True, False]


@pytest.mark.parametrize(
    ("code", "country", "zone", "holiday"),
    [
        ("UZ-TO", "UZ", "Asia/Tashkent", date(2026, 9, 1)),
        ("KG-O", "KG", "Asia/Bishkek", date(2026, 8, 31)),
        ("615400000", "KZ", "Asia/Almaty", date(2026, 12, 16)),
    ],
)
def test_each_place_has_the_days_and_the_clock_of_its_country(
    places: None, code: str, country: str, zone: str, holiday: date
) -> None:
    calendar = working_calendar(datetime(2026, 11, 20, tzinfo=UTC), Place.objects.get(pk=code))
    assert not calendar.is_working_day(holiday)
    assert str(calendar.zone) == zone
    home = working_calendar(datetime(2026, 11, 20, tzinfo=UTC))
    assert home.is_working_day(holiday) is (country != "KZ")


def test_a_country_that_nobody_has_listed_has_its_weekends() -> None:
    assert public_holidays(2026, "XX") == {}


@pytest.mark.django_db
def test_a_weekend_that_is_worked_for_a_day_off_is_known() -> None:
    calendar = working_calendar(datetime(2024, 4, 1, tzinfo=UTC))
    assert calendar.is_working_day(date(2024, 5, 4))  # a Saturday
    assert not calendar.is_working_day(date(2024, 5, 8))
    assert worked_weekends(2026) == frozenset()
    assert worked_weekends(2026, "XX") == frozenset()
