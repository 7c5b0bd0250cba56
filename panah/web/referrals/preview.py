"""A look before sending: the very section that each body will read, drawn before anything leaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from panah.casework.referrals.actions import Receiver
from panah.casework.referrals.codes import LegKind
from panah.casework.referrals.models import Referral
from panah.casework.referrals.queries import word_for
from panah.casework.referrals.rules import Packet
from panah.casework.services.models import Provider
from panah.foundation.security.access import Actor
from panah.web.components.child_words import language_now
from panah.web.referrals.packet import packet_before, packet_section


@dataclass(frozen=True)
class Look:
    """What one body is about to be told."""

    kind: LegKind
    receiver: Receiver
    text: str
    ticked: Sequence[str]


@dataclass(frozen=True)
class Preview:
    """Who will read it, of several children with whom it is about, and what stands there."""

    title: str
    section: SafeString


def previews(actor: Actor, drafts: Sequence[tuple[str, Referral]], looks: Sequence[Look]) -> list[Preview]:
    """One for each body and child; the drafts are referrals that were not sent."""
    return [
        Preview(_title(look, words if len(drafts) > 1 else ""), packet_section(_packet(actor, draft, look)))
        for look in looks
        for words, draft in drafts
    ]


def _title(look: Look, words: str) -> str:
    return " · ".join(part for part in (look.receiver.label(language_now()), words) if part)


def _packet(actor: Actor, draft: Referral, look: Look) -> Packet:
    if look.kind is LegKind.PERSON and draft.case is not None:
        receiver = look.receiver
        organisation_id = receiver.organisation_id if isinstance(receiver, Provider) else receiver.pk
        draft.consent, draft.override = word_for(draft.case, organisation_id)
    return packet_before(actor, draft, look.kind, look.text, look.ticked)
