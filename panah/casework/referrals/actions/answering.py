from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.cases.actions import keep_what_was_told, open_case
from panah.casework.cases.models import Case
from panah.casework.concerns.actions import join_child, set_answer_status
from panah.casework.concerns.codes import AnswerStatus
from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.people.actions import ChildDetails, SpokenName, register_child
from panah.casework.referrals import rules
from panah.casework.referrals.actions.legs import (
    NOTHING,
    PACKET,
    Answerer,
    note_step,
    shut_links,
    shut_packet,
    start_leg_clock,
    start_sender_clock,
    stop_leg_clocks,
    stop_sender_clocks,
    tell_sender,
)
from panah.casework.referrals.actions.refusals import NameMissing, NotALead, NothingAsked, NotPossible, TextTooLong
from panah.casework.referrals.codes import AnswerChannel, HandOverStep, LegKind, ReferralStatus
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries import possible_leads
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock, grants
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import ActorKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

NOBODY = Answerer()


@action(Permission.REFERRAL_ANSWER, on="leg")
def acknowledge_leg(*, by: Actor, leg: Leg, answerer: Answerer = NOBODY, idempotency_key: str = "") -> Leg:
    """It has come and is being read; the clock to answer starts."""
    _answer(by, leg, ReferralStatus.ACKNOWLEDGED, answerer)
    start_leg_clock(by=by, leg=leg, kind=TimerKind.LEG_ANSWER)
    tell_sender(by=by, leg=leg, kind=NoticeKind.ANSWER_CAME)
    return leg


@action(Permission.REFERRAL_ANSWER, on="leg")
def accept_leg(
    *,
    by: Actor,
    leg: Leg,
    lead: Person | None = None,
    answerer: Answerer = NOBODY,
    remark: str = "",
    idempotency_key: str = "",
) -> Leg:
    """Take it on. A child of a concern gets a record and a case in the receiving organisation; nothing is typed again."""
    if lead is not None and (not by.is_person or lead not in possible_leads(leg.organisation)):
        raise NotALead
    _answer(by, leg, ReferralStatus.ACCEPTED, answerer, remark)
    referral = leg.referral
    if leg.kind == LegKind.PERSON and referral.concern_child is not None:
        _take_child(by, leg, referral, referral.concern_child, lead)
    if by.is_person:
        shut_links(by=by, leg=leg)  # somebody with an account took it on: whoever holds the link need not read on
    tell_sender(by=by, leg=leg, kind=NoticeKind.ANSWER_CAME)
    return leg


def _take_child(by: Actor, leg: Leg, referral: Referral, told: ConcernChild, lead: Person | None) -> None:
    """The name goes from the key of the concern to the child's own key; a sibling's case holds nothing of it."""
    open_sealed(told)
    details = ChildDetails(
        names=(SpokenName(told.name),) if told.name else (), sex=told.sex, age_band=told.age_band,
        language=told.language, place=told.concern.place,
    )  # fmt: skip
    child = register_child(by=by, organisation=leg.organisation, details=details)
    case = open_case(
        by=by, child=child, organisation=leg.organisation, lead=lead, urgency=referral.urgency, concern=told.concern
    )
    referral.resulting_case = case
    referral.save(update_fields=["resulting_case"])
    _take_story(by, leg, case, told.concern)
    join_child(by=by, concern_child=told, child=child)
    set_answer_status(by=by, concern=told.concern, status=AnswerStatus.SPECIALIST_WORKING)
    _leave_packet_to_the_case(leg, case)


def _take_story(by: Actor, leg: Leg, case: Case, concern: Concern) -> None:
    """What was seen and where the child is go over to the case; who reported it stays with the duty office."""
    open_sealed(concern, only=("what_was_seen", "where_child_is"))
    open_sealed(leg)
    told = {
        _("Where the child is"): concern.where_child_is,
        _("What was seen"): concern.what_was_seen,
        _("What was asked for"): leg.request,
    }
    text = "\n\n".join(f"{label}: {words}" for label, words in told.items() if words)
    day = timezone.localtime(concern.received_at).date()
    keep_what_was_told(by=by, case=case, text=text, happened_on=day)


