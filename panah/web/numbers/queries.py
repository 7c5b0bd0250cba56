"""What the pages of figures show, gathered from the one door for numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor, Refusal
from panah.insight.indicators.codes import Audience, Unit
from panah.insight.indicators.publish import Figure as Published
from panah.insight.indicators.publish import default_window, indicator_codes, publish
from panah.insight.indicators.queries import declared_totals, window_named
from panah.insight.indicators.rules import Breakdown, Row, Window
from panah.web.components.values import Bar, Column, Figure, Table, TableRow
from panah.web.numbers.words import (
    breakdown_title,
    cell_label,
    cell_labels,
    region_labels,
    span,
    unit_word,
    value_word,
)


@dataclass(frozen=True)
class Split:
    """One breakdown as bars; ``caption`` says what they sum to."""

    title: str
    caption: str
    unit: str
    bars: Sequence[Bar]


def front_figures(language: str) -> list[Figure]:
    """The totals that the public may know, each with the way to how it is counted; none where there is none."""
    with override(language):
        address = _address("numbers")
        return [
            Figure(int(one.value or 0), _received(int(one.value or 0)), _("counted once"), address)
            for one in public_figures()
            if one.code == "children_served"
        ]


def _received(children: int) -> str:
    # Translators: stands after the number of children
    return ngettext("child received services", "children received services", children)


def front_title(language: str) -> str:
    """The days that the totals of the first page are about."""
    with override(language):
        windows = [one.window for one in public_figures()]
        return f"{date_format(windows[0].first)} – {date_format(windows[0].last)}" if windows else ""


def public_figures() -> list[Published]:
    """Every declared total that may leave today."""
    found = []
    for declared in declared_totals():
        try:
            found.append(publish(declared.indicator, Audience.PUBLIC, window=declared.window))
        except Refusal:  # too small, or its time is not over: the public is shown nothing rather than a reason
            continue
    return found


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def asked_window(code: str, window: str) -> Window:
    """The window of this code, else the one that the indicator is usually read over."""
    try:
        return window_named(window)
    except KeyError:
        return default_window(code)


def overview(actor: Actor) -> Table:
    """Every indicator with its value over its usual window."""
    figures = [publish(code, Audience.INSIDE, actor) for code in indicator_codes()]
    rows = [
        TableRow(
            [str(one.title), value_word(one.value), unit_word(one.unit), span(one.window)],
            reverse("indicator", args=[one.code]),
        )
        for one in figures
    ]
    return Table([Column(_("Figure")), Column(_("Value"), is_number=True), Column(_("Unit")), Column(_("Days"))], rows)


def splits(figure: Published) -> list[Split]:
    return [_split(figure, one) for one in figure.breakdowns if one.cells]


def _split(figure: Published, breakdown: Breakdown) -> Split:
    labels = cell_labels(breakdown)
    bars = [Bar(labels[cell.code], cell.count) for cell in breakdown.cells]
    words = _("Sum: %(sum)s")
    if not breakdown.is_partition and figure.unit is Unit.CHILDREN:
        words = _("One child may stand in several rows. Their sum: %(sum)s")
    return Split(breakdown_title(breakdown.name), words % {"sum": breakdown.total}, unit_word(figure.unit), bars)


def rows_table(rows: Sequence[Row]) -> Table:
    """What was counted, by code. Citizenship is never among the facts: no list joins it with a child (S2)."""
    names = [name for name in _facts_of(rows) if not name.startswith("quarter")]
    regions = region_labels(sorted({str(row.facts["region"]) for row in rows}))
    columns = [
        Column(_("Code")),
        Column(_("First service") if "service_types" in names else _("Day")),
        *(Column(breakdown_title(name)) for name in names),
    ]
    return Table(columns, [TableRow(_cells(row, regions, names)) for row in rows], empty=_("No rows."))


def _facts_of(rows: Sequence[Row]) -> list[str]:
    """The names of facts in the order of columns: when, where, what is one, what may be several."""
    names = list(rows[0].facts) if rows else []
    several = [name for name in names if isinstance(rows[0].facts[name], tuple)]
    first = [name for name in names if name.startswith("quarter")] + [name for name in names if name == "region"]
    return [*first, *(name for name in names if name not in (*first, *several)), *several]


def _cells(row: Row, regions: dict[str, str], names: Sequence[str]) -> list[object]:
    told = [regions[str(row.facts[name])] if name == "region" else _cell(name, row.facts[name]) for name in names]
    return [format_html("<code>{}</code>", row.code), f"{row.day:%d.%m.%Y}" if row.day else "", *told]


def _cell(name: str, fact: str | tuple[str, ...]) -> str:
    return ", ".join(code_list(name).labels(list(fact))) if isinstance(fact, tuple) else cell_label(name, fact)


def rows_for_file(rows: Sequence[Row], is_demo: bool) -> tuple[list[str], list[list[str]]]:
    """Header and rows in codes, for a spreadsheet; in a demo every code says so."""
    facts = _facts_of(rows)
    header = ["code", "first_service" if "service_types" in facts else "day", *facts]
    prefix = "DEMO-" if is_demo else ""
    return header, [
        [f"{prefix}{row.code}", row.day.isoformat() if row.day else "", *(_plain(row.facts[name]) for name in facts)]
        for row in rows
    ]


def _plain(fact: str | tuple[str, ...]) -> str:
    return " ".join(fact) if isinstance(fact, tuple) else fact
