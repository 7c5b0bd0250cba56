"""An answer that was told to us counts (S13): the sender writes it down, and the body may confirm it later or say no."""

from datetime import date, time

from django.utils import timezone

from panah.casework.cases.actions.helping import end_help
from panah.casework.referrals import rules
from panah.casework.referrals.actions.accepting import KEEPER
from panah.casework.referrals.actions.answering import NOBODY, Said, take_answer
from panah.casework.referrals.actions.legs import (
    SENDER_CLOCKS,
    Answerer,
    note_step,
    open_packet,
    start_leg_clock,
    start_sender_clock,
    stop_leg_clocks,
    stop_sender_clocks,
    tell_sender,
)
from panah.casework.referrals.actions.refusals import (
    NameMissing,
    NothingToAnswer,
    NothingTold,
    NotPossible,
    TextTooLong,
)
from panah.casework.referrals.codes import (
    OPEN_STATUSES,
    TOLD_TO_US,
    AnswerChannel,
    HandOverStep,
    LegKind,
    ReferralStatus,
)
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import LEG_CLOCKS, clock_of, is_disputed, person_leg, waits_for_word
from panah.foundation.clocks.actions import Owner, Shown, remind, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, require
from panah.foundation.security.action import action
from panah.foundation.security.codes import ActorKind
from panah.foundation.security.permissions import Permission


@action(Permission.REFERRAL_SEND, on="leg")
def record_told_answer(
    *,
    by: Actor,
    leg: Leg,
    status: ReferralStatus,
    channel: str,
    name_and_post: str,
    happened_on: date,
    at: time | None = None,
    own_number: str = "",
    reason: str = "",
    where_next: str = "",
    remark: str = "",
    idempotency_key: str = "",
) -> Leg:
    """By telephone, messenger, in person or on stamped paper: it stops the clock as of when it was said (S13, S14)."""
    require(by, Permission.REFERRAL_SEND, leg.referral)
    if channel not in set(TOLD_TO_US):
        raise NotPossible(rules.Verdict(("no_such_answer",)))
    zone, now, running = timezone.get_default_timezone(), clock.now(), clock_of(leg)
    NotPossible.unless(
        rules.may_have_been_told(status, happened_on, leg.sent_at.astimezone(zone).date(), clock.today())
    )  # fmt: skip
    moment = rules.told_at(
        happened_on, sent_at=leg.acknowledged_at or leg.sent_at, now=now, zone=zone, hour=at,
        due_at=running.due_at if running is not None else None,
    )  # fmt: skip
    answerer = Answerer(name_and_post, own_number, happened_on, channel)
    take_answer(by=by, leg=leg, said=Said(ReferralStatus(status), moment, answerer, remark, reason, where_next))
    return leg


@action(Permission.REFERRAL_ANSWER, on="leg")
def confirm_told_answer(
    *, by: Actor, leg: Leg, is_right: bool, answerer: Answerer = NOBODY, remark: str = "", idempotency_key: str = ""
) -> Leg:
    """The body itself: right, or not right. Where it is not, the answer counts no longer and the sender must act."""
    if not waits_for_word(leg):
        raise NothingTold
    if by.kind is ActorKind.LINK and not answerer.name_and_post.strip():
        raise NameMissing
    if fault := rules.too_long({"remark": remark, "name_and_post": answerer.name_and_post}):
        raise TextTooLong(*fault)
    kind = HandOverStep.CONFIRMED if is_right else HandOverStep.DISPUTED
    note_step(by=by, leg=leg, kind=kind, text=remark, answerer=answerer)
    if is_right:
        leg.confirmed_at = clock.now()
        leg.save(update_fields=["confirmed_at"])
    else:
        _take_answer_back(by, leg)
    tell_sender(by=by, leg=leg, kind=NoticeKind.ANSWER_CAME if is_right else NoticeKind.REFERRAL_REFUSED)
    return leg


