"""Who is told of an urgent report: whoever is on duty first and at once; without a list everybody as ever."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from panah.foundation.duty.actions import TurnDetails, add_turn, keep_desk
from panah.foundation.duty.codes import Cover
from panah.foundation.duty.rules import Hours, span_of
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from tests.panah.casework.concerns.office import Office, actor_for, person_in, reported

SOUTH = ZoneInfo("Asia/Almaty")
EVE = datetime.combine(clock.today() + timedelta(days=2), time(10), tzinfo=SOUTH)  # after everybody was hired
NIGHT = EVE + timedelta(hours=17)  # three o'clock


@pytest.fixture
def chief(office: Office) -> Actor:
    return actor_for(person_in(office.organisation, Role.SUPERVISOR, "chief"))


def keep(office: Office, chief: Actor, *, is_held: bool) -> None:
    with clock.standing_at(EVE):
        keep_desk(by=chief, hours=Hours(Cover.NIGHTS, time(18), time(9)))
        if is_held:
            span = span_of(EVE.date(), time(18), time(9), SOUTH)
            add_turn(by=chief, details=TurnDetails(span, office.duty_worker, "+7 000 000 00 01"))


def told_at_night(office: Office, sign: str = "hurt", danger: str = "no") -> dict[str, bool]:
    """Who was told of a report at three at night, and whether at once."""
    with clock.standing_at(NIGHT):
        concern = reported(office, is_danger_now=danger, signs=(sign,))
    rows = Notice.objects.filter(subject_code=concern.code, kind="concern_arrived").order_by("created_at", "id")
    return {row.person.username: row.send_after == NIGHT for row in rows if row.person}


def test_without_a_list_the_desk_is_told_as_ever(office: Office, chief: Actor) -> None:
    worker = office.duty_worker.username
    assert told_at_night(office) == {worker: False}, "urgent waits for the morning"
    Notice.objects.all().delete()
    with clock.standing_at(NIGHT):
        concern = reported(office, "form-2", is_danger_now="yes")
    told = Notice.objects.filter(subject_code=concern.code)
    assert {(one.person.username, one.send_after) for one in told if one.person} == {(worker, NIGHT)}


@pytest.mark.safeguard("S9", "an urgent report of three at night waits for eight, though somebody is on duty")
def test_whoever_is_on_duty_hears_at_once_and_the_others_as_ever(office: Office, chief: Actor) -> None:
    person_in(office.organisation, Role.DUTY_WORKER, "asleep")
    keep(office, chief, is_held=True)
    assert told_at_night(office) == {office.duty_worker.username: True, "asleep": False}


@pytest.mark.safeguard("S9", "an urgent report comes in a night that nobody holds")
def test_in_a_gap_the_leaders_hear_at_once_and_the_desk_as_ever(office: Office, chief: Actor) -> None:
    keep(office, chief, is_held=False)
    assert told_at_night(office) == {"chief": True, office.duty_worker.username: False}


def test_in_danger_everybody_is_told_at_once_with_a_list_too(office: Office, chief: Actor) -> None:
    person_in(office.organisation, Role.DUTY_WORKER, "asleep")
    keep(office, chief, is_held=True)
    assert told_at_night(office, danger="yes") == {office.duty_worker.username: True, "asleep": True}


def test_what_is_not_urgent_wakes_nobody(office: Office, chief: Actor) -> None:
    keep(office, chief, is_held=False)
    assert told_at_night(office, sign="works") == {office.duty_worker.username: False}
