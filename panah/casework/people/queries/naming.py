"""Which names a record has, and which records a person has said are one child."""

import uuid

from django.db.models import Q

from panah.casework.people.models import Child, Name
from panah.foundation.security.access import Actor


def children_under_code(code: str) -> list[uuid.UUID]:
    """Whom a code leads to: the record itself and those that a person has joined to it. Says nothing of who may see them."""
    first = Child.objects.filter(code=code).values_list("pk", "same_as_id").first()
    if first is None:
        return []
    root = first[1] or first[0]
    return [first[0], root, *Child.objects.filter(same_as_id=root).values_list("pk", flat=True)]


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
