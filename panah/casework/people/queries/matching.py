"""Who may be meant: candidates by keyed tokens, then the few that are worth it opened and compared by the engine."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from django.conf import settings
from django.db.models import Count, QuerySet

from panah.casework.people.models import Child, NameToken
from panah.casework.people.queries.comparing import records_of_children
from panah.casework.people.queries.keying import name_keys
from panah.casework.people.queries.likeness import MEMORY
from panah.casework.people.rules import (
    asked_tokens,
    is_worth_showing,
    pair_tokens,
    points_of_what_was_asked,
    texts_of,
    word_tokens,
    years_brought_near,
)
from panah.engines.matching.births import POINTS, Birth, compared_births
from panah.engines.matching.comparing.promising import promise_of
from panah.engines.matching.comparing.verdicts import Record, Verdict, compared
from panah.engines.matching.names.reading import read_name
from panah.foundation.security.access import Actor
from panah.foundation.security.grants import visible
from panah.foundation.security.roles import Reach

MOST_OPENED = 300
AT_ONCE = 500
MOST_COUNTED = 5_000
"""Bearers of shared tokens that are looked at before the likeliest are opened."""
TOO_MANY = 5_000
"""Rows of shared tokens: of so many only the rarest are followed."""
MOST_OF_THE_RAREST = 60
"""Names that are opened where more bear a token than can be looked at: measured among a million (``benchmarks.search``)."""
MOST_SEEN = 500
OF_RARITY = 3
"""Points of a token that is e-fold rarer."""
TIMES_SHOWN = 2
"""Of so many times as are shown at most the reasons are sought."""


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


def unseen_by_pairs(actor: Actor, record: Record) -> list[uuid.UUID]:
    """Those out of ``actor``'s sight who share a pair of whole words, the most first: fewer than ``candidates_of``, for what must
    not be guessed at."""
    wanted = {token for key in name_keys() for token in pair_tokens(record, key)}
    rows = NameToken.objects.filter(~visible(actor, file="child__file_id"), token__in=wanted)
    return _by_shared_tokens(rows) if wanted else []


def find_matches(actor: Actor, record: Record, limit: int = 25) -> list[Match]:
    """Children whom ``record`` may mean, best first, within what ``actor`` may see. No name rests open afterwards."""
    found: list[Match] = []
    most = TIMES_SHOWN * limit
    bearers = list(_tokens(record).values_list("child_id", "token")[: TOO_MANY + 1])
    if len(bearers) > TOO_MANY:
        found = _worth_showing(record, _rarest_seen(actor, record), most)
    if not any(match.verdict.is_possible for match in found):
        found = _worth_showing(record, _seen_candidates(actor, record, bearers), most)
    found.sort(key=lambda match: (-points_of_what_was_asked(match.verdict), -match.verdict.points))
    return found[:limit]


def _worth_showing(record: Record, children: Sequence[Child], most: int) -> list[Match]:
    known = {child.pk: child for child in children}
    others = promising(record, records_of_children(children), most)
    verdicts = {id: compared(years_brought_near(record, other), other) for id, other in others.items()}
    return [Match(known[id], verdict) for id, verdict in verdicts.items() if is_worth_showing(verdict)]


def _rarest_seen(actor: Actor, record: Record) -> list[Child]:
    """Where too many bear one of the tokens: by pairs of words alone, which are rare, the rarest first; then by the year."""
    wanted = {token for key in name_keys() for token in pair_tokens(record, key)}
    rows = list(NameToken.objects.filter(token__in=wanted).values_list("token", "child_id")[:MOST_COUNTED])
    bearers = Counter(token for token, _ in rows)
    points: Counter[uuid.UUID] = Counter()
    for token, child_id in rows:
        points[child_id] += round(OF_RARITY * log(MOST_COUNTED / bearers[token]))
    rarest = [child_id for child_id, _ in points.most_common(MOST_SEEN)]
    seen = list(Child.objects.visible_to(actor).filter(pk__in=rarest))
    for child in seen:
        points[child.pk] += POINTS[compared_births(Birth(record.birth.year), Birth(child.birth_year))]
    return sorted(seen, key=lambda child: -points[child.pk])[:MOST_OF_THE_RAREST]


def promising(record: Record, others: dict[uuid.UUID, Record], most: int) -> dict[uuid.UUID, Record]:
    """Those of whom a verdict may be worth showing, by a quick look at all."""
    if len(others) <= most:
        return others
    owners = [child_id for child_id, other in others.items() for _ in other.names]
    promise = promise_of(record.names, [name for other in others.values() for name in other.names])
    births = {
        child_id: POINTS[compared_births(years_brought_near(record, other).birth, other.birth)]
        for child_id, other in others.items()
    }
    best: dict[uuid.UUID, tuple[int, int]] = {}
    for child_id, (agreed, whole) in zip(owners, promise, strict=True):
        promised = (agreed + births[child_id], whole)
        best[child_id] = max(promised, best.get(child_id, promised))
    return {child_id: others[child_id] for child_id in sorted(best, key=lambda id: best[id], reverse=True)[:most]}


def _tokens(record: Record) -> QuerySet[NameToken]:
    wanted = {token for key in name_keys() for token in asked_tokens(record, key)}
    return NameToken.objects.filter(token__in=wanted) if wanted else NameToken.objects.none()


def _seen_candidates(actor: Actor, record: Record, bearers: Sequence[tuple[uuid.UUID, int]]) -> list[Child]:
    """Of the bearers of these tokens those whom ``actor`` may see; where there are many more, asked of the database at once."""
    shared = Counter(child_id for child_id, _token in set(bearers))
    best = sorted(shared, key=lambda child_id: (-shared[child_id], child_id.hex))
    if len(bearers) > TOO_MANY:
        best = _by_shared_tokens(_tokens(record))
    best = list(dict.fromkeys([*best, *_by_single_words(actor, record)]))
    if len(best) >= MOST_COUNTED:
        best = _by_shared_tokens(_tokens(record).filter(visible(actor, file="child__file_id")))
    if len(best) > MOST_OPENED:
        visible_ids = {child_id for rows in _seen(actor, best) for child_id in rows.values_list("pk", flat=True)}
        best = _narrowed(record, [child_id for child_id in best if child_id in visible_ids], MOST_OPENED)
    seen = {child.pk: child for rows in _seen(actor, best) for child in rows}
    return [seen[child_id] for child_id in best if child_id in seen]


def _by_single_words(actor: Actor, record: Record) -> list[uuid.UUID]:
    """Who works with few children finds also the one of whom a single word is known so far, whatever else was asked for."""
    if actor.reach is not Reach.OWN:
        return []
    wanted = {token for key in name_keys() for token in word_tokens(record, key)}
    rows = NameToken.objects.filter(visible(actor, file="child__file_id"), token__in=wanted)
    return _by_shared_tokens(rows)[:MOST_OPENED] if wanted else []


def _seen(actor: Actor, child_ids: Sequence[uuid.UUID]) -> Iterable[QuerySet[Child]]:
    for start in range(0, len(child_ids), AT_ONCE):
        yield Child.objects.visible_to(actor).filter(pk__in=child_ids[start : start + AT_ONCE])


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
