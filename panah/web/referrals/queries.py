"""What the pages of a hand-over gather: rows, facts and stories, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from panah.casework.cases.queries import cases_visible_to
from panah.casework.referrals.codes import OPEN_STATUSES, HandOverStep, LegKind, ReferralStatus
from panah.casework.referrals.models import AnswerLink, Leg, Referral, Step
from panah.casework.referrals.queries import (
    dues_of,
    leg_to_answer,
    legs_of,
    links_of,
    packet_of,
    referral_sent,
    story_of,
    story_of_leg,
)
from panah.casework.referrals.rules import Packet, link_opens, may_be_asked_for_help
from panah.casework.services.queries import Offer, providers_near
from panah.casework.services.rules import Nearness
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.components.child_words import language_now, sex_and_age
from panah.web.components.values import Chip, Event, Fact, Tone

TONES = {
    ReferralStatus.SENT: Tone.INFO,
    ReferralStatus.ACKNOWLEDGED: Tone.INFO,
    ReferralStatus.NEED_MORE: Tone.DUE,
    ReferralStatus.ACCEPTED: Tone.OK,
    ReferralStatus.REFUSED: Tone.LATE,
    ReferralStatus.WITHDRAWN: Tone.MUTE,
}
AUTHORITIES = (
    "police", "prosecutor_or_court", "guardianship_body", "social_protection", "education", "health", "akimat",
)  # fmt: skip
"""Bodies that may be told. Migration and border services are not offered: this is no way to report a family."""


ABOUT_LINKS = (HandOverStep.LINK_MADE, HandOverStep.LINK_PAUSED)
BY_SENDER = (HandOverStep.SENT, HandOverStep.MORE_GIVEN, HandOverStep.WITHDRAWN, HandOverStep.LINK_MADE)
URGENCY_TONES = {"danger": Tone.DANGER, "high": Tone.DUE}


def received_or_404(actor: Actor, code: str) -> Leg:
    """The leg that this actor's organisation was asked; a stranger finds nothing (S17)."""
    leg = leg_to_answer(actor, normalise_code(code) or "-")
    if leg is None:
        raise Http404
    return leg


def sent_or_404(actor: Actor, code: str) -> Referral:
    """The referral that this actor's side sent, by its code or by that of one of its legs."""
    referral = referral_sent(actor, normalise_code(code) or "-")
    if referral is None:
        raise Http404
    return referral


def sent_leg_or_404(actor: Actor, code: str) -> Leg:
    """One leg of a referral that this actor's side sent."""
    referral = sent_or_404(actor, code)
    wanted = normalise_code(code)
    for leg in legs_of(referral):
        if leg.code == wanted:
            leg.referral = referral
            return leg
    raise Http404


def status_chip(status: str) -> Chip:
    return Chip(TONES[ReferralStatus(status)], code_list("leg_status").label(status))


def urgency_chip(urgency: str) -> Chip:
    return Chip(URGENCY_TONES.get(urgency, Tone.MUTE), code_list("urgency").label(urgency))


def packet_facts(packet: Packet) -> list[Fact]:
    """What a receiving body sees, line by line; the request stands apart."""
    facts = [
        Fact(_("Child"), sex_and_age(packet.sex, None, packet.age_band)),
        Fact(_("Urgency"), chip=urgency_chip(packet.urgency)),
        Fact(_("Where"), packet.place),
        Fact(_("Asked by"), [words for words in (packet.sender, packet.sender_phone) if words]),
    ]
    if packet.kind is LegKind.PERSON:
        needs = Fact(_("Needs"), code_list("service_types").labels(list(packet.service_types)))
        known = packet.language if packet.language != "unknown" else ""
        spoken = Fact(_("Language"), code_list("languages_spoken").label(known) if known else "")
        facts[1:1] = [spoken, needs]
    told = code_list("disclosed_facts")
    return [*facts, *(Fact(told.label(kind), words) for kind, words in packet.disclosed)]


def packet_in_clear(actor: Actor, leg: Leg) -> Packet:
    """The packet with its text where ``actor`` may read it; the reading is audited."""
    reveal(actor, leg)
    return packet_of(leg, _readable(leg, "request") or "", language_now(), _readable(leg, "disclosed") or {})


def _readable(leg: Leg, name: str) -> Any:
    try:
        return getattr(leg, name)
    except StillSealed:
        return None


@dataclass(frozen=True)
class LegCard:
    """One leg as the sending side sees it."""

    leg: Leg
    who: str
    phone: str
    kind: str
    status: Chip
    due: datetime | None
    facts: list[Fact]
    link: AnswerLink | None
    is_open: bool
    is_link_open: bool
    wants_more: bool


def leg_cards(referral: Referral) -> list[LegCard]:
    """All legs, newest first."""
    legs = legs_of(referral)
    dues, links = dues_of(legs), links_of(legs)
    return [_card(leg, dues.get(leg.code), links.get(leg.pk)) for leg in reversed(legs)]


