"""A list as every page of lists shows it: filters and order in the address as codes, tags, 25 on a page, saved views.

listing = Listing(request, "case-list", COLUMNS, form)
rows = listing.ordered(rows, "-opened_at", "code")
listing.context(rows, total=…, row=lambda page_rows: [TableRow(…), …], empty=_("…"))
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.expressions import Combinable, OrderBy
from django.urls import reverse

from panah.foundation.documents.queries import views_of
from panah.foundation.documents.rules import is_view_part
from panah.foundation.security.pages import Request
from panah.web.components.values import Column, FilterTag, Table, TableRow, Words

ON_A_PAGE = 25
SORT = "sort"
Order = str | Combinable


class Counted(Protocol):
    """Rows that know how many they are and give a part of themselves, as a query does."""

    def count(self) -> int: ...

    def __getitem__(self, part: slice) -> Sequence[Any]: ...


@dataclass(frozen=True)
class ListColumn:
    """A column; with ``by`` its heading is a link that orders the rows."""

    label: Words
    by: Sequence[Order] = ()
    is_number: bool = False


def by_rank(field: str, codes: Sequence[str]) -> Combinable:
    """Order by the place of a code in ``codes``, not by its letters."""
    whens = [When(**{field: code}, then=Value(place)) for place, code in enumerate(codes)]
    return Case(*whens, default=Value(len(codes)), output_field=IntegerField())


class Listing:
    """What was asked of a list. ``form`` holds the filters; ``kept`` are other words of its address, such as a box."""

    def __init__(
        self, request: Request, page: str, columns: Mapping[str, ListColumn], form: forms.Form,
        kept: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        form.is_valid()  # an invented value narrows nothing
        self.request, self.page, self.columns, self.form = request, page, columns, form
        self.kept = dict(kept or {})
        values = {name: form.cleaned_data.get(name) for name in form.fields if name not in self.kept}
        self.chosen: dict[str, str] = {name: str(value) for name, value in values.items() if value}
        asked = request.GET.get(SORT, "")
        sortable = asked.removeprefix("-") in {key for key, column in columns.items() if column.by}
        self.sort = asked if sortable else ""

    def url(self, *without: str, **more: str) -> str:
        """This list with some words of its address taken away and others put in."""
        words = self.kept | self.chosen | ({SORT: self.sort} if self.sort else {})
        words = {name: value for name, value in words.items() if name not in without} | more
        address = reverse(self.page)
        return f"{address}?{urlencode(words)}" if words else address

    def ordered(self, rows: QuerySet[Any], *otherwise: Order) -> QuerySet[Any]:
        """By the chosen column; the usual order, that of ``rows`` where none is given, decides among equals."""
        usual = otherwise or rows.query.order_by
        if not self.sort:
            return rows.order_by(*usual)
        wanted = self.columns[self.sort.removeprefix("-")].by
        return rows.order_by(*(_directed(one, self.sort.startswith("-")) for one in wanted), *usual)

    def headings(self) -> list[Column]:
        return [self._heading(key, column) for key, column in self.columns.items()]

    def _heading(self, key: str, column: ListColumn) -> Column:
        if not column.by:
            return Column(column.label, column.is_number)
        is_up, is_down = self.sort == key, self.sort == f"-{key}"
        turned = self.url(SORT) if is_down else self.url(**{SORT: f"-{key}" if is_up else key})
        return Column(column.label, column.is_number, turned, "ascending" if is_up else "descending" if is_down else "")

    def tags(self) -> list[FilterTag]:
        return [FilterTag(self._words_of(name), self.url(name)) for name in self.chosen]

    def _words_of(self, name: str) -> str:
        """ "Risk: high"."""
        one = self.form.fields[name]
        choices = {str(code): label for code, label in getattr(one, "choices", ())}
        return f"{one.label}: {choices.get(self.chosen[name], self.chosen[name])}"

    def context(
        self, rows: QuerySet[Any] | Counted, *, total: Callable[[], int], table_rows: Callable[[list[Any]], list[TableRow]],
        empty: Words, nothing_fits: Words,
    ) -> dict[str, Any]:  # fmt: skip
        """Everything that ``parts/list.html`` shows. ``total`` is asked only where filters narrow."""
        asked: Any = rows
        shown = Paginator(asked, ON_A_PAGE).get_page(self.request.GET.get("page"))
        words = nothing_fits if self.chosen else empty
        views = views_of(self.request.actor, self.page)
        query = self.url().partition("?")[2]
        return {
            "table": Table(self.headings(), table_rows(list(shown.object_list)), empty=words),
            "page_obj": shown,
            "filter": self.form,
            "tags": self.tags(),
            "clear_url": self.url(*self.chosen, SORT),
            "shown": shown.paginator.count,
            "total": total() if self.chosen else shown.paginator.count,
            "views": [(view, f"{reverse(self.page)}?{view.query}", view.query == query) for view in views],
            "view_page": self.page,
            "view_query": query if self._may_be_saved() else "",
        }

    def _may_be_saved(self) -> bool:
        words = self.chosen | ({SORT: self.sort} if self.sort else {})
        return bool(words) and all(is_view_part(name, value) for name, value in words.items())


def _directed(order: Order, is_turned: bool) -> OrderBy:
    if isinstance(order, str):
        is_down = order.startswith("-") != is_turned
        order = F(order.removeprefix("-"))
    else:
        is_down = is_turned
    expression: Any = order
    return OrderBy(expression, descending=is_down, nulls_last=True)
