"""Who bears tokens that are asked for, the likeliest first: before any name is opened.

A token tells the more, the fewer bear it. To that come the year of birth and the sex, which stand beside the sealed names. One
search reads some thousand rows of the index at most and asks for the rights of the likeliest alone.
"""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, partial
from heapq import nsmallest
from itertools import islice
from math import log

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from panah.casework.people.models import Child, NameToken
from panah.casework.people.rules import YEARS_ASKED, does_not_contradict, points_beside_names
from panah.engines.matching.comparing.verdicts import Record
from panah.foundation.security.access import Actor
from panah.foundation.security.grants import visible
from panah.foundation.security.roles import Reach

MOST_ROWS = 20_000
"""Rows of tokens that one question reads: of a commoner word all bearers are alike anyway."""
MOST_OWN = 300
"""Files of one worker of which all tokens are looked through, also those of single words."""
AT_ONCE = 300
"""So many of the likeliest are put in order by year and sex."""
MOST_OPENED = 100
"""Names that are opened for one question: nearly always the right one is among the first sixty of a million."""
FEWEST, FAR_BELOW = 20, 60
"""So many stand out at least; of the others only those who lie no more points below the likeliest."""
OF_RARITY = 3
"""Points of a token that is e-fold rarer, beside the points of a verdict: measured among a million (``benchmarks.search``)."""


def own_if_few(actor: Actor) -> list[uuid.UUID] | None:
    """The children of somebody who sees own files alone, where they are few enough to look through all their tokens."""
    if actor.reach is not Reach.OWN:
        return None
    own = list(Child.objects.visible_to(actor).values_list("pk", flat=True)[: MOST_OWN + 1])
    return own if len(own) <= MOST_OWN else None


def bearers_among(record: Record, wanted: frozenset[int], child_ids: Sequence[uuid.UUID]) -> list[Child]:
    """Of these children, who may be seen."""
    borne = _borne(NameToken.objects.filter(child__in=child_ids), most=None)
    likeliest = _in_order(
        record, _ranked([(token, bearer) for token, bearer in borne if token in wanted]), few=MOST_OPENED
    )
    return _children(list(likeliest)[:MOST_OPENED], Child.objects.all())


def bearers_seen(actor: Actor, record: Record, wanted: frozenset[int], *, stand_out: bool) -> list[Child]:
    """Those whom ``actor`` may see, or of them the few that ``stand_out``.

    Where others crowd out what is in sight, only what is in sight is asked for.
    """
    in_sight = Child.objects.visible_to(actor)
    rows = NameToken.objects.filter(token__in=wanted)
    likeliest = _in_order(record, _ranked(_borne(rows)), few=FEWEST)
    opened = _opened(likeliest, stand_out=stand_out)
    found = _children(opened, in_sight)
    if len(opened) < len(likeliest) and len(found) < FEWEST:
        rows = rows.filter(visible(actor, file="child__file_id"))
        likeliest = _in_order(record, _ranked(_borne(rows)), few=FEWEST)
        found = _children(_opened(likeliest, stand_out=stand_out), in_sight)
    return found


def bearers_of_all(record: Record, wanted: frozenset[int]) -> list[uuid.UUID]:
    """No right is checked: for what is shown to nobody before one is."""
    return list(_in_order(record, _ranked(_borne(NameToken.objects.filter(token__in=wanted)))))


def offices_of_unseen(actor: Actor, record: Record, wanted: frozenset[int], most: int) -> dict[uuid.UUID, uuid.UUID]:
    """Bearers out of ``actor``'s sight whom neither year nor sex contradicts, with the organisation of each.

    Where others crowd them out, only those who could be meant are asked for.
    """
    rows = NameToken.objects.filter(token__in=wanted)
    likeliest = _ranked(_borne(rows))
    found = _offices(actor, record, likeliest)
    if len(likeliest) == AT_ONCE and len(found) < most:
        rows = rows.filter(~visible(actor, file="child__file_id"), _of_the_age(record))
        found = _offices(actor, record, _ranked(_borne(rows)))
    return dict(islice(found.items(), most))


def _offices(actor: Actor, record: Record, likeliest: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    unseen = Child.objects.filter(~visible(actor), pk__in=list(likeliest))
    known = {child_id: rest for child_id, *rest in unseen.values_list("pk", "organisation", "birth_year", "sex")}
    of_each = ((child_id, *known[child_id]) for child_id in likeliest if child_id in known)
    return {child_id: office for child_id, office, year, sex in of_each if does_not_contradict(record, year, sex)}


def _of_the_age(record: Record) -> Q:
    year = record.birth.year
    if year is None:
        return Q()
    return Q(child__birth_year=None) | Q(child__birth_year__range=(year - YEARS_ASKED, year + YEARS_ASKED))


def _opened(likeliest: dict[uuid.UUID, float], *, stand_out: bool) -> list[uuid.UUID]:
    ids = list(likeliest)[:MOST_OPENED]
    if not stand_out:
        return ids
    return ids[: max(FEWEST, sum(likeliest[one] >= likeliest[ids[0]] - FAR_BELOW for one in ids))]


def _children(ids: list[uuid.UUID], among: QuerySet[Child]) -> list[Child]:
    children = among.in_bulk(ids)
    return [children[child_id] for child_id in ids if child_id in children]


def _in_order(record: Record, ranked: dict[uuid.UUID, float], *, few: int = 1) -> dict[uuid.UUID, float]:
    """By year of birth and sex too, where there are more than a ``few`` to choose from."""
    if len(ranked) <= few:
        return ranked
    beside = cache(partial(points_beside_names, record))
    known = {
        child_id: ranked[child_id] + beside(year, sex)
        for child_id, year, sex in Child.objects.filter(pk__in=ranked).values_list("pk", "birth_year", "sex")
    }
    return {child_id: known[child_id] for child_id in sorted(known, key=lambda one: (-known[one], one.hex))}


def _ranked(borne: Sequence[tuple[int, str]]) -> dict[uuid.UUID, float]:
    """The likeliest by how rare the tokens are that they share."""
    bearers = Counter(token for token, _ in borne)
    worth = {token: OF_RARITY * log(MOST_ROWS / count) for token, count in bearers.items()}
    points: dict[str, float] = {}
    for token, bearer in borne:
        points[bearer] = points.get(bearer, 0.0) + worth[token]
    likeliest = nsmallest(AT_ONCE, points, key=lambda bearer: (-points[bearer], bearer))
    return {uuid.UUID(bearer): points[bearer] for bearer in likeliest}


def _borne(rows: QuerySet[NameToken], most: int | None = MOST_ROWS) -> list[tuple[int, str]]:
    """Numbers of children as text: thousands of objects that nobody needs would take longer than all else."""
    found = rows.order_by().annotate(bearer=Cast("child_id", TextField())).values_list("token", "bearer")
    return list(found[:most])
