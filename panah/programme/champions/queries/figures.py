from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from panah.foundation.accounts.models import Organisation
from panah.programme.champions.codes import ActType
from panah.programme.champions.models import Act, Champion
from panah.programme.champions.rules import Quarter


@dataclass(frozen=True)
class ActRow:
    """One act as it is counted: codes and numbers, of nobody."""

    code: str
    region: str  # of the champion: ISO 3166-2
    type: str
    language: str
    venue: str
    with_authority: bool
    happened_on: date
    reached: int  # estimated


@dataclass(frozen=True)
class ChampionRow:
    """One champion as counted: the person under whom the entry counts, once."""

    code: str
    person: str
    region: str
    since: date


def acts_over(first: date, last: date, organisation: Organisation | None = None) -> list[ActRow]:
    """What was done in these days, both included. For insight: it opens nothing.

    A post is there once, whoever recorded it, and what several held together once, as it was written down first.
    """
    rows: QuerySet[Any] = Act.objects.counted().filter(happened_on__gte=first, happened_on__lte=last)
    if organisation is not None:
        rows = rows.filter(champion__organisation=organisation)
    rows = rows.select_related("champion__region__parent").order_by("happened_on", "code")
    return [
        ActRow(
            act.code, _region(act.champion), act.type, act.language, act.venue, act.with_authority, act.happened_on,
            act.reached,
        )
        for act in rows
    ]  # fmt: skip


def champions_over(first: date, last: date, organisation: Organisation | None = None) -> list[ChampionRow]:
    """Who was a champion on one of these days, each person once under whatever entries."""
    rows: QuerySet[Any] = Champion.objects.filter(since__lte=last).filter(Q(until=None) | Q(until__gte=first))
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    found: dict[str, ChampionRow] = {}
    for one in rows.select_related("adult", "region__parent").order_by("since", "code"):
        person = str(one.adult.same_as_id or one.adult_id)
        found.setdefault(person, ChampionRow(one.code, person, _region(one), one.since))
    return list(found.values())


def _region(champion: Champion) -> str:
    region = champion.region.region()
    return region.pk if region else ""


def numbers_of(acts: Iterable[Act]) -> dict[str, int]:
    """What a report and a page say of some acts; reach is estimated."""
    rows = list(acts)
    counts = Counter(act.type for act in rows)
    languages = Counter(act.language for act in rows)
    return {
        **{kind.value: counts[kind] for kind in ActType},
        **{f"in_{code}": languages[code] for code in ("kk", "ru", "both")},
        "with_authority": sum(act.with_authority for act in rows),
        "women": sum(act.women for act in rows), "men": sum(act.men for act in rows),
        "young": sum(act.young for act in rows), "late": sum(act.is_late for act in rows),
    }  # fmt: skip


def cohort_numbers(champion: Champion, quarter: Quarter) -> dict[str, int]:
    """Of the whole cohort of an office, numbers alone: a champion learns of nobody else."""
    rows = Act.objects.counted().filter(
        champion__organisation=champion.organisation_id, happened_on__gte=quarter.first, happened_on__lte=quarter.last
    )
    here = Champion.objects.at_work().filter(organisation=champion.organisation_id).count()
    return numbers_of(rows) | {"champions": here}
