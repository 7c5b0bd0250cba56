"""Finding somebody by a name in any script, and which names a record has."""

import uuid
from collections.abc import Sequence
from functools import cache

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from panah.casework.people.models import Child, Name, NameToken
from panah.casework.people.rules import tokens_of
from panah.foundation.security.access import Actor
from panah.foundation.security.grants import visible
from panah.foundation.security.keys import KeyFolder

CANDIDATES = 300


@cache
def name_key() -> bytes:
    return KeyFolder(settings.PANAH_KEYS).bytes("names")


def find_by_name(actor: Actor, text: str, limit: int = 25) -> list[Child]:
    """Children whose names share words with ``text`` in any script, best first, within what ``actor`` may see.

    Works on keyed tokens alone: nothing is decrypted to find.
    """
    wanted = tokens_of([text], name_key())
    if not wanted:
        return []
    named = NameToken.objects.filter(token__in=wanted)
    best = _seen_of_the_best(actor, named, limit)
    if best is None:
        open_to_me = named.filter(visible(actor, file="child__file_id"))
        best = [child_id for child_id, _ in _hits(open_to_me)[:limit]]
    children = {child.pk: child for child in Child.objects.filter(pk__in=best)}
    return [children[child_id] for child_id in best]


def children_under_code(code: str) -> list[uuid.UUID]:
    """Whom a code leads to: the record itself and those that a person has joined to it. Says nothing of who may see them."""
    first = Child.objects.filter(code=code).values_list("pk", "same_as_id").first()
    if first is None:
        return []
    root = first[1] or first[0]
    return [first[0], root, *Child.objects.filter(same_as_id=root).values_list("pk", flat=True)]


def joined_with(children: Sequence[Child]) -> list[uuid.UUID]:
    """These records, those to which a person joined them, and those joined to them; both codes of somebody work."""
    ids = [child.pk for child in children]
    roots = [child.same_as_id for child in children if child.same_as_id]
    return [*ids, *roots, *Child.objects.filter(same_as__in=ids).values_list("pk", flat=True)]


def exists_elsewhere(actor: Actor, text: str) -> list[str]:
    """Organisations outside ``actor``'s sight that know all the words of this name: "ask them", and nothing else."""
    wanted = tokens_of([text], name_key())
    if len(wanted) < 2:
        return []
    hits = _hits(NameToken.objects.filter(token__in=wanted))[:CANDIDATES]
    whole = [child_id for child_id, count in hits if count == len(wanted)]
    seen = set(Child.objects.visible_to(actor).filter(pk__in=whole).values_list("pk", flat=True))
    unseen = [child_id for child_id in whole if child_id not in seen]
    return sorted(set(Child.objects.filter(pk__in=unseen).values_list("organisation__code", flat=True)))


def _seen_of_the_best(actor: Actor, named: QuerySet[NameToken], limit: int) -> list[uuid.UUID] | None:
    """Whom ``actor`` may see among the best of all, where these are enough; to ask it of every bearer takes long."""
    best = [child_id for child_id, _ in _hits(named)[:CANDIDATES]]
    seen = set(Child.objects.visible_to(actor).filter(pk__in=best).values_list("pk", flat=True))
    found = [child_id for child_id in best if child_id in seen][:limit]
    return found if len(found) == limit or len(best) < CANDIDATES else None


def _hits(rows: QuerySet[NameToken]) -> QuerySet[NameToken, tuple[uuid.UUID, int]]:
    """How many of the words each child's names have, the most first."""
    return (
        rows.order_by()
        .values_list("child_id")
        .annotate(hits=Count("token", distinct=True))
        .order_by("-hits", "child_id")
    )


def names_of(child: Child) -> list[Name]:
    return list(Name.objects.filter(child=child).order_by("written_at", "id"))


def is_named(child: Child) -> bool:
    """Whether any name is written; a newborn may have none yet."""
    return bool(Name.objects.filter(child=child).exists())


def same_children(actor: Actor, child: Child) -> list[Child]:
    """The other records that a person has said are this child, as far as ``actor`` may see them."""
    root = child.same_as_id or child.pk
    others = Child.objects.visible_to(actor).filter(Q(same_as_id=root) | Q(pk=root)).exclude(pk=child.pk)
    return list(others.order_by("registered_at", "code"))
