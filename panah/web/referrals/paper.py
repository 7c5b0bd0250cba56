"""A request on paper for a body that answers with a stamp: the same words as behind its link, and a slip for the answer.

Never the address of a shelter, never the story of what was done; facts of the family only where they were ticked (S1).
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from panah.casework.referrals.codes import LegKind
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import clock_of, facts_of, name_of_fact, side_of
from panah.casework.referrals.rules import Packet, check_code
from panah.foundation.reference.queries import HOME, country_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.web.components.grown_words import standing_from
from panah.web.components.qr import qr_picture
from panah.web.components.values import Fact
from panah.web.papers import requests
from panah.web.papers.sheet import Sheet
from panah.web.papers.spoken import Spoken, spoken_of
from panah.web.papers.words import Words, day_of
from panah.web.referrals.packet import packet_facts, packet_for_sender, packet_section

AT_HOME = ("kk", "ru")
ABROAD = ("uz", "ky", "tg")


def languages_for(leg: Leg) -> tuple[str, ...]:
    """In which a letter to this body may be written: abroad also in those of the neighbours, for an authority never."""
    is_abroad = leg.provider is not None and country_of(leg.provider.place) != HOME
    return AT_HOME + ABROAD if is_abroad and leg.kind == LegKind.PERSON else AT_HOME


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
        words, asking = paper.words, _asking(leg, paper, address)
        values = {
            "packet": packet_section(paper.packet), "sender": asking.sender, "phone": asking.phone, "code": leg.code,
            "day": day_of(clock.today()), "address": address, "receiver": words.organisation(leg.provider or leg.organisation),
            "language": language, "due": asking.answer_by, "picture": qr_picture(address) if address else "",
            "words": words, "slip": requests.letter_of([], asking, words).slip, "other_language": asking.other_language,
        }  # fmt: skip
        return render_to_string("referrals/letter.html", values)


def sheet_of(actor: Actor, leg: Leg, language: str, address: str) -> Sheet:
    """The same as plain blocks, to be numbered, kept and pressed as PDF; what is read for it is audited."""
    paper = paper_of(actor, leg, language)
    with translation.override(language):
        asking = _asking(leg, paper, address)
        return requests.letter_of([_row(fact) for fact in packet_facts(paper.packet)], asking, paper.words)


def _asking(leg: Leg, paper: Paper, address: str) -> requests.Asking:
    """What stands beside the packet: it follows the record."""
    side, running = side_of(leg.referral), clock_of(leg)
    return requests.Asking(
        code=leg.code, request=paper.packet.request, phone=side.duty_phone, sender=paper.words.organisation(side),
        answer_address=address, answer_by=f"{localtime(running.due_at):%d.%m.%Y %H:%M}" if running else "",
        check_code=check_code(paper.packet.fingerprint), other_language=paper.other_language,
    )  # fmt: skip


def _row(fact: Fact) -> tuple[str, str]:
    value = str(fact.chip.word) if fact.chip else "\n".join(str(line) for line in fact.lines)
    return str(fact.term), value
