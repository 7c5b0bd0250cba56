"""A whole case goes to another organisation. Until that one has said yes, the first one answers for the child."""

from panah.casework.cases.actions.helping import must_have_consent
from panah.casework.cases.actions.refusals import ReasonMissing
from panah.casework.cases.actions.refusals_of_helping import NoTransfer, SummaryMissing
from panah.casework.cases.codes import CaseState, TransferStatus
from panah.casework.cases.models import Case, Transfer
from panah.casework.cases.models.helping import ASKED_SIDE
from panah.casework.cases.queries.helping import running_transfer
from panah.casework.cases.queries.record import owner_of, possible_leads, shown_of
from panah.casework.cases.rules import may_ask_transfer, may_become
from panah.foundation.accounts.models import Organisation
from panah.foundation.accounts.queries import members_with
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed

THOSE_WHO_LEAD = (Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)
ANSWERS = (TimerKind.TRANSFER_ACKNOWLEDGE, TimerKind.TRANSFER_ANSWER)


@action(Permission.CASE_WORK, on="case")
def ask_transfer(
    *, by: Actor, case: Case, organisation: Organisation, reason: str, summary: str, idempotency_key: str = ""
) -> Transfer:
    """Ask another organisation to lead. Every clock here goes on: asking hands nothing over."""
    there = possible_leads(organisation.pk) if organisation.is_active else []
    NoTransfer.unless(
        may_ask_transfer(
            case.stage, is_own=organisation.pk == case.organisation_id, has_leads=bool(there),
            is_asked=running_transfer(case) is not None,
        )
    )  # fmt: skip
    must_have_consent(case)
    if reason not in code_list("transfer_reasons") or not summary.strip():
        raise SummaryMissing
    file = vault.open_file(FileKind.TRANSFER)
    transfer = Transfer.objects.create(
        file=file, code=file.code, case=case, from_organisation=case.organisation, organisation=organisation,
        reason=reason, summary=summary, asked_at=clock.now(), asked_by_id=by.person_id,
    )  # fmt: skip
    _let_in_both(transfer)
    if case.state == CaseState.ACTIVE:
        case.state = CaseState.TRANSFERRED
        case.save(update_fields=["state"])
    start_timer(
        by=by, file=case.file, kind=TimerKind.TRANSFER_RUNNING, urgency=case.risk or case.urgency,
        owner=owner_of(case), shown=shown_of(case, page="case-transfer"), blocks_closure=True,
    )  # fmt: skip
    _start_clock(by, transfer, TimerKind.TRANSFER_ACKNOWLEDGE)
    queue_notice(
        by=by, kind=NoticeKind.TRANSFER_ARRIVED, organisation=organisation, roles=_who_answers(organisation),
        subject_code=transfer.code, urgency=case.urgency,
    )  # fmt: skip
    return transfer


def _let_in_both(transfer: Transfer) -> None:
    """The side that leads; and there whoever leads the office, or everybody who may answer where nobody leads it."""
    case, file = transfer.case, transfer.file
    grants.grant(file, PrincipalKind.ORGANISATION, case.organisation_id, Relation.LEAD_ORGANISATION)
    if case.lead is not None:
        grants.grant(file, PrincipalKind.PERSON, case.lead.pk, Relation.LEAD)
    grants.grant(file, PrincipalKind.ORGANISATION, transfer.organisation_id, Relation.RECEIVER)
    if not _has_leaders(transfer.organisation):
        grants.grant(file, PrincipalKind.TEAM, transfer.organisation_id, Relation.RECEIVER)


def _has_leaders(organisation: Organisation) -> bool:
    return bool(members_with(organisation.pk, *THOSE_WHO_LEAD))


def _who_answers(organisation: Organisation) -> tuple[Role, ...]:
    return THOSE_WHO_LEAD if _has_leaders(organisation) else (Role.CASEWORKER,)


def _start_clock(by: Actor, transfer: Transfer, kind: TimerKind) -> None:
    """What the asked organisation must do; the lead here waits for it."""
    case = transfer.case
    codes = shown_of(case)
    start_timer(
        by=by, file=transfer.file, kind=kind, urgency=case.risk or case.urgency,
        owner=Owner(transfer.organisation, None, case.organisation, case.lead),
        shown=Shown(
            transfer.code, "transfer", transfer.code, codes.sex, codes.birth_year, codes.age_band,
            is_birth_year_about=codes.is_birth_year_about,
        ),
    )  # fmt: skip


