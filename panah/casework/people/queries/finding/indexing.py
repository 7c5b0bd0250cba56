"""Who is named and has no tokens, or tokens of another key: whoever is in that state is found by nobody."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from panah.casework.people.models import Child, Name, NameToken
from panah.casework.people.queries.ages import birth_of
from panah.casework.people.queries.finding.comparing import texts_by_child
from panah.casework.people.queries.finding.keying import name_keys
from panah.casework.people.rules import tokens_of
from panah.foundation.security import vault

LOOKED_AT = 50
"""Children whose names are opened to see whether their tokens are what they should be."""


@dataclass(frozen=True)
class StateOfTokens:
    """``without`` counts names that can be read and have no token, ``of_another_key`` is true where tokens fit no key at hand."""

    named: int
    without: int
    of_another_key: bool


def named_children() -> QuerySet[Child]:
    rows: QuerySet[Child] = Child.objects.filter(Exists(Name.objects.filter(child=OuterRef("pk"))))
    return rows


def children_without_tokens() -> QuerySet[Child]:
    """Also those whose names cannot be read, and who will never have any."""
    return named_children().filter(~Exists(NameToken.objects.filter(child=OuterRef("pk"))))


def in_batches(children: QuerySet[Child], size: int) -> Iterator[list[uuid.UUID]]:
    """By their numbers, so that what comes meanwhile moves none of the rest."""
    rows = children.order_by("pk").values_list("pk", flat=True)
    batch = list(rows[:size])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1])[:size])


def state_of_tokens() -> StateOfTokens:
    without = children_without_tokens()
    few = list(without[:LOOKED_AT])
    unread = len(few) - sum(1 for tokens in _expected(few).values() if tokens)
    with_tokens = named_children().filter(Exists(NameToken.objects.filter(child=OuterRef("pk"))))
    newest = _expected(list(with_tokens.order_by("-registered_at")[:LOOKED_AT]))
    is_strange = any(not NameToken.objects.filter(child=id, token__in=tokens).exists() for id, tokens in newest.items())
    return StateOfTokens(named_children().count(), without.count() - unread, is_strange)


def _expected(children: list[Child]) -> dict[uuid.UUID, set[int]]:
    """Under any key at hand."""
    with vault.ring():
        texts = texts_by_child(child.pk for child in children)
        return {
            child.pk: {
                token for key in name_keys() for _, token in tokens_of(texts.get(child.pk, ()), birth_of(child), key)
            }
            for child in children
        }
