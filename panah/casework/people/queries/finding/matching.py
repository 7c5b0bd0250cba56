"""Who may be meant: candidates by keyed tokens, then the few that are worth it opened and compared by the engine."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from panah.casework.people.models import Child
from panah.casework.people.queries.finding.bearers import (
    AT_ONCE,
    bearers_among,
    bearers_of_all,
    bearers_seen,
    own_if_few,
)
from panah.casework.people.queries.finding.comparing import records_of_children
from panah.casework.people.queries.finding.keying import name_keys
from panah.casework.people.rules import (
    asked_tokens,
    first_tokens,
    is_near,
    is_worth_showing,
    may_be_shown,
    points_of_what_was_asked,
    texts_of,
    word_tokens,
    years_brought_near,
)
from panah.engines.matching.births import Birth
from panah.engines.matching.comparing.promising import promise_of
from panah.engines.matching.comparing.verdicts import Record, Verdict, compared, features_beside
from panah.engines.matching.names.reading import read_name
from panah.foundation.security.access import Actor

MOST_NEAR = 5
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


def candidates_of(record: Record, *, limit: int = AT_ONCE) -> list[uuid.UUID]:
    """By tokens, also of the years beside, the likeliest first. Of all children: no right is checked and nothing opened to show."""
    return bearers_of_all(record, _wanted(asked_tokens, record))[:limit]


def find_matches(actor: Actor, record: Record, limit: int = 25) -> list[Match]:
    """Children whom ``record`` may mean, best first, within what ``actor`` may see. No name rests open afterwards.

    What is rare is asked for first; only where nobody of those is near also what many share.
    """
    weighed: list[Match] = []
    opened: set[uuid.UUID] = set()
    for children in _looked_at(actor, record):
        weighed += _weighed(record, [child for child in children if child.pk not in opened], TIMES_SHOWN * limit)
        if any(match.verdict.is_possible or is_near(match.verdict) for match in weighed):
            break
        opened.update(child.pk for child in children)
    weighed.sort(key=lambda match: (-points_of_what_was_asked(match.verdict), -match.verdict.points))
    found = [match for match in weighed if is_worth_showing(match.verdict)][:limit]
    return found or [match for match in weighed if is_near(match.verdict)][:MOST_NEAR]


def _looked_at(actor: Actor, record: Record) -> Iterator[list[Child]]:
    """Who works with few children finds also the one of whom a single word is known so far, whatever else was asked for."""
    every, own = _wanted(asked_tokens, record), own_if_few(actor)
    if not every:
        return
    if own is not None:
        yield bearers_among(record, every | _wanted(word_tokens, record), own)
        return
    yield bearers_seen(actor, record, _wanted(first_tokens, record), stand_out=True)
    yield bearers_seen(actor, record, every, stand_out=False)


def _wanted(tokens_of: Callable[[Record, bytes], frozenset[int]], record: Record) -> frozenset[int]:
    return frozenset(token for key in name_keys() for token in tokens_of(record, key))


def _weighed(record: Record, children: Sequence[Child], most: int) -> list[Match]:
    """With all reasons, those who may be shown."""
    known = {child.pk: child for child in children}
    others = records_of_children(children)
    promised = _promised(record, others)
    likely = [pk for pk, promise in promised.items() if may_be_shown(record, others[pk], *promise)][:most]
    return [Match(known[pk], compared(years_brought_near(record, others[pk]), others[pk])) for pk in likely]


def promising(record: Record, others: dict[uuid.UUID, Record], most: int) -> dict[uuid.UUID, Record]:
    """Those of whom a verdict may be worth showing, by a quick look at all."""
    return {pk: others[pk] for pk in list(_promised(record, others))[:most]} if len(others) > most else others


def _promised(record: Record, others: dict[uuid.UUID, Record]) -> dict[uuid.UUID, tuple[int, int]]:
    """What of the asked words agrees, and the points of all, birth and sex with them; the most promising first."""
    owners = [child_id for child_id, other in others.items() for _ in other.names]
    promise = promise_of(record.names, [name for other in others.values() for name in other.names])
    beside = {
        pk: sum(reason.points for reason in features_beside(years_brought_near(record, other), other))
        for pk, other in others.items()
    }
    best: dict[uuid.UUID, tuple[int, int]] = {}
    for child_id, (agreed, whole) in zip(owners, promise, strict=True):
        before = best.get(child_id, (agreed, whole + beside[child_id]))
        best[child_id] = max(agreed, before[0]), max(whole + beside[child_id], before[1])
    return dict(sorted(best.items(), key=lambda one: (one[1][0] + beside[one[0]], one[1][1]), reverse=True))
