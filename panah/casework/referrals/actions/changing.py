"""What becomes of a request after it was sent: more is given, it goes elsewhere, it is taken back."""

from collections.abc import Sequence

from django.db import OperationalError

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
    tell_more,
)
from panah.casework.referrals.actions.refusals import BeingAnswered, NothingToAnswer, NotPossible
from panah.casework.referrals.actions.sending import InformationDecision, check_request, rest_on_a_word, tell_authority
from panah.casework.referrals.codes import OPEN_STATUSES, HandOverStep, LegKind, ReferralStatus
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries import legs_of
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@action(Permission.REFERRAL_SEND, on="referral")
def inform_authority(
    *, by: Actor, referral: Referral, information: InformationDecision, idempotency_key: str = ""
) -> Leg:
    """Decide afterwards that an authority is told; the earlier "not sent, because…" no longer holds."""
    if referral.status == ReferralStatus.WITHDRAWN:
        raise NothingToAnswer
    leg = tell_authority(by, referral, information)
    referral.no_information_leg_reason = ""
    referral.save(update_fields=["no_information_leg_reason"])
    return leg


@action(Permission.REFERRAL_SEND, on="referral")
def give_more(*, by: Actor, referral: Referral, leg: Leg, text: str, idempotency_key: str = "") -> Leg:
    """What was asked for is added to what the receiver reads; its clock to answer runs again."""
    if leg.referral_id != referral.pk:
        raise PermissionError("a leg of another referral")
    waiting = [row for row in locked_legs(referral) if row.pk == leg.pk and row.status == ReferralStatus.NEED_MORE]
    if not waiting:
        raise NothingToAnswer
    leg = waiting[0]
    check_request(text)
    leg.status = ReferralStatus.ACKNOWLEDGED
    tell_more(by=by, leg=leg, kind=HandOverStep.MORE_GIVEN, text=text)
    _set_status(referral, leg)
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
    for leg in locked_legs(referral):
        take_back(by=by, leg=leg, reason=reason)
    for leg in legs_of(referral)[:1]:
        stop_sender_clocks(by=by, leg=leg, outcome="withdrawn")
    referral.status = ReferralStatus.WITHDRAWN
    referral.save(update_fields=["status"])
    return referral


def locked_legs(referral: Referral) -> list[Leg]:
    """The open legs, locked. Whoever answers one holds it and waits for the referral: waiting here too would never end."""
    rows = Leg.objects.select_for_update(nowait=True, of=("self",)).filter(referral=referral, status__in=OPEN_STATUSES)
    try:
        return list(rows.select_related("organisation", "referral"))
    except OperationalError as error:
        raise BeingAnswered from error


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def take_back(*, by: Actor, leg: Leg, reason: str, step: HandOverStep = HandOverStep.WITHDRAWN) -> Leg:
    """Nothing more is asked of this body, and it is told so where it can be."""
    leg.status, leg.reason = ReferralStatus.WITHDRAWN, reason
    leg.save(update_fields=["status", "reason"])
    note_step(by=by, leg=leg, kind=step)
    shut_packet(by=by, leg=leg)
    end_links(by=by, leg=leg)
    stop_leg_clocks(by=by, leg=leg, outcome="withdrawn")
    queue_notice(by=by, kind=NoticeKind.HELP_ENDED, organisation=leg.organisation, subject_code=leg.code)
    return leg


@action(Permission.REFERRAL_SEND, on="referral")
def re_route(
    *,
    by: Actor,
    referral: Referral,
    receiver: Receiver,
    request: str,
    ticked: Sequence[str] = (),
    idempotency_key: str = "",
) -> Leg:
    """Ask another body instead: one that has not answered yet is no longer asked, one that refused stays in the story."""
    if referral.status == ReferralStatus.ACCEPTED:
        NotPossible.unless(rules.may_become(referral.status, ReferralStatus.WITHDRAWN))
    if referral.status == ReferralStatus.WITHDRAWN:
        raise NothingToAnswer
    check_request(request)
    if referral.case is not None:
        rest_on_a_word(referral, referral.case, receiver)
    for current in locked_legs(referral):
        if current.kind == LegKind.PERSON:
            take_back(by=by, leg=current, reason="sent_elsewhere")
    leg = open_leg(by=by, referral=referral, asked=Asked(LegKind.PERSON, receiver, request, ticked=ticked))
    stop_sender_clocks(by=by, leg=leg, outcome="re_routed")
    referral.status = ReferralStatus.SENT
    referral.save(update_fields=["status", "consent", "override"])
    return leg
