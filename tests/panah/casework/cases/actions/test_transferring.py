"""A case goes to another organisation on its yes, and not before; many cases go to another lead at once or not at all."""

from datetime import timedelta
from typing import Any

import pytest

from panah.casework.cases import actions, queries
from panah.casework.cases.codes import CaseState, TransferStatus
from panah.casework.cases.models import Case, Helper, Note, Transfer
from panah.casework.people.actions import FamilyDetails, begin_family, join_family, override_consent
from panah.casework.people.codes import ConsentDecision
from panah.casework.people.models import Child, Family
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.models import Grant
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import StillSealed, reveal
from panah.foundation.security.vault import ring
from tests.panah.casework.cases.actions.test_helping import agree, let
from tests.panah.casework.cases.office import NAME, SYSTEM, Office, Worker, asked, hired, met, opened, running

SUMMARY = "Canarysummary: three meetings so far"


@pytest.fixture
def case(office: Office) -> Case:
    case = opened(office)
    agree(office, case)
    return case


@pytest.fixture
def head(office: Office) -> Worker:
    """Who leads the other office."""
    return hired(office.other, Role.HEAD_OF_ORGANISATION, "marat")


def ask(office: Office, case: Case, **changes: Any) -> Transfer:
    usual: dict[str, Any] = {
        "by": office.aigul.actor, "case": case, "organisation": office.other, "reason": "family_moved",
        "summary": SUMMARY,
    }  # fmt: skip
    return actions.ask_transfer(**(usual | changes))


def accept(office: Office, transfer: Transfer, head: Worker, **changes: Any) -> Transfer:
    usual: dict[str, Any] = {"by": head.actor, "transfer": transfer, "lead": office.lazzat.person}
    return actions.accept_transfer(**(usual | changes))


def read(by: Worker, transfer: Transfer) -> str:
    fresh = Transfer.objects.get(pk=transfer.pk)
    with ring():
        reveal(by.actor, fresh)
        return str(fresh.summary)


def test_asking_stops_no_clock_of_the_sender(office: Office, case: Case, head: Worker) -> None:
    before = running(case)[TimerKind.FIRST_SAFETY_CONTACT].due_at
    transfer = ask(office, case)
    assert running(case)[TimerKind.FIRST_SAFETY_CONTACT].due_at == before
    assert running(case)[TimerKind.TRANSFER_RUNNING].person == office.aigul.person
    there = Timer.objects.running().get(file=transfer.file_id)
    assert (there.kind, there.organisation) == (TimerKind.TRANSFER_ACKNOWLEDGE, office.other)
    assert Notice.objects.get(kind="transfer_arrived").person == head.person
    assert case.state == CaseState.TRANSFERRED


def test_confirming_the_receipt_takes_no_clock_over_either(office: Office, case: Case, head: Worker) -> None:
    transfer = ask(office, case)
    actions.acknowledge_transfer(by=head.actor, transfer=transfer)
    assert TimerKind.TRANSFER_RUNNING in running(case)
    assert Timer.objects.running().get(file=transfer.file_id).kind == TimerKind.TRANSFER_ANSWER
    with pytest.raises(actions.NoTransfer):
        actions.acknowledge_transfer(by=head.actor, transfer=transfer)


@pytest.mark.safeguard("S15", "after a transfer the former lead, supervisor or organisation opens the case once more")
def test_on_acceptance_the_former_side_is_out_and_the_new_one_in(office: Office, case: Case, head: Worker) -> None:
    due = running(case)[TimerKind.FIRST_SAFETY_CONTACT].due_at
    code = case.code
    accept(office, ask(office, case), head)
    case.refresh_from_db()
    assert (case.code, case.organisation, case.lead) == (code, office.other, office.lazzat.person)
    assert case.state == CaseState.ACTIVE
    for former in (office.aigul, office.saule, office.bakyt):
        assert not Case.objects.visible_to(former.actor).exists()
        assert not Child.objects.visible_to(former.actor).exists()
    assert Case.objects.visible_to(office.lazzat.actor).get() == case
    timer = running(case)[TimerKind.FIRST_SAFETY_CONTACT]
    assert (timer.due_at, timer.organisation, timer.person) == (due, office.other, office.lazzat.person)
    assert TimerKind.TRANSFER_RUNNING not in running(case)
    assert not Timer.objects.running().filter(organisation=office.organisation).exists()


