"""What somebody had changed for everybody becomes a day of that person's own office."""

import importlib
from datetime import date
from typing import Any

import pytest

from panah.foundation.clocks.models import OwnDay
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.panah.foundation import given


class Days:
    """The rows of the calendar as they were, with who set them."""

    def __init__(self, rows: list[Any]) -> None:
        self.rows, self.is_deleted = rows, False

    def filter(self, **which: object) -> "Days":
        assert which == {"set_by__isnull": False}
        return self

    def __iter__(self) -> Any:
        return iter(self.rows)

    def delete(self) -> None:
        self.is_deleted = True


class Row:
    def __init__(self, set_by: str) -> None:
        self.date, self.is_working, self.source = date(2026, 11, 23), False, "order 12"
        self.set_by, self.set_at = set_by, clock.now()


class Apps:
    """The tables of then: those of clocks and accounts have not changed since."""

    def __init__(self, days: Days) -> None:
        self.days = days

    def get_model(self, room: str, name: str) -> Any:
        if name == "CalendarDay":
            return type("CalendarDay", (), {"objects": self.days})
        return importlib.import_module(f"panah.foundation.{room}.models").__dict__[name]


@pytest.mark.django_db
def test_a_day_goes_to_each_office_where_its_maker_may_say_so() -> None:
    here, there = given.organisation("here"), given.organisation("there")
    head = given.person("head")
    for office, role in ((here, Role.HEAD_OF_ORGANISATION), (here, Role.ADMINISTRATOR), (there, Role.CASEWORKER)):
        given.actor(role, head, office)
    days = Days([Row(str(head.pk))])
    migration = importlib.import_module("panah.foundation.clocks.migrations.0005_days_of_one_office")
    migration.give_to_their_offices(Apps(days), None)
    own = OwnDay.objects.get()
    assert (own.organisation, own.date, own.reason, own.set_by) == (here, date(2026, 11, 23), "order 12", head)
    assert days.is_deleted
