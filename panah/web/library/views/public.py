import uuid
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from panah.foundation.reference.codes import code_list
from panah.foundation.security import vault
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import public
from panah.programme.library.models import Edition, Item
from panah.programme.library.queries import Entry, content_for, entries_of, public_item, public_items, shelf_of
from panah.web.components.child_words import language_now
from panah.web.library import words
from panah.web.library.views.reading import paper_answer

EVERYBODY = Actor.public()


@public("what everybody may read of the library")
@require_safe
def open_list(request: HttpRequest) -> HttpResponse:
    """By kind, in the order of the list of kinds."""
    order = code_list("library_kinds").codes
    items = sorted(public_items(), key=lambda item: order.index(item.kind) if item.kind in order else len(order))
    entries = entries_of(EVERYBODY, items)
    groups = [
        (code_list("library_kinds").label(kind), [_line(entry) for entry in found])
        for kind, found in groupby(entries, key=lambda entry: entry.item.kind)
    ]
    return render(request, "library/public.html", {"groups": groups})


def _line(entry: Entry) -> tuple[str, str, str, str]:
    item, language = entry.item, language_now()
    return item.code, item.title(language), item.summary(language), words.spoken(entry.languages)


@public("one entry of the library that is for everybody")
@require_safe
def open_item(request: HttpRequest, code: str) -> HttpResponse:
    found = _open_or_404(code)
    shelf = next((one for one in shelf_of(EVERYBODY, found) if one.is_newest), None)
    context = {
        "item": found, "title": found.title(language_now()), "summary": found.summary(language_now()), "shelf": shelf,
        "editions": [(one, words.paper_words(one)) for one in shelf.editions] if shelf else [],
        "missing": words.spoken(shelf.missing) if shelf else "",
    }  # fmt: skip
    return render(request, "library/public_item.html", context)


def _open_or_404(code: str) -> Item:
    found = public_item(code)
    if found is None:
        raise Http404
    return found


@public("a paper or a text of the library that is for everybody")
@require_safe
def open_edition(request: HttpRequest, code: str, edition_id: uuid.UUID) -> HttpResponse:
    found = _open_or_404(code)
    rows = Edition.objects.visible_to(EVERYBODY).select_related("version__item", "paper")
    row: Edition = get_object_or_404(rows, pk=edition_id, version__item=found)
    if row.paper is None:
        context = {"item": found, "edition": row, "title": found.title(row.language)}
        return render(request, "library/public_text.html", context)
    with vault.ring():
        return paper_answer(row, content_for(EVERYBODY, row))
