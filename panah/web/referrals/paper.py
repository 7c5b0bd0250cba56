"""A request on paper for a body that answers with a stamp: the same words as behind its link, and a slip for the answer.

Never the address of a shelter, never the story of what was done; facts of the family only where they were ticked (S1).
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from panah.casework.referrals.codes import LegKind
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import clock_of, facts_of, name_of_fact, side_of
from panah.casework.referrals.rules import Packet, check_code
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.web.components.grown_words import standing_from
from panah.web.components.qr import qr_picture
from panah.web.components.values import Fact
from panah.web.papers import requests
from panah.web.papers.sheet import Sheet
from panah.web.papers.spoken import Spoken, spoken_of
from panah.web.papers.words import Words
from panah.web.referrals.packet import packet_facts, packet_for_sender, packet_section
from panah.web.referrals.queries import body_of


@dataclass(frozen=True)
class Paper:
    """A packet that leaves on paper in one language, with what was said of its texts in another."""

    packet: Packet
    words: Words
    spoken: Spoken

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What somebody wrote, under its name on the paper."""
        standing = standing_from(None, self.packet.age_band)
        ticked = [(str(name_of_fact(kind, standing)), words) for kind, words in self.packet.disclosed]
        return [(self.words["what"], self.packet.request), *ticked]

    @property
    def other_language(self) -> list[tuple[str, str]]:
        return self.words.beside(self.texts)


def paper_of(actor: Actor, leg: Leg, language: str) -> Paper:
    """What is read for it is audited."""
    with translation.override(language):
        kind = requests.HELP if leg.kind == LegKind.PERSON else requests.INFORMATION
        spoken = spoken_of(actor, leg.referral, language)
        words = Words(kind, language, facts_of(leg.referral).standing, spoken)
        paper = Paper(packet_for_sender(actor, leg), words, spoken)
        for _term, text in paper.texts:
            spoken.meet(text)
        return paper


def letter_of(actor: Actor, leg: Leg, language: str, address: str) -> SafeString:
    """The whole paper in its own language, whatever that of the screen; what is read for it is audited."""
    paper = paper_of(actor, leg, language)
    with translation.override(language):
        side, running = side_of(leg.referral), clock_of(leg)
        values = {
            "packet": packet_section(paper.packet), "sender": side.label(language),
            "phone": side.duty_phone, "code": leg.code, "day": clock.today(), "address": address,
            "receiver": body_of(leg), "language": language,
            "due": running.due_at if running else None, "picture": qr_picture(address) if address else "",
            "standing": facts_of(leg.referral).standing, "other_language": paper.other_language,
            "other_language_title": paper.words["other_language"],
            "title": _("Request for help") if leg.kind == LegKind.PERSON else _("Information for the authority"),
        }  # fmt: skip
        return render_to_string("referrals/letter.html", values)


def sheet_of(actor: Actor, leg: Leg, language: str, address: str) -> Sheet:
    """The same as plain blocks, to be numbered, kept and pressed as PDF; what is read for it is audited."""
    paper = paper_of(actor, leg, language)
    with translation.override(language):
        packet, side, running = paper.packet, side_of(leg.referral), clock_of(leg)
        asking = requests.Asking(
            code=leg.code, request=packet.request, phone=side.duty_phone, sender=side.label(language),
            answer_address=address, answer_by=f"{localtime(running.due_at):%d.%m.%Y %H:%M}" if running else "",
            check_code=check_code(packet.fingerprint), other_language=paper.other_language,
        )  # fmt: skip
        return requests.letter_of([_row(fact) for fact in packet_facts(packet)], asking, paper.words)


def _row(fact: Fact) -> tuple[str, str]:
    value = str(fact.chip.word) if fact.chip else "\n".join(str(line) for line in fact.lines)
    return str(fact.term), value
