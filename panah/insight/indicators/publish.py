"""The only door out for numbers: the audience decides what may leave.

Inside, with the right to figures: exact; with the right to rows: the rows too, by code. One who answers for an organisation
sees that organisation's part, where a child served by two organisations counts in each. The public is told only totals that
the programme declared, over windows that are over, and none so small that it could point to a child.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal, require
from panah.foundation.security.codes import ActorKind
from panah.foundation.security.permissions import Permission
from panah.insight.indicators.catalog import CATALOG
from panah.insight.indicators.codes import Audience, Unit
from panah.insight.indicators.queries import declared_totals, window_named
from panah.insight.indicators.rules import Breakdown, Count, Indicator, Row, Window, adds_up

DEFAULT_WINDOWS = dict.fromkeys(
    (
        "children_served", "specialists_trained", "training_attendances", "champions", "champion_posts", "champion_events",
        "partner_organisations",
    ),
    "katch",
)  # fmt: skip


class UnknownIndicator(Refusal):
    code = "unknown_indicator"
    sentence = _("There is no such figure.")


class NotForThisAudience(Refusal):
    code = "not_for_this_audience"
    sentence = _("This figure is not published: only totals that the programme has declared are.")


class TooSmall(Refusal):
    code = "too_small"
    sentence = _("This figure is too small to be published without pointing to a child.")


class WindowStillOpen(Refusal):
    code = "window_still_open"
    sentence = _("This figure is published when its time is over: while it grows, each change would point to a child.")


class NotYetForCoordinators(Refusal):
    code = "not_yet_for_coordinators"
    sentence = _("Totals for coordinators are not ready: hiding small numbers safely comes first.")


class DoesNotAddUp(Exception):
    """A breakdown whose cells do not sum to the total: a fault of counting, never shown as a figure."""


@dataclass(frozen=True)
class Figure:
    """A number with all that is needed to read it. ``rows`` are empty without the right to them."""

    code: str
    title: object
    definition: object
    unit: Unit
    value: float | None
    window: Window
    organisation: str = ""
    breakdowns: tuple[Breakdown, ...] = ()
    rows: tuple[Row, ...] = ()
    has_rows: bool = False


def indicator_codes() -> tuple[str, ...]:
    return tuple(CATALOG)


def default_window(code: str) -> Window:
    return window_named(DEFAULT_WINDOWS.get(code, "last_90_days"))


def publish(code: str, audience: Audience, actor: Actor | None = None, window: Window | None = None) -> Figure:
    """Count ``code`` over ``window`` and give what ``audience`` may know; raises a Refusal where it may not."""
    indicator = CATALOG.get(code)
    if indicator is None:
        raise UnknownIndicator
    return _DOORS[audience](indicator, actor, window or default_window(code))


def _inside(indicator: Indicator, actor: Actor | None, window: Window) -> Figure:
    if actor is None:
        raise NotForThisAudience
    require(actor, Permission.FIGURES_READ)
    organisation = _part_of(actor)
    count = indicator.count(window, organisation)
    _must_add_up(indicator, count)
    may_see_rows = indicator.has_rows and Permission.FIGURES_ROWS in actor.permissions
    return replace(
        _figure(indicator, count.value, window),
        organisation=organisation,
        breakdowns=count.breakdowns,
        rows=tuple(_row_for(actor, row) for row in count.rows) if may_see_rows else (),
        has_rows=may_see_rows,
    )


def _figure(indicator: Indicator, value: float | None, window: Window) -> Figure:
    return Figure(indicator.code, indicator.title, indicator.definition, indicator.unit, value, window)


def _row_for(actor: Actor, row: Row) -> Row:
    """Who may open names by the code is not given, in one list, which children are those of migrants (S2)."""
    if Permission.IDENTITY_READ not in actor.permissions:
        return row
    return replace(row, facts={name: fact for name, fact in row.facts.items() if name != "category"})


def _part_of(actor: Actor) -> str:
    """``""`` for those who answer for the whole programme, else the organisation whose part is counted."""
    sees_all = actor.kind is ActorKind.SYSTEM or Permission.FIGURES_OF_ALL in actor.permissions
    if not sees_all and not actor.organisation:
        raise NotForThisAudience
    return "" if sees_all else actor.organisation


def _must_add_up(indicator: Indicator, count: Count) -> None:
    for breakdown in count.breakdowns:
        if not adds_up(count.value, breakdown):
            raise DoesNotAddUp(f"{indicator.code} by {breakdown.name}")
    if indicator.has_rows and len(count.rows) != count.value:
        raise DoesNotAddUp(f"{indicator.code} by rows")


def _public(indicator: Indicator, actor: Actor | None, window: Window) -> Figure:
    declared = next(
        (one for one in declared_totals() if one.indicator == indicator.code and one.window == window), None
    )
    if declared is None:
        raise NotForThisAudience
    if not window.is_over(clock.today()):
        raise WindowStillOpen
    value = indicator.total(window, "")
    if value is None or value < declared.minimum:
        raise TooSmall
    return _figure(indicator, value, window)


def _coordinator(indicator: Indicator, actor: Actor | None, window: Window) -> Figure:
    raise NotYetForCoordinators


_DOORS: dict[Audience, Callable[[Indicator, Actor | None, Window], Figure]] = {
    Audience.INSIDE: _inside,
    Audience.PUBLIC: _public,
    Audience.COORDINATOR: _coordinator,
}
