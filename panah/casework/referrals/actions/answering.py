"""What a body says to a request: received, yes, no, or more is needed. The sender may write down what was told (telling)."""

from dataclasses import dataclass
from datetime import datetime

from panah.casework.referrals import rules
from panah.casework.referrals.actions.accepting import take_on
from panah.casework.referrals.actions.legs import (
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
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import possible_leads
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import ActorKind
from panah.foundation.security.permissions import Permission

NOBODY = Answerer()


@dataclass(frozen=True)
class Said:
    """One answer, whoever wrote it down; ``at`` is when it was given."""

    status: ReferralStatus
    at: datetime
    answerer: Answerer = NOBODY
    remark: str = ""
    reason: str = ""
    where_next: str = ""


@action(Permission.REFERRAL_ANSWER, on="leg")
def acknowledge_leg(*, by: Actor, leg: Leg, answerer: Answerer = NOBODY, idempotency_key: str = "") -> Leg:
    """It has come and is being read; the clock to answer starts."""
    take_answer(by=by, leg=leg, said=Said(ReferralStatus.ACKNOWLEDGED, clock.now(), answerer))
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
    """Take it on. A child of a concern gets a record and a case; nothing is typed again."""
    if lead is not None and (not by.is_person or lead not in possible_leads(leg.organisation)):
        raise NotALead
    take_answer(by=by, leg=leg, said=Said(ReferralStatus.ACCEPTED, clock.now(), answerer, remark), lead=lead)
    if by.is_person:
        shut_links(by=by, leg=leg)  # somebody with an account took it on: whoever holds the link need not read on
    tell_sender(by=by, leg=leg, kind=NoticeKind.ANSWER_CAME)
    return leg


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
    take_answer(
        by=by, leg=leg, said=Said(ReferralStatus.REFUSED, clock.now(), answerer, remark, reason, where_next)
    )  # fmt: skip
    tell_sender(by=by, leg=leg, kind=NoticeKind.REFERRAL_REFUSED)
    return leg


@action(Permission.REFERRAL_ANSWER, on="leg")
def ask_for_more(*, by: Actor, leg: Leg, remark: str, answerer: Answerer = NOBODY, idempotency_key: str = "") -> Leg:
    """Something is missing to decide; the sender's clock to add it starts."""
    take_answer(by=by, leg=leg, said=Said(ReferralStatus.NEED_MORE, clock.now(), answerer, remark))
    tell_sender(by=by, leg=leg, kind=NoticeKind.ANSWER_CAME)
    return leg


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def take_answer(*, by: Actor, leg: Leg, said: Said, lead: Person | None = None) -> Leg:
    """The leg is locked: of two who answer at once the second one meets the first one's answer."""
    if said.status is ReferralStatus.REFUSED:
        lists = code_list("refusal_reasons").codes, code_list("where_next").codes
        NotPossible.unless(rules.may_refuse(said.reason, said.where_next, *lists))
    if said.status is ReferralStatus.NEED_MORE and not said.remark.strip():
        raise NothingAsked
    NotPossible.unless(rules.may_become(leg.status, said.status))
    _check_texts(by, said.answerer, said.remark)
    _write(by, leg, said)
    _follow(by, leg, said, lead)
    return leg


def _write(by: Actor, leg: Leg, said: Said) -> None:
    leg.status = said.status
    leg.reason, leg.where_next = said.reason, said.where_next
    leg.acknowledged_at = leg.acknowledged_at or said.at
    leg.answered_through = said.answerer.through or (
        AnswerChannel.LINK if by.kind is ActorKind.LINK else AnswerChannel.ACCOUNT
    )
    leg.confirmed_at = None
    if said.status is not ReferralStatus.ACKNOWLEDGED:
        leg.answered_at = said.at
    leg.save(
        update_fields=[
            "status", "acknowledged_at", "answered_at", "answered_through", "confirmed_at", "reason", "where_next",
        ]
    )  # fmt: skip
    if leg.kind == LegKind.PERSON:
        leg.referral.status = said.status
        leg.referral.save(update_fields=["status"])
    note_step(by=by, leg=leg, kind=HandOverStep(said.status.value), text=said.remark, answerer=said.answerer)
    stop_leg_clocks(by=by, leg=leg, outcome=said.status, done_at=said.at)
    stop_sender_clocks(by=by, leg=leg, outcome=said.status)


def _follow(by: Actor, leg: Leg, said: Said, lead: Person | None) -> None:
    """What the answer starts."""
    if said.status is ReferralStatus.ACKNOWLEDGED:
        start_leg_clock(by=by, leg=leg, kind=TimerKind.LEG_ANSWER, started_at=said.at)
    elif said.status is ReferralStatus.ACCEPTED:
        if leg.kind == LegKind.PERSON:
            take_on(by=by, leg=leg, lead=lead)
    else:
        if said.status is ReferralStatus.REFUSED:
            shut_packet(by=by, leg=leg)
        start_sender_clock(by=by, leg=leg, kind=TimerKind.SENDER_REROUTE, fact=f"hand_over_step:{said.status}")


def _check_texts(by: Actor, answerer: Answerer, remark: str) -> None:
    if (by.kind is ActorKind.LINK or answerer.through) and not answerer.name_and_post.strip():
        raise NameMissing
    texts = {
        "remark": remark, "name_and_post": answerer.name_and_post, "own_number": answerer.own_number,
    }  # fmt: skip
    if fault := rules.too_long(texts):
        raise TextTooLong(*fault)
