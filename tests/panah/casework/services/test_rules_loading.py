"""A row of the rules that cannot be right is refused, with its name and what to do."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from panah.casework.services.codes import Answer
from panah.casework.services.rules import FaultyRules, Known, Rulebook, rulebook_of
from panah.foundation.reference.codes import content_table

START = date(2024, 1, 1)


def row(**changes: Any) -> dict[str, Any]:
    plain = {
        "rule": "school", "kinds": ["school"], "services": ["education"], "answer": "no", "reason": "children_only",
        "src": "a_law", "mark": "S", "valid_from": START,
    }  # fmt: skip
    return {key: value for key, value in (plain | changes).items() if value is not None}


def loaded(*rows: dict[str, Any]) -> Rulebook:
    return rulebook_of({"rows": rows}, Known(["education", "shelter"], ["children_only", "infants_only"], ["a_law"]))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rule": None}, "needs a rule"),
        ({"valid_from": None}, "“school”: write the first day"),
        ({"valid_from": "2024-01-01"}, "write the first day"),
        ({"valid_from": datetime(2024, 1, 1, tzinfo=UTC)}, "write the first day"),
        ({"valid_to": date(2023, 12, 31)}, "“school (01.01.2024)”: valid_to"),
        ({"citizenships": ["UZ"]}, "nobody reads citizenships"),
        ({"kinds": None}, "kinds is a list"),
        ({"kinds": ["hotel"]}, "kinds has no hotel"),
        ({"services": ["shelter", "spa"]}, "services has no spa"),
        ({"services": []}, "services is a list"),
        ({"citizenship": "UZ"}, "citizenship is a list"),
        ({"citizenship": ["UZB"]}, "citizenship has no UZB"),
        ({"sex": ["girl"]}, "sex has no girl"),
        ({"answer": "maybe"}, "answer is yes, call or no"),
        ({"answer": None}, "answer is yes, call or no"),
        ({"reason": None}, "need a reason"),
        ({"reason": "we_do_not_like_it"}, "is not in codelists"),
        ({"src": ""}, "needs src and a mark"),
        ({"src": "a rumour"}, "the source a rumour is not in codelists"),
        ({"mark": "X"}, "needs src and a mark"),
        ({"mark": "M"}, "nobody is refused from memory"),
        ({"mark": "P"}, "nobody is refused from memory"),
        ({"citizenship": ["UZ", "unknown"]}, "what is not known is no ground for a no"),
        ({"age_from": 18, "age_to": 3}, "whole years"),
        ({"age_from": -1}, "whole years"),
        ({"age_from": "3"}, "whole years"),
    ],
)
def test_a_faulty_row_is_refused_by_its_name(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(FaultyRules) as caught:
        loaded(row(**changes))
    assert words in caught.value.sentence
    assert caught.value.sentence.startswith("rules/eligibility.toml, “")


def test_versions_that_overlap_are_refused_with_both_names() -> None:
    first = row(valid_to=date(2024, 6, 30))
    for since in (date(2024, 6, 30), date(2024, 2, 1), START):
        with pytest.raises(FaultyRules, match=r"“school \(01.01.2024\)”: overlaps with “school \("):
            loaded(first, row(valid_from=since, answer="yes"))
    with pytest.raises(FaultyRules, match="end it on the day before"):
        loaded(row(), row(valid_from=date(2025, 1, 1)))


def test_a_gap_between_versions_is_refused_with_its_days() -> None:
    with pytest.raises(FaultyRules, match=r"from 01.07.2024 to 31.12.2024") as caught:
        loaded(row(valid_from=date(2025, 1, 1)), row(valid_to=date(2024, 6, 30)))
    assert "“school (01.01.2025)”: leaves a gap after “school (01.01.2024)”" in caught.value.sentence


def test_versions_without_a_gap_are_taken_in_any_order() -> None:
    book = loaded(row(valid_from=date(2024, 7, 1), answer="yes"), row(valid_to=date(2024, 6, 30)))
    assert {rule.answer for rule in book.rules} == {Answer.YES, Answer.NO}


def test_a_version_about_other_places_needs_another_name() -> None:
    with pytest.raises(FaultyRules, match="is about others than"):
        loaded(row(valid_to=date(2024, 6, 30)), row(valid_from=date(2024, 7, 1), services=["shelter"]))


def test_two_rules_that_ask_the_same_and_answer_otherwise_are_refused() -> None:
    other = row(rule="other", answer="yes", valid_from=date(2024, 6, 1), sex=["female"])
    with pytest.raises(FaultyRules, match=r"“other \(01.06.2024\)”: asks for the same as “school \(01.01.2024\)”"):
        loaded(row(sex=["female"]), other)
    assert len(loaded(row(sex=["male"]), other).rules) == 2
    assert len(loaded(row(sex=["female"], valid_to=date(2024, 5, 31)), other).rules) == 2
    assert len(loaded(row(sex=["female"]), other | {"answer": "no"}).rules) == 2


def test_a_call_may_hold_for_whom_something_is_not_known() -> None:
    assert len(loaded(row(answer="call", citizenship=["UZ", "unknown"], mark="M")).rules) == 1


def test_the_rules_of_the_project_hold_both_versions_of_the_rule_for_foreigners() -> None:
    rows = [row for row in content_table("rules/eligibility.toml")["rows"] if row["rule"] == "state_shelter_foreigner"]
    assert [(row["answer"], row["mark"]) for row in rows] == [("no", "S"), ("call", "S"), ("yes", "S")]
    assert "valid_to" not in rows[-1]
