"""What the room remembers by itself; what may be given, and how, is tested where it lives."""

from datetime import timedelta

import pytest

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.departures import actions
from panah.foundation.departures.codes import Kind
from panah.foundation.departures.models import Departure
from panah.foundation.departures.queries import away_from, departures_of, only_one_who
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.roles import Role
from tests.panah.foundation import given


@pytest.fixture
def office(db: None) -> Organisation:
    return given.organisation()


def hired(office: Organisation, role: Role, name: str) -> tuple[Person, Actor]:
    person = given.person(name)
    return person, given.actor(role, person, office)


def test_a_caseworker_announces_only_the_own_departure_and_sees_only_that(office: Organisation) -> None:
    worker, by = hired(office, Role.CASEWORKER, "aigul")
    other, other_by = hired(office, Role.CASEWORKER, "nurzhan")
    actions.announce_departure(by=by, kind=Kind.LEAVING, since=clock.today())
    assert [one.person for one in departures_of(by)] == [worker]
    assert not departures_of(other_by)
    with pytest.raises(NotPermitted):
        actions.begin_departure(by=by, person=other, kind=Kind.LEAVING, since=clock.today())


def test_nobody_announces_a_sudden_end(office: Organisation) -> None:
    _worker, by = hired(office, Role.CASEWORKER, "aigul")
    assert actions.announce_departure(by=by, kind=Kind.SUDDEN, since=clock.today()).kind == Kind.LEAVING


def test_the_leaders_are_told_by_a_clock_for_the_last_day(office: Organisation) -> None:
    _worker, by = hired(office, Role.CASEWORKER, "aigul")
    going = actions.announce_departure(by=by, kind=Kind.LEAVING, since=clock.today() + timedelta(days=3))
    timer = Timer.objects.running().get(kind=TimerKind.DEPARTURE)
    assert (timer.person, timer.organisation, timer.address_code) == (None, office, str(going.pk))
    assert timer.due_at.date() == going.since


@pytest.mark.parametrize(("first", "last"), [(5, 2), (1, None), (-9, -3)])
def test_impossible_days_are_refused_with_a_sentence(office: Organisation, first: int, last: int | None) -> None:
    _worker, by = hired(office, Role.CASEWORKER, "aigul")
    until = clock.today() + timedelta(days=last) if last is not None else None
    with pytest.raises(actions.WrongDays) as refused:
        actions.announce_departure(by=by, kind=Kind.LEAVE, since=clock.today() + timedelta(days=first), until=until)
    assert str(refused.value.sentence)
    assert not Departure.objects.exists()


def test_nobody_stands_in_for_themselves_or_from_elsewhere(office: Organisation) -> None:
    worker, by = hired(office, Role.CASEWORKER, "aigul")
    for nobody in (worker, given.person("stranger")):
        with pytest.raises(actions.StandInIsAway):
            actions.announce_departure(
                by=by, kind=Kind.LEAVE, since=clock.today(), until=clock.today(), stand_in=nobody
            )  # fmt: skip


def test_a_stranger_neither_sees_nor_calls_off(office: Organisation) -> None:
    _worker, by = hired(office, Role.CASEWORKER, "aigul")
    going = actions.announce_departure(by=by, kind=Kind.LEAVING, since=clock.today())
    _there, stranger = hired(given.organisation("there"), Role.HEAD_OF_ORGANISATION, "stranger")
    assert not departures_of(stranger)
    with pytest.raises(NotPermitted):
        actions.call_off(by=stranger, departure=going)


def test_the_only_one_who_signs_is_named_by_what_only_this_person_does(office: Organisation) -> None:
    head, _by = hired(office, Role.HEAD_OF_ORGANISATION, "bakyt")
    assert only_one_who(head, office.pk) == ["manages", "signs"]
    hired(office, Role.SUPERVISOR, "saule")
    assert only_one_who(head, office.pk) == ["manages"]
    hired(office, Role.ADMINISTRATOR, "erzhan")
    assert only_one_who(head, office.pk) == []


def test_whoever_leaves_too_is_nobody_else(office: Organisation) -> None:
    head, _by = hired(office, Role.HEAD_OF_ORGANISATION, "bakyt")
    other, other_by = hired(office, Role.HEAD_OF_ORGANISATION, "zaure")
    actions.announce_departure(by=other_by, kind=Kind.LEAVING, since=clock.today())
    assert set(away_from(office.pk)) == {other.pk}
    assert only_one_who(head, office.pk) == ["manages", "signs"]
