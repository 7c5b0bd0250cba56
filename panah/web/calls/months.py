"""The month of the line: kinds of calls by language, region and hours. What leaves the room says no small number."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.casework.calls.queries import MonthOfLine, month_of_line
from panah.casework.referrals.rules import Said, published
from panah.engines.tables.writing import delimited
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.queries import place_label
from panah.foundation.security import audit, clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.calls.reaching import around
from panah.web.components.values import Column, Table, TableRow

MONTH = re.compile(r"^(20\d\d)-(0[1-9]|1[0-2])$")
HOURS = 3
ALL = "all"


def first_day(words: str) -> date:
    found = MONTH.match(words)
    if found is None:
        raise Http404
    return date(int(found.group(1)), int(found.group(2)), 1)


def _tables(month: MonthOfLine) -> list[tuple[str, Mapping[tuple[str, str], int], Any]]:
    """Caption, counts by (kind, column), and how a column is called."""
    languages, names = code_list("languages_spoken"), code_list("languages_spoken").codes
    order = {code: place for place, code in enumerate(names)}
    return [
        (_("By language"), month.by_language, (languages.label, lambda code: order.get(code, len(order)))),
        (_("By region"), month.by_region, (lambda code: place_label(code) if code else _("not known"), str)),
        (_("By hours"), month.by_hours, (lambda code: f"{code}–{int(code) + HOURS:02d}", str)),
    ]


def _table(caption: str, counts: Mapping[tuple[str, str], int], label: Any) -> Table:
    """Kinds in rows; small counts as they are said to anybody else, for this page is printed and sent."""
    words, place = label
    said, kinds = published(counts), code_list("call_types")
    columns = sorted({column for _kind, column in counts}, key=place)
    rows = [
        TableRow(
            [kinds.label(kind), *(_shown(said.cells.get((kind, one), 0)) for one in columns), _shown(said.rows[kind])]
        )
        for kind in kinds.codes
        if kind in said.rows
    ]
    rows.append(TableRow([_("All"), *(_shown(said.columns[one]) for one in columns), ""]))
    heads = [Column(_("Type")), *(Column(words(one), True) for one in columns), Column(_("All"), True)]
    return Table(heads, rows, caption=caption)


def _shown(said: Said) -> str:
    return str(said)


def _month(request: Request, words: str) -> tuple[date, MonthOfLine]:
    first = first_day(words)
    return first, month_of_line(request.actor, first, timezone.get_current_timezone())


@page(Permission.CALL_COUNT)
def call_month(request: Request, month: str) -> HttpResponse:
    """Three tables for one month, on the screen, on paper and as a file."""
    first, counted = _month(request, month)
    earlier = date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
    later = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    context = {
        "month": month, "words": date_format(first, "YEAR_MONTH_FORMAT"), "total": _shown(published({(ALL, ALL): counted.total}).cells[ALL, ALL]),
        "tables": [_table(*one) for one in _tables(counted)] if counted.total else [],
        "quick": _quick(counted), "earlier": f"{earlier:%Y-%m}",
        "later": f"{later:%Y-%m}" if later <= clock.today() else "", **around(request.actor),
    }  # fmt: skip
    return render(request, "calls/month.html", context)


def _quick(counted: MonthOfLine) -> str:
    """The share of concerns that were passed on within an hour; of fewer than five nothing is said."""
    said = published(
        {("quick", ALL): counted.passed_on_in_time, ("rest", ALL): counted.concerns - counted.passed_on_in_time}
    )
    if counted.concerns < 5 or any(not isinstance(cell, int) for cell in said.cells.values()):
        return ""
    return f"{round(100 * counted.passed_on_in_time / counted.concerns)} %"


@page(Permission.CALL_COUNT)
def call_month_file(request: Request, month: str) -> HttpResponse:
    """The same tables for a spreadsheet. What leaves the building leaves a line in the record of acts."""
    first, counted = _month(request, month)
    rows = []
    for caption, counts, (words, place) in _tables(counted):
        said = published(counts)
        for kind, column in sorted(counts, key=lambda key: (key[0], place(key[1]))):
            cell = _shown(said.cells[kind, column])
            rows.append([caption, code_list("call_types").label(kind), str(words(column)), cell])
    header = [_("Table"), _("Type"), _("Column"), _("Calls")]
    audit.append_alone(audit.Event(request.actor, "calls.month_file", "call", "", ["month"], len(rows)))
    response = HttpResponse(delimited(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="table-{first:%Y%m}.csv"'
    return response
