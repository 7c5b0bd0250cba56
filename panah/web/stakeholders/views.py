from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panah.foundation.reference.codes import code_list
from panah.foundation.reference.queries import place_label
from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.directory.queries import matrix_of
from panah.web.components.child_words import language_now
from panah.web.components.lists import ON_A_PAGE, ListColumn, Listing
from panah.web.components.values import Column, Link, Table
from panah.web.stakeholders import queries
from panah.web.stakeholders.forms import FilterForm, RegionForm, SearchForm
from panah.web.stakeholders.laying import laid_out

VIEWS = {"": gettext_lazy("Table"), "stage": gettext_lazy("By stage"), "body": gettext_lazy("By institution")}


@page(Permission.STAKEHOLDER_VIEW)
def who_does_what(request: Request) -> HttpResponse:
    """Who does what in each stage, for a region or the country: to read, and to print on one sheet."""
    filters = RegionForm(request.GET)
    region = filters.cleaned_data["region"] if filters.is_valid() else ""
    by = request.GET.get("by", "")
    by = by if by in VIEWS else ""
    today = clock.today()
    table, institutions = matrix_of(request.actor, on=today, region=region)
    parts = code_list("responsibility_part")
    context = {
        "filter": filters, "by": by, "today": today, "laid": laid_out(table, institutions),
        "where": place_label(region, language_now()) if region else _("Whole country"),
        "views": [Link("" if one == by else _url(region, one), label) for one, label in VIEWS.items()],
        "parts": [(parts.row(code).extra["sign"], parts.label(code)) for code in parts.codes],
        "can_keep": Permission.STAKEHOLDER_KEEP in request.actor.permissions,
    }  # fmt: skip
    return render(request, "stakeholders/matrix.html", context)


def _url(region: str, by: str) -> str:
    words = {name: value for name, value in (("region", region), ("by", by)) if value}
    address = reverse("stakeholder-matrix")
    return f"{address}?{urlencode(words)}" if words else address


@page(Permission.STAKEHOLDER_VIEW)
def institutions(request: Request) -> HttpResponse:
    """Schools, clinics, offices: where adults of the public work are at work, and who does what."""
    listing = Listing(
        request, "stakeholder-list", {name: ListColumn(label) for name, label in queries.list_labels().items()},
        FilterForm(request.GET),
    )  # fmt: skip
    asked: dict[str, Any] = {name: listing.chosen.get(name, "") for name in ("kind", "region")}
    asked["is_closed"] = "closed" in listing.chosen
    search = SearchForm(request.POST or None)
    text = str(search.cleaned_data["text"]).strip() if search.is_bound and search.is_valid() else ""
    rows = queries.listed(request.actor, text=text, **asked)
    context: dict[str, Any] = {
        "search": search, "here": listing.url(), "can_keep": Permission.STAKEHOLDER_KEEP in request.actor.permissions,
    }  # fmt: skip
    if text:
        pages = Paginator(rows, ON_A_PAGE).get_page(request.POST.get("page"))
        labels = [Column(label) for label in queries.list_labels().values()]
        empty = _("No institution of this name. Other spellings were tried too.")
        context |= {"found": Table(labels, queries.list_rows(pages), empty=empty), "pages": pages, "text": text}
        return render(request, "stakeholders/list.html", context)
    context |= listing.context(
        rows, total=lambda: queries.listed(request.actor).count(), table_rows=queries.list_rows,
        empty=_("No institution is written down yet."), nothing_fits=_("No institution fits what you chose."),
    )  # fmt: skip
    return render(request, "stakeholders/list.html", context)


@page(Permission.STAKEHOLDER_VIEW)
def institution(request: Request, code: str) -> HttpResponse:
    """One institution: where it is, what it does in each stage, and who works there."""
    here = queries.institution_or_404(request.actor, code)
    context = {
        "here": here, "name": here.label(language_now()), "facts": queries.facts_of(here),
        "duties": queries.duties(request.actor, here), "law": queries.by_law(here),
        "contacts": queries.contacts(request.actor, here), "can_keep": queries.may_keep(request.actor, here),
        "can_say": Permission.STAKEHOLDER_KEEP in request.actor.permissions,
        "can_add": Permission.ADULT_KEEP in request.actor.permissions,
    }  # fmt: skip
    return render(request, "stakeholders/institution.html", context)
