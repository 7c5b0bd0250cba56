"""What the directory says of a place, what it never says, and how long a link to it opens."""

import hashlib
import re
from collections.abc import Collection
from datetime import datetime, timedelta

from panah.casework.services.codes import Company, Doubt, ProviderKind
from panah.casework.services.rules.facts import ADULT_AGE, Facts

TOKEN_BYTES = 16  # 128 random bits: nothing is won by guessing
LINK_OPENS_FOR = timedelta(days=30)
HIDDEN_PLACES = frozenset({ProviderKind.STATE_SHELTER, ProviderKind.NGO_SHELTER, ProviderKind.CRISIS_CENTRE})
"""Where people hide: known by a code name and a telephone, and nobody reads where it lies (S12)."""

KINDS_OF_BODIES = {
    "family_support_centre": ProviderKind.FAMILY_SUPPORT_CENTRE,
    "guardianship_body": ProviderKind.GUARDIANSHIP_BODY,
    "migration_service": ProviderKind.MIGRATION_SERVICE,
    "health": ProviderKind.HEALTH_ORGANISATION,
    "education": ProviderKind.SCHOOL,
    "legal_aid": ProviderKind.LEGAL_AID,
    "public_service_centre": ProviderKind.PUBLIC_SERVICE_CENTRE,
    "partner_abroad": ProviderKind.PARTNER_ABROAD,
    "consulate": ProviderKind.CONSULATE,
}
_STREET = re.compile(
    r"""\b(
        ул|улица|улице|просп|проспект|пр-т|пер|переулок|мкр|микрорайон|дом|квартал|кв|квартира|шоссе|тракт
        |көш|көшесі|даңғылы|шағын\s+ауданы|ықшамаудан\w*|үй|пәтер|тұйығы
        |st|str|street|road|avenue|ave|lane|house|flat|apartment|apt
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def likely_kind(organisation_kind: str, service_types: Collection[str]) -> ProviderKind:
    """What an entry is to the rules, as far as its organisation says so; an editor chooses better."""
    known = KINDS_OF_BODIES.get(organisation_kind)
    if known is not None:
        return known
    return ProviderKind.NGO_SHELTER if "shelter" in service_types else ProviderKind.NGO_SERVICES


def looks_like_address(text: str) -> bool:
    """A word of streets and a number. It may be wrong: nobody's words are refused for it."""
    return any(sign.isdigit() for sign in text) and _STREET.search(text) is not None


def is_hidden_place(kind: str) -> bool:
    return kind in HIDDEN_PLACES


def entry_doubts(facts: Facts, *, takes_nobody_now: bool, takes_children_alone: str) -> tuple[Doubt, ...]:
    """What the entry says against a yes of the rules; in doubt somebody is a child."""
    without_adult = facts.company in (Company.ALONE, Company.BROTHERS_AND_SISTERS) and facts.age.youngest < ADULT_AGE
    found = ((Doubt.NOBODY_NOW, takes_nobody_now), (Doubt.NOT_ALONE, without_adult and takes_children_alone == "no"))
    return tuple(doubt for doubt, holds in found if holds)


def token_hash(token: str) -> str:
    """What rests of the secret half of a link."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def link_opens(now: datetime, *, expires_at: datetime, ended_at: datetime | None) -> bool:
    return ended_at is None and now < expires_at