@action(Permission.TRANSFER_ANSWER, on="transfer")
def acknowledge_transfer(*, by: Actor, transfer: Transfer) -> Transfer:
    """It has come and is being read. The sender's clocks go on."""
    NoTransfer.unless(may_become(transfer.status, TransferStatus.ACKNOWLEDGED))
    transfer.status, transfer.acknowledged_at = TransferStatus.ACKNOWLEDGED, clock.now()
    transfer.save(update_fields=["status", "acknowledged_at"])
    stop_timers(by=by, file=transfer.file, kinds=ANSWERS, outcome="acknowledged")
    _start_clock(by, transfer, TimerKind.TRANSFER_ANSWER)
    _tell_sender(by, transfer)
    return transfer


@action(Permission.TRANSFER_ANSWER, on="transfer")
def refuse_transfer(
    *, by: Actor, transfer: Transfer, reason: str, where_next: str, remark: str = "", idempotency_key: str = ""
) -> Transfer:
    """Not us, why, and where next. The case is where it was, with all its clocks; the summary is shut here at once."""
    if reason not in code_list("refusal_reasons") or where_next not in code_list("where_next"):
        raise ReasonMissing
    transfer.refusal_reason, transfer.where_next = reason, where_next
    if remark.strip():
        open_sealed(transfer)
        transfer.remark = remark
    answer_transfer(by=by, transfer=transfer, status=TransferStatus.REFUSED)
    _case_stays(transfer)
    return transfer


@action(Permission.CASE_WORK, on="transfer")
def withdraw_transfer(*, by: Actor, transfer: Transfer) -> Transfer:
    """We go on leading after all; nobody there reads the summary any more."""
    return end_transfer(by=by, transfer=transfer)


@action(Permission.WITHIN_ACTION, on=None)
def end_transfer(*, by: Actor, transfer: Transfer) -> Transfer:
    """Nothing was handed over, and nobody there reads the summary any more."""
    answer_transfer(by=by, transfer=transfer, status=TransferStatus.WITHDRAWN)
    _case_stays(transfer)
    return transfer


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def answer_transfer(*, by: Actor, transfer: Transfer, status: TransferStatus) -> None:
    """The row is locked: of two who answer at once the second meets the answer of the first."""
    NoTransfer.unless(may_become(transfer.status, status))
    transfer.status, transfer.answered_at = status, clock.now()
    transfer.answered_by_id = by.person_id
    transfer.save()
    stop_timers(by=by, file=transfer.file, kinds=ANSWERS, outcome=status)
    stop_timers(by=by, file=transfer.case.file, kinds=(TimerKind.TRANSFER_RUNNING,), outcome=status)
    if status == TransferStatus.WITHDRAWN:
        queue_notice(
            by=by, kind=NoticeKind.TRANSFER_ANSWERED, organisation=transfer.organisation,
            roles=_who_answers(transfer.organisation), subject_code=transfer.code,
        )  # fmt: skip
    else:
        _tell_sender(by, transfer)


def _case_stays(transfer: Transfer) -> None:
    grants.revoke_relations([transfer.file], ASKED_SIDE)
    case = transfer.case
    if case.state == CaseState.TRANSFERRED:
        case.state = CaseState.ACTIVE
        case.save(update_fields=["state"])


def _tell_sender(by: Actor, transfer: Transfer) -> None:
    """Whoever leads the case there, else who leads the office; by the code of the child, which they know."""
    case, kind = transfer.case, NoticeKind.TRANSFER_ANSWERED
    lead = case.lead if case.organisation_id == transfer.from_organisation_id else transfer.asked_by
    if lead is not None:
        queue_notice(by=by, kind=kind, person=lead, subject_code=case.code)
    else:
        queue_notice(
            by=by, kind=kind, organisation=transfer.from_organisation, roles=THOSE_WHO_LEAD, subject_code=case.code
        )
