"""What may be shared, until when, and where a case may go."""

from datetime import date

import pytest

from panah.casework.cases.codes import Stage, TransferStatus
from panah.casework.cases.rules import (
    end_of_help,
    may_ask_transfer,
    may_become,
    may_share,
    parts_for,
)
from panah.foundation.reference.codes import code_list

EARLY, LATE = date(2026, 12, 1), date(2027, 3, 1)


@pytest.mark.parametrize(
    ("is_within", "has_consent", "has_override", "expected"),
    [(True, False, False, True), (False, True, False, True), (False, False, True, True), (False, False, False, False)],
)
def test_beyond_ones_own_office_only_with_a_yes_or_in_danger(
    is_within: bool, has_consent: bool, has_override: bool, expected: bool
) -> None:
    verdict = may_share(is_within=is_within, has_consent=has_consent, has_override=has_override)
    assert verdict.is_yes is expected


def test_help_never_lasts_longer_than_the_consent() -> None:
    assert end_of_help(None, None) is None
    assert end_of_help(LATE, None) == LATE
    assert end_of_help(None, EARLY) == EARLY
    assert end_of_help(LATE, EARLY) == EARLY
    assert end_of_help(EARLY, LATE) == EARLY


def test_every_service_proposes_known_parts_and_none_the_safe_contact_without_need() -> None:
    parts = set(code_list("shared_parts").codes)
    for service in code_list("service_types").codes:
        assert set(parts_for([service])) <= parts
    assert parts_for(["basic_needs"]) == ["needs"]
    assert "helpers" not in parts_for(code_list("service_types").codes)
    assert parts_for(["unheard_of"]) == []


@pytest.mark.parametrize(
    ("stage", "is_own", "has_leads", "is_asked", "reasons"),
    [
        (Stage.IN_SERVICE, False, True, False, ()),
        (Stage.CLOSED, False, True, False, ("already_closed",)),
        (Stage.CLOSING, False, True, False, ("already_asked",)),
        (Stage.NEW, True, True, False, ("own_organisation",)),
        (Stage.NEW, False, False, False, ("nobody_leads_there",)),
        (Stage.NEW, False, True, True, ("transfer_asked",)),
    ],
)
def test_where_a_case_may_go(
    stage: Stage, is_own: bool, has_leads: bool, is_asked: bool, reasons: tuple[str, ...]
) -> None:
    assert may_ask_transfer(stage, is_own=is_own, has_leads=has_leads, is_asked=is_asked).reasons == reasons


@pytest.mark.parametrize("wanted", TransferStatus)
def test_after_an_answer_there_is_no_other(wanted: TransferStatus) -> None:
    for status in (TransferStatus.ACCEPTED, TransferStatus.REFUSED, TransferStatus.WITHDRAWN):
        assert may_become(status, wanted).reasons == ("transfer_answered",)


def test_a_receipt_is_confirmed_once() -> None:
    assert may_become(TransferStatus.ASKED, TransferStatus.ACKNOWLEDGED).is_yes
    assert not may_become(TransferStatus.ACKNOWLEDGED, TransferStatus.ACKNOWLEDGED).is_yes
    assert may_become(TransferStatus.ACKNOWLEDGED, TransferStatus.ACCEPTED).is_yes
