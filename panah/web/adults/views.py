from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.programme.directory.models import Adult, AdultPair
from panah.programme.directory.queries import (
    AdultList,
    entries_of,
    known_by,
    may_read_contact,
    organisations_that_know,
)
from panah.web.adults import queries
from panah.web.adults.forms import FilterForm, SearchForm
from panah.web.components.child_words import language_now
from panah.web.components.lists import ON_A_PAGE, ListColumn, Listing
from panah.web.components.values import Column, Table


@page(Permission.ADULT_VIEW)
def adult_list(request: Request) -> HttpResponse:
    """25 on a page in the order of the Kazakh alphabet. What is searched for comes in the body and stands in no address."""
    organisations = list(organisations_that_know())
    filters = FilterForm(request.GET, organisations=organisations)
    labels = {name: ListColumn(str(label)) for name, label in queries.columns().items()}
    listing = Listing(request, "adult-list", labels, filters)
    asked: dict[str, Any] = {name: listing.chosen.get(name, "") for name in ("sector", "region")}
    asked["known_to"] = next((one.pk for one in organisations if one.code == listing.chosen.get("known")), None)
    asked["has_left"] = "left" in listing.chosen
    context: dict[str, Any] = {
        "search": SearchForm(request.POST or None),
        "can_keep": Permission.ADULT_KEEP in request.actor.permissions,
        "here": listing.url(),
    }
    if Permission.ADULT_KEEP in request.actor.permissions:
        context["waiting"] = AdultPair.objects.visible_to(request.actor).waiting().count()
    text = _text(context["search"])
    rows = AdultList(request.actor, text=text, **asked)
    if text:
        return render(request, "adults/list.html", context | _searched(request, rows, text))
    context |= listing.context(
        rows, total=lambda: AdultList(request.actor).count(), table_rows=queries.list_rows,
        empty=_("Nobody is written down yet."), nothing_fits=_("Nobody fits what you chose."),
    )  # fmt: skip
    return render(request, "adults/list.html", context)


def _text(search: SearchForm) -> str:
    return str(search.cleaned_data["text"]).strip() if search.is_bound and search.is_valid() else ""


def _searched(request: Request, rows: Any, text: str) -> dict[str, Any]:
    pages = Paginator(rows, ON_A_PAGE).get_page(request.POST.get("page"))
    labels = [Column(str(label)) for label in queries.columns().values()]
    table = Table(
        labels, queries.list_rows(pages), empty=_("Nobody of this name. Other spellings and scripts were tried too.")
    )
    return {"found": table, "pages": pages, "text": text}


@page(Permission.ADULT_VIEW)
def adult(request: Request, code: str) -> HttpResponse:
    """One person. A later entry of somebody leads to the one that counts, and says so."""
    found = queries.adult_or_404(request.actor, code)
    if found.same_as is not None:
        messages.info(
            request, _("The entry %(code)s is of this person, who counts under the earlier one.") % {"code": found.code}
        )
        return redirect("adult-entry", found.same_as.code)
    return _shown(request, found)


@page(Permission.CONTACT_READ)
def contact(request: Request, code: str) -> HttpResponse:
    """Telephone and e-mail, opened for those who wrote them down; that they were read is on record."""
    found = queries.adult_or_404(request.actor, code)
    if request.method != "POST" or found.same_as is not None:
        return redirect("adult-entry", found.code)
    entries = list(entries_of(request.actor, found))
    reveal(request.actor, *entries, only=queries.CONTACTS)
    return _shown(request, found, contacts=queries.contact_facts(entries))


def _shown(request: Request, found: Adult, contacts: list[Any] | None = None) -> HttpResponse:
    actor = request.actor
    entries = queries.entries_table(actor, found)
    pairs = AdultPair.objects.visible_to(actor).of_person(found) if Permission.ADULT_KEEP in actor.permissions else ()
    knows = known_by(found)
    context = {
        "adult": found, "facts": queries.facts_of(found), "entries": entries, "contacts": contacts,
        "can_read": may_read_contact(actor, found), "can_keep": queries.may_keep(actor, found),
        "known_by": [one.label(language_now()) for one in knows], "print_code": found.code,
        "others_know": any(str(one.pk) != actor.organisation for one in knows),
        "pairs": Table(queries.pair_columns(), queries.pair_rows(pairs)),
    }  # fmt: skip
    return render(request, "adults/adult.html", context)
