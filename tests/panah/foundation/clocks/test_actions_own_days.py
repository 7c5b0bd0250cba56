"""A day that one office has off: for its own clocks alone, for none that is urgent, and heads hear of it."""

from datetime import date, datetime, timedelta

import pytest

from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks import actions
from panah.foundation.clocks.actions import calendar as days
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import OwnDay, Timer
from panah.foundation.clocks.queries import calendar_of, own_days
from panah.foundation.notices.models import Notice
from panah.foundation.reference.actions import set_calendar_day
from panah.foundation.reference.models import CalendarDay
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.roles import Role
from tests.panah.foundation import given
from tests.panah.foundation.clocks.waiting import FRIDAY, HOUR, elsewhere, hired, started, within

MONDAY = date(2026, 11, 23)
KIND = TimerKind.ASSESSMENT  # counts working days at every level


@pytest.fixture
def head(office: Organisation) -> Actor:
    return given.actor(Role.HEAD_OF_ORGANISATION)


def off(by: Actor, day: date = MONDAY, at: datetime = FRIDAY + HOUR, is_working: bool = False) -> int:
    with clock.standing_at(at):
        return actions.change_day(by=by, day=day, is_working=is_working, reason="order 12")


def moved(timer: Timer) -> bool:
    return Timer.objects.get(pk=timer.pk).due_at != timer.due_at


@pytest.mark.safeguard(
    "S13", "the head of one office declares days off, and the alarms of all other offices fall silent"
)
def test_the_day_of_one_office_moves_no_clock_of_another(office: Organisation, head: Actor) -> None:
    other = elsewhere(Role.HEAD_OF_ORGANISATION)
    ours, theirs = started(office, kind=KIND), started(other, kind=KIND)
    assert off(head) == 1
    assert (moved(ours), moved(theirs)) == (True, False)
    later_ours, later_theirs = started(office, kind=KIND), started(other, kind=KIND)
    assert (later_ours.due_at, later_theirs.due_at) == (Timer.objects.get(pk=ours.pk).due_at, theirs.due_at)
    assert off(given.actor(Role.ADMINISTRATOR, place=other), MONDAY) == 2, "each office says it for itself"


@pytest.mark.safeguard("S13", "a child in danger waits because an office has declared a day off")
@pytest.mark.parametrize(("urgency", "waits"), [("danger", False), ("high", False), ("normal", True), ("low", True)])
def test_what_is_urgent_waits_for_no_own_day(office: Organisation, head: Actor, urgency: str, waits: bool) -> None:
    running = started(office, kind=KIND, urgency=urgency)
    assert off(head) == int(waits)
    assert moved(running) is waits
    later = started(office, kind=KIND, urgency=urgency)
    assert (later.due_at != running.due_at) is waits


def test_a_holiday_that_the_state_moves_is_one_for_all_and_for_what_is_urgent(office: Organisation) -> None:
    other = elsewhere()
    running = [started(one, kind=KIND, urgency=urgency) for one in (office, other) for urgency in ("high", "normal")]
    with clock.standing_at(FRIDAY + HOUR):
        set_calendar_day(by=given.SYSTEM, day=MONDAY, is_working=False, names={}, source="decree")
        assert within(actions.recount_timers, day=MONDAY) == 4
    assert all(moved(timer) for timer in running)


