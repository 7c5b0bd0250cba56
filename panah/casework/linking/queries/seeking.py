"""Who is to be compared with whom: children who are new, or of whom something is known better since the last time."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from panah.casework.linking.codes import Band, PairKind
from panah.casework.linking.models import Sought
from panah.casework.linking.rules.pairs import MOST_OPEN, band_of, kind_of
from panah.casework.people.models import Child, Name
from panah.casework.people.queries import candidates_of, promising, records_of
from panah.engines.matching.comparing.verdicts import Record, compared

MOST_WEIGHED = 40
"""Of the candidates of one record so many are compared with all reasons."""


@dataclass(frozen=True)
class Found:
    """What a comparison proposes; in the order in which it was likeliest."""

    child: UUID
    other: UUID
    kind: PairKind
    band: Band
    score: int


def to_seek(limit: int) -> list[tuple[UUID, int]]:
    """Records never compared, or changed since; with the version that is compared now."""
    named_since = Name.objects.filter(child=OuterRef("pk"), written_at__gt=OuterRef("sought_at"))
    rows = Child.objects.annotate(
        sought_at=Sought.objects.filter(child=OuterRef("pk")).values("sought_at")[:1],
        sought_version=Sought.objects.filter(child=OuterRef("pk")).values("version")[:1],
    )
    changed = Q(sought_at=None) | ~Q(sought_version=F("version")) | Exists(named_since)
    return list(rows.filter(changed).order_by("registered_at", "pk").values_list("pk", "version")[:limit])


def found_for(child_ids: Sequence[UUID]) -> list[Found]:
    """The likeliest few of each. Whoever is one already, or of one family, is not proposed again."""
    own = records_of(child_ids)
    near = {pk: [one for one in candidates_of(record) if one != pk] for pk, record in own.items() if record.names}
    others = {one for found in near.values() for one in found}
    records = own | records_of(others - own.keys())
    known = {child.pk: child for child in Child.objects.filter(pk__in={*others, *own})}
    found = []
    for pk, candidates in near.items():
        near_by = promising(records[pk], {one: records[one] for one in candidates if one in records}, MOST_WEIGHED)
        ways = [_found(known[pk], known[one], records[pk], other) for one, other in near_by.items()]
        likely = sorted((one for one in ways if one is not None), key=lambda one: (-one.score, str(one.other)))
        for kind in PairKind:
            found += [one for one in likely if one.kind is kind][:MOST_OPEN]
    return found


def _found(child: Child, other: Child, own: Record, their: Record) -> Found | None:
    if (child.same_as_id or child.pk) == (other.same_as_id or other.pk):
        return None
    verdict = compared(own, their)
    kind = kind_of(own, their, verdict)
    if kind is None or (kind is PairKind.SIBLINGS and child.family_id and child.family_id == other.family_id):
        return None
    return Found(child.pk, other.pk, kind, band_of(verdict) or Band.POSSIBLE, verdict.points)