def _card(leg: Leg, due: datetime | None, link: AnswerLink | None) -> LegCard:
    language = language_now()
    provider = leg.provider
    return LegCard(
        leg=leg, who=provider.label(language) if provider else leg.organisation.label(language),
        phone=(provider.duty_phone if provider else "") or leg.organisation.duty_phone,
        kind=code_list("leg_kind").label(leg.kind), status=status_chip(leg.status), due=due, facts=_answer_facts(leg),
        link=link, is_open=leg.status in OPEN_STATUSES, is_link_open=link is not None and _opens(link),
        wants_more=leg.status == ReferralStatus.NEED_MORE,
    )  # fmt: skip


def _opens(link: AnswerLink) -> bool:
    return link_opens(clock.now(), expires_at=link.expires_at, ended_at=link.ended_at, paused_at=link.paused_at)


def _answer_facts(leg: Leg) -> list[Fact]:
    facts: list[Fact] = []
    if leg.kind == LegKind.INFORMATION:
        ground = code_list("grounds_for_information_leg").label(leg.ground)
        facts.append(Fact(_("Ground"), [words for words in (ground, leg.ground_source) if words]))
        facts.append(Fact(_("Decided by"), leg.decided_by.display_name if leg.decided_by else ""))
    if leg.status == ReferralStatus.REFUSED:
        facts.append(Fact(_("Why not"), code_list("refusal_reasons").label(leg.reason)))
        facts.append(Fact(_("Where next"), code_list("where_next").label(leg.where_next)))
    if leg.status == ReferralStatus.WITHDRAWN:
        facts.append(Fact(_("Why it was withdrawn"), code_list("withdrawal_reasons").label(leg.reason)))
    return facts


def story_in_clear(actor: Actor, referral: Referral) -> list[Event]:
    """The whole hand-over for the side that sent: what was told, and who answered what."""
    steps = story_of(referral)
    reveal(actor, *steps)
    return [_event(step, referral, step.leg, _words_of(step)) for step in steps]


def story_for_receiver(leg: Leg) -> list[Event]:
    """The same of one leg without texts, without the sender's people and without what the sender does about links."""
    told = [step for step in story_of_leg(leg) if step.kind not in ABOUT_LINKS]
    return [_event(step, leg.referral, leg, ("", "")) for step in told]


def _words_of(step: Step) -> tuple[str, str]:
    """Text and whoever said it, as far as they were revealed."""
    try:
        who = " · ".join(part for part in (step.answered_by, step.own_number) if part)
        return step.text, who or (step.person.display_name if step.person else "")
    except StillSealed:
        return "", ""


def _event(step: Step, referral: Referral, leg: Leg, words: tuple[str, str]) -> Event:
    text, who = words
    body = referral.sender_organisation if step.kind in BY_SENDER else leg.organisation
    return Event(
        at=timezone.localtime(step.at), sentence=code_list("hand_over_step").label(step.kind),
        who=" · ".join(part for part in (body.label(language_now()), who) if part),
        kind=code_list("answer_channel").label(step.through) if step.through == "link" else "", body=text,
    )  # fmt: skip


def resulting_case_url(actor: Actor, referral: Referral) -> str:
    """Where the child's case is, for those who may open it."""
    case = cases_visible_to(actor).filter(pk=referral.resulting_case_id).first() if referral.resulting_case_id else None
    return reverse("case", args=[case.code]) if case is not None else ""


def offer_choices(
    actor: Actor, place: Place | None, needs: Sequence[str], language: str
) -> list[tuple[str, SafeString]]:
    """Who offers what is needed, as radios: name, services, how near, and when the entry was confirmed."""
    offers = providers_near(actor, place, needs, language)
    return [
        (offer.provider.code, offer_label(offer))
        for offer in offers
        if may_be_asked_for_help(offer.provider.organisation.kind).is_yes
    ]


def offer_label(offer: Offer) -> SafeString:
    provider, language = offer.provider, language_now()
    where = provider.place.label(language) if provider.place else code_words(offer.nearness)
    spoken = ", ".join(code_list("languages_spoken").labels(provider.languages))
    lines = [
        ", ".join(code_list("service_types").labels(list(offer.service_types))),
        where,
        spoken,
        confirmed_words(offer),
    ]
    tail = " · ".join(str(line) for line in lines if line)
    return format_html('<b>{}</b><br><span class="facts">{}</span>', provider.label(language), tail)


def code_words(nearness: Nearness) -> str:
    return _("Whole country") if nearness is Nearness.WHOLE_COUNTRY else ""


def confirmed_words(offer: Offer) -> str:
    day = offer.provider.confirmed_on
    if day is None:
        return _("Never confirmed, may be wrong")
    words = _("Confirmed: %(day)s") % {"day": f"{day:%d.%m.%Y}"}
    return words + ", " + _("may be wrong") if offer.may_be_wrong else words


def authority_choices(actor: Actor) -> list[tuple[str, str]]:
    """Who may be told."""
    language = language_now()
    rows = Organisation.objects.filter(kind__in=AUTHORITIES, is_active=True)
    others = [row for row in rows if str(row.pk) != actor.organisation]
    return sorted(((row.code, row.label(language)) for row in others), key=lambda pair: pair[1])


def authority_by_code(code: str) -> Organisation:
    return Organisation.objects.get(code=code, kind__in=AUTHORITIES)
