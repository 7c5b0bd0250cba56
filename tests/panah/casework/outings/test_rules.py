from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from panah.casework.outings import rules
from panah.casework.outings.codes import Decision, Doubt

NOON = datetime(2026, 11, 18, 7, tzinfo=UTC)
ONE = rules.Met("zarina", NOON, "6_11", "female", frozenset({"works", "hurt"}))
OTHER = replace(ONE, by="oraz", at=NOON + timedelta(minutes=20), signs=frozenset({"works"}))


def test_only_who_is_handed_on_leaves_a_record() -> None:
    assert [one for one in Decision if rules.leaves_a_record(one)] == [Decision.REFER, Decision.URGENT]


@pytest.mark.parametrize(
    ("decision", "needed", "asked"),
    [
        (Decision.NOTHING, True, False),
        (Decision.INFORMATION, True, False),
        (Decision.REFER, False, False),
        (Decision.URGENT, False, False),
        (Decision.REFER, True, True),
        (Decision.URGENT, True, True),
    ],
)
def test_citizenship_is_asked_after_the_decision_and_for_a_rule_alone(
    decision: Decision, needed: bool, asked: bool
) -> None:
    assert rules.may_ask_citizenship(decision, rule_needs_it=needed) is asked


def test_two_members_who_met_one_child_look_alike() -> None:
    assert rules.looks_the_same(ONE, OTHER)
    assert rules.looks_the_same(ONE, replace(OTHER, sex="unknown"))
    assert rules.looks_the_same(replace(ONE, signs=frozenset()), OTHER)


@pytest.mark.parametrize(
    "changes",
    [
        {"by": "zarina"},
        {"at": NOON + timedelta(minutes=31)},
        {"age_band": "12_14"},
        {"sex": "male"},
        {"signs": frozenset({"begs"})},
    ],
)
def test_what_speaks_against_it_is_believed(changes: dict[str, object]) -> None:
    assert not rules.looks_the_same(ONE, replace(OTHER, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ahead_by", "doubt"),
    [
        (timedelta(days=1), Doubt.AHEAD),
        (timedelta(minutes=9), None),
        (timedelta(hours=-2), None),
        (timedelta(days=-1), Doubt.BEHIND),
    ],
)
def test_a_phone_whose_clock_cannot_be_right_is_told(ahead_by: timedelta, doubt: Doubt | None) -> None:
    assert rules.clock_doubt(NOON + ahead_by, NOON, NOON - timedelta(hours=3)) is doubt


def test_a_referral_waits_four_hours_before_the_leader_hears_of_it() -> None:
    late = NOON + timedelta(hours=4)
    assert rules.is_unanswered(NOON, late, is_answered=False)
    assert not rules.is_unanswered(NOON, late, is_answered=True)
    assert not rules.is_unanswered(NOON, late - timedelta(minutes=1), is_answered=False)


def test_that_two_are_the_same_may_be_undone_for_thirty_days() -> None:
    assert rules.may_undo_same(NOON, NOON + timedelta(days=29))
    assert not rules.may_undo_same(NOON, NOON + timedelta(days=30))


def test_six_signs_are_enough_and_an_unknown_one_is_none() -> None:
    known = [str(number) for number in range(9)]
    assert not rules.faults_of_signs(known[:6], known)
    assert rules.faults_of_signs(known[:7], known)
    assert rules.faults_of_signs(["citizenship"], known)


def test_a_text_that_does_not_fit_is_told_with_its_limit() -> None:
    assert rules.too_long({"contact": "a" * 201}) == (201, 200)
    assert rules.too_long({"contact": "a" * 200}) is None