def _leave_packet_to_the_case(leg: Leg, case: Case) -> None:
    """Until now everybody there could read what was asked; from now on who leads the office.

    The lead reads the same words in the case, and no longer than the case is the lead's.
    """
    grants.grant(leg.file, PrincipalKind.TEAM, leg.organisation_id, Relation.RECEIVER, fields=NOTHING)
    grants.grant(leg.file, PrincipalKind.ORGANISATION, leg.organisation_id, Relation.RECEIVER, fields=PACKET)


@action(Permission.REFERRAL_ANSWER, on="leg")
def refuse_leg(
    *,
    by: Actor,
    leg: Leg,
    reason: str,
    where_next: str,
    remark: str = "",
    answerer: Answerer = NOBODY,
    idempotency_key: str = "",
) -> Leg:
    """Not for us, why, and where next; the sender's clock to find another place starts."""
    lists = code_list("refusal_reasons").codes, code_list("where_next").codes
    NotPossible.unless(rules.may_refuse(reason, where_next, *lists))
    leg.reason, leg.where_next = reason, where_next
    _answer(by, leg, ReferralStatus.REFUSED, answerer, remark)
    shut_packet(by=by, leg=leg)
    _sender_must_act(by, leg)
    tell_sender(by=by, leg=leg, kind=NoticeKind.REFERRAL_REFUSED)
    return leg


@action(Permission.REFERRAL_ANSWER, on="leg")
def ask_for_more(*, by: Actor, leg: Leg, remark: str, answerer: Answerer = NOBODY, idempotency_key: str = "") -> Leg:
    """Something is missing to decide; the sender's clock to add it starts."""
    if not remark.strip():
        raise NothingAsked
    _answer(by, leg, ReferralStatus.NEED_MORE, answerer, remark)
    _sender_must_act(by, leg)
    tell_sender(by=by, leg=leg, kind=NoticeKind.ANSWER_CAME)
    return leg


def _sender_must_act(by: Actor, leg: Leg) -> None:
    stop_sender_clocks(by=by, leg=leg, outcome="answered")
    start_sender_clock(by=by, leg=leg, kind=TimerKind.SENDER_REROUTE)


def _answer(by: Actor, leg: Leg, status: ReferralStatus, answerer: Answerer, remark: str = "") -> None:
    """The leg is locked: of two who answer at once the second one meets the first one's answer."""
    NotPossible.unless(rules.may_become(leg.status, status))
    _check_texts(by, answerer, remark)
    now = clock.now()
    leg.status = status
    leg.acknowledged_at = leg.acknowledged_at or now
    leg.answered_through = AnswerChannel.LINK if by.kind is ActorKind.LINK else AnswerChannel.ACCOUNT
    if status is not ReferralStatus.ACKNOWLEDGED:
        leg.answered_at = now
    leg.save(
        update_fields=["status", "acknowledged_at", "answered_at", "answered_through", "reason", "where_next"]
    )  # fmt: skip
    referral = leg.referral
    if leg.kind == LegKind.PERSON:
        referral.status = status
        referral.save(update_fields=["status"])
    note_step(by=by, leg=leg, kind=HandOverStep(status.value), text=remark, answerer=answerer)
    stop_leg_clocks(by=by, leg=leg, outcome=status)
    stop_sender_clocks(by=by, leg=leg, outcome=status)


def _check_texts(by: Actor, answerer: Answerer, remark: str) -> None:
    if by.kind is ActorKind.LINK and not answerer.name_and_post.strip():
        raise NameMissing
    texts = {
        "remark": remark, "name_and_post": answerer.name_and_post, "own_number": answerer.own_number,
    }  # fmt: skip
    if fault := rules.too_long(texts):
        raise TextTooLong(*fault)
