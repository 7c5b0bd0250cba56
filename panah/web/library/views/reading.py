import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.library.codes import ItemState, UserKind
from panah.programme.library.models import Edition, Item, Version
from panah.programme.library.queries import (
    Shelf,
    compared,
    content_for,
    entries_of,
    find_items,
    shelf_of,
    use_of,
    uses_of,
    what_waits,
)
from panah.web.components.child_words import language_now
from panah.web.components.lists import ListColumn, Listing
from panah.web.components.values import Table
from panah.web.library import words
from panah.web.library.forms import FilterForm
from panah.web.papers.press import FORBID

FILTERS = ("kind", "stage", "sector", "language", "state")
LONGEST_SEARCH = 200
COLUMNS = {str(place): ListColumn("") for place in range(6)}


def item_or_404(actor: Actor, code: str) -> Item:
    found: Item = get_object_or_404(
        Item.objects.visible_to(actor).select_related("organisation__place"), code=normalise_code(code) or "-"
    )
    return found


def keeps(actor: Actor, item: Item, permission: Permission = Permission.LIBRARY_KEEP) -> bool:
    return permission in actor.permissions and item.organisation_id == actor.organisation_id


@page(Permission.LIBRARY_VIEW)
def item_list(request: Request) -> HttpResponse:
    """What there is to read, narrowed by codes in the address."""
    listing = Listing(request, "library", COLUMNS, FilterForm(request.GET))
    rows = find_items(request.actor, **{name: listing.chosen.get(name, "") for name in FILTERS})
    return _shown(request, listing, rows)


@page(Permission.LIBRARY_VIEW)
def find(request: Request) -> HttpResponse:
    """The words travel in the body, never in an address; any script finds."""
    if request.method != "POST":
        return redirect("library")
    text = str(request.POST.get("text", "")).strip()[:LONGEST_SEARCH]
    listing = Listing(request, "library", COLUMNS, FilterForm({}))
    rows = find_items(request.actor, text=text)
    return _shown(request, listing, rows, asked=text)


def _shown(request: Request, listing: Listing, rows: QuerySet[Item], asked: str = "") -> HttpResponse:
    def table_rows(items: Sequence[Item]) -> list[Any]:
        return [words.list_row(entry) for entry in entries_of(request.actor, items)]

    context = listing.context(
        rows, total=lambda: find_items(request.actor).count(), table_rows=table_rows,
        empty=_("Nothing fits. Try another word.") if asked else _("The library is empty. What is approved stands here."),
        nothing_fits=_("Nothing fits. Remove a filter."),
    )  # fmt: skip
    context["table"] = Table(words.list_columns(), context["table"].rows, empty=context["table"].empty)
    context |= {"asked": asked, "may_keep": Permission.LIBRARY_KEEP in request.actor.permissions}
    return render(request, "library/list.html", context)


@page(Permission.LIBRARY_VIEW)
def item(request: Request, code: str) -> HttpResponse:
    """One entry with its versions, what one uses of it, and for its keepers who uses which."""
    found = item_or_404(request.actor, code)
    shelves = shelf_of(request.actor, found)
    newest = next((shelf for shelf in shelves if shelf.is_newest), None)
    context = {
        "item": found, "title": found.title(language_now()), "summary": found.summary(language_now()),
        "facts": words.facts_of(found), "chip": words.state_chip(found), "newest": newest,
        "shelves": _drawn(shelves), "is_withdrawn": found.state == ItemState.WITHDRAWN, "print_code": found.code,
        "changed": newest.version.changed(language_now()) if newest else "",
        **_uses(request.actor, found, newest), **_doors(request.actor, found, newest),
    }  # fmt: skip
    return render(request, "library/item.html", context)


