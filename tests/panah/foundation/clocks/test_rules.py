from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.clocks.codes import TimerKind, TimerState, Unit
from panah.foundation.clocks.rules import (
    DeadlineRule,
    NoDeadlineRule,
    done_moment,
    due_at,
    is_near,
    not_late_at_once,
    rules_of,
    state_of,
)
from panah.foundation.reference.codes import code_list, content_table
from panah.foundation.reference.rules import WorkingCalendar

RULES = rules_of(content_table("rules/deadlines.toml"))
CALENDAR = WorkingCalendar(holidays=frozenset({date(2026, 12, 16)}))
URGENCIES = ("danger", "high", "normal")
RISKS = ("high", "medium", "low")
UP_TO_FIRST_CONTACT = (
    TimerKind.CONCERN_FIRST_LOOK,
    TimerKind.CONCERN_TRIAGE,
    TimerKind.LEG_ACKNOWLEDGE,
    TimerKind.LEG_ANSWER,
    TimerKind.SENDER_REROUTE,
    TimerKind.FIRST_SAFETY_CONTACT,
)


def local(day: int, hour: int = 12, minute: int = 0, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Almaty"))


# Friday 11 December 2026 at noon; Wednesday 16 December is Independence Day.
@pytest.mark.parametrize(
    ("kind", "level", "due"),
    [
        ("concern_first_look", "danger", local(11, 12, 15)),
        ("concern_first_look", "high", local(11, 16)),
        ("concern_first_look", "normal", local(12, 12)),
        ("concern_triage", "danger", local(11, 13)),
        ("concern_triage", "high", local(11, 20)),
        ("concern_triage", "normal", local(15, 18)),
        ("leg_acknowledge", "danger", local(11, 13)),
        ("leg_acknowledge", "high", local(11, 16)),
        ("leg_acknowledge", "normal", local(12, 12)),
        ("leg_answer", "danger", local(11, 16)),
        ("leg_answer", "high", local(12, 12)),
        ("leg_answer", "normal", local(17, 18)),
        ("sender_reroute", "danger", local(11, 13)),
        ("sender_reroute", "high", local(11, 20)),
        ("sender_reroute", "normal", local(14, 18)),
        ("first_safety_contact", "danger", local(11, 14)),
        ("first_safety_contact", "high", local(12, 12)),
        ("first_safety_contact", "normal", local(17, 18)),
        ("assessment", "high", local(17, 18)),
        ("assessment", "medium", local(23, 18)),
        ("plan", "high", local(23, 18)),
        ("review", "high", local(10, 18, month=1).replace(year=2027)),
        ("closing", "low", local(28, 18)),
        ("check_after_closure", "medium", local(11, 18, month=3).replace(year=2027)),
    ],
)
def test_the_deadlines_of_the_design(kind: str, level: str, due: datetime) -> None:
    assert due_at(RULES, TimerKind(kind), level, local(11), CALENDAR).at == due


@pytest.mark.parametrize("kind", TimerKind)
def test_every_clock_has_a_deadline_at_every_level(kind: TimerKind) -> None:
    levels: set[str] = set(URGENCIES) if kind in UP_TO_FIRST_CONTACT else {*URGENCIES, *RISKS}
    if kind is TimerKind.CONCERN_MESSAGE:
        levels = set(URGENCIES)
    if kind is TimerKind.SAFETY_ACTION:
        levels = {*URGENCIES, "high", "medium"}  # none is asked for where the risk is low
    for level in levels:
        assert due_at(RULES, kind, level, local(11), CALENDAR).rule.source


def test_every_clock_has_words() -> None:
    assert set(code_list("timer_kind").codes) == {kind.value for kind in TimerKind}
    assert set(code_list("timer_state").codes) == {state.value for state in TimerState}


@pytest.mark.parametrize("kind", TimerKind)
def test_more_pressing_is_never_due_later(kind: TimerKind) -> None:
    for scale in (URGENCIES, RISKS):
        known = [level for level in scale if any(rule.fits(kind, level, date(2026, 12, 11)) for rule in RULES)]
        dues = [due_at(RULES, kind, level, local(11), CALENDAR).at for level in known]
        assert dues == sorted(dues)


def rule(
    amount: int, valid_from: date, valid_to: date | None = None, levels: frozenset[str] = frozenset("*")
) -> DeadlineRule:
    return DeadlineRule(TimerKind.REVIEW, levels, amount, Unit.HOURS, "planted", "P", valid_from, valid_to)


@pytest.mark.parametrize(
    ("start", "amount"),
    [(local(1), 10), (local(14, 23, 59), 10), (local(15, 0, 1), 20), (local(20), 20)],
)
def test_the_row_that_was_valid_when_the_clock_started_decides(start: datetime, amount: int) -> None:
    rows = [rule(10, date(2020, 1, 1), date(2026, 12, 14)), rule(20, date(2026, 12, 15))]
    assert due_at(rows, TimerKind.REVIEW, "high", start, CALENDAR).rule.amount == amount


def test_a_row_for_the_level_goes_before_one_for_all_and_a_newer_before_an_older() -> None:
    rows = [
        rule(10, date(2026, 1, 1)),
        rule(20, date(2020, 1, 1), levels=frozenset({"high"})),
        rule(30, date(2021, 1, 1), levels=frozenset({"high"})),
    ]
    assert due_at(rows, TimerKind.REVIEW, "high", local(1), CALENDAR).rule.amount == 30
    assert due_at(rows, TimerKind.REVIEW, "low", local(1), CALENDAR).rule.amount == 10


def test_a_missing_row_is_named_in_a_sentence() -> None:
    with pytest.raises(NoDeadlineRule) as refusal:
        due_at([], TimerKind.REVIEW, "high", local(1), CALENDAR)
    assert refusal.value.sentence == (
        "No deadline for “review” at “high” on 01.12.2026. Add a row to rules/deadlines.toml."
    )


def test_no_two_rows_contradict_each_other() -> None:
    seen: set[tuple[TimerKind, str, date]] = set()
    for row in RULES:
        for level in row.levels:
            assert (row.kind, level, row.valid_from) not in seen
            seen.add((row.kind, level, row.valid_from))
        assert row.amount > 0
        assert row.valid_to is None or row.valid_to >= row.valid_from


@pytest.mark.parametrize(
    ("due", "now", "state"),
    [
        (local(11, 12), local(11, 12), TimerState.LATE),
        (local(11, 12), local(11, 13), TimerState.LATE),
        (local(11, 23, 30), local(11, 12), TimerState.DUE_TODAY),
        (local(12, 0, 30), local(11, 23, 30), TimerState.AHEAD),
        (local(12, 12), local(11, 12), TimerState.AHEAD),
    ],
)
def test_late_today_and_ahead_follow_the_local_day(due: datetime, now: datetime, state: TimerState) -> None:
    assert state_of(due, now.astimezone(UTC), CALENDAR) is state


@pytest.mark.parametrize(
    ("minutes", "near"), [(0, False), (74, False), (75, True), (99, True), (100, False), (200, False)]
)
def test_the_owner_is_reminded_in_the_last_quarter(minutes: int, near: bool) -> None:
    start = local(11)
    assert is_near(start, start + timedelta(minutes=100), start + timedelta(minutes=minutes)) is near


@pytest.mark.parametrize(
    ("started", "written", "due"),
    [
        (local(11), local(11), local(12)),  # written at once
        (local(11), local(11, 18), local(12)),  # the same day
        (local(11), local(12, 6), local(12, 12)),  # the last quarter
        (local(11), local(12, 11), local(12, 17)),  # an hour before the end: a quarter of the day is left
        (local(11), local(20), local(20, 18)),  # long after it: not late when it is written
        (local(12), local(11), local(13)),  # begins tomorrow
    ],
)
@pytest.mark.safeguard("S14", "a start written late is not late at once")
def test_what_is_written_late_has_a_quarter_of_its_time_left(
    started: datetime, written: datetime, due: datetime
) -> None:
    assert not_late_at_once(started, started + timedelta(days=1), written) == due


@pytest.mark.parametrize(
    ("done", "moment", "in_time"),
    [
        (None, local(15), False),
        (local(11, 9), local(11, 9), True),
        (local(11, 13), local(11, 13), False),
        (date(2026, 12, 11), local(11, 12), True),  # the day that it was due: nobody knows the hour
        (date(2026, 12, 10), local(10, 23, 59), True),
        (date(2026, 12, 12), local(12, 23, 59), False),
        (date(2026, 12, 30), local(15), False),  # nothing happens in the future
        (local(16), local(15), False),
    ],
)
@pytest.mark.safeguard("S14", "what was done on the day that it was due is in time, whenever it is written")
def test_when_it_was_done_is_a_moment_or_a_day(done: datetime | date | None, moment: datetime, in_time: bool) -> None:
    due, zone = local(11, 12), ZoneInfo("Asia/Almaty")
    found = done_moment(done, due, local(15), zone)
    assert (found, found <= due) == (moment, in_time)


FIRST, LAST = datetime.fromisoformat("2023-09-01"), datetime.fromisoformat("2027-12-31")
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


@given(st.sampled_from(TimerKind), st.sampled_from(URGENCIES), MOMENTS, st.integers(0, 10_000))
def test_a_deadline_lies_ahead_and_a_later_start_is_never_due_earlier(
    kind: TimerKind, level: str, start: datetime, minutes: int
) -> None:
    first = due_at(RULES, kind, level, start, CALENDAR).at
    second = due_at(RULES, kind, level, start + timedelta(minutes=minutes), CALENDAR).at
    assert start < first <= second
    assert first.tzinfo is UTC
