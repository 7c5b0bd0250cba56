"""A request on paper for a body that answers with a stamp: the same words as behind its link, and a slip for the answer.

Never the address of a shelter, never the story of what was done; facts of the family only where they were ticked (S1).
"""

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from panah.casework.referrals.codes import HandOverStep, LegKind
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries import clock_of, packet_of, story_of_leg
from panah.casework.referrals.rules import TICKED_BELOW
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.web.components.qr import qr_picture
from panah.web.components.values import Fact
from panah.web.papers import requests
from panah.web.papers.sheet import Sheet
from panah.web.papers.words import Words
from panah.web.referrals.queries import body_of, packet_facts, text_of

TOLD = (HandOverStep.SENT, HandOverStep.MORE_GIVEN)


def letter_of(actor: Actor, leg: Leg, language: str, address: str) -> SafeString:
    """The whole paper in its own language, whatever that of the screen; what is read for it is audited."""
    with translation.override(language):
        packet = packet_of(leg, _told_to(actor, leg), language)
        running = clock_of(leg)
        values = {
            "facts": packet_facts(packet), "request_text": packet.request, "sender": packet.sender,
            "phone": packet.sender_phone, "code": leg.code, "day": clock.today(), "address": address,
            "receiver": body_of(leg),
            "due": running.due_at if running else None, "picture": qr_picture(address) if address else "",
            "consent": _consent_words(leg.referral) if leg.kind == LegKind.PERSON else "", "language": language,
            "title": _("Request for help") if leg.kind == LegKind.PERSON else _("Information for the authority"),
        }  # fmt: skip
        return render_to_string("referrals/letter.html", values)


def sheet_of(actor: Actor, leg: Leg, language: str, address: str) -> Sheet:
    """The same as plain blocks, to be numbered, kept and pressed as PDF; what is read for it is audited."""
    with translation.override(language):
        packet = packet_of(leg, _told_to(actor, leg), language)
        running, is_help = clock_of(leg), leg.kind == LegKind.PERSON
        asking = requests.Asking(
            code=leg.code, request=packet.request, phone=packet.sender_phone, sender=packet.sender, answer_address=address,
            answer_by=f"{localtime(running.due_at):%d.%m.%Y %H:%M}" if running else "",
            consent=_consent_words(leg.referral) if is_help else "",
        )  # fmt: skip
        words = Words(requests.HELP if is_help else requests.INFORMATION, language)
        return requests.letter_of([_row(fact) for fact in packet_facts(packet)], asking, words)


def _row(fact: Fact) -> tuple[str, str]:
    value = str(fact.chip.word) if fact.chip else "\n".join(str(line) for line in fact.lines)
    return str(fact.term), value


def _told_to(actor: Actor, leg: Leg) -> str:
    """Everything that this body was told, from the sender's own story, the oldest first."""
    steps = [step for step in reversed(story_of_leg(leg)) if step.kind in TOLD]
    return "\n\n".join(text_of(actor, step).replace(TICKED_BELOW, "\n\n") for step in steps)


def _consent_words(referral: Referral) -> str:
    if referral.consent is not None:
        return _("The consent to share is recorded.")
    if referral.override is not None:
        return _("Shared without consent because of serious danger; a second person answers for it.")
    return ""
