"""A holiday that is moved while clocks run."""

from datetime import UTC, date, datetime, timedelta

import pytest

from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks import actions
from panah.foundation.clocks.actions import Owner
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import OwnDay, Timer
from panah.foundation.notices.models import Notice
from panah.foundation.reference.actions import load_places, set_calendar_day
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.models import AuditEvent, File
from panah.foundation.security.roles import Role
from tests.panah.foundation import given
from tests.panah.foundation.clocks.waiting import FRIDAY, HOUR, hired, started, within

MONDAY, WEDNESDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 26)
BY_WEDNESDAY = datetime(2026, 11, 25, 13, tzinfo=UTC)  # three working days from Friday on, at six in the evening
BY_THURSDAY = BY_WEDNESDAY + timedelta(days=1)


@pytest.fixture
def head(office: Organisation) -> Actor:
    return given.actor(Role.HEAD_OF_ORGANISATION)


def changed(head: Actor, day: date, is_working: bool = False, at: datetime = FRIDAY + HOUR) -> int:
    with clock.standing_at(at):
        return actions.change_day(by=head, day=day, is_working=is_working, reason="order 12")


def due(timer: Timer) -> datetime:
    timer.refresh_from_db()
    return timer.due_at


@pytest.mark.parametrize("day", [MONDAY, WEDNESDAY])
def test_a_day_off_more_moves_what_runs_over_it_and_back(office: Organisation, head: Actor, day: date) -> None:
    timer = started(office, kind=TimerKind.FIRST_SAFETY_CONTACT)
    assert timer.due_at == BY_WEDNESDAY
    assert changed(head, day) == 1
    assert due(timer) == BY_THURSDAY
    with clock.standing_at(FRIDAY + HOUR):
        assert actions.restore_day(by=head, day=day) == 1
    assert due(timer) == BY_WEDNESDAY


def test_a_day_that_is_worked_instead_moves_it_nearer(office: Organisation, head: Actor) -> None:
    timer = started(office, kind=TimerKind.FIRST_SAFETY_CONTACT)
    assert changed(head, date(2026, 11, 21), is_working=True) == 1
    assert due(timer) == BY_WEDNESDAY - timedelta(days=1)


def test_a_day_that_was_agreed_hours_on_the_clock_and_what_is_over_stay(office: Organisation, head: Actor) -> None:
    agreed = started(office, kind=TimerKind.SERVICE, due=BY_WEDNESDAY)
    hours = started(office, kind=TimerKind.FIRST_SAFETY_CONTACT, urgency="high")
    file = given.file_of()
    over = started(office, file, TimerKind.FIRST_SAFETY_CONTACT)
    within(actions.stop_all_timers, file=file, outcome="done")
    later = started(office, kind=TimerKind.FIRST_SAFETY_CONTACT, started_at=FRIDAY + timedelta(days=30))
    assert changed(head, MONDAY) == 0
    assert [due(timer) for timer in (agreed, over)] == [BY_WEDNESDAY, BY_WEDNESDAY]
    assert due(hours) == FRIDAY + 24 * HOUR
    assert due(later).month == 12


def test_an_office_abroad_has_own_days_too(office: Organisation, head: Actor) -> None:
    load_places(by=given.SYSTEM)
    abroad = given.organisation("osh")
    abroad.place_id = "KG-O"
    abroad.save()
    osh = Organisation.objects.get(code="osh")
    timer = started(osh, kind=TimerKind.FIRST_SAFETY_CONTACT)
    before = timer.due_at
    assert changed(head, MONDAY) == 0
    assert due(timer) == before
    assert changed(given.actor(Role.HEAD_OF_ORGANISATION, place=osh), MONDAY) == 1
    assert due(timer) == before + timedelta(days=1)


def test_an_alarm_that_was_given_stays_and_is_given_again_when_the_new_day_comes(
    office: Organisation, head: Actor
) -> None:
    owner = hired(office, Role.CASEWORKER, "owner")
    timer = started(office, kind=TimerKind.FIRST_SAFETY_CONTACT, owner=Owner(office, owner))
    with clock.standing_at(BY_WEDNESDAY):
        actions.climb(by=given.SYSTEM)
    kinds = [notice.kind for notice in Notice.objects.filter(person=owner)]
    assert kinds == ["deadline_passed"]
    assert changed(head, WEDNESDAY, at=BY_WEDNESDAY + HOUR) == 1
    timer.refresh_from_db()
    assert (timer.due_at, timer.level) == (BY_THURSDAY, 1)  # the reminder lies behind, the end does not
    with clock.standing_at(BY_THURSDAY - HOUR):
        assert actions.climb(by=given.SYSTEM) == 0
    assert Notice.objects.filter(person=owner).count() == 1
    with clock.standing_at(BY_THURSDAY):
        assert actions.climb(by=given.SYSTEM) == 1


@pytest.mark.safeguard("S14", "a day that is worked after all makes nothing late at once")
def test_a_day_off_that_is_worked_after_all_makes_nothing_late_at_once(office: Organisation, head: Actor) -> None:
    changed(head, WEDNESDAY)
    timer = started(office, kind=TimerKind.FIRST_SAFETY_CONTACT)
    assert timer.due_at == BY_THURSDAY
    with clock.standing_at(BY_WEDNESDAY + HOUR):
        actions.restore_day(by=head, day=WEDNESDAY)
        assert clock.now() < due(timer) <= BY_THURSDAY
        actions.climb(by=given.SYSTEM)
    assert not Notice.objects.filter(kind="deadline_passed").exists()


def test_what_was_written_late_keeps_the_time_that_it_was_left(office: Organisation) -> None:
    timer = started(office, kind=TimerKind.FIRST_SAFETY_CONTACT, written_at=FRIDAY + timedelta(days=30))
    before = timer.due_at
    with clock.standing_at(FRIDAY + timedelta(days=30)):
        set_calendar_day(by=given.SYSTEM, day=MONDAY, is_working=False, names={}, source="decree")
        within(actions.recount_timers, day=MONDAY)
    assert due(timer) >= before


def test_only_heads_and_administrators_change_the_calendar_and_it_is_on_record(
    office: Organisation, head: Actor
) -> None:
    for role in (Role.CASEWORKER, Role.SUPERVISOR, Role.DUTY_WORKER, Role.MONITORING_OFFICER):
        with pytest.raises(NotPermitted):
            changed(given.actor(role), MONDAY)
    changed(given.actor(Role.ADMINISTRATOR), MONDAY)
    row = OwnDay.objects.get()
    assert (row.is_working, row.reason, row.set_at) == (False, "order 12", FRIDAY + HOUR)
    assert row.organisation == office
    event = AuditEvent.objects.get(verb="clocks.set_day")
    assert event.subject_code == "2026-11-23"


def test_many_clocks_are_counted_again_in_few_steps(
    office: Organisation, head: Actor, file: File, django_assert_max_num_queries: object
) -> None:
    for _ in range(40):
        started(office, kind=TimerKind.FIRST_SAFETY_CONTACT)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        assert changed(head, MONDAY) == 40
