from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.exchange.actions import (
    AskedByAuthority,
    GivenToAuthority,
    decide_request,
    record_given,
    record_request,
)
from panah.casework.exchange.queries import requests_visible_to
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.lists import Listing
from panah.web.requests import queries
from panah.web.requests.forms import CameForm, DecideForm, GivenForm, RegisterFilter


@page(Permission.AUTHORITY_REQUEST_KEEP)
def request_list(request: Request) -> HttpResponse:
    """What came, by code; no word of it stands in the list."""
    rows = requests_visible_to(request.actor)
    listing = Listing(request, "authority-request-list", queries.columns(), RegisterFilter(request.GET))
    if decision := listing.chosen.get("decision"):
        rows = rows.filter(decision=decision)
    context = listing.context(
        listing.ordered(rows, "-received_on", "-written_at"), total=requests_visible_to(request.actor).count,
        table_rows=queries.rows_of, empty=_("No authority has asked for data."), nothing_fits=_("Nothing fits."),
    )  # fmt: skip
    return render(request, "requests/list.html", context)


@page(Permission.AUTHORITY_REQUEST_KEEP)
def new(request: Request) -> HttpResponse:
    """Write down what came, before anything is said to it."""
    form = CameForm(posted(request), child_under=lambda code: queries.child_under(request.actor, code))

    def act() -> object:
        data = form.cleaned_data
        came = AskedByAuthority(
            data["body"], data["asked_by"], data["legal_basis"], data["asked"], data["received_on"], data["own_number"]
        )  # fmt: skip
        return record_request(by=request.actor, came=came, child=form.child, idempotency_key=form.key)

    if sent(request, form, act) is not None:
        messages.success(request, _("It is in the register. The head decides; nothing is given before."))
        return redirect("authority-request-list")
    return form_page(
        request, form, _("Request by an authority"), back_url=reverse("authority-request-list"),
        template="requests/form.html",
    )  # fmt: skip


@page(Permission.AUTHORITY_REQUEST_KEEP)
def authority_request(request: Request, code: str) -> HttpResponse:
    """The whole entry, to be read and printed."""
    record = queries.request_or_404(request.actor, code)
    facts = queries.facts_of(request.actor, record)
    may_decide = not record.decision and Permission.AUTHORITY_REQUEST_DECIDE in request.actor.permissions
    context = {
        "code": record.code, "print_code": record.code, "facts": facts, "outcome": queries.outcome_of(record),
        "chip": queries.decision_chip(record), "may_decide": may_decide,
        "may_record": bool(record.decision) and not record.was_family_told, "is_waiting": not record.decision,
    }  # fmt: skip
    return render(request, "requests/request.html", context)


@page(Permission.AUTHORITY_REQUEST_DECIDE)
def decide(request: Request, code: str) -> HttpResponse:
    """All, a part or nothing, and why."""
    record = queries.request_or_404(request.actor, code)
    form = DecideForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return decide_request(
            by=request.actor, request=record, decision=data["decision"], reason=data["reason"], idempotency_key=form.key
        )

    if sent(request, form, act) is not None:
        messages.success(request, _("Your decision is recorded."))
        return redirect("authority-request", record.code)
    asked = queries.facts_of(request.actor, record)
    return form_page(
        request, form, _("Decide on the request"), code=record.code, template="requests/form.html", stands=asked,
        back_url=reverse("authority-request", args=[record.code]), standing=queries.standing_of_asked(record),
    )  # fmt: skip


@page(Permission.AUTHORITY_REQUEST_KEEP)
def given(request: Request, code: str) -> HttpResponse:
    """Exactly what went out, and whether the family knows."""
    record = queries.request_or_404(request.actor, code)
    form = GivenForm(posted(request), decision=record.decision)

    def act() -> object:
        data = form.cleaned_data
        outcome = GivenToAuthority(
            data["was_family_told"], data.get("given", ""), data.get("given_on"), data["why_not_told"]
        )  # fmt: skip
        return record_given(by=request.actor, request=record, outcome=outcome, idempotency_key=form.key)

    if sent(request, form, act) is not None:
        messages.success(request, _("It is recorded, and never changed afterwards."))
        return redirect("authority-request", record.code)
    decided = queries.what_was_decided(request.actor, record)
    return form_page(
        request, form, _("What was given"), code=record.code, template="requests/form.html", stands=decided,
        back_url=reverse("authority-request", args=[record.code]), standing=queries.standing_of_asked(record),
    )  # fmt: skip
