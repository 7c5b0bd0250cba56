from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.cases.codes import OPEN_STAGES
from panah.casework.cases.models import Case
from panah.casework.cases.queries import cases_visible_to, planned_services, timeline
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import require
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.cases import queries
from panah.web.cases.forms import CaseFilterForm
from panah.web.components.lists import Listing


@page(Permission.CASE_VIEW)
def case_list(request: Request) -> HttpResponse:
    """The cases that this person may see, by code; nothing is decrypted."""
    listing = Listing(request, "case-list", queries.columns(), CaseFilterForm(request.GET))
    everything = cases_visible_to(request.actor)
    context = listing.context(
        queries.narrowed(request.actor, listing, everything),
        total=lambda: everything.filter(stage__in=OPEN_STAGES).count(),
        table_rows=lambda cases: queries.rows_of(cases, timezone.now()),
        empty=_("You lead no cases. Your supervisor can assign one."),
        nothing_fits=_("No case fits these filters."),
    )
    context["can_open"] = Permission.CASE_WORK in request.actor.permissions
    return render(request, "cases/list.html", context)


@page(Permission.CASE_VIEW)
def case(request: Request, code: str) -> HttpResponse:
    """Everything of one case on one page, without the name."""
    return render(request, "cases/case.html", _case_context(request, queries.case_or_404(request.actor, code)))


@page(Permission.CASE_VIEW)
def name(request: Request, code: str) -> HttpResponse:
    """The same page with the name, only when it was asked for; the access log keeps who looked."""
    case = queries.case_or_404(request.actor, code)
    if request.method != "POST":
        return redirect("case", case.code)
    require(request.actor, Permission.IDENTITY_READ)
    shown = queries.names_in_clear(request.actor, case.child)
    return render(request, "cases/case.html", _case_context(request, case, name=shown))


def _case_context(request: Request, case: Case, *, name: str = "") -> dict[str, Any]:
    now, actor = timezone.now(), request.actor
    rows = queries.running_rows(case)
    moments, planned = timeline(case), planned_services(case)
    return {
        "case": case,
        "identity": queries.identity_of(case, now, rows, name=name),
        "tasks": queries.stage_tasks(case),
        "rows": rows,
        "waiting": queries.waiting_here(case),
        "planned": planned,
        "needs": queries.needs_found(case, planned, moments),
        "services": queries.service_table(moments),
        "events": queries.events_of(actor, moments),
        "basics": queries.basics_facts(case),
        "reached": queries.safe_contact_facts(case.child),
        "category": queries.category_facts(case),
        "consents": queries.consent_facts(case.child),
        "same": queries.same_links(actor, case),
        "is_open": case.stage in OPEN_STAGES,
        "can_assign": Permission.CASE_ASSIGN in actor.permissions,
        "can_keep": Permission.DOCUMENT_KEEP in actor.permissions,
        "print_code": case.code,
        "stage": code_list("case_stage").label(case.stage),
    }
