"""What one body is told, as it stands before sending, on the receiver's page, behind its link and on paper: one section.

All four draw the same packet by the same template, so that who sends sees exactly what will be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from panah.casework.people.codes import Standing
from panah.casework.referrals.codes import Basis, HandOverStep, LegKind
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries import (
    facts_of,
    holding,
    may_be_read,
    name_of_fact,
    packet_of,
    packet_on_file,
    packet_to_be,
    records_of_family,
    side_of,
    story_of_leg,
    was_kept,
    words_in,
)
from panah.casework.referrals.rules import TICKED_BELOW, Packet, check_code
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.queries import place_label
from panah.foundation.security.access import Actor
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.components.child_words import language_now, sex_and_age
from panah.web.components.grown_words import standing_from, suited
from panah.web.components.values import Fact, telephone
from panah.web.referrals.queries import urgency_chip

TOLD = (HandOverStep.SENT, HandOverStep.MORE_GIVEN, HandOverStep.INTERVIEW_SAID)


@dataclass(frozen=True)
class Received:
    """The packet as a receiver may read it; ``is_changed`` where it is not what was sent."""

    packet: Packet
    is_read: bool  # with its words; else only the codes
    is_changed: bool = False


def packet_facts(packet: Packet) -> list[Fact]:
    """Line by line in words; the request stands apart."""
    standing = standing_from(None, packet.age_band)
    facts = [
        Fact(suited(_("Child"), standing), sex_and_age(packet.sex, None, packet.age_band)),
        Fact(_("Urgency"), chip=urgency_chip(packet.urgency)),
        Fact(_("Where"), place_label(packet.place, language_now()) if packet.place else ""),
    ]
    if packet.kind is LegKind.PERSON:
        needs = Fact(_("Needs"), code_list("service_types").labels(list(packet.service_types)))
        known = packet.language if packet.language != "unknown" else ""
        spoken = Fact(_("Language"), code_list("languages_spoken").label(known) if known else "")
        facts[1:1] = [spoken, needs]
    if packet.is_heard_first:
        facts.insert(0, Fact(_("First of all"), _("Call no parent and no school before the child was heard")))
    facts += [Fact(name_of_fact(kind, standing), words) for kind, words in packet.disclosed]
    return [*facts, *_basis_facts(packet)]


def _basis_facts(packet: Packet) -> list[Fact]:
    if packet.basis is Basis.NONE:
        return []
    until = [_("until %(day)s") % {"day": f"{packet.until:%d.%m.%Y}"}] if packet.until else []
    return [Fact(_("Consent"), [code_list("basis").label(packet.basis), *until])]


def packet_section(packet: Packet, *, is_read: bool = True) -> SafeString:
    """The section itself, in the language that is active. Without the words there is no check code either."""
    values = {
        "facts": packet_facts(packet),
        "request_text": packet.request,
        "check": check_code(packet.fingerprint) if is_read else "",
    }
    return render_to_string("referrals/packet.html", values)


def beside(leg: Leg, packet: Packet) -> list[Fact]:
    """What is no part of what was told, since it follows the record: who asks now, by which telephone, and that somebody
    told as grown is a child after all (S10).
    """
    side, facts = side_of(leg.referral), facts_of(leg.referral)
    who = (side.label(language_now()), telephone(side.duty_phone))
    asked_by = Fact(_("Asked by"), [words for words in who if words])
    if standing_from(None, packet.age_band) == Standing.CHILD or facts.standing != Standing.CHILD:
        return [asked_by]
    return [Fact(_("Known since then"), sex_and_age(facts.sex, None, facts.age_band)), asked_by]


def packet_in_clear(actor: Actor, leg: Leg) -> Received:
    """The packet with its text where ``actor`` may read it, and the word on which it rests still holds; audited."""
    if not may_be_read(leg):
        return Received(packet_of(leg), is_read=False)
    reveal(actor, leg)
    try:
        packet = packet_of(leg, leg.request, leg.disclosed or {})
    except StillSealed:
        return Received(packet_of(leg), is_read=False)
    return Received(packet, is_read=bool(packet.request), is_changed=_is_changed(leg, packet))


def _is_changed(leg: Leg, packet: Packet) -> bool:
    """What was sent before packets were sealed has no fingerprint to be held against; its sender kept no copy either."""
    try:
        return leg.fingerprint != packet.fingerprint if leg.fingerprint else was_kept(leg)
    except StillSealed:
        return False


def packet_for_sender(actor: Actor, leg: Leg) -> Packet:
    """The same packet from the sender's own story, for paper; the reading is audited."""
    steps = [step for step in story_of_leg(leg) if step.kind in TOLD]
    reveal(actor, *steps)
    for step in steps:
        if (packet := packet_on_file(step)) is not None:
            return packet
    texts = [step.text.replace(TICKED_BELOW, "\n\n") for step in reversed(steps)]  # sent before packets were kept
    return packet_of(leg, "\n\n".join(texts))


def packet_before(actor: Actor, referral: Referral, kind: LegKind, request: str, ticked: Sequence[str]) -> Packet:
    """What would be told if it were sent now; the facts that were ticked are opened for the look, audited."""
    records = holding(records_of_family(referral), ticked)
    reveal(actor, *records)
    found = words_in(records)
    told = {code: "; ".join(found[code]) for code in ticked if code in found}
    return packet_to_be(referral, kind, request, told)
