from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.exchange.actions import (
    FaultyFile,
    bring_list,
    choose_columns,
    drop_list,
    import_incoming,
)
from panah.casework.exchange.codes import StateOfRest, Step
from panah.casework.exchange.models import IncomingList
from panah.casework.exchange.queries import ListPreview, preview_of
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.flow import form_page, posted, sent
from panah.web.lists import progress, queries
from panah.web.lists.forms import BringForm, ColumnsForm
from panah.web.templatetags.parts import grouped


@page(Permission.RECORDS_IMPORT)
def own_lists(request: Request) -> HttpResponse:
    """Bring a list; what came before and what is not finished stands below."""
    form = BringForm(posted(request), request.FILES or None)

    def act() -> IncomingList:
        organisation = Organisation.objects.get(pk=request.actor.organisation)
        return bring_list(by=request.actor, organisation=organisation, plain=form.plain, idempotency_key=form.key)

    brought = sent(request, form, act)
    if brought is not None:
        return redirect("list-columns", brought.code)
    context = {
        "form": form, "batches": queries.batches(request.actor), "waiting": queries.waiting_lists(request.actor),
        "pairs": queries.pairs_from_lists(request.actor),
    }  # fmt: skip
    return render(request, "lists/lists.html", context)


@page(Permission.RECORDS_IMPORT)
def columns(request: Request, code: str) -> HttpResponse:
    """What each column means: proposed, and corrected by a person."""
    incoming = queries.incoming_or_404(request.actor, code)
    plain, choices = queries.opened(request.actor, incoming)
    form = ColumnsForm(
        posted(request), columns=plain.columns, examples=queries.examples_of(plain, choices), choices=choices,
        rest=StateOfRest(incoming.rest),
    )  # fmt: skip

    def act() -> object:
        rest = StateOfRest(form.cleaned_data["rest"])
        return choose_columns(by=request.actor, incoming=incoming, choices=form.chosen, rest=rest)

    if sent(request, form, act) is not None:
        return redirect("list-preview", incoming.code)
    return form_page(
        request, form, _("What do the columns mean?"), code=incoming.code, template="lists/columns.html",
        back_url=reverse("own-lists"), back_label=_("Bring our list"),
        button=_("Show what will be written"), rows=incoming.row_count,
    )  # fmt: skip


@page(Permission.RECORDS_IMPORT)
def preview(request: Request, code: str) -> HttpResponse:
    """What would be written, and everything that is in its way; then the word that it be written."""
    if request.method == "POST":
        return _write(request, code)
    incoming = queries.incoming_or_404(request.actor, code)
    if not incoming.is_chosen:
        return redirect("list-columns", incoming.code)
    plain, choices = queries.opened(request.actor, incoming)
    found = preview_of(incoming.organisation, plain, choices, StateOfRest(incoming.rest))
    context: dict[str, object] = {"incoming": incoming, "print_code": incoming.code}
    if isinstance(found, ListPreview):
        fresh = found.comparison.count(step=Step.NEW) + found.comparison.count(step=Step.CHANGED)
        context |= {
            "counts": queries.counts_of(found), "categories": queries.categories_of(found),
            "notes": queries.notes_of(found), "table": queries.first_rows(found),
            "is_fresh": fresh > 0, "shown": min(queries.FIRST_ROWS, len(found.comparison.rows)),
        }  # fmt: skip
    else:
        context |= {
            "faults": queries.fault_rows(found), "more": max(0, len(found) - queries.FIRST_FAULTS), "fault_count": len(found),
        }  # fmt: skip
    return render(request, "lists/preview.html", context)


def _write(request: Request, code: str) -> HttpResponse:
    """A second press, whose list is written meanwhile, comes to the page where it stands."""
    try:
        incoming = queries.incoming_or_404(request.actor, code)
        if not incoming.is_chosen:
            return redirect("list-columns", incoming.code)
        with progress.followed(incoming.code) as tell:
            report = import_incoming(by=request.actor, incoming=incoming, tell=tell)
    except FaultyFile:
        return redirect("list-preview", code)
    except (Http404, IncomingList.DoesNotExist):
        return redirect("own-lists")
    if not report.code:
        messages.success(request, _("Nothing was new: all of it stands here already."))
        return redirect("own-lists")
    messages.success(request, _("The list is written. The file itself is no longer kept."))
    return redirect("list-done", report.code)


@page(Permission.RECORDS_IMPORT)
def how_far(request: Request, code: str) -> HttpResponse:
    """A line for the page that waits for its list to be written: empty where nothing is known."""
    rows = progress.rows_written(queries.incoming_or_404(request.actor, code).code)
    counts = {"done": grouped(rows[0]), "all": grouped(rows[1])} if rows else {}
    words = _("Rows written: %(done)s of %(all)s") % counts if counts else ""
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


@page(Permission.RECORDS_IMPORT)
def drop(request: Request, code: str) -> HttpResponse:
    """Not this list: it goes, and nothing of it was written."""
    incoming = queries.incoming_or_404(request.actor, code)
    if request.method != "POST":
        return redirect("list-columns", incoming.code)
    drop_list(by=request.actor, incoming=incoming)
    messages.success(request, _("The list was thrown away. Nothing of it was written."))
    return redirect("own-lists")


@page(Permission.RECORDS_IMPORT)
def done(request: Request, code: str) -> HttpResponse:
    """What came with one list, in numbers."""
    batch = queries.batch_or_404(request.actor, code)
    context = {
        "code": batch.code, "print_code": batch.code, "facts": queries.facts_of_batch(batch),
        "pairs": queries.pairs_from_lists(request.actor),
    }  # fmt: skip
    return render(request, "lists/done.html", context)
