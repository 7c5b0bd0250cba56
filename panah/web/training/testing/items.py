"""One question of a test: written, changed, taken out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.training.actions import drop_item, put_item
from panah.programme.training.models import TestPaper
from panah.programme.training.queries.testing import draft_of, items_of
from panah.web.components.flow import editing, form_page, posted, sent
from panah.web.training.testing.finding import paper_or_404
from panah.web.training.testing.forms import ItemForm, shown_item


@page(Permission.MODULE_KEEP)
def new(request: Request, code: str) -> HttpResponse:
    """Questions follow each other: after one is saved the next may be written at once."""
    form = ItemForm(posted(request), initial={"kind": "one"})
    del form.fields["version"]
    return _form(request, paper_or_404(request.actor, code), form, 0, _("New question"))


@page(Permission.MODULE_KEEP)
def change(request: Request, code: str, number: int) -> HttpResponse:
    one = paper_or_404(request.actor, code)

    def stands() -> dict[str, Any]:
        now = paper_or_404(request.actor, code)
        found = next((item for item in items_of(now) if item.number == number), None)
        if found is None:
            raise Http404
        return shown_item(draft_of(found), number) | {"version": now.version}

    form = editing(request, ItemForm, stands)
    return _form(request, one, form, number, _("Question %(number)s") % {"number": number})


def _form(request: Request, one: TestPaper, form: ItemForm, number: int, title: str) -> HttpResponse:
    def act() -> TestPaper:
        data = form.cleaned_data
        return put_item(
            by=request.actor, paper=one, item=form.draft(), version=data.get("version"), number=number,
            position=data["position"] or 0, idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("The question is saved."))
        is_next = request.POST.get("go") == "next"
        return redirect("training-test-item-new" if is_next else "training-test", one.code)
    return form_page(
        request, form, title, code=one.code, back_url=reverse("training-test", args=[one.code]),
        template="training/testing/item.html", is_new=not number,
    )  # fmt: skip


@page(Permission.MODULE_KEEP)
@require_POST
def drop(request: Request, code: str, number: int) -> HttpResponse:
    one = paper_or_404(request.actor, code)
    try:
        drop_item(by=request.actor, paper=one, number=number, version=one.version)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("The question is taken out. Those behind it moved up."))
    return redirect("training-test", one.code)
