"""Each body that was asked, as the sending side sees it: how it stands, whom to telephone, what can be done next."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.casework.referrals.codes import OPEN_STATUSES, TOLD_TO_US, LegKind, ReferralStatus
from panah.casework.referrals.models import AnswerLink, Leg, Referral
from panah.casework.referrals.queries import (
    calls_due,
    dues_of,
    facts_of,
    has_people,
    interview_clock,
    is_disputed,
    legs_of,
    links_of,
    sharing_ended,
)
from panah.casework.referrals.rules import link_opens
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.web.components.grown_words import label_for, labels_for
from panah.web.components.values import Chip, Fact
from panah.web.referrals.queries import body_of, contact_of, leg_chip, telephone_of


@dataclass(frozen=True)
class LegCard:
    """One leg with what its page says and offers."""

    leg: Leg
    who: str
    phone: str
    contact: str
    kind: str
    status: Chip
    due: datetime | None
    facts: list[Fact]
    link: AnswerLink | None
    is_open: bool
    is_link_open: bool
    wants_more: bool
    has_people: bool
    is_gone: bool  # the body takes no requests any more: somebody must choose another one
    is_disputed: bool
    is_to_call: bool  # a call is due
    wants_talk: bool
    ended_at: datetime | None  # sharing ended with the consent

    @property
    def is_to_link(self) -> bool:
        """The next step is a link: nobody of the body signs in, and none was made yet."""
        return self.is_open and not self.has_people and self.link is None and not (self.wants_more or self.wants_talk)


def leg_cards(referral: Referral) -> list[LegCard]:
    """All legs, newest first."""
    legs = legs_of(referral)
    for leg in legs:
        leg.referral = referral
    dues, links = dues_of(legs), links_of(legs)
    ended, calls = sharing_ended(legs), calls_due(referral)
    return [_card(leg, dues.get(leg.code), links.get(leg.pk), ended.get(leg.pk), calls) for leg in reversed(legs)]


def _card(
    leg: Leg, due: datetime | None, link: AnswerLink | None, ended_at: datetime | None, calls: set[str]
) -> LegCard:
    is_open, standing = leg.status in OPEN_STATUSES, facts_of(leg.referral).standing
    follows_up = leg.status == ReferralStatus.ACCEPTED and leg.kind == LegKind.PERSON and leg.referral.code in calls
    return LegCard(
        leg=leg, who=body_of(leg), phone=telephone_of(leg), contact=contact_of(leg),
        kind=label_for("leg_kind", leg.kind, standing), status=leg_chip(leg), due=due,
        facts=_answer_facts(leg, standing), link=link,
        is_open=is_open, is_link_open=link is not None and _opens(link),
        wants_more=leg.status == ReferralStatus.NEED_MORE, has_people=has_people(leg.organisation),
        is_gone=is_open and not _takes_requests(leg), is_disputed=leg.status != ReferralStatus.WITHDRAWN and is_disputed(leg),
        is_to_call=leg.code in calls or follows_up,
        wants_talk=leg.kind == LegKind.INFORMATION and interview_clock(leg) is not None, ended_at=ended_at,
    )  # fmt: skip


def _takes_requests(leg: Leg) -> bool:
    return leg.organisation.is_active and (leg.provider is None or leg.provider.is_active)


def _opens(link: AnswerLink) -> bool:
    return link_opens(clock.now(), expires_at=link.expires_at, ended_at=link.ended_at, paused_at=link.paused_at)


def _answer_facts(leg: Leg, standing: str) -> list[Fact]:
    facts: list[Fact] = []
    if leg.kind == LegKind.INFORMATION:
        ground = label_for("grounds_for_information_leg", leg.ground, standing)
        facts.append(Fact(_("Ground"), [words for words in (ground, leg.ground_source) if words]))
        facts.append(Fact(_("Decided by"), leg.decided_by.display_name if leg.decided_by else ""))
    if leg.ticked or leg.kind == LegKind.INFORMATION:
        told = labels_for("disclosed_facts", leg.ticked, standing)
        facts.append(Fact(_("Told of the family"), told or _("nothing")))
    if leg.status == ReferralStatus.REFUSED:
        facts.append(Fact(_("Why not"), label_for("refusal_reasons", leg.reason, standing)))
        facts.append(Fact(_("Where next"), code_list("where_next").label(leg.where_next)))
    if leg.status == ReferralStatus.WITHDRAWN:
        facts.append(Fact(_("Why it was withdrawn"), label_for("withdrawal_reasons", leg.reason, standing)))
    return [*facts, *_told_facts(leg)]


def _told_facts(leg: Leg) -> list[Fact]:
    """How an answer came that was told to us, and what the body says to that (S13)."""
    if leg.answered_through not in TOLD_TO_US or leg.status in (ReferralStatus.SENT, ReferralStatus.WITHDRAWN):
        return []
    how = code_list("answer_channel").label(leg.answered_through)
    confirmed = date_format(timezone.localtime(leg.confirmed_at), "SHORT_DATETIME_FORMAT") if leg.confirmed_at else ""
    words = (
        _("The body itself confirmed it: %(moment)s") % {"moment": confirmed} if confirmed else _("Not yet confirmed")
    )
    return [Fact(_("How the answer came"), [how, words])]
