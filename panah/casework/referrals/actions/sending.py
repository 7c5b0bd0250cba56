from collections.abc import Sequence
from dataclasses import dataclass

from django.db import OperationalError

from panah.casework.cases.models import Case, PlannedService
from panah.casework.concerns.actions import mark_referred
from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.people.models import Consent
from panah.casework.referrals import rules
from panah.casework.referrals.actions.legs import (
    Asked,
    Receiver,
    end_links,
    note_step,
    open_leg,
    shut_packet,
    start_leg_clock,
    stop_leg_clocks,
    stop_sender_clocks,
)
from panah.casework.referrals.actions.refusals import (
    AlreadyReferred,
    BeingAnswered,
    ConsentMissing,
    NothingAsked,
    NothingToAnswer,
    NotPossible,
    TextTooLong,
)
from panah.casework.referrals.codes import OPEN_STATUSES, HandOverStep, LegKind, ReferralStatus
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries import (
    consent_for_sharing,
    facts_of,
    legs_of,
    open_referral_of_concern_child,
)
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock, vault
from panah.foundation.security.access import Actor, require
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed

SUPERVISORS = (Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)


@dataclass(frozen=True)
class InformationDecision:
    """That an authority is told, and why (S1). Whoever acts is the one who decides."""

    receiver: Receiver
    ground: str
    told: str
    legal_source: str = ""


@dataclass(frozen=True)
class _Draft:
    """What both kinds of referral are made of."""

    receiver: Receiver
    service_types: Sequence[str]
    request: str
    urgency: str
    information: InformationDecision | None
    no_information_leg_reason: str


@action(Permission.REFERRAL_SEND, on="concern")
def refer_concern(
    *,
    by: Actor,
    concern: Concern,
    concern_child: ConcernChild,
    receiver: Receiver,
    service_types: Sequence[str],
    request: str,
    urgency: str = "",
    information: InformationDecision | None = None,
    no_information_leg_reason: str = "",
    idempotency_key: str = "",
) -> Referral:
    """Ask a body to take one child of a concern. Nothing goes to an authority unless it is decided here (S1)."""
    require(by, Permission.CONCERN_TRIAGE, concern)
    if concern_child.concern_id != concern.pk:
        raise PermissionError("a child of another concern")
    earlier = open_referral_of_concern_child(concern_child.pk)
    if earlier is not None:
        raise AlreadyReferred(earlier.code)
    draft = _Draft(receiver, service_types, request, urgency or concern.urgency, information, no_information_leg_reason)
    referral = _send(by, draft, Referral(file=concern.file, concern_child=concern_child))
    mark_referred(by=by, concern=concern)
    return referral


@action(Permission.REFERRAL_SEND, on="case")
def refer_case(
    *,
    by: Actor,
    case: Case,
    receiver: Receiver,
    service_types: Sequence[str],
    request: str,
    urgency: str = "",
    planned_service: PlannedService | None = None,
    information: InformationDecision | None = None,
    no_information_leg_reason: str = "",
    idempotency_key: str = "",
) -> Referral:
    """Ask another body to help a child of a case; beyond one's own organisation only under a recorded consent."""
    require(by, Permission.CASE_WORK, case)
    if planned_service is not None and planned_service.case_id != case.pk:
        raise PermissionError("a planned service of another case")
    draft = _Draft(receiver, service_types, request, urgency or case.urgency, information, no_information_leg_reason)
    consent = _consent_to_leave(case, receiver)
    return _send(by, draft, Referral(file=case.file, case=case, planned_service=planned_service, consent=consent))


def _consent_to_leave(case: Case, receiver: Receiver) -> Consent | None:
    organisation_id = receiver.organisation_id if isinstance(receiver, Provider) else receiver.pk
    consent = consent_for_sharing(case.child)
    if consent is None and organisation_id != case.organisation_id:
        raise ConsentMissing
    return consent


def _send(by: Actor, draft: _Draft, referral: Referral) -> Referral:
    if not draft.service_types or not set(draft.service_types) <= set(code_list("service_types").codes):
        raise NothingAsked
    _check_request(draft.request)
    if draft.information is None:
        reasons = code_list("no_information_leg_reasons").codes
        NotPossible.unless(rules.may_stay_without_information(draft.no_information_leg_reason, reasons))
    file = vault.open_file(FileKind.REFERRAL)
    referral.code, referral.sent_at = file.code, clock.now()
    referral.sender_organisation = Organisation.objects.get(pk=by.organisation)
    referral.sender_id = by.person_id
    referral.service_types, referral.urgency = list(draft.service_types), draft.urgency
    if draft.information is None:
        referral.no_information_leg_reason = draft.no_information_leg_reason
    referral.save(force_insert=True)
    open_leg(by=by, referral=referral, asked=Asked(LegKind.PERSON, draft.receiver, draft.request), file=file)
    if draft.information is not None:
        _inform(by, referral, draft.information)
    return referral


def _check_request(text: str) -> None:
    if not text.strip():
        raise NothingAsked
    if fault := rules.too_long({"request": text}):
        raise TextTooLong(*fault)


