"""What two champions of one office may have held together, and what was said of it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count

from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.programme.champions.codes import AT_A_PLACE, ActType
from panah.programme.champions.models import Act, Champion
from panah.programme.champions.rules import Held, undecided

_WHAT = ("type", "happened_on", "place", "venue")


def held(act: Act) -> Held:
    return Held(
        act.code, str(act.champion_id), act.type, act.happened_on, act.place_id or "", act.venue, act.recorded_at,
        act.is_apart,
    )  # fmt: skip


def twins_of(champion: Champion, type: ActType, day: date, place: Place | None, venue: str) -> list[Act]:
    """What other champions of this office wrote down of the same day, kind and place; each thing once, the first first."""
    if type not in AT_A_PLACE or place is None:
        return []
    rows = Act.objects.counted().filter(
        type=type, happened_on=day, place=place, venue=venue, champion__organisation=champion.organisation_id
    )
    return list(rows.exclude(champion=champion).order_by("recorded_at", "code"))


def undecided_pairs(actor: Actor) -> list[tuple[Act, Act]]:
    """Those of which nobody has said whether they are one; the latest day first."""
    rows = Act.objects.visible_to(actor).counted().filter(type__in=AT_A_PLACE).exclude(place=None)
    crowded = rows.values(*_WHAT).annotate(champions=Count("champion", distinct=True)).filter(champions__gt=1)
    days = {row["happened_on"] for row in crowded}
    acts = rows.filter(happened_on__in=days).select_related("champion__adult", "champion__organisation", "place")
    by_code = {act.code: act for act in acts}
    offices: dict[object, list[Act]] = {}
    for act in by_code.values():
        offices.setdefault(act.champion.organisation_id, []).append(act)
    pairs = [pair for own in offices.values() for pair in undecided(held(act) for act in own)]
    found = [(by_code[first.code], by_code[later.code]) for first, later in pairs]
    return sorted(found, key=lambda pair: (pair[1].happened_on, pair[1].code), reverse=True)


def together_with(actor: Actor, act: Act) -> list[Act]:
    """All that count as one with it."""
    first = act.held_with_id or act.pk
    rows = Act.objects.visible_to(actor).standing().select_related("champion__adult", "champion__organisation")
    return list((rows.filter(held_with=first) | rows.filter(pk=first)).exclude(pk=act.pk).order_by("recorded_at"))


def once_each(acts: Iterable[Act]) -> list[Act]:
    """For a sum over a whole office: what was held together is one."""
    return [act for act in acts if act.held_with_id is None]
