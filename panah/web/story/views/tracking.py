import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases import actions
from panah.casework.cases.models import Case, Paper
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.components.flow import editing, form_page, posted, sent
from panah.web.components.grown_words import standing_of
from panah.web.story.cases import case_of_file, case_under
from panah.web.story.forms import TrackForm


@page(Permission.CASE_WORK)
def track_new(request: Request, code: str) -> HttpResponse:
    """One more paper that the child needs."""
    case = case_under(request.actor, code)
    form = TrackForm(posted(request))

    def act() -> object:
        return actions.record_paper(by=request.actor, case=case, state=form.state(), idempotency_key=form.key)

    if sent(request, form, act) is not None:
        return _back(request, case)
    return _page(request, case, form)


@page(Permission.CASE_WORK)
def track(request: Request, paper_id: uuid.UUID) -> HttpResponse:
    """A step further with one paper."""
    row = get_object_or_404(Paper.objects.visible_to(request.actor), pk=paper_id)
    case = case_of_file(request.actor, row.file_id)
    form = editing(request, TrackForm, lambda: _known(request.actor, row.pk))

    def act() -> object:
        return actions.change_paper(
            by=request.actor, case=case, paper=row, state=form.state(), version=form.cleaned_data["version"],
            idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        return _back(request, case)
    return _page(request, case, form)


def _known(actor: Actor, paper_id: uuid.UUID) -> dict[str, Any]:
    """As it stands now, read anew each time."""
    row = get_object_or_404(Paper.objects.visible_to(actor), pk=paper_id)
    reveal(actor, row)
    try:
        where = row.applied_at
    except StillSealed:
        where = ""
    return {
        "paper_type": row.paper_type, "status": row.status, "applied_on": row.applied_on, "applied_at": where,
        "due_on": row.due_on, "received_on": row.received_on, "version": row.version,
    }  # fmt: skip


def _back(request: Request, case: Case) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("case-papers", case.code)


def _page(request: Request, case: Case, form: TrackForm) -> HttpResponse:
    back = reverse("case-papers", args=[case.code])
    return form_page(
        request, form, _("A paper that the child needs"), code=case.code, back_url=back, standing=standing_of(case.child)
    )  # fmt: skip
