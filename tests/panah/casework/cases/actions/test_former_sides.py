"""Whoever led, was asked to lead or was shown something once, and is so no longer, reads nothing of it any more."""

import pytest

from panah.casework.cases import actions
from panah.casework.cases.models import Case
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed
from tests.panah.casework.cases.actions.test_helping import agree
from tests.panah.casework.cases.actions.test_transferring import SUMMARY, accept, ask, read
from tests.panah.casework.cases.office import Office, hired, opened


@pytest.fixture
def case(office: Office) -> Case:
    case = opened(office)
    agree(office, case)
    return case


@pytest.mark.safeguard(
    "S15", "a colleague who does not lead reads the summary of a transfer that was accepted long ago"
)
def test_after_the_yes_a_colleague_there_no_longer_reads_the_summary(office: Office, case: Case) -> None:
    colleague = hired(office.other, Role.CASEWORKER, "timur")
    transfer = ask(office, case)  # nobody leads that office: everybody there may answer
    assert read(colleague, transfer) == SUMMARY
    accept(office, transfer, office.lazzat)
    with pytest.raises(StillSealed):
        read(colleague, transfer)


@pytest.mark.safeguard("S15", "a former lead reads the summary by which the case once came")
def test_whoever_took_a_case_over_and_gave_it_on_no_longer_reads_the_summary(office: Office, case: Case) -> None:
    head = hired(office.other, Role.HEAD_OF_ORGANISATION, "marat")
    colleague = hired(office.other, Role.CASEWORKER, "timur")
    transfer = ask(office, case)
    accept(office, transfer, head)
    case.refresh_from_db()
    actions.assign_lead(by=head.actor, case=case, lead=colleague.person)
    with pytest.raises(StillSealed):
        read(office.lazzat, transfer)


@pytest.mark.safeguard("S15", "a former lead reads the summary of a transfer that was refused")
def test_a_former_lead_no_longer_reads_what_was_refused_or_withdrawn(office: Office, case: Case) -> None:
    head = hired(office.other, Role.HEAD_OF_ORGANISATION, "marat")
    refused = ask(office, case)
    actions.refuse_transfer(by=head.actor, transfer=refused, reason="not_safe_here", where_next="back_to_sender")
    withdrawn = ask(office, case)
    actions.withdraw_transfer(by=office.aigul.actor, transfer=withdrawn)
    case.refresh_from_db()
    actions.assign_lead(by=office.saule.actor, case=case, lead=office.nurzhan.person)
    for transfer in (refused, withdrawn):
        assert read(office.nurzhan, transfer) == SUMMARY
        with pytest.raises(StillSealed):
            read(office.aigul, transfer)
