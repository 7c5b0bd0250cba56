"""The working calendar that an office corrects, and those of the neighbours."""

from datetime import UTC, date, datetime

import pytest

from panah.foundation.reference.actions import (
    DayOfDecree,
    DayTooFar,
    NothingToChange,
    ReasonForDay,
    load_places,
    set_calendar_day,
    set_day,
    unset_day,
)
from panah.foundation.reference.models import CalendarDay, Place
from panah.foundation.reference.queries import public_holidays, worked_weekends, working_calendar
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from tests.panah.foundation import given

LOADER = Actor.system("reference", {Permission.REFERENCE_LOAD})


@pytest.fixture
def places(db: None) -> None:
    load_places(by=LOADER)


@pytest.mark.parametrize(
    ("day", "is_working", "reason", "refusal"),
    [
        (date(2026, 11, 24), False, "  ", ReasonForDay),
        (date(2026, 11, 24), True, "order 1", NothingToChange),
        (date(2026, 11, 22), False, "order 1", NothingToChange),  # a Sunday
        (date(2026, 12, 16), False, "order 1", NothingToChange),
        (date(2028, 11, 24), False, "order 1", DayTooFar),
        (date(2026, 12, 17), True, "order 1", DayOfDecree),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_in_a_sentence(
    db: None, day: date, is_working: bool, reason: str, refusal: type[Refusal]
) -> None:
    set_calendar_day(by=LOADER, day=date(2026, 12, 17), is_working=False, names={}, source="decree")
    head = given.actor(Role.HEAD_OF_ORGANISATION)
    with clock.standing_at(datetime(2026, 11, 20, tzinfo=UTC)), pytest.raises(refusal) as said:
        set_day(by=head, day=day, is_working=is_working, reason=reason)
    assert str(said.value.sentence)
    assert CalendarDay.objects.count() == 1


def test_ones_own_change_is_taken_back_and_that_of_a_decree_is_not(db: None) -> None:
    head = given.actor(Role.HEAD_OF_ORGANISATION)
    set_calendar_day(by=LOADER, day=date(2026, 12, 17), is_working=False, names={}, source="decree")
    with clock.standing_at(datetime(2026, 11, 20, tzinfo=UTC)):
        set_day(by=head, day=date(2026, 11, 24), is_working=False, reason="flood")
        set_day(by=head, day=date(2026, 11, 22), is_working=True, reason="flood")
        assert not working_calendar(clock.now()).is_working_day(date(2026, 11, 24))
        assert unset_day(by=head, day=date(2026, 11, 24)) is not None
        assert unset_day(by=head, day=date(2026, 12, 17)) is None
        assert working_calendar(clock.now()).is_working_day(date(2026, 11, 24))
    assert sorted(CalendarDay.objects.values_list("date", flat=True)) == [date(2026, 11, 22), date(2026, 12, 17)]


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
