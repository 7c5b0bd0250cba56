from datetime import date
from fractions import Fraction

import pytest

from panah.programme.champions.codes import Again, RestsOn
from panah.programme.champions.queries.choosing import _selection_rules
from panah.programme.champions.rules import (
    AdvisoryResult,
    Quarter,
    applies_again,
    are_weights,
    are_whole_points,
    empty_quarters,
    grouped,
    is_inactive,
    is_late,
    marks_of,
    meant_receipt,
    missed,
    panel_score,
    quarters_to_report,
    receipt_for,
    rule_on,
    standing_of,
    words_in,
)
from panah.programme.champions.rules.choosing import NoSelectionRule

KEY = b"k" * 32
WEIGHTS = {"reasons": 60, "time": 40}
RULE = rule_on(_selection_rules(), date(2026, 11, 23))


def test_the_panel_is_the_mean_of_its_members() -> None:
    assert panel_score(WEIGHTS, []) is None
    assert panel_score(WEIGHTS, [{"reasons": 5, "time": 5}]) == 100
    assert panel_score(WEIGHTS, [{"reasons": 1, "time": 1}]) == 0
    assert panel_score(WEIGHTS, [{"reasons": 5, "time": 1}]) == 60
    assert panel_score(WEIGHTS, [{"reasons": 5, "time": 1}, {"reasons": 3, "time": 3}]) == 55


@pytest.mark.parametrize(
    ("panel", "advice", "score", "rests_on"),
    [
        (None, None, None, RestsOn.NOTHING),
        (None, AdvisoryResult(90, 6, 0), None, RestsOn.NOTHING),
        (Fraction(80), None, 80, RestsOn.PANEL),
        (Fraction(80), AdvisoryResult(0, 0, 0), 80, RestsOn.PANEL),  # nobody voted
        (Fraction(80), AdvisoryResult(50, 6, 0), 71, RestsOn.PANEL_AND_ADVICE),
        (Fraction(80), AdvisoryResult(50, 6, 3), 71, RestsOn.PANEL_AND_ADVICE),
        (Fraction(80), AdvisoryResult(50, 6, 4), None, RestsOn.VETO),
        (Fraction(100), AdvisoryResult(100, 3, 2), None, RestsOn.VETO),
        (None, AdvisoryResult(0, 3, 3), None, RestsOn.VETO),
        (Fraction(80), AdvisoryResult(50, 100, 66), 71, RestsOn.PANEL_AND_ADVICE),
        (Fraction(80), AdvisoryResult(50, 100, 67), None, RestsOn.VETO),
    ],
)
def test_an_application_stands_by_the_panel_and_by_advice(
    panel: Fraction | None, advice: AdvisoryResult | None, score: int | None, rests_on: RestsOn
) -> None:
    standing = standing_of(RULE, panel, advice)
    assert (standing.score, standing.rests_on) == (score, rests_on)
    assert standing.may_be_selected is (rests_on is not RestsOn.VETO)


def test_a_day_without_a_rule_is_a_fault() -> None:
    with pytest.raises(NoSelectionRule):
        rule_on(_selection_rules(), date(2019, 1, 1))


def test_points_and_weights_are_whole() -> None:
    assert are_whole_points(WEIGHTS, {"reasons": 1, "time": 5})
    for faulty in ({"reasons": 1}, {"reasons": 0, "time": 5}, {"reasons": 1, "time": 6}, {"reasons": 1, "other": 2}):
        assert not are_whole_points(WEIGHTS, faulty)
    assert are_weights(WEIGHTS, ["reasons", "time", "reach"])
    for weights in ({}, {"reasons": 90}, {"reasons": 100, "time": 0}, {"other": 100}, {"reasons": 110, "time": -10}):
        assert not are_weights(weights, ["reasons", "time"])