def test_the_former_side_keeps_a_line_without_a_word(office: Office, case: Case, head: Worker) -> None:
    transfer = ask(office, case)
    assert read(office.aigul, transfer) == read(head, transfer) == SUMMARY
    accept(office, transfer, head)
    assert list(queries.handed_over(office.aigul.actor)) == [transfer]
    assert list(queries.handed_over(office.saule.actor)) == [transfer]
    assert not queries.handed_over(office.nurzhan.actor)
    for former in (office.aigul, office.saule):
        with pytest.raises(StillSealed):
            read(former, transfer)
    note = Note.objects.get(case=case)
    with ring():
        reveal(office.lazzat.actor, note)
    assert note.text == SUMMARY


def test_helpers_go_over_to_the_new_lead(office: Office, case: Case, head: Worker) -> None:
    inside = let(office, case, organisation=office.organisation, provider=None, person=office.nurzhan.person)
    outside = let(office, case)
    accept(office, ask(office, case), head)
    assert queries.helper_of_lead(office.lazzat.actor, inside.code) == inside
    assert queries.helper_of_lead(office.aigul.actor, inside.code) is None
    assert queries.helper_part(office.nurzhan.actor, inside.code) == inside
    assert Helper.objects.get(pk=outside.pk).end_reason == "leads_now"


@pytest.mark.safeguard(
    "S15", "a family's file is shut for those who lead a brother or stays open for those who lead nobody"
)
def test_the_family_stays_open_only_to_whoever_leads_a_brother_or_sister(
    office: Office, case: Case, head: Worker
) -> None:
    family = begin_family(by=office.aigul.actor, child=case.child, details=FamilyDetails())
    brother = opened(office)
    agree(office, brother)
    join_family(by=office.aigul.actor, child=brother.child, family=family)
    accept(office, ask(office, Case.objects.get(pk=case.pk)), head)
    assert Family.objects.visible_to(office.aigul.actor).exists()
    assert Family.objects.visible_to(office.lazzat.actor).exists()
    accept(office, ask(office, Case.objects.get(pk=brother.pk)), head)
    for former in (office.aigul, office.saule):
        assert not Family.objects.visible_to(former.actor).exists()
    assert Family.objects.get().organisation == office.other


def test_a_refusal_says_why_and_where_next_and_leaves_everything_where_it_was(
    office: Office, case: Case, head: Worker
) -> None:
    transfer = ask(office, case)
    with pytest.raises(actions.ReasonMissing):
        actions.refuse_transfer(by=head.actor, transfer=transfer, reason="no_specialist", where_next="")
    actions.refuse_transfer(
        by=head.actor, transfer=transfer, reason="no_specialist", where_next="back_to_sender", remark="In spring"
    )
    case.refresh_from_db()
    assert (case.organisation, case.state) == (office.organisation, CaseState.ACTIVE)
    assert TimerKind.TRANSFER_RUNNING not in running(case)
    assert TimerKind.FIRST_SAFETY_CONTACT in running(case)
    assert queries.transfer_asked(head.actor, transfer.code) is None
    assert Notice.objects.get(kind="transfer_answered").person == office.aigul.person
    ask(office, case)


@pytest.mark.safeguard("S15", "two people of the asked organisation answer at once, and the case is led twice")
def test_of_two_answers_the_first_one_holds(office: Office, case: Case, head: Worker) -> None:
    transfer = ask(office, case)
    stale = Transfer.objects.get(pk=transfer.pk)
    actions.refuse_transfer(by=head.actor, transfer=transfer, reason="no_specialist", where_next="back_to_sender")
    with pytest.raises((actions.NoTransfer, NotPermitted)):
        accept(office, stale, head)
    second = ask(office, case)
    also_stale = Transfer.objects.get(pk=second.pk)
    accept(office, second, head)
    with pytest.raises((actions.NoTransfer, NotPermitted)):
        actions.withdraw_transfer(by=office.aigul.actor, transfer=also_stale)
    assert Transfer.objects.get(pk=second.pk).status == TransferStatus.ACCEPTED


def test_a_transfer_that_was_withdrawn_shuts_the_summary_there(office: Office, case: Case, head: Worker) -> None:
    transfer = ask(office, case)
    actions.withdraw_transfer(by=office.aigul.actor, transfer=transfer)
    assert not Transfer.objects.visible_to(head.actor).exists()
    assert not Timer.objects.running().filter(file=transfer.file_id).exists()


