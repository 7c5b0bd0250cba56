"""Handing a child over: who is asked for what, on which word it leaves, and what an authority is told (S1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from panah.casework.cases.models import Case, PlannedService
from panah.casework.concerns.actions import mark_referred
from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.referrals import rules
from panah.casework.referrals.actions.legs import (
    Asked,
    Receiver,
    open_leg,
)
from panah.casework.referrals.actions.refusals import (
    AlreadyReferred,
    ConsentMissing,
    NothingAsked,
    NotPossible,
    TextTooLong,
)
from panah.casework.referrals.codes import LegKind
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries import (
    facts_of,
    open_referral_of_concern_child,
    word_for,
)
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock, vault
from panah.foundation.security.access import Actor, require
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role

SUPERVISORS = (Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)


@dataclass(frozen=True)
class InformationDecision:
    """That an authority is told, and why (S1). Whoever acts is the one who decides."""

    receiver: Receiver
    ground: str
    told: str
    legal_source: str = ""
    ticked: Sequence[str] = ()


@dataclass(frozen=True)
class _Draft:
    """What both kinds of referral are made of; ``ticked`` facts go to the body that is asked for help."""

    receiver: Receiver
    service_types: Sequence[str]
    request: str
    urgency: str
    information: InformationDecision | None
    no_information_leg_reason: str
    ticked: Sequence[str] = ()


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
    ticked: Sequence[str] = (),
    idempotency_key: str = "",
) -> Referral:
    """Ask a body to take one child of a concern. Nothing goes to an authority unless it is decided here (S1)."""
    require(by, Permission.CONCERN_TRIAGE, concern)
    if concern_child.concern_id != concern.pk:
        raise PermissionError("a child of another concern")
    earlier = open_referral_of_concern_child(concern_child.pk)
    if earlier is not None:
        raise AlreadyReferred(earlier.code)
    draft = _Draft(
        receiver, service_types, request, urgency or concern.urgency, information, no_information_leg_reason, ticked
    )  # fmt: skip
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
    ticked: Sequence[str] = (),
    idempotency_key: str = "",
) -> Referral:
    """Ask another body to help a child of a case; beyond one's own organisation only under a recorded consent."""
    require(by, Permission.CASE_WORK, case)
    if planned_service is not None and planned_service.case_id != case.pk:
        raise PermissionError("a planned service of another case")
    draft = _Draft(
        receiver, service_types, request, urgency or case.urgency, information, no_information_leg_reason, ticked
    )  # fmt: skip
    referral = Referral(file=case.file, case=case, planned_service=planned_service)
    rest_on_a_word(referral, case, receiver)
    return _send(by, draft, referral)


@action(Permission.REFERRAL_SEND, on="concern")
def refer_children(
    *,
    by: Actor,
    concern: Concern,
    concern_children: Sequence[ConcernChild],
    receiver: Receiver,
    service_types: Sequence[str],
    request: str,
    urgency: str = "",
    information: InformationDecision | None = None,
    no_information_leg_reason: str = "",
    ticked: Sequence[str] = (),
    idempotency_key: str = "",
) -> Concern:
    """Several children of one report in one step: a referral of its own for each, all or none."""
    if not concern_children:
        raise NothingAsked
    for one in concern_children:
        refer_concern(
            by=by, concern=concern, concern_child=one, receiver=receiver, service_types=service_types, request=request,
            urgency=urgency, information=information, no_information_leg_reason=no_information_leg_reason, ticked=ticked,
        )  # fmt: skip
    return concern


@action(Permission.REFERRAL_SEND, on="case")
def refer_siblings(
    *,
    by: Actor,
    case: Case,
    siblings: Sequence[Case],
    receiver: Receiver,
    service_types: Sequence[str],
    request: str,
    urgency: str = "",
    information: InformationDecision | None = None,
    no_information_leg_reason: str = "",
    ticked: Sequence[str] = (),
    idempotency_key: str = "",
) -> Referral:
    """A child and its brothers and sisters in one step, each under its own consent. Gives the first one's referral."""
    family = case.child.family_id
    if any(one.child.family_id is None or one.child.family_id != family for one in siblings):
        raise PermissionError("a child of another family")
    sent = [
        refer_case(
            by=by, case=one, receiver=receiver, service_types=service_types, request=request, urgency=urgency,
            information=information, no_information_leg_reason=no_information_leg_reason, ticked=ticked,
        )
        for one in (case, *siblings)
    ]  # fmt: skip
    return sent[0]


def rest_on_a_word(referral: Referral, case: Case, receiver: Receiver) -> None:
    """Beyond one's own organisation nothing leaves but under a consent, or an act without one that holds (product 5a)."""
    organisation_id = receiver.organisation_id if isinstance(receiver, Provider) else receiver.pk
    referral.consent, referral.override = word_for(case, organisation_id)
    if referral.consent is None and referral.override is None and organisation_id != case.organisation_id:
        raise ConsentMissing


def _send(by: Actor, draft: _Draft, referral: Referral) -> Referral:
    if not draft.service_types or not set(draft.service_types) <= set(code_list("service_types").codes):
        raise NothingAsked
    check_request(draft.request)
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
    asked = Asked(LegKind.PERSON, draft.receiver, draft.request, ticked=draft.ticked)
    open_leg(by=by, referral=referral, asked=asked, file=file)
    if draft.information is not None:
        tell_authority(by, referral, draft.information)
    return referral


def check_request(text: str) -> None:
    if not text.strip():
        raise NothingAsked
    if fault := rules.too_long({"request": text}):
        raise TextTooLong(*fault)


def tell_authority(by: Actor, referral: Referral, decision: InformationDecision) -> Leg:
    NotPossible.unless(
        rules.may_inform(
            ground=decision.ground, legal_source=decision.legal_source, told=decision.told,
            category=facts_of(referral).category, is_person=by.is_person, is_supervisor=by.role in SUPERVISORS,
        )
    )  # fmt: skip
    if fault := rules.too_long({"told": decision.told}):
        raise TextTooLong(*fault)
    source = decision.legal_source.strip()[:200]
    asked = Asked(LegKind.INFORMATION, decision.receiver, decision.told, decision.ground, source, decision.ticked)
    return open_leg(by=by, referral=referral, asked=asked)