@pytest.mark.parametrize(
    ("day", "is_working", "reason", "refusal"),
    [
        (date(2026, 11, 24), False, "  ", days.ReasonForDay),
        (date(2026, 11, 24), True, "order 1", days.NothingToChange),
        (date(2026, 11, 22), False, "order 1", days.NothingToChange),  # a Sunday
        (date(2026, 12, 16), False, "order 1", days.NothingToChange),
        (date(2028, 11, 24), False, "order 1", days.DayTooFar),
        (date(2026, 12, 17), True, "order 1", days.DayOfDecree),
        (date(2026, 11, 19), False, "order 1", days.DayIsPast),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_in_a_sentence(
    head: Actor, day: date, is_working: bool, reason: str, refusal: type[Refusal]
) -> None:
    set_calendar_day(by=given.SYSTEM, day=date(2026, 12, 17), is_working=False, names={}, source="decree")
    with clock.standing_at(FRIDAY), pytest.raises(refusal) as said:
        actions.change_day(by=head, day=day, is_working=is_working, reason=reason)
    assert str(said.value.sentence)
    assert not OwnDay.objects.exists()


def test_nobody_makes_late_things_fit_by_a_day_off_of_yesterday(office: Organisation, head: Actor) -> None:
    timer = started(office, kind=KIND)
    at = timer.due_at + timedelta(days=1)
    with pytest.raises(days.DayIsPast):
        off(head, timer.due_at.date(), at)
    assert not moved(timer)


@pytest.mark.safeguard("S13", "an office declares day after day off, so that none of its alarms ever rings")
def test_an_office_has_ten_days_off_of_its_own_in_a_year(office: Organisation, head: Actor) -> None:
    free = [day for day in (MONDAY + timedelta(days=number) for number in range(40)) if day.weekday() < 5]
    free = [day for day in free if day.year == 2026 and day != date(2026, 12, 16)]
    for day in free[: days.MOST_DAYS_OFF]:
        off(head, day)
    with pytest.raises(days.TooManyDaysOff):
        off(head, free[days.MOST_DAYS_OFF])
    off(head, date(2026, 11, 28), is_working=True)
    off(head, date(2027, 1, 12))
    with clock.standing_at(FRIDAY + HOUR):
        actions.restore_day(by=head, day=free[0])
    off(head, free[days.MOST_DAYS_OFF])


def test_the_leaders_hear_of_it_at_both_turns(office: Organisation) -> None:
    chief, deputy = hired(office, Role.HEAD_OF_ORGANISATION, "chief"), hired(office, Role.SUPERVISOR, "deputy")
    elsewhere(Role.HEAD_OF_ORGANISATION)
    administrator = given.actor(Role.ADMINISTRATOR)
    off(administrator)
    told = Notice.objects.filter(kind="calendar_changed")
    assert {notice.person for notice in told} == {chief, deputy}
    assert {notice.subject_code for notice in told} == {"23.11.2026"}
    Notice.objects.all().delete()
    with clock.standing_at(FRIDAY + HOUR):
        actions.restore_day(by=administrator, day=MONDAY)
    assert Notice.objects.filter(kind="calendar_changed").count() == 2


def test_ones_own_day_is_taken_back_by_the_office_alone_and_a_decree_by_nobody(
    office: Organisation, head: Actor
) -> None:
    set_calendar_day(by=given.SYSTEM, day=date(2026, 12, 17), is_working=False, names={}, source="decree")
    off(head)
    stranger = given.actor(Role.HEAD_OF_ORGANISATION, place=elsewhere())
    with clock.standing_at(FRIDAY + HOUR):
        assert not calendar_of(office, "normal", clock.now()).is_working_day(MONDAY)
        assert actions.restore_day(by=stranger, day=MONDAY) == 0
        assert [row.date for row in own_days(office.pk)] == [MONDAY]
        actions.restore_day(by=head, day=MONDAY)
        actions.restore_day(by=head, day=date(2026, 12, 17))
        assert calendar_of(office, "normal", clock.now()).is_working_day(MONDAY)
    assert CalendarDay.objects.count() == 1


def test_days_of_a_decree_come_from_the_content_and_move_what_runs(
    office: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    timer = started(office, kind=KIND, urgency="high")
    row = {"date": MONDAY, "is_working": False, "kk": "Демалыс", "ru": "Выходной", "en": "Day off", "src": "decree 7"}
    monkeypatch.setattr(days, "content_table", lambda name: {"rows": [row]})
    with clock.standing_at(FRIDAY + HOUR):
        assert actions.load_decreed_days(by=given.SYSTEM) == 1
        assert actions.load_decreed_days(by=given.SYSTEM) == 0, "nothing is new"
    assert moved(timer)
    assert (CalendarDay.objects.get().kk, CalendarDay.objects.get().source) == ("Демалыс", "decree 7")