def _inform(by: Actor, referral: Referral, decision: InformationDecision) -> Leg:
    NotPossible.unless(
        rules.may_inform(
            ground=decision.ground, legal_source=decision.legal_source, told=decision.told,
            category=facts_of(referral).category, is_person=by.is_person, is_supervisor=by.role in SUPERVISORS,
        )
    )  # fmt: skip
    if fault := rules.too_long({"told": decision.told}):
        raise TextTooLong(*fault)
    source = decision.legal_source.strip()[:200]
    asked = Asked(LegKind.INFORMATION, decision.receiver, decision.told, decision.ground, source)
    return open_leg(by=by, referral=referral, asked=asked)


@action(Permission.REFERRAL_SEND, on="referral")
def inform_authority(
    *, by: Actor, referral: Referral, information: InformationDecision, idempotency_key: str = ""
) -> Leg:
    """Decide afterwards that an authority is told; the earlier "not sent, because…" no longer holds."""
    if referral.status == ReferralStatus.WITHDRAWN:
        raise NothingToAnswer
    leg = _inform(by, referral, information)
    referral.no_information_leg_reason = ""
    referral.save(update_fields=["no_information_leg_reason"])
    return leg


@action(Permission.REFERRAL_SEND, on="referral")
def give_more(*, by: Actor, referral: Referral, leg: Leg, text: str, idempotency_key: str = "") -> Leg:
    """What was asked for is added to what the receiver reads; its clock to answer runs again."""
    if leg.referral_id != referral.pk:
        raise PermissionError("a leg of another referral")
    waiting = [row for row in _locked_legs(referral) if row.pk == leg.pk and row.status == ReferralStatus.NEED_MORE]
    if not waiting:
        raise NothingToAnswer
    leg = waiting[0]
    _check_request(text)
    open_sealed(leg)
    leg.request = f"{leg.request}\n\n{clock.today():%d.%m.%Y}\n{text}"
    leg.status = ReferralStatus.ACKNOWLEDGED
    leg.save()
    _set_status(referral, leg)
    note_step(by=by, leg=leg, kind=HandOverStep.MORE_GIVEN, text=text)
    stop_sender_clocks(by=by, leg=leg, outcome="more_given")
    timer = start_leg_clock(by=by, leg=leg, kind=TimerKind.LEG_ANSWER)
    queue_notice(
        by=by, kind=NoticeKind.REFERRAL_ARRIVED, organisation=leg.organisation, subject_code=leg.code,
        urgency=referral.urgency, due_at=timer.due_at,
    )  # fmt: skip
    return leg


def _set_status(referral: Referral, leg: Leg) -> None:
    if leg.kind == LegKind.PERSON:
        referral.status = leg.status
        referral.save(update_fields=["status"])


@action(Permission.REFERRAL_SEND, on="referral")
def withdraw_referral(*, by: Actor, referral: Referral, reason: str) -> Referral:
    """Take it back, with the reason: links die at once, and nobody is asked any more. What was accepted stays."""
    if reason not in code_list("withdrawal_reasons"):
        raise NotPossible(rules.Verdict(("reason_missing",)))
    if referral.status == ReferralStatus.ACCEPTED:
        NotPossible.unless(rules.may_become(referral.status, ReferralStatus.WITHDRAWN))
    for leg in _locked_legs(referral):
        _take_back(by, leg, reason)
    for leg in legs_of(referral)[:1]:
        stop_sender_clocks(by=by, leg=leg, outcome="withdrawn")
    referral.status = ReferralStatus.WITHDRAWN
    referral.save(update_fields=["status"])
    return referral


def _locked_legs(referral: Referral) -> list[Leg]:
    """The open legs, locked. Whoever answers one holds it and waits for the referral: waiting here too would never end."""
    rows = Leg.objects.select_for_update(nowait=True, of=("self",)).filter(referral=referral, status__in=OPEN_STATUSES)
    try:
        return list(rows.select_related("organisation", "referral"))
    except OperationalError as error:
        raise BeingAnswered from error


def _take_back(by: Actor, leg: Leg, reason: str) -> None:
    leg.status, leg.reason = ReferralStatus.WITHDRAWN, reason
    leg.save(update_fields=["status", "reason"])
    note_step(by=by, leg=leg, kind=HandOverStep.WITHDRAWN)
    shut_packet(by=by, leg=leg)
    end_links(by=by, leg=leg)
    stop_leg_clocks(by=by, leg=leg, outcome="withdrawn")


@action(Permission.REFERRAL_SEND, on="referral")
def re_route(*, by: Actor, referral: Referral, receiver: Receiver, request: str, idempotency_key: str = "") -> Leg:
    """Ask another body instead: one that has not answered yet is no longer asked, one that refused stays in the story."""
    if referral.status == ReferralStatus.ACCEPTED:
        NotPossible.unless(rules.may_become(referral.status, ReferralStatus.WITHDRAWN))
    if referral.status == ReferralStatus.WITHDRAWN:
        raise NothingToAnswer
    _check_request(request)
    if referral.case is not None:
        referral.consent = _consent_to_leave(referral.case, receiver)
    for current in _locked_legs(referral):
        if current.kind == LegKind.PERSON:
            _take_back(by, current, "sent_elsewhere")
    leg = open_leg(by=by, referral=referral, asked=Asked(LegKind.PERSON, receiver, request))
    stop_sender_clocks(by=by, leg=leg, outcome="re_routed")
    referral.status = ReferralStatus.SENT
    referral.save(update_fields=["status", "consent"])
    return leg