@pytest.mark.parametrize(
    ("name", "phone", "again"),
    [
        ("Aigerim Ulgibayeva", "8 701 000 11 22", Again.SAME),
        ("Үлгібаева Айгерім", "+77010001122", Again.SAME),
        ("Айгерім Үлгібаева", "+7 701 000 33 44", Again.MAYBE),  # a name alone
        ("Болат Садыков", "+7 701 000 11 22", Again.MAYBE),  # one telephone of a family
        ("Болат Садыков", "+7 701 000 33 44", Again.ANOTHER),
        ("Айгүл Үлгібаева", "+7 701 000 33 44", Again.ANOTHER),
    ],
)
def test_who_applies_twice_to_one_call_is_known(name: str, phone: str, again: Again) -> None:
    ours = marks_of(KEY, "K7Q4-2MX9", "Айгерім Үлгібаева", "+7 701 000 11 22")
    assert applies_again(ours, marks_of(KEY, "K7Q4-2MX9", name, phone)) is again
    assert (
        applies_again(ours, marks_of(KEY, "AAAA-AAAA", name, phone)) is Again.ANOTHER
    )  # of another call nothing shows


def test_a_receipt_follows_from_its_form() -> None:
    receipt = receipt_for(KEY, "form")
    assert len(receipt) == 16
    assert receipt != receipt_for(KEY, "another")
    assert meant_receipt(f" {grouped(receipt)} ") == receipt
    assert meant_receipt("1234") == ""


def test_words_are_counted_as_people_count_them() -> None:
    assert words_in(" бір  екі\nүш ") == 3


def test_quarters_follow_each_other() -> None:
    assert Quarter.of(date(2026, 12, 31)) == Quarter(2026, 4)
    assert (Quarter(2026, 4).after, Quarter(2026, 1).before) == (Quarter(2027, 1), Quarter(2025, 4))
    assert (Quarter(2024, 1).first, Quarter(2024, 1).last) == (date(2024, 1, 1), date(2024, 3, 31))
    assert Quarter.parse(str(Quarter(2026, 3))) == Quarter(2026, 3)
    for text in ("", "2026", "2026-5", "26-1", "2026-12", "x-1"):
        assert Quarter.parse(text) is None


def test_each_quarter_that_is_left_needs_something() -> None:
    assert empty_quarters({2, 3}, date(2026, 4, 10), 2026) == [4]
    assert empty_quarters(set(), date(2025, 4, 10), 2026) == [1, 2, 3, 4]
    assert empty_quarters({1, 2, 3, 4}, date(2025, 4, 10), 2026) == []


@pytest.mark.parametrize(
    ("happened", "written", "late"),
    [(date(2026, 11, 9), date(2026, 11, 23), False), (date(2026, 11, 8), date(2026, 11, 23), True)],
)
def test_two_weeks_are_in_time(happened: date, written: date, late: bool) -> None:
    assert is_late(happened, written) is late


def test_a_report_is_owed_for_quarters_of_which_a_month_was_left() -> None:
    today = date(2026, 11, 23)
    assert quarters_to_report(date(2026, 2, 1), None, today) == [Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3)]
    assert quarters_to_report(date(2026, 3, 20), None, today)[0] == Quarter(2026, 2)
    assert quarters_to_report(date(2026, 2, 1), date(2026, 5, 3), today) == [Quarter(2026, 1), Quarter(2026, 2)]
    assert quarters_to_report(date(2026, 10, 1), None, today) == []


def test_two_missed_in_a_row_are_inactive_and_one_is_not() -> None:
    wanted = [Quarter(2026, number) for number in (1, 2, 3)]
    assert missed(wanted, {Quarter(2026, 1)}, wanted) == wanted[1:]
    assert is_inactive(wanted, {Quarter(2026, 1)}, wanted)
    assert not is_inactive(wanted, {Quarter(2026, 2)}, wanted)
    assert not is_inactive(wanted, {Quarter(2026, 1)}, wanted[:2])  # the third is not due yet
    assert not is_inactive(wanted[:1], set(), wanted)
