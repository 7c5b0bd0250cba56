from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from panah.engines.tables.writing import delimited
from panah.foundation.security import audit, clock
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import Request, page, public
from panah.foundation.security.permissions import Permission
from panah.foundation.security.queries import is_demo
from panah.insight.indicators.codes import Audience
from panah.insight.indicators.publish import Figure, UnknownIndicator, publish
from panah.web.numbers import queries
from panah.web.numbers.forms import WindowForm
from panah.web.numbers.words import span, unit_word, value_word

ROWS_ON_A_PAGE = 100


@public("totals that the programme publishes, and how they are counted")
def numbers(request: HttpRequest) -> HttpResponse:
    figures = [
        {"value": value_word(one.value), "title": one.title, "definition": one.definition, "span": span(one.window)}
        for one in queries.public_figures()
    ]
    return render(request, "numbers/public.html", {"figures": figures})


@page(Permission.FIGURES_READ)
def figures(request: Request) -> HttpResponse:
    return render(request, "numbers/figures.html", {"table": queries.overview(request.actor)})


@page(Permission.FIGURES_READ)
def indicator(request: Request, code: str) -> HttpResponse:
    """A number, what it counts, what it is made of, and the way to its rows."""
    figure = _figure(request.actor, code, request.GET.get("window", ""))
    rows_url = f"{reverse('indicator-rows', args=[code])}?window={figure.window.code}" if figure.has_rows else ""
    return render(
        request,
        "numbers/indicator.html",
        {
            "figure": figure,
            "value": value_word(figure.value),
            "unit": unit_word(figure.unit),
            "span": span(figure.window),
            "splits": queries.splits(figure),
            "form": WindowForm(initial={"window": figure.window.code}),
            "rows_url": rows_url,
        },
    )


@page(Permission.FIGURES_ROWS)
def indicator_rows(request: Request, code: str) -> HttpResponse:
    """The rows behind a number, by code."""
    figure = _with_rows(request, code)
    shown = Paginator(figure.rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    query = f"?window={figure.window.code}"
    return render(
        request,
        "numbers/rows.html",
        {
            "figure": figure,
            "count": len(figure.rows),
            "span": span(figure.window),
            "table": queries.rows_table(list(shown.object_list)),
            "page_obj": shown,
            "back_url": reverse("indicator", args=[code]) + query,
            "file_url": reverse("indicator-rows-file", args=[code]) + query,
        },
    )


@page(Permission.FIGURES_ROWS)
def indicator_rows_file(request: Request, code: str) -> HttpResponse:
    """The same rows for a spreadsheet. What leaves the building leaves a line in the audit chain."""
    figure = _with_rows(request, code)
    header, rows = queries.rows_for_file(figure.rows, is_demo())
    audit.append_alone(audit.Event(request.actor, "indicators.export_rows", "indicator", code, header, len(rows)))
    response = HttpResponse(delimited(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rows-{clock.today():%Y%m%d}.csv"'
    return response


def _figure(actor: Actor, code: str, window: str) -> Figure:
    try:
        return publish(code, Audience.INSIDE, actor, queries.asked_window(code, window))
    except UnknownIndicator as error:
        raise Http404 from error


def _with_rows(request: Request, code: str) -> Figure:
    figure = _figure(request.actor, code, request.GET.get("window", ""))
    if not figure.has_rows:
        raise Http404
    return figure
