from django.http import HttpResponse
from django.shortcuts import render

from panah.casework.people.queries.phoning import MOST_OPENED
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.find import queries
from panah.web.find.forms import FindForm
from panah.web.find.noting import note_search
from panah.web.find.spellings import spellings


@page(Permission.FIND)
def find(request: Request) -> HttpResponse:
    """The text travels in the body, never in an address; the search is one row of audit with all codes shown."""
    form = FindForm(request.POST or None)
    context: dict[str, object] = {"form": form, "can_open": Permission.CASE_WORK in request.actor.permissions}
    if request.method == "POST" and form.is_valid():
        found = queries.find(request.actor, form.cleaned_data["text"], form.cleaned_data["year"])
        note_search(request.actor, found.codes, found.asked)
        context |= {
            "found": found,
            "table": queries.table_of(found),
            "is_empty": not found.rows,
            "most_opened": MOST_OPENED,
        }
        context |= {"asked": form.cleaned_data["text"], "spellings": spellings(form.cleaned_data["text"])}
    return render(request, "find/find.html", context)
