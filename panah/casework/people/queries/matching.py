"""Who may be meant: candidates by keyed tokens, then the few that are worth it opened and compared by the engine."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

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
from panah.engines.matching.births import POINTS, Birth, compared_births
from panah.engines.matching.comparing.candidates import Candidates
from panah.engines.matching.comparing.verdicts import Record, Verdict, compared
from panah.engines.matching.names.reading import read_name
from panah.foundation.security.access import Actor
from panah.foundation.security.grants import visible

MOST_OPENED = 300
MOST_COUNTED = 5_000
"""Bearers of shared tokens that are looked at before the likeliest are opened."""
TOO_MANY = 5_000
"""Rows of shared tokens: of so many only the rarest are followed."""
MOST_OF_THE_RAREST = 60
"""Names that are opened where more bear a token than can be looked at: measured among a million (``benchmarks.search``)."""
MOST_WEIGHED = 40
"""Of those who are opened so many are compared with all reasons; the others stand too far behind to be shown."""
MOST_SEEN = 500
SHORTEST_WEIGHED = 2
OF_RARITY = 3
"""Points of a token that is e-fold rarer."""


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
    found: dict[uuid.UUID, Verdict] = {}
    if _tokens(record)[: TOO_MANY + 1].count() > TOO_MANY:
        found = _worth_showing(record, _rarest_seen(actor, record))
    if not any(verdict.is_possible for verdict in found.values()):
        found = _worth_showing(record, _seen_candidates(actor, record))
    best = sorted(found, key=lambda id: (-points_of_what_was_asked(found[id]), -found[id].points))[:limit]
    children = Child.objects.in_bulk(best)
    return [Match(children[id], found[id]) for id in best if id in children]


def _worth_showing(record: Record, ids: list[uuid.UUID]) -> dict[uuid.UUID, Verdict]:
    others = _nearest(record, records_of(ids))
    verdicts = {id: compared(years_brought_near(record, other), other) for id, other in others.items()}
    return {id: verdict for id, verdict in verdicts.items() if is_worth_showing(verdict)}


def _nearest(record: Record, others: dict[uuid.UUID, Record]) -> dict[uuid.UUID, Record]:
    """Those whose names and births lie nearest, by a quick look at all. Of a single word any may lie equally near: all stay."""
    if len(others) <= MOST_WEIGHED or all(len(name.words) < SHORTEST_WEIGHED for name in record.names):
        return others
    owners = [id for id, other in others.items() for _ in other.names]
    candidates = Candidates([name for other in others.values() for name in other.names])
    births = {
        id: POINTS[compared_births(years_brought_near(record, other).birth, other.birth)]
        for id, other in others.items()
    }
    points: dict[uuid.UUID, int] = {}
    for name in record.names:
        for id, told in zip(owners, candidates.points(name).tolist(), strict=True):
            points[id] = max(points.get(id, told + births[id]), told + births[id])
    near = set(sorted(points, key=lambda id: -points[id])[:MOST_WEIGHED])
    return {id: other for id, other in others.items() if id in near}


def _rarest_seen(actor: Actor, record: Record) -> list[uuid.UUID]:
    """Where too many bear one of the tokens: by pairs of words alone, which are rare, the rarest first; then by the year."""
    wanted = {token for key in name_keys() for token in pair_tokens(record, key)}
    rows = list(NameToken.objects.filter(token__in=wanted).values_list("token", "child_id")[:MOST_COUNTED])
    bearers = Counter(token for token, _ in rows)
    points: Counter[uuid.UUID] = Counter()
    for token, child_id in rows:
        points[child_id] += round(OF_RARITY * log(MOST_COUNTED / bearers[token]))
    rarest = [child_id for child_id, _ in points.most_common(MOST_SEEN)]
    seen = dict(Child.objects.visible_to(actor).filter(pk__in=rarest).values_list("pk", "birth_year"))
    for child_id, year in seen.items():
        points[child_id] += POINTS[compared_births(Birth(record.birth.year), Birth(year))]
    return sorted(seen, key=lambda child_id: -points[child_id])[:MOST_OF_THE_RAREST]


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
