from django.http import HttpResponse
from django.shortcuts import redirect, render

from panah.casework.people.queries.finding.phoning import MOST_OPENED
from panah.casework.people.queries.finding.typing import MOST_FILES
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.find import queries
from panah.web.find.forms import CompareForm, FindForm
from panah.web.find.noting import note_search

SHORTEST = 3
"""Letters from which on beginnings of names are tried."""


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
            "compare": CompareForm(found.comparable) if context["can_open"] and found.comparable else None,
        }
    return render(request, "find/find.html", context)


@page(Permission.FIND)
def typed(request: Request) -> HttpResponse:
    """A piece of the page while a name is being typed: own cases alone. What was shown is a row of audit; nothing else was told."""
    if request.method != "POST":
        return redirect("find")
    text = str(request.POST.get("text", ""))
    if sum(letter.isalpha() for letter in text) < SHORTEST or not FindForm({"text": text}).is_valid():
        return render(request, "find/typed.html")
    rows, has_beginnings = queries.find_typed(request.actor, text)
    if rows:
        note_search(request.actor, [row.code for row in rows])
    context = {"is_tried": True, "rows": rows, "has_beginnings": has_beginnings, "most_files": MOST_FILES}
    return render(request, "find/typed.html", context)