def test_it_is_asked_only_where_somebody_may_lead_and_under_a_consent(office: Office, case: Case) -> None:
    with pytest.raises(actions.NoTransfer) as own:
        ask(office, case, organisation=office.organisation)
    assert own.value.reasons == ("own_organisation",)
    with pytest.raises(actions.SummaryMissing):
        ask(office, case, summary=" ")
    with pytest.raises(actions.ConsentMissing):
        ask(office, opened(office))
    ask(office, case)
    with pytest.raises(actions.NoTransfer) as again:
        ask(office, case)
    assert again.value.reasons == ("transfer_asked",)


def test_a_case_that_is_to_be_closed_is_not_handed_over(office: Office, case: Case) -> None:
    met(office, case)
    asked(office, case)
    with pytest.raises(actions.NoTransfer):
        ask(office, case)


def test_a_caseworker_of_a_small_office_accepts_for_herself_alone(office: Office, case: Case) -> None:
    other = hired(office.other, Role.CASEWORKER, "marat")
    transfer = ask(office, case)
    with pytest.raises(actions.LeadMissing):
        actions.accept_transfer(by=office.lazzat.actor, transfer=transfer, lead=other.person)
    actions.accept_transfer(by=office.lazzat.actor, transfer=transfer, lead=office.lazzat.person)
    assert Case.objects.get(pk=case.pk).lead == office.lazzat.person


def test_the_name_is_read_by_nobody_before_the_answer(office: Office, case: Case, head: Worker) -> None:
    transfer = ask(office, case)
    assert NAME not in read(head, transfer)
    assert not Child.objects.visible_to(head.actor).exists()


def test_many_cases_go_to_another_lead_at_once(office: Office) -> None:
    cases = [opened(office) for _ in range(3)]
    assert actions.reassign(by=office.saule.actor, cases=cases, lead=office.nurzhan.person) == 3
    assert set(Case.objects.values_list("lead", flat=True)) == {office.nurzhan.person.pk}
    assert not Timer.objects.running().filter(person=office.aigul.person).exists()
    assert not Grant.objects.filter(principal=f"person:{office.aigul.person.pk}").exists()


def test_all_of_them_or_none(office: Office) -> None:
    cases = [opened(office), opened(office, lead=office.lazzat)]
    with pytest.raises((actions.CannotReassign, NotPermitted)):
        actions.reassign(by=office.saule.actor, cases=cases, lead=office.nurzhan.person)
    assert set(Case.objects.values_list("lead", flat=True)) == {office.aigul.person.pk, office.lazzat.person.pk}


def test_a_transfer_that_nobody_answers_is_seen_as_late(office: Office, case: Case, head: Worker) -> None:
    transfer = ask(office, case)
    with clock.standing_at(clock.now() + timedelta(days=10)):
        late = Timer.objects.running().filter(due_at__lt=clock.now())
        assert {TimerKind.TRANSFER_RUNNING, TimerKind.TRANSFER_ACKNOWLEDGE} <= set(late.values_list("kind", flat=True))
    assert transfer.status == TransferStatus.ASKED


@pytest.mark.safeguard("S3", "a family takes its yes back while another office reads the summary of the child")
def test_a_transfer_that_rests_on_a_yes_ends_with_it(office: Office, case: Case, head: Worker) -> None:
    transfer = ask(office, case)
    assert actions.sweep_transfers(by=SYSTEM) == 0
    agree(office, case, ConsentDecision.WITHDRAWN)
    assert actions.sweep_transfers(by=SYSTEM) == 1
    assert queries.transfer_asked(head.actor, transfer.code) is None
    transfer.refresh_from_db()
    case.refresh_from_db()
    assert (transfer.status, case.state) == (TransferStatus.WITHDRAWN, CaseState.ACTIVE)
    assert Notice.objects.filter(kind="transfer_answered", person=head.person).exists()


@pytest.mark.safeguard("S3", "nobody confirms an act without consent, and the office that was asked to lead reads on")
def test_a_transfer_and_a_part_end_with_a_day_of_silence(office: Office, head: Worker) -> None:
    case = opened(office)
    override_consent(by=office.aigul.actor, child=case.child, ground="serious_harm", explanation="x", was_told="yes")
    helper, transfer = let(office, case), ask(office, case)
    assert actions.sweep_help(by=SYSTEM) + actions.sweep_transfers(by=SYSTEM) == 0
    with clock.standing_at(clock.now() + timedelta(hours=25)):
        assert actions.sweep_help(by=SYSTEM) + actions.sweep_transfers(by=SYSTEM) == 2
        assert queries.transfer_asked(head.actor, transfer.code) is None
        assert queries.helper_part(office.lazzat.actor, helper.code) is None
