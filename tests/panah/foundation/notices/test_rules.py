from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.notices import rules
from panah.foundation.notices.codes import AT_ANY_HOUR, DANGER, NORMAL, SENT_AT_ONCE, NoticeKind, Pressing

ALMATY = ZoneInfo("Asia/Almaty")
START = datetime(2023, 1, 1, tzinfo=UTC)
moments = st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"),
    [(7, 59, True), (8, 0, False), (12, 0, False), (19, 59, False), (20, 0, True), (23, 59, True), (0, 0, True)],
)
def test_the_night_is_quiet_from_twenty_to_eight(hour: int, minute: int, quiet: bool) -> None:
    assert rules.is_quiet(_at(21, hour, minute), ALMATY) is quiet


def test_quiet_is_what_the_clock_there_says_not_utc() -> None:
    assert rules.is_quiet(datetime(2026, 11, 21, 16, 0, tzinfo=UTC), ALMATY)
    assert not rules.is_quiet(datetime(2026, 11, 21, 4, 0, tzinfo=UTC), ALMATY)


@pytest.mark.parametrize(
    ("kind", "now", "expected"),
    [
        (NoticeKind.REFERRAL_ARRIVED, _at(21, 14, 5), _at(21, 14, 5)),
        (NoticeKind.REFERRAL_ARRIVED, _at(21, 22), _at(22, 8)),
        (NoticeKind.REFERRAL_ARRIVED, _at(21, 3), _at(21, 8)),
        (NoticeKind.DEADLINE_NEAR, _at(21, 14), _at(22, 8, 30)),
        (NoticeKind.DEADLINE_NEAR, _at(21, 3), _at(21, 8, 30)),
        (NoticeKind.ANSWER_CAME, _at(21, 8, 30), _at(22, 8, 30)),
        (NoticeKind.ANSWER_CAME, _at(30, 21), datetime(2026, 12, 1, 8, 30, tzinfo=ALMATY)),
    ],
)
def test_a_message_leaves_at_once_by_day_or_with_the_morning(
    kind: NoticeKind, now: datetime, expected: datetime
) -> None:
    assert rules.send_moment(kind, NORMAL, now, ALMATY) == expected


@pytest.mark.parametrize("wished", rules.DIGEST_TIMES)
def test_one_chooses_the_hour_of_what_can_wait_and_of_nothing_else(wished: time) -> None:
    now = _at(21, 10)
    digest = rules.send_moment(NoticeKind.DEADLINE_NEAR, NORMAL, now, ALMATY, wished)
    assert digest.astimezone(ALMATY).time() == wished
    assert rules.send_moment(NoticeKind.REFERRAL_ARRIVED, NORMAL, now, ALMATY, wished) == now
    assert rules.send_moment(NoticeKind.DEADLINE_NEAR, DANGER, now, ALMATY, wished) == now
    assert not rules.is_quiet(digest, ALMATY)


@pytest.mark.parametrize("kind", NoticeKind)
def test_danger_never_waits(kind: NoticeKind) -> None:
    now = _at(21, 3)
    assert rules.send_moment(kind, DANGER, now, ALMATY) == now


@given(moments, st.sampled_from(sorted(AT_ANY_HOUR)))
def test_a_night_that_nobody_holds_does_not_wait_for_its_morning(moment: datetime, kind: NoticeKind) -> None:
    assert rules.send_moment(kind, NORMAL, moment, ALMATY) == moment


@given(moments, st.sampled_from([kind for kind in NoticeKind if kind not in AT_ANY_HOUR]))
def test_what_is_not_danger_leaves_by_day_within_a_day_and_a_half(moment: datetime, kind: NoticeKind) -> None:
    leaves = rules.send_moment(kind, NORMAL, moment, ALMATY)
    assert moment <= leaves <= moment + timedelta(hours=26)
    assert not rules.is_quiet(leaves, ALMATY)
    assert leaves.tzinfo is UTC
    if kind not in SENT_AT_ONCE:
        assert leaves.astimezone(ALMATY).time() == time(8, 30)


def test_the_morning_after_the_clocks_of_almaty_were_set_back_is_at_eight_there() -> None:
    evening = datetime(2024, 2, 29, 22, 0, tzinfo=ALMATY)
    leaves = rules.send_moment(NoticeKind.REFERRAL_ARRIVED, NORMAL, evening, ALMATY)
    assert leaves == datetime(2024, 3, 1, 3, 0, tzinfo=UTC)


def test_pauses_grow() -> None:
    now = _at(21, 9)
    pauses = [rules.next_try(failures, now, ALMATY, may_disturb=True) - now for failures in range(1, 9)]
    assert pauses[:3] == [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=4)


def test_a_new_try_keeps_the_quiet_hours_unless_there_is_danger() -> None:
    evening = _at(21, 19, 59)
    assert rules.next_try(1, evening, ALMATY, may_disturb=False) == _at(22, 8)
    assert rules.next_try(1, evening, ALMATY, may_disturb=True) == _at(21, 20)


def test_it_is_enough_after_more_than_a_day_and_sooner_where_each_try_may_be_a_double() -> None:
    now, waited, tries = _at(21, 0), timedelta(), 0
    while not rules.is_enough(tries := tries + 1, is_uncertain=False):
        waited += rules.next_try(tries, now, ALMATY, may_disturb=True) - now
    assert timedelta(hours=16) < waited < timedelta(days=2)
    assert rules.is_enough(rules.MOST_UNCERTAIN_TRIES, is_uncertain=True)
    assert not rules.is_enough(rules.MOST_UNCERTAIN_TRIES, is_uncertain=False)


def test_several_notices_say_their_numbers_and_the_earliest_time_to_answer() -> None:
    items = [
        rules.Item(NoticeKind.REFERRAL_ARRIVED, 1, NORMAL, _at(22, 9)),
        rules.Item(NoticeKind.REMINDER, 1, NORMAL, _at(21, 9)),
        rules.Item(NoticeKind.REFERRAL_ARRIVED, 2, DANGER, _at(20, 9)),
        rules.Item(NoticeKind.ANSWER_CAME, 3, NORMAL, None),
        rules.Item(NoticeKind.DEADLINE_NEAR, 4, NORMAL, _at(22, 9)),
        rules.Item(NoticeKind.DEADLINE_PASSED, 5, NORMAL, _at(20, 9)),
        rules.Item(NoticeKind.UNUSUAL_ACCESS, 1, NORMAL, None),
        rules.Item(NoticeKind.CASE_ASSIGNED, 6, NORMAL, None),
    ]
    assert rules.digest(items) == rules.Digest(
        urgent=2, requests=2, answer_by=_at(21, 9), answers=3, near=4, late=5, looks_at_log=True, others=6
    )
    assert rules.digest([]).is_empty


@pytest.mark.parametrize(
    ("kind", "urgency", "expected"),
    [
        (NoticeKind.DEADLINE_NEAR, DANGER, Pressing.DANGER),
        (NoticeKind.REFERRAL_ARRIVED, NORMAL, Pressing.SOON),
        (NoticeKind.ANSWER_CAME, NORMAL, Pressing.LATER),
    ],
)
def test_how_pressing_it_is_decides_by_which_channel(kind: NoticeKind, urgency: str, expected: Pressing) -> None:
    assert rules.pressing_of(kind, urgency) == expected