def _drawn(shelves: Sequence[Shelf]) -> list[dict[str, Any]]:
    """Each version with its languages as buttons, and whether it can be laid beside the one before."""
    rows = []
    for place, shelf in enumerate(shelves):
        before = shelves[place + 1].version.number if place + 1 < len(shelves) else None
        editions = [(edition, words.paper_words(edition)) for edition in shelf.editions]
        rows.append(
            {
                "version": shelf.version, "editions": editions, "missing": words.spoken(shelf.missing),
                "is_newest": shelf.is_newest, "before": before, "changed": shelf.version.changed(language_now()),
            }
        )  # fmt: skip
    return rows


def _uses(actor: Actor, item: Item, newest: Shelf | None) -> dict[str, Any]:
    """What one goes by oneself, and where one may read it who uses what."""
    number = newest.version.number if newest else None
    ours = [
        (kind.value, use_of(actor, item, kind))
        for kind in (UserKind.ORGANISATION, UserKind.PERSON)
        if kind is UserKind.PERSON or actor.organisation
    ]
    behind = [use for _kind, use in ours if use is not None and number is not None and use.version.number < number]
    context: dict[str, Any] = {"ours": ours, "behind": behind}
    if keeps(actor, item):
        uses = list(uses_of(actor, item))
        late = [one for one in uses if number is not None and one.version.number < number and one.told_at is None]
        context |= {"uses": words.uses_table(uses, number), "late_users": len(late)}
    return context


def _doors(actor: Actor, item: Item, newest: Shelf | None) -> dict[str, Any]:
    may_keep = keeps(actor, item)
    may_approve = keeps(actor, item, Permission.LIBRARY_APPROVE)
    waiting = what_waits(item) if may_keep or may_approve else None
    is_waiting = waiting is not None and waiting.is_something
    is_version = waiting is not None and any(one.version.came_out_at is None for one in waiting.editions)
    return {
        "may_keep": may_keep, "may_approve": may_approve and is_waiting, "is_waiting": is_waiting,
        "is_own": waiting is not None and actor.id in waiting.writers, "may_restore": may_approve,
        "may_bring": may_keep and item.state != ItemState.WITHDRAWN and not is_version,
        "may_translate": may_keep and item.state != ItemState.WITHDRAWN,
        "wants_wider": waiting is not None and waiting.is_wider,
        "wants_words": waiting is not None and bool(waiting.words),
    }  # fmt: skip


@page(Permission.LIBRARY_VIEW)
def edition(request: Request, code: str, edition_id: uuid.UUID) -> HttpResponse:
    """A paper as a download under a name that tells nothing; a text as a page to read and print."""
    found = item_or_404(request.actor, code)
    rows = Edition.objects.visible_to(request.actor).select_related("version__item", "paper")
    row: Edition = get_object_or_404(rows, pk=edition_id, version__item=found)
    if row.paper is not None:
        return paper_answer(row, content_for(request.actor, row))
    context = {"item": found, "edition": row, "title": found.title(row.language), "print_code": found.code}
    return render(request, "library/text.html", context)


def paper_answer(row: Edition, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=row.paper.media_type if row.paper else "text/plain")
    answer.headers["Content-Disposition"] = f'attachment; filename="{words.file_name(row)}"'
    answer.headers["Content-Security-Policy"] = FORBID
    return answer


@page(Permission.LIBRARY_VIEW)
def compare(request: Request, code: str, older: int, newer: int) -> HttpResponse:
    """What is different between two versions: the keeper's words, and the texts line by line."""
    found = item_or_404(request.actor, code)
    versions = {one.number: one for one in Version.objects.visible_to(request.actor).filter(item=found)}
    if older not in versions or newer not in versions or older >= newer:
        raise Http404
    between = [versions[number] for number in sorted(versions) if older < number <= newer]
    context = {
        "item": found, "older": older, "newer": newer, "print_code": found.code,
        "notes": [(one.number, one.changed(language_now())) for one in between],
        "texts": [
            (words.spoken([language]), language, lines)
            for language, lines in compared(request.actor, versions[older], versions[newer])
        ],
    }  # fmt: skip
    return render(request, "library/compare.html", context)
