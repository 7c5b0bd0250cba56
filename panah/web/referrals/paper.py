"""A request on paper for a body that answers with a stamp: the same words as behind its link, and a slip for the answer.

Never the address of a shelter, never the story of what was done; facts of the family only where they were ticked (S1).
"""

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from panah.casework.referrals.codes import LegKind
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import clock_of, facts_of, side_of
from panah.casework.referrals.rules import Packet, check_code
from panah.foundation.reference.queries import HOME, country_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.web.components.qr import qr_picture
from panah.web.components.values import Fact
from panah.web.papers import requests
from panah.web.papers.sheet import Sheet
from panah.web.papers.words import Words, day_of
from panah.web.referrals.packet import packet_facts, packet_for_sender, packet_section

AT_HOME = ("kk", "ru")
ABROAD = ("uz", "ky", "tg")


def languages_for(leg: Leg) -> tuple[str, ...]:
    """In which a letter to this body may be written: abroad also in those of the neighbours, for an authority never."""
    is_abroad = leg.provider is not None and country_of(leg.provider.place) != HOME
    return AT_HOME + ABROAD if is_abroad and leg.kind == LegKind.PERSON else AT_HOME


def letter_of(actor: Actor, leg: Leg, language: str, address: str) -> SafeString:
    """The whole paper in its own language, whatever that of the screen; what is read for it is audited."""
    with translation.override(language):
        packet, words = packet_for_sender(actor, leg), _words(leg, language)
        asking = _asking(leg, packet, words, address)
        values = {
            "packet": packet_section(packet), "sender": asking.sender, "phone": asking.phone, "code": leg.code,
            "day": day_of(clock.today()), "address": address, "receiver": words.organisation(leg.provider or leg.organisation),
            "language": language, "due": asking.answer_by, "picture": qr_picture(address) if address else "",
            "words": words, "slip": requests.letter_of([], asking, words).slip,
        }  # fmt: skip
        return render_to_string("referrals/letter.html", values)


def sheet_of(actor: Actor, leg: Leg, language: str, address: str) -> Sheet:
    """The same as plain blocks, to be numbered, kept and pressed as PDF; what is read for it is audited."""
    with translation.override(language):
        packet, words = packet_for_sender(actor, leg), _words(leg, language)
        asking = _asking(leg, packet, words, address)
        return requests.letter_of([_row(fact) for fact in packet_facts(packet)], asking, words)


def _words(leg: Leg, language: str) -> Words:
    kind = requests.HELP if leg.kind == LegKind.PERSON else requests.INFORMATION
    return Words(kind, language, facts_of(leg.referral).standing)


def _asking(leg: Leg, packet: Packet, words: Words, address: str) -> requests.Asking:
    """What stands beside the packet: it follows the record."""
    side, running = side_of(leg.referral), clock_of(leg)
    return requests.Asking(
        code=leg.code, request=packet.request, phone=side.duty_phone, sender=words.organisation(side),
        answer_address=address, answer_by=f"{localtime(running.due_at):%d.%m.%Y %H:%M}" if running else "",
        check_code=check_code(packet.fingerprint),
    )  # fmt: skip


def _row(fact: Fact) -> tuple[str, str]:
    value = str(fact.chip.word) if fact.chip else "\n".join(str(line) for line in fact.lines)
    return str(fact.term), value
