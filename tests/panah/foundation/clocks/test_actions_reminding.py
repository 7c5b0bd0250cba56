"""A reminder: to those who owe it, by whoever waits for it, once a day, on record."""

from datetime import timedelta

import pytest

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks import actions
from panah.foundation.clocks.actions import NobodyToRemind, Owner, RemindedToday
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.models import AuditEvent
from panah.foundation.security.roles import Role
from tests.panah.foundation import given
from tests.panah.foundation.clocks.waiting import FRIDAY, HOUR, hired, started


@pytest.fixture
def asker(office: Organisation) -> Actor:
    return given.actor(Role.CASEWORKER)


def asked(office: Organisation, asker: Actor, body: Organisation) -> Timer:
    person = Person.objects.get(pk=asker.id)
    return started(body, kind=TimerKind.LEG_ANSWER, owner=Owner(body, None, office, person))


def test_those_who_owe_it_are_reminded_once_a_day(office: Organisation, asker: Actor) -> None:
    body = given.organisation("body")
    desk, _boss = hired(body, Role.DUTY_WORKER, "desk"), hired(body, Role.SUPERVISOR, "boss")
    timer = asked(office, asker, body)
    with clock.standing_at(FRIDAY + HOUR):
        assert actions.remind(by=asker, timer=timer).reminded_at == FRIDAY + HOUR
        assert [(notice.person, notice.kind) for notice in Notice.objects.all()] == [(desk, "reminder")]
        with pytest.raises(RemindedToday):
            actions.remind(by=asker, timer=timer)
    assert AuditEvent.objects.filter(verb="clocks.remind", subject_code=timer.subject_code).count() == 1
    Notice.objects.update(seen_at=clock.now())
    with clock.standing_at(FRIDAY + timedelta(days=1)):
        actions.remind(by=asker, timer=timer)
    assert Notice.objects.count() == 2


def test_nobody_there_is_told_so_and_nothing_is_kept(office: Organisation, asker: Actor) -> None:
    timer = asked(office, asker, given.organisation("body"))
    with pytest.raises(NobodyToRemind):
        actions.remind(by=asker, timer=timer)
    timer.refresh_from_db()
    assert timer.reminded_at is None


def test_whoever_does_not_wait_for_it_reminds_nobody(office: Organisation, asker: Actor) -> None:
    body = given.organisation("body")
    hired(body, Role.DUTY_WORKER, "desk")
    timer = asked(office, asker, body)
    for other in (given.actor(Role.CASEWORKER), given.actor(Role.SUPERVISOR, place=given.organisation("third"))):
        with pytest.raises(NotPermitted):
            actions.remind(by=other, timer=timer)
    with pytest.raises(NotPermitted):
        actions.remind(by=given.actor(Role.ADMINISTRATOR), timer=timer)
    assert not Notice.objects.exists()
    assert actions.remind(by=given.actor(Role.SUPERVISOR), timer=timer).reminded_at
