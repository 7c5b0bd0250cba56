"""The calls of the line, one of them, and what is done with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.calls import actions
from panah.casework.calls.models import Call
from panah.casework.calls.queries import calls_of, earlier_than
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.calls import queries
from panah.web.calls.forms import CallBackForm, CallFilterForm, DangerForm, just_now
from panah.web.calls.reaching import around, call_of, earlier_words
from panah.web.components.flow import posted, sent
from panah.web.components.lists import Listing


@page(Permission.CALL_VIEW)
def call_list(request: Request) -> HttpResponse:
    """Newest first; nothing of what was said."""
    listing = Listing(request, "call-list", queries.columns(), CallFilterForm(request.GET))
    every = calls_of(request.actor).defer("note", "number", "picked_up_by").order_by("-called_at", "code")
    context = listing.context(
        listing.ordered(every.filter(**listing.chosen)), total=every.count, table_rows=queries.rows_of,
        empty=_("No calls yet. Press “New call” when the telephone rings."), nothing_fits=_("Nothing fits these filters."),
    )  # fmt: skip
    month = f"{timezone.localdate():%Y-%m}"
    return render(request, "calls/list.html", context | around(request.actor) | {"month": month})


@page(Permission.CALL_VIEW)
def call(request: Request, code: str) -> HttpResponse:
    """One call. What was said stands folded; the number of the caller is on no page but that of calling back."""
    found = call_of(request, code)
    reveal(request.actor, found, only=("note", "picked_up_by"))
    context: dict[str, Any] = {
        "call": found, "print_code": found.code, "chip": queries.state_chip(found),
        "facts": queries.facts_of(found, earlier_words(earlier_than(request.actor, found))),
        "passed_on": queries.passed_on_facts(found),
        "is_child": found.caller == "child",
        **around(request.actor),
    }  # fmt: skip
    return render(request, "calls/call.html", context)


@page(Permission.CALL_WORK)
def call_danger(request: Request, code: str) -> HttpResponse:
    """When the police were called, or why not. The number is a setting of the installation."""
    found = call_of(request, code)
    form = DangerForm(posted(request))

    def act() -> Call:
        data = form.cleaned_data
        return actions.answer_danger(
            by=request.actor, call=found, called_at=just_now(data["police_at"]), reason=data["reason"],
            idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("It is on record."))
        return redirect("call", found.code)
    context = {"form": form, "call": found, "print_code": found.code, **around(request.actor, found)}
    return render(request, "calls/danger.html", context)


@page(Permission.CALL_WORK)
def call_back(request: Request, code: str) -> HttpResponse:
    """Who has taken it sees the number, and writes what came of it."""
    found = call_of(request, code)
    form = CallBackForm(posted(request))

    def act() -> Call:
        return actions.record_call_back(
            by=request.actor, call=found, result=form.result_code(), again_at=form.again_at(), idempotency_key=form.key
        )

    if sent(request, form, act) is not None:
        messages.success(request, _("It is on record."))
        return redirect("call", found.code)
    is_mine = found.call_back_by_id is not None and found.call_back_by_id == request.actor.person_id
    if is_mine and found.waits_for_call_back:
        reveal(request.actor, found, only=("number",))
    context = {
        "form": form, "call": found, "is_mine": is_mine, "print_code": found.code,
        "number": found.number if is_mine and found.waits_for_call_back else "", **around(request.actor),
    }  # fmt: skip
    return render(request, "calls/back.html", context)


@page(Permission.CALL_WORK)
@require_POST
def call_back_take(request: Request, code: str) -> HttpResponse:
    found = call_of(request, code)
    try:
        actions.take_call_back(by=request.actor, call=found)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect(reverse("call-back", args=[found.code]))
