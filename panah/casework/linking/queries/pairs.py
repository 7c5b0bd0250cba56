"""Pairs as those who decide may see them: one's own two records, or one's own and that somebody else has the other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from panah.casework.linking.codes import PairKind, PairState
from panah.casework.linking.models import Pair, SameDecision, SameQuestion
from panah.casework.people.models import Child
from panah.foundation.accounts.models import Organisation
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.grants import visible
from panah.foundation.security.models import Grant
from panah.foundation.security.permissions import RELATIONS_FOR, Permission

WAITING = (PairState.OPEN, PairState.ASKED)
_WORKS = RELATIONS_FOR[Permission.CASE_WORK]


@dataclass(frozen=True)
class Side:
    """One record of a pair; of one that is not to be seen only who leads it."""

    child: Child | None
    organisation: Organisation | None


def pairs_open_to(actor: Actor) -> QuerySet[Pair]:
    """All pairs of which ``actor`` works with one record at least."""
    return Pair.objects.visible_to(actor, _WORKS).select_related("one", "other")


def pair_asked_about(actor: Actor, code: str) -> Pair | None:
    """The pair of a question that one's own organisation asked."""
    asked = SameQuestion.objects.filter(code=code, asker=actor.organisation_id).values("pair")
    found: Pair | None = pairs_open_to(actor).filter(pk__in=asked).first()
    return found


def pairs_waiting(actor: Actor) -> QuerySet[Pair]:
    """Those that nobody has decided, the likeliest first. Both records may have been joined over a third meanwhile, and
    brothers and sisters may have come into one family: those wait no more."""
    one, other = Coalesce("one__same_as", "one"), Coalesce("other__same_as", "other")
    rows = pairs_open_to(actor).filter(state__in=WAITING).annotate(root=one, other_root=other)
    rows = rows.exclude(root=F("other_root"))
    rows = rows.exclude(kind=PairKind.SIBLINGS, one__family__isnull=False, one__family=F("other__family"))
    siblings = Q(kind=PairKind.SIBLINGS) & ~(_seen(actor, "one") & _seen(actor, "other"))
    return rows.exclude(siblings).order_by("-score", "code")


def _seen(actor: Actor, side: str) -> Q:
    return Q(visible(actor, _WORKS, file=f"{side}__file_id"))


def sides_of(actor: Actor, pair: Pair) -> tuple[Side, Side]:
    """Both records, those of one's own work as they are; the first of them is one's own."""
    return sides_of_many(actor, [pair])[pair.pk]


def sides_of_many(actor: Actor, pairs: Sequence[Pair]) -> dict[UUID, tuple[Side, Side]]:
    """The same of many, in three queries."""
    ids = {pk for pair in pairs for pk in (pair.one_id, pair.other_id)}
    seen = set(Child.objects.visible_to(actor, _WORKS).filter(pk__in=ids).values_list("pk", flat=True))
    leading = _leading({child.file_id for pair in pairs for child in (pair.one, pair.other) if child.pk not in seen})
    found = {}
    for pair in pairs:
        sides = [
            Side(child, None) if child.pk in seen else Side(None, leading.get(child.file_id))
            for child in (pair.one, pair.other)
        ]
        first, second = sorted(sides, key=lambda side: side.child is None)
        found[pair.pk] = (first, second)
    return found


def _leading(files: Collection[UUID]) -> dict[UUID, Organisation]:
    """Who leads each of these now: whom to ask."""
    rows = Grant.objects.filter(file__in=files, relation=Relation.LEAD_ORGANISATION).order_by("-pk")
    rows = rows.filter(Q(until=None) | Q(until__gt=clock.now()))
    names = {file: UUID(name.partition(":")[2]) for file, name in rows.values_list("file_id", "principal")}
    offices = {office.pk: office for office in Organisation.objects.filter(pk__in=set(names.values()))}
    return {file: offices[pk] for file, pk in names.items() if pk in offices}


def decisions_of(actor: Actor, child: Child) -> list[SameDecision]:
    """What stands decided of this record, the latest first."""
    rows = SameDecision.objects.visible_to(actor, _WORKS).standing().filter(Q(child=child) | Q(first=child))
    return list(rows.select_related("child", "first").order_by("-decided_at", "code"))


def open_question(pair: Pair) -> SameQuestion | None:
    found: SameQuestion | None = SameQuestion.objects.filter(pair=pair, closed_at=None).first()
    return found


def questions_of(actor: Actor, child: Child) -> list[SameQuestion]:
    """What another organisation asks of this record and nobody has answered."""
    rows = SameQuestion.objects.visible_to(actor, _WORKS).filter(child=child, closed_at=None, answer="")
    return list(rows.select_related("asker").order_by("asked_at"))
