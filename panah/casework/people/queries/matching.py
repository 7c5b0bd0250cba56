"""Who may be meant: candidates by keyed tokens, then the few that are worth it opened and compared by the engine."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, QuerySet

from panah.casework.people.models import Child, NameToken
from panah.casework.people.queries.comparing import records_of
from panah.casework.people.queries.keying import name_keys
from panah.casework.people.queries.likeness import MEMORY
from panah.casework.people.rules import (
    asked_tokens,
    is_worth_showing,
    pair_tokens,
    points_of_what_was_asked,
    texts_of,
    years_brought_near,
)
from panah.engines.matching.births import Birth
from panah.engines.matching.comparing.verdicts import Record, Verdict, compared
from panah.engines.matching.names.reading import read_name
from panah.foundation.security.access import Actor
from panah.foundation.security.grants import visible

MOST_OPENED = 300
MOST_COUNTED = 5_000
"""Bearers of shared tokens that are looked at before the likeliest are opened."""


@dataclass(frozen=True)
class Match:
    """A child who may be meant, and why. The reasons hold words of the name: show them to nobody who may not read it."""

    child: Child
    verdict: Verdict


def asked_record(text: str, year: int | None = None, sex: str = "") -> Record:
    """What somebody typed, as a record to be found."""
    names = (read_name(one) for one in texts_of(text))
    return Record(tuple(name for name in names if name), Birth(year), sex)


def candidates_of(record: Record, *, limit: int = MOST_OPENED) -> list[uuid.UUID]:
    """By tokens, also of the years beside, the likeliest first. Of all children: no right is checked and nothing opened to show."""
    return _likeliest(record, _tokens(record), limit)


def candidates_by_pairs(record: Record) -> list[uuid.UUID]:
    """Those who share a pair of whole words, the most first: fewer than ``candidates_of``, for what must not be guessed at."""
    wanted = {token for key in name_keys() for token in pair_tokens(record, key)}
    return _by_shared_tokens(NameToken.objects.filter(token__in=wanted)) if wanted else []


def find_matches(actor: Actor, record: Record, limit: int = 25) -> list[Match]:
    """Children whom ``record`` may mean, best first, within what ``actor`` may see. No name rests open afterwards."""
    ids = _seen_candidates(actor, record)
    others = records_of(ids)
    verdicts = {id: compared(years_brought_near(record, other), other) for id, other in others.items()}
    worth = [id for id in ids if id in verdicts and is_worth_showing(verdicts[id])]
    worth.sort(key=lambda id: (-points_of_what_was_asked(verdicts[id]), -verdicts[id].points))
    children = {child.pk: child for child in Child.objects.filter(pk__in=worth[:limit])}
    return [Match(children[id], verdicts[id]) for id in worth[:limit] if id in children]


def _tokens(record: Record) -> QuerySet[NameToken]:
    wanted = {token for key in name_keys() for token in asked_tokens(record, key)}
    return NameToken.objects.filter(token__in=wanted) if wanted else NameToken.objects.none()


def _seen_candidates(actor: Actor, record: Record) -> list[uuid.UUID]:
    """Of the bearers of these tokens those whom ``actor`` may see; where there are many more, asked of the database at once."""
    tokens = _tokens(record)
    best = _by_shared_tokens(tokens)
    if len(best) < MOST_COUNTED:
        seen = set(_seen(actor, best))
        return _narrowed(record, [child_id for child_id in best if child_id in seen], MOST_OPENED)
    return _likeliest(record, tokens.filter(visible(actor, file="child__file_id")), MOST_OPENED)


def _seen(actor: Actor, child_ids: list[uuid.UUID]) -> Iterable[uuid.UUID]:
    for start in range(0, len(child_ids), 500):
        rows = Child.objects.visible_to(actor).filter(pk__in=child_ids[start : start + 500])
        yield from rows.values_list("pk", flat=True)


def _likeliest(record: Record, tokens: QuerySet[NameToken], limit: int) -> list[uuid.UUID]:
    return _narrowed(record, _by_shared_tokens(tokens), limit)


def _by_shared_tokens(tokens: QuerySet[NameToken]) -> list[uuid.UUID]:
    """Who has the most of these tokens first."""
    rows = tokens.order_by().values_list("child_id").annotate(hits=Count("token", distinct=True))
    return [child_id for child_id, _ in rows.order_by("-hits", "child_id")[:MOST_COUNTED]]


def _narrowed(record: Record, child_ids: list[uuid.UUID], limit: int) -> list[uuid.UUID]:
    if len(child_ids) <= limit or not settings.PANAH_SEARCH_MEMORY:
        return child_ids[:limit]
    alike = MEMORY.likeness(record.names, child_ids)
    return sorted(child_ids, key=lambda child_id: -alike.get(child_id, 0.0))[:limit]
