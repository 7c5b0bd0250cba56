"""The register of authorities' requests: what may follow what (S2)."""

from datetime import date
from typing import Any

import pytest

from panah.casework.exchange.rules.requests import LONGEST, may_decide, may_have_come, may_record, too_long

TODAY = date(2026, 11, 22)
CAME: dict[str, Any] = {
    "body": "police", "bodies": ("police",), "asked_by": "Major S.", "legal_basis": "article 1", "asked": "a file",
    "received_on": TODAY, "today": TODAY,
}  # fmt: skip
GIVEN: dict[str, Any] = {
    "decision": "give_part", "given": "the date of birth", "given_on": TODAY, "received_on": TODAY, "today": TODAY,
    "was_told": "yes", "why_not": "", "is_recorded": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, ""),
        ({"body": "x"}, "body_missing"),
        ({"asked_by": " "}, "who_missing"),
        ({"legal_basis": ""}, "basis_missing"),
        ({"asked": "\n"}, "asked_missing"),
        ({"received_on": date(2026, 11, 23)}, "wrong_day"),
    ],
)
def test_what_a_request_needs(changes: dict[str, Any], reason: str) -> None:
    assert may_have_come(**(CAME | changes)) == reason


@pytest.mark.parametrize(
    ("decision", "why", "standing", "reason"),
    [
        ("refuse", "no ground", "", ""),
        ("give_all", "", "", "why_missing"),
        ("perhaps", "x", "", "decision_missing"),
        ("give_all", "x", "refuse", "decided_already"),
    ],
)
def test_it_is_decided_once_and_with_a_reason(decision: str, why: str, standing: str, reason: str) -> None:
    assert may_decide(decision=decision, reason=why, standing=standing) == reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, ""),
        ({"decision": ""}, "not_decided"),
        ({"is_recorded": True}, "recorded_already"),
        ({"decision": "refuse"}, "given_despite_refusal"),
        ({"decision": "refuse", "given": "", "given_on": None}, ""),
        ({"given": " "}, "given_missing"),
        ({"given_on": date(2026, 11, 21)}, "wrong_day"),
        ({"given_on": date(2026, 11, 23)}, "wrong_day"),
        ({"was_told": ""}, "told_missing"),
        ({"was_told": "no"}, "why_not_told_missing"),
        ({"was_told": "no", "why_not": "The father is suspected"}, ""),
    ],
)
def test_what_was_given_needs_a_decision_and_says_whether_the_family_knows(
    changes: dict[str, Any], reason: str
) -> None:
    assert may_record(**(GIVEN | changes)) == reason


def test_a_text_beyond_the_limit() -> None:
    assert too_long("a" * LONGEST) == ""
    assert too_long("x", "a" * (LONGEST + 1)) == "too_long"
