"""The links behind which a body without account answers."""

import uuid
from collections.abc import Sequence
from functools import cache

from django.conf import settings
from django.db.models import Q, QuerySet

from panah.casework.referrals import rules
from panah.casework.referrals.codes import OPEN_STATUSES, HandOverStep
from panah.casework.referrals.models import AnswerLink, Leg, Step
from panah.casework.referrals.queries.hand_overs import may_be_read
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.keys import KeyFolder
from panah.foundation.security.permissions import Permission


@cache
def pin_key() -> bytes:
    return KeyFolder(settings.PANAH_KEYS).bytes("pins")


def link_that_opens(token: str) -> AnswerLink | None:
    """The link of this token if it opens now; wrong, unknown, expired, ended and paused are one answer."""
    link = link_of_token(token)
    if link is None:
        return None
    opens = rules.link_opens(clock.now(), expires_at=link.expires_at, ended_at=link.ended_at, paused_at=link.paused_at)
    return link if opens and may_be_read(link.leg) else None


def link_of_token(token: str) -> AnswerLink | None:
    """The link of this token, whether it opens or not: for whoever asks for a new one."""
    rows = AnswerLink.objects.filter(token_hash=rules.token_hash(token))
    return rows.select_related(
        "leg__referral__case__child", "leg__referral__consent", "leg__referral__override"
    ).first()


def may_ask_for_link(link: AnswerLink) -> bool:
    """Only while something is asked there, and once for each link: nobody can drip on the sender."""
    asked = Step.objects.filter(leg=link.leg, kind=HandOverStep.LINK_WANTED, at__gte=link.made_at)
    return link.leg.status in OPEN_STATUSES and may_be_read(link.leg) and not asked.exists()


def holder_of(link: AnswerLink) -> Actor:
    """Whoever holds this link: may answer its leg and read what is told there, and nothing that was not ticked."""
    return Actor.link(str(link.pk), (Permission.REFERRAL_ANSWER, Permission.NARRATIVE_READ, Permission.IDENTITY_READ))


def links_made_by(person: Person, organisation: Organisation) -> QuerySet[AnswerLink]:
    """Open links that ``person`` made for this organisation, or that nobody is known to have made and ``person`` sent."""
    ours = Q(leg__referral__sender_organisation=organisation) | Q(leg__referral__case__organisation=organisation)
    made = Q(made_by=person) | Q(made_by=None, leg__referral__sender=person)
    return AnswerLink.objects.not_ended().filter(ours, made)


def links_of(legs: Sequence[Leg]) -> dict[uuid.UUID, AnswerLink]:
    """The link of each leg that is not ended, by the leg's id."""
    rows = AnswerLink.objects.not_ended().filter(leg__in=legs).order_by("made_at")
    return {link.leg_id: link for link in rows}
