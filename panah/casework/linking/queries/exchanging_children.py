"""Which children take part in an exchange, and what of them is compared. Nobody reads it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from django.db.models import Exists, OuterRef

from panah.casework.cases.models import Case
from panah.casework.exchange.queries.leading import files_led_by
from panah.casework.linking.models import Exchange
from panah.casework.linking.rules.exchanging import Which, scope_of
from panah.casework.people.models import Child, Consent
from panah.casework.people.queries import records_of, said_at, still_holds
from panah.engines.matching.comparing.verdicts import Record

AT_ONCE = 500
NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Taking:
    """Whose names are compared, and how many are left out because nobody said yes to it."""

    children: list[uuid.UUID]
    left_out: int


def children_of(exchange: Exchange) -> Taking:
    """Those whom our organisation leads and for whom a yes to this sharing holds today. No yes is a no."""
    rows = Child.objects.filter(file__in=files_led_by(exchange.organisation), same_as=None)
    if exchange.which == Which.OPEN:
        rows = rows.filter(Exists(Case.objects.filter(child=OuterRef("pk"), closed_at=None)))
    led = sorted(rows.values_list("pk", flat=True))
    scope = scope_of(is_abroad=exchange.counterpart.is_abroad)
    agreed = [child for start in range(0, len(led), AT_ONCE) for child in _agreed(led[start : start + AT_ONCE], scope)]
    return Taking(agreed, len(led) - len(agreed))


def _agreed(children: Sequence[uuid.UUID], scope: str) -> list[uuid.UUID]:
    """Of these, for whom the latest word is yes; not to have asked takes no word back."""
    words = Consent.objects.filter(child__in=children, scope=scope).select_related("relative", "child")
    asked = sorted((word for word in words if word.decision != NOT_ASKED), key=said_at)
    latest = {word.child_id: word for word in asked}
    return [child for child in children if child in latest and still_holds(latest[child].child, latest[child])]


def records_compared(children: Sequence[uuid.UUID]) -> list[Record]:
    """In the order given; of a record joined to another the names count too. Opened to be compared, shown to nobody."""
    joined: dict[uuid.UUID, list[uuid.UUID]] = {}
    for start in range(0, len(children), AT_ONCE):
        rows = Child.objects.filter(same_as__in=children[start : start + AT_ONCE])
        for child_id, first_id in rows.order_by("code").values_list("pk", "same_as_id"):
            joined.setdefault(first_id, []).append(child_id)
    known = records_of([*children, *(one for several in joined.values() for one in several)])
    return [_with_names_of([known[one] for one in joined.get(child, ())], known[child]) for child in children]


def _with_names_of(others: Sequence[Record], record: Record) -> Record:
    """In turn, for only the first few names of a record are asked for."""
    turns = zip_longest(record.names, *(other.names for other in others))
    return replace(record, names=tuple(dict.fromkeys(name for turn in turns for name in turn if name is not None)))
