"""Counterparts, exchanges and who approved them; what a lead sees of a child that is possibly known elsewhere."""

import hashlib
import hmac
from datetime import datetime
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db.models import QuerySet

from panah.casework.linking.models import Counterpart, Exchange, FoundElsewhere
from panah.casework.linking.rules.exchanging import MONTH, Hindrance, hindrance_to_write
from panah.engines.matching.private.envelopes import own_key, public_key
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import members_with
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.keys import KeyFolder
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES

APPROVING_ROLES = tuple(role for role, card in ROLES.items() if Permission.EXCHANGE_KEEP in card.permissions)


@cache
def _root() -> bytes:
    return KeyFolder(settings.PANAH_KEYS).bytes("link")


def signing_key(organisation: Organisation) -> Ed25519PrivateKey:
    """By which this organisation signs what it sends; made from a key outside the database."""
    return own_key(hmac.digest(_root(), f"organisation:{organisation.pk}".encode(), hashlib.sha256))


def key_card(organisation: Organisation) -> str:
    """What a counterpart writes down of us: no secret, but to be compared by telephone."""
    return public_key(signing_key(organisation))


def in_groups(key: str) -> str:
    """Sixteen groups of four, to be read aloud."""
    return " ".join(key[place : place + 4] for place in range(0, len(key), 4))


def counterparts_of(actor: Actor) -> QuerySet[Counterpart]:
    rows: QuerySet[Counterpart] = Counterpart.objects.visible_to(actor).filter(
        organisation_id=actor.organisation_id, ended_at=None
    )
    return rows.order_by("name")


def exchanges_of(actor: Actor) -> QuerySet[Exchange]:
    rows: QuerySet[Exchange] = Exchange.objects.visible_to(actor).filter(organisation_id=actor.organisation_id)
    return rows.select_related("counterpart").order_by("-asked_at")


def approvers_of(exchange: Exchange) -> list[Person]:
    """Those who approved it and could still do so today."""
    may = {person.pk for person in members_with(exchange.organisation_id, *APPROVING_ROLES)}
    rows = exchange.approvals.select_related("person").order_by("approved_at")
    return [row.person for row in rows if row.person_id in may]


def made_lately(exchange: Exchange, now: datetime) -> int:
    """Files of this kind to this key in the last thirty days, also under a name that was ended meanwhile."""
    rows = Exchange.objects.filter(
        organisation=exchange.organisation_id, counterpart__public_key=exchange.counterpart.public_key,
        side=exchange.side, made_at__gt=now - MONTH,
    )  # fmt: skip
    return int(rows.count())


def hindrance(exchange: Exchange) -> Hindrance | None:
    """What stands against writing the file of this exchange now."""
    approvers = [str(person.pk) for person in approvers_of(exchange)]
    lately = made_lately(exchange, clock.now())
    return hindrance_to_write(exchange.state, approvers, lately, has_ended=exchange.counterpart.ended_at is not None)


def found_visible_to(actor: Actor) -> QuerySet[FoundElsewhere]:
    """By what the actor sees of the child; the newest first."""
    rows: QuerySet[FoundElsewhere] = FoundElsewhere.objects.visible_to(actor)
    return rows.select_related("child", "exchange__counterpart").order_by("-found_at", "code")
