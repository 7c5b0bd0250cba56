"""What the pages of a region gather: bodies with how they stand, and rows of one body, all of it codes and hours."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import Http404
from django.utils import timezone

from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import (
    Desk,
    Standing,
    StuckRow,
    Window,
    desks,
    last_thirty_days,
    noes_by_kind,
    owed_leg,
    owed_legs,
    standing_by_body,
    stuck_rows,
    window_of_days,
)
from panah.casework.referrals.rules import Published, published
from panah.foundation.accounts.models import Organisation
from panah.foundation.accounts.queries import Coordination, coordination_of
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.web.region.forms import QUARTER, RegionFilter

NOTHING = Standing()


@dataclass(frozen=True)
class BodyLine:
    body: Organisation
    standing: Standing


@dataclass(frozen=True)
class DeskLine:
    body: Organisation
    desk: Desk


def window_of(period: str) -> Window:
    """The last 30 days, or the last quarter that is over."""
    if period != QUARTER:
        return last_thirty_days()
    today = timezone.localtime(clock.now()).date()
    after = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    last = after - timedelta(days=1)
    return window_of_days(last.replace(month=last.month - 2, day=1), after)


def places_of(coordination: Coordination) -> list[Place]:
    """Where bodies lie that may be asked for: regions for a ministry, districts for a region."""
    if coordination.is_national:
        return list(Place.objects.regions())
    return list(Place.objects.districts(coordination.mandate.region_id or ""))


@dataclass(frozen=True)
class Found:
    """The bodies that were asked for, and what may be said of all refusals, whatever the page is narrowed to."""

    lines: list[BodyLine]
    refusals: Published
    noes: Published
    desks: list[DeskLine]


def found(coordination: Coordination, form: RegionFilter) -> Found:
    """Bodies that owe something or have answered in this time, the longest waiting first.

    Refusals are counted over everything that is reached: two tables that differ by a filter tell too much.
    """
    chosen = form.chosen()
    reached = coordination.bodies()
    bodies = {body.pk: body for body in reached.select_related("place")}
    service = chosen.get("service", "")
    window = window_of(chosen.get("period", ""))
    standings = standing_by_body(coordination, bodies.keys(), window, service)
    refusals = refusals_of({bodies[pk].code: standing for pk, standing in standings.items()})
    wanted = [
        BodyLine(bodies[pk], standing)
        for pk, standing in standings.items()
        if _fits(bodies[pk], chosen) and (standing.waiting or not service)
    ]
    noes = published(noes_by_kind(coordination, bodies.keys(), window))
    of_desks = {} if service else desks(coordination, bodies.keys())  # a concern asks for no service yet
    at_desks = [DeskLine(bodies[pk], desk) for pk, desk in of_desks.items() if _fits(bodies[pk], chosen)]
    return Found(sorted(wanted, key=_longest_first), refusals, noes, sorted(at_desks, key=_longest_at_desk_first))


def _fits(body: Organisation, chosen: Mapping[str, str]) -> bool:
    place, kind = chosen.get("place"), chosen.get("kind")
    lies_there = not place or (body.place is not None and place in (body.place_id, body.place.parent_id))
    return lies_there and (not kind or body.kind == kind)


def _longest_first(line: BodyLine) -> tuple[bool, datetime, str]:
    oldest = line.standing.oldest
    return oldest is None, oldest or clock.now(), line.body.code


def _longest_at_desk_first(line: DeskLine) -> tuple[datetime, str]:
    return line.desk.oldest or clock.now(), line.body.code


def desk_of(coordination: Coordination, body: Organisation) -> Desk | None:
    return desks(coordination, [body.pk]).get(body.pk)


def refusals_of(standings: Mapping[str, Standing]) -> Published:
    """Reasons by body, with what may be said of each count."""
    return published({
        (code, reason): count for code, standing in standings.items() for reason, count in standing.refusals.items()
    })  # fmt: skip


def coordination_or_404(actor: Actor) -> Coordination:
    coordination = coordination_of(actor)
    if coordination is None:
        raise Http404
    return coordination


def body_or_404(actor: Actor, code: str) -> tuple[Coordination, Organisation]:
    """A body of another region and one that does not exist are one page (S17)."""
    coordination = coordination_or_404(actor)
    body = coordination.bodies().filter(code=code, is_active=True).first()
    if body is None:
        raise Http404
    return coordination, body


def standing_of(coordination: Coordination, body: Organisation) -> Standing:
    standings: dict[uuid.UUID, Standing] = standing_by_body(coordination, [body.pk], window_of(""))
    return standings.get(body.pk, NOTHING)


def legs_of_body(coordination: Coordination, body: Organisation) -> list[Leg]:
    return list(owed_legs(coordination, [body.pk]).select_related("referral"))


def rows_of(legs: Sequence[Leg]) -> list[StuckRow]:
    return stuck_rows(legs)


def row_or_404(coordination: Coordination, body: Organisation, number: str) -> StuckRow:
    """By its number alone; a code typed here leads nowhere."""
    leg = owed_leg(coordination, body, number)
    if leg is None:
        raise Http404
    return stuck_rows([leg])[0]
