"""The moment at which a case changes its lead organisation, and the change of many leads at once."""

from collections.abc import Sequence

from panah.casework.cases.actions.handing import begin_hand_over
from panah.casework.cases.actions.helping import close_part
from panah.casework.cases.actions.leading import assign_lead
from panah.casework.cases.actions.refusals import must_lead
from panah.casework.cases.actions.refusals_of_helping import CannotReassign, LeadMissing
from panah.casework.cases.actions.transferring import answer_transfer
from panah.casework.cases.codes import CaseState, NoteKind, ServiceStatus, TransferStatus
from panah.casework.cases.models import Case, Helper, Note, PlannedService, Transfer
from panah.casework.cases.models.helping import ASKED_SIDE, LEADING_SIDE
from panah.casework.cases.queries.handing import prepared_hand_over
from panah.casework.cases.queries.helping import files_beside, files_led
from panah.casework.people.models import Family
from panah.casework.people.queries import files_to_leave
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.actions import stop_timers
from panah.foundation.clocks.actions.moving import move_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.security import clock, grants
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed


@action(Permission.TRANSFER_ANSWER, on="transfer")
def accept_transfer(*, by: Actor, transfer: Transfer, lead: Person | None, idempotency_key: str = "") -> Transfer:
    """We lead from now on: the clocks come over as they run, the code stays, and the former side opens nothing more."""
    if lead is None or (str(lead.pk) != by.id and Permission.CASE_ASSIGN not in by.permissions):
        raise LeadMissing
    must_lead(lead, transfer.organisation_id)
    answer_transfer(by=by, transfer=transfer, status=TransferStatus.ACCEPTED)
    case = Case.objects.select_for_update(of=("self",)).get(pk=transfer.case_id)
    former = case.lead
    _let_out(case, former)
    case.organisation, case.lead = transfer.organisation, lead
    if case.state == CaseState.TRANSFERRED:
        case.state = CaseState.ACTIVE
    case.save(update_fields=["organisation", "lead", "state"])
    _let_in(case, lead)
    _hand_family_over(case, transfer.from_organisation)
    move_timers(
        by=by, files=files_led(case), from_organisation=transfer.from_organisation, former=former,
        organisation=transfer.organisation, person=lead,
    )  # fmt: skip
    stop_timers(by=by, file=case.file, kinds=(TimerKind.HAND_OVER_READ,), outcome="transferred")
    if former is not None and prepared_hand_over(case) is not None:
        begin_hand_over(by=by, case=case, former=former, lead=lead)
    _end_own_part(by, case)
    of_the_former = PlannedService.objects.filter(case=case, status=ServiceStatus.PLANNED)
    of_the_former.update(person=None)
    _keep_summary(by, transfer, case)
    _keep_a_line(transfer, former, lead)
    queue_notice(by=by, kind=NoticeKind.CASE_ASSIGNED, person=lead, subject_code=case.code, urgency=case.urgency)
    return transfer


def _let_out(case: Case, former: Person | None) -> None:
    """All who led, out of all that is this child's own; out of the family only if no brother or sister stays."""
    grants.revoke_relations([case.file, case.child.file, *files_beside(case)], LEADING_SIDE)
    for file in files_to_leave(case.child, former) if former is not None else []:
        grants.revoke(file, PrincipalKind.PERSON, former.pk if former is not None else "", Relation.LEAD)
    family = case.child.family
    if family is not None and not _leads_sibling(case, case.organisation):
        grants.revoke(family.file, PrincipalKind.ORGANISATION, case.organisation_id, Relation.LEAD_ORGANISATION)


def _let_in(case: Case, lead: Person) -> None:
    for file in files_led(case):
        grants.grant(file, PrincipalKind.ORGANISATION, case.organisation_id, Relation.LEAD_ORGANISATION)
        grants.grant(file, PrincipalKind.PERSON, lead.pk, Relation.LEAD)


def _leads_sibling(case: Case, organisation: Organisation) -> bool:
    """A closed case of a brother or sister is theirs too."""
    rows = Case.objects.filter(child__family=case.child.family_id, organisation=organisation)
    return bool(rows.exclude(pk=case.pk).exists())


def _hand_family_over(case: Case, former: Organisation) -> None:
    """Who may add a child to the family: the one that leads its last child here."""
    family = case.child.family
    if family is not None and family.organisation_id == former.pk and not _leads_sibling(case, former):
        Family.objects.filter(pk=family.pk).update(organisation=case.organisation)


def _end_own_part(by: Actor, case: Case) -> None:
    """Whoever helped until now and leads from now on needs no part any more."""
    for helper in Helper.objects.filter(case=case, organisation=case.organisation, ended_at=None):
        close_part(by=by, helper=helper, reason="leads_now")


def _keep_summary(by: Actor, transfer: Transfer, case: Case) -> None:
    """What the next lead must know, under the case's own key: whoever leads later reads it too."""
    open_sealed(transfer)
    Note.objects.create(
        file_id=case.file_id, case=case, kind=NoteKind.LEAD_CHANGED, text=transfer.summary, happened_on=clock.today(),
        written_at=clock.now(), written_by_id=by.person_id,
    )  # fmt: skip


def _keep_a_line(transfer: Transfer, former: Person | None, lead: Person) -> None:
    """Both sides keep that the child was handed over, to whom and when; not a word of what was written.

    Who leads reads the summary in the case, and no longer than the case is the lead's.
    """
    file, office = transfer.file, transfer.from_organisation_id
    grants.revoke_relations([file], LEADING_SIDE | ASKED_SIDE)
    grants.grant(file, PrincipalKind.ORGANISATION, office, Relation.LEAD_ORGANISATION, fields=())
    if former is not None:
        grants.grant(file, PrincipalKind.PERSON, former.pk, Relation.LEAD, fields=())
    grants.grant(file, PrincipalKind.ORGANISATION, transfer.organisation_id, Relation.RECEIVER, fields=())
    grants.grant(file, PrincipalKind.PERSON, lead.pk, Relation.RECEIVER, fields=())


@action(Permission.CASE_ASSIGN, on=None)
def reassign(*, by: Actor, cases: Sequence[Case], lead: Person) -> int:
    """One new lead for many cases, or no change at all. Gives how many."""
    for case in sorted(cases, key=lambda one: one.code):
        try:
            assign_lead(by=by, case=case, lead=lead)
        except Refusal as refusal:
            raise CannotReassign(case.code, refusal.sentence) from refusal
    return len(cases)