def _take_answer_back(by: Actor, leg: Leg) -> None:
    """It has come, that much is sure; what it says to it the body may say now.

    Where others already act on the answer, because the child was sent elsewhere or the body leads the case, it stands
    until the sender has spoken with the body.
    """
    if _may_be_asked_anew(leg):
        _end_help(leg)
        leg.status, leg.answered_at, leg.reason, leg.where_next = ReferralStatus.ACKNOWLEDGED, None, "", ""
        leg.answered_through = AnswerChannel.LINK if by.kind is ActorKind.LINK else AnswerChannel.ACCOUNT
        leg.save(update_fields=["status", "answered_at", "reason", "where_next", "answered_through"])
        if leg.kind == LegKind.PERSON:
            leg.referral.status = leg.status
            leg.referral.save(update_fields=["status"])
        open_packet(by=by, leg=leg)
        stop_leg_clocks(by=by, leg=leg, outcome="disputed")
        start_leg_clock(by=by, leg=leg, kind=TimerKind.LEG_ANSWER)
    stop_sender_clocks(by=by, leg=leg, outcome="disputed", kinds=(*SENDER_CLOCKS, TimerKind.BODY_FOLLOW_UP))
    start_sender_clock(by=by, leg=leg, kind=TimerKind.SENDER_REROUTE, fact=f"hand_over_step:{HandOverStep.DISPUTED}")


def _may_be_asked_anew(leg: Leg) -> bool:
    if leg.kind == LegKind.INFORMATION:
        return True
    other, case = person_leg(leg.referral), leg.referral.resulting_case
    is_led_there = case is not None and case.organisation_id == leg.organisation_id
    return (other is None or other.pk == leg.pk) and not is_led_there


def _end_help(leg: Leg) -> None:
    helper = leg.referral.resulting_helper
    if leg.status == ReferralStatus.ACCEPTED and helper is not None and helper.ended_at is None:
        end_help(by=KEEPER, helper=helper, reason="could_not_help")


@action(Permission.REFERRAL_SEND, on="leg")
def note_phone_try(
    *, by: Actor, leg: Leg, remark: str = "", is_settled: bool = False, idempotency_key: str = ""
) -> Leg:
    """We called. While no answer came the task to telephone starts anew; of a child who was taken on, the next call."""
    require(by, Permission.REFERRAL_SEND, leg.referral)
    if fault := rules.too_long({"remark": remark}):
        raise TextTooLong(*fault)
    running = _calls(leg)
    if leg.status not in OPEN_STATUSES and not running:
        raise NothingToAnswer
    note_step(by=by, leg=leg, kind=HandOverStep.TELEPHONED, text=remark)
    for timer in running:
        stop_timers(
            by=by, file=leg.referral.file, kinds=(TimerKind(timer.kind),), outcome="telephoned",
            address_code=timer.address_code,
        )  # fmt: skip
        if not is_settled or timer.kind == TimerKind.TELEPHONE_BODY:
            _call_again(by, timer)
    return leg


def _calls(leg: Leg) -> list[Timer]:
    rows = Timer.objects.running().filter(file_id=leg.referral.file_id)
    asked = rows.filter(kind=TimerKind.TELEPHONE_BODY, address_code=leg.code)
    kinds = [TimerKind.BODY_FOLLOW_UP]
    if leg.status not in OPEN_STATUSES and is_disputed(leg):
        kinds.append(TimerKind.SENDER_REROUTE)
    return [*asked, *rows.filter(kind__in=kinds, address_code=leg.referral.code)]


def _call_again(by: Actor, timer: Timer) -> None:
    start_timer(
        by=by, file=timer.file, kind=TimerKind(timer.kind), urgency=timer.urgency, blocks_closure=timer.blocks_closure,
        owner=Owner(timer.organisation, timer.person, timer.asked_by_organisation, timer.asked_by_person),
        shown=Shown.by(timer),
    )  # fmt: skip


@action(Permission.REFERRAL_SEND, on="leg")
def remind_body(*, by: Actor, leg: Leg, idempotency_key: str = "") -> Leg:
    """Ask again in Panah, once a day. Whoever never signs in is reached by telephone: ``note_phone_try``."""
    require(by, Permission.REFERRAL_SEND, leg.referral)
    owed = Timer.objects.running().filter(file_id=leg.referral.file_id, kind__in=LEG_CLOCKS, address_code=leg.code)
    timer = owed.order_by("due_at").first()
    if leg.status not in OPEN_STATUSES or timer is None:
        raise NothingToAnswer
    remind(by=by, timer=timer)
    note_step(by=by, leg=leg, kind=HandOverStep.REMINDED)
    return leg
