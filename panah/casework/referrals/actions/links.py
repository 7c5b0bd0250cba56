import secrets
from dataclasses import dataclass

from panah.casework.referrals import rules
from panah.casework.referrals.actions.legs import (
    PACKET,
    end_links,
    note_step,
    start_sender_clock,
    stop_sender_clocks,
    tell_sender,
)
from panah.casework.referrals.actions.refusals import NothingToAnswer
from panah.casework.referrals.codes import OPEN_STATUSES, HandOverStep
from panah.casework.referrals.models import AnswerLink, Leg
from panah.casework.referrals.queries import clock_of, may_ask_for_link, pin_key
from panah.casework.referrals.rules import PinVerdict
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.security import clock, grants
from panah.foundation.security.access import Actor, require
from panah.foundation.security.action import action
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.permissions import Permission


@dataclass(frozen=True)
class FreshLink:
    """A link with its two secrets, which exist here and nowhere else: shown once, told by two different ways."""

    link: AnswerLink
    token: str
    pin: str


@action(Permission.REFERRAL_SEND, on="leg")
def make_link(*, by: Actor, leg: Leg) -> FreshLink:
    """A new one-tap link for whoever answers without account; earlier ones stop opening."""
    require(by, Permission.REFERRAL_SEND, leg.referral)
    if leg.status not in OPEN_STATUSES:
        raise NothingToAnswer
    end_links(by=by, leg=leg)
    stop_sender_clocks(by=by, leg=leg, outcome="new_link", kinds=(TimerKind.LINK_PAUSED,))
    token = rules.token_of(secrets.token_bytes(rules.TOKEN_BYTES))
    pin = f"{secrets.randbelow(10**rules.PIN_DIGITS):0{rules.PIN_DIGITS}d}"
    now, running = clock.now(), clock_of(leg)
    hashed = rules.token_hash(token)
    link = AnswerLink.objects.create(
        leg=leg, token_hash=hashed, pin_hash=rules.pin_hash(pin_key(), hashed, pin), made_at=now,
        made_by_id=by.person_id,
        expires_at=rules.link_ends(now, running.due_at - running.started_at if running else None),
    )  # fmt: skip
    grants.grant(
        leg.file, PrincipalKind.LINK, link.pk, Relation.RECEIVER, fields=PACKET, until=link.expires_at
    )  # fmt: skip
    note_step(by=by, leg=leg, kind=HandOverStep.LINK_MADE)
    return FreshLink(link, token, pin)


@action(Permission.REFERRAL_SEND, on="leg")
def end_link(*, by: Actor, leg: Leg) -> Leg:
    """The link that was given away stops opening at once."""
    require(by, Permission.REFERRAL_SEND, leg.referral)
    end_links(by=by, leg=leg)
    return leg


@action(Permission.REFERRAL_ANSWER, on="link")
def try_pin(*, by: Actor, link: AnswerLink, pin: str) -> PinVerdict:
    """Compare a typed PIN. A wrong one is counted even though nothing else happens; the fifth pauses the link.

    Nothing is raised for a wrong PIN: the count must be kept.
    """
    is_open = rules.link_opens(
        clock.now(), expires_at=link.expires_at, ended_at=link.ended_at, paused_at=link.paused_at
    )
    if not is_open:
        return PinVerdict.PAUSED
    if rules.is_same_pin(pin_key(), link.token_hash, rules.normalise_pin(pin), link.pin_hash):
        link.wrong_tries = 0
        link.save(update_fields=["wrong_tries"])
        return PinVerdict.RIGHT
    link.wrong_tries += 1
    if rules.is_last_try(link.wrong_tries):
        link.paused_at = clock.now()
    link.save(update_fields=["wrong_tries", "paused_at"])
    if link.paused_at is None:
        return PinVerdict.WRONG
    _tell_of_pause(by, link)
    return PinVerdict.PAUSED


def _tell_of_pause(by: Actor, link: AnswerLink) -> None:
    note_step(by=by, leg=link.leg, kind=HandOverStep.LINK_PAUSED)
    start_sender_clock(by=by, leg=link.leg, kind=TimerKind.LINK_PAUSED)
    tell_sender(by=by, leg=link.leg, kind=NoticeKind.LINK_PAUSED)


@action(Permission.REFERRAL_ANSWER, on="link")
def ask_for_link(*, by: Actor, link: AnswerLink) -> AnswerLink:
    """Whoever holds a link that no longer opens asks for a new one. It only tells the sender: no link comes by itself."""
    if may_ask_for_link(link):
        note_step(by=by, leg=link.leg, kind=HandOverStep.LINK_WANTED)
        start_sender_clock(by=by, leg=link.leg, kind=TimerKind.LINK_PAUSED)
        tell_sender(by=by, leg=link.leg, kind=NoticeKind.LINK_PAUSED)
    return link
