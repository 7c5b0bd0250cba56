"""Which children take part in an exchange, and what of them is compared. Nobody reads it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from panah.casework.cases.models import Case
from panah.casework.exchange.queries.leading import files_led_by
from panah.casework.linking.models import Exchange
from panah.casework.linking.rules.exchanging import Which, scope_of
from panah.casework.people.models import Child, Consent, Name
from panah.casework.people.queries import said_at, still_holds
from panah.engines.matching.births import known_birth
from panah.engines.matching.comparing.verdicts import Record
from panah.engines.matching.names.reading import read_names
from panah.foundation.security.sealed import open_sealed

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


def records_of(children: Sequence[uuid.UUID]) -> list[Record]:
    """In the order given; of a record joined to another the names count too. Opened to be compared, shown to nobody."""
    found = {}
    for start in range(0, len(children), AT_ONCE):
        found.update(_records(children[start : start + AT_ONCE]))
    return [found[child] for child in children]


def _records(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Record]:
    people = list(Child.objects.filter(pk__in=ids))
    joined = dict(Child.objects.filter(same_as__in=ids).values_list("pk", "same_as_id"))
    names = list(Name.objects.filter(child__in=[*ids, *joined]).order_by("written_at", "id"))
    open_sealed(*people, only=("birth_date", "birth_month"))
    open_sealed(*names, only=("full",))
    of_each: dict[uuid.UUID, list[str]] = {child: [] for child in ids}
    for name in names:
        of_each[joined.get(name.child_id) or name.child_id].append(name.full)
    return {child.pk: _record(child, of_each[child.pk]) for child in people}


def _record(child: Child, names: Sequence[str]) -> Record:
    day = child.birth_date
    month = int(child.birth_month) if child.birth_month else None
    birth = known_birth(day.year, day.month, day.day) if day else known_birth(child.birth_year, month)
    return Record(tuple(read_names(dict.fromkeys(names))), birth, child.sex)
