"""The month of the line: kinds of calls by language, region and hours. What leaves the room says no small number."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.casework.calls.queries import HOURS_TOGETHER, MonthOfLine, month_of_line
from panah.casework.calls.rules import told_alike
from panah.casework.referrals.rules import Hidden, Published, published, share_said
from panah.engines.tables.writing import delimited
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.queries import place_label
from panah.foundation.security import audit, clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.calls.reaching import around
from panah.web.components.values import Column, Table, TableRow

MONTH = re.compile(r"^(20\d\d)-(0[1-9]|1[0-2])$")


def first_day(words: str) -> date:
    found = MONTH.match(words)
    if found is None:
        raise Http404
    return date(int(found.group(1)), int(found.group(2)), 1)


@dataclass(frozen=True)
class Cut:
    """One table: its caption, the counts by (kind, column) as they may be said, and how columns are called and ordered."""

    caption: str
    said: Published
    label: Callable[[str], str]
    place: Callable[[str], Any]

    @property
    def columns(self) -> list[str]:
        return sorted(self.said.columns, key=self.place)


def _cuts(month: MonthOfLine) -> list[Cut]:
    languages = code_list("languages_spoken")
    order = {code: place for place, code in enumerate(languages.codes)}
    counts = (month.by_language, month.by_region, month.by_hours)
    by_language, by_region, by_hours = told_alike([published(one) for one in counts])
    return [
        Cut(_("By language"), by_language, languages.label, lambda code: order.get(code, len(order))),
        Cut(_("By region"), by_region, lambda code: place_label(code) if code else _("not known"), str),
        Cut(_("By hours"), by_hours, lambda code: f"{code}–{int(code) + HOURS_TOGETHER:02d}", str),
    ]


def _total(month: MonthOfLine, cuts: Sequence[Cut]) -> str:
    """Only where nothing is hidden: a rounded total too leaves, less the counts that are said, a hidden one over."""
    said = [
        value for cut in cuts for part in (cut.said.cells, cut.said.rows, cut.said.columns) for value in part.values()
    ]
    return "" if any(isinstance(value, Hidden) for value in said) else str(month.total)


def _table(cut: Cut) -> Table:
    """Kinds in rows; small counts as they are said to anybody else, for this page is printed and sent."""
    kinds = code_list("call_types")
    rows = [
        TableRow([
            kinds.label(kind), *(str(cut.said.cells.get((kind, one), 0)) for one in cut.columns), str(cut.said.rows[kind]),
        ])
        for kind in kinds.codes
        if kind in cut.said.rows
    ]  # fmt: skip
    rows.append(TableRow([_("All"), *(str(cut.said.columns[one]) for one in cut.columns), ""]))
    heads = [Column(_("Type")), *(Column(cut.label(one), True) for one in cut.columns), Column(_("All"), True)]
    return Table(heads, rows, caption=cut.caption)


def _month(request: Request, words: str) -> tuple[date, MonthOfLine]:
    first = first_day(words)
    return first, month_of_line(request.actor, first, timezone.get_current_timezone())


@page(Permission.CALL_COUNT)
def call_month(request: Request, month: str) -> HttpResponse:
    """Three tables for one month, on the screen, on paper and as a file."""
    first, counted = _month(request, month)
    cuts = _cuts(counted)
    earlier = date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
    later = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    context = {
        "month": month, "words": date_format(first, "YEAR_MONTH_FORMAT"), "total": _total(counted, cuts),
        "tables": [_table(cut) for cut in cuts] if counted.total else [],
        "quick": _quick(counted), "earlier": f"{earlier:%Y-%m}",
        "later": f"{later:%Y-%m}" if later <= clock.today() else "", **around(request.actor),
    }  # fmt: skip
    return render(request, "calls/month.html", context)


def _quick(counted: MonthOfLine) -> str:
    """The share of concerns that were passed on within an hour, to the nearest ten; of fewer than five nothing is said."""
    share = share_said(counted.passed_on_in_time, counted.concerns)
    return f"≈ {round(share, -1)} %" if share is not None else ""


@page(Permission.CALL_COUNT)
def call_month_file(request: Request, month: str) -> HttpResponse:
    """The same tables for a spreadsheet. What leaves the building leaves a line in the record of acts."""
    first, counted = _month(request, month)
    rows = []
    for cut in _cuts(counted):
        for kind, column in sorted(cut.said.cells, key=lambda key: (key[0], str(cut.place(key[1])))):
            cell = str(cut.said.cells[kind, column])
            rows.append([cut.caption, code_list("call_types").label(kind), str(cut.label(column)), cell])
    header = [_("Table"), _("Type"), _("Column"), _("Calls")]
    audit.append_alone(audit.Event(request.actor, "calls.month_file", "call", "", ["month"], len(rows)))
    response = HttpResponse(delimited(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="table-{first:%Y%m}.csv"'
    return response
