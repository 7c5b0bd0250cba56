from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.cases.codes import OPEN_STAGES, CaseState, Depth, ServiceStatus
from panah.casework.cases.models import Case
from panah.casework.cases.queries import cases_visible_to, delivered_services, planned_services, timeline
from panah.casework.people.codes import Standing
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import require
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.cases import queries
from panah.web.cases.forms import CaseFilterForm
from panah.web.components.grown_words import label_for, standing_of
from panah.web.components.lists import Listing
from panah.web.story.card import short_card

SHOWN, ALL = 40, 400  # lines of the timeline


@page(Permission.CASE_VIEW)
def case_list(request: Request) -> HttpResponse:
    """The cases that this person may see, by code; nothing is decrypted."""
    listing = Listing(request, "case-list", queries.columns(), CaseFilterForm(request.GET))
    everything = cases_visible_to(request.actor)
    context = listing.context(
        queries.narrowed(request.actor, listing, everything),
        total=lambda: everything.filter(stage__in=OPEN_STAGES).count(),
        table_rows=lambda cases: queries.rows_of(cases, timezone.now()),
        empty=_("Your office has no open case. Open one here, or take on what is asked of you under “Referrals”.")
        if Permission.TEAM_VIEW in request.actor.permissions
        else _("You lead no cases. Your supervisor can assign one."),
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
    rows, given, planned = queries.running_rows(actor, case), delivered_services(case), planned_services(case)
    may_work, standing = Permission.CASE_WORK in actor.permissions, standing_of(case.child)
    done = {one.service_type for one in given if one.status == ServiceStatus.DELIVERED}
    return {
        "case": case,
        "identity": queries.identity_of(case, now, rows, name=name),
        "tasks": queries.stage_tasks(case),
        "rows": rows,
        "waiting": queries.waiting_here(case),
        "planned": queries.planned_lines(case, planned),
        "needs": queries.needs_found(case, planned, done) if case.depth == Depth.PROTECTION else [],
        "approval": queries.approval_words(case),
        "services": queries.service_table(given, standing, may_undo=may_work),
        "told": short_card(case),
        "is_open": case.stage in OPEN_STAGES,
        "is_help": case.depth == Depth.HELP,
        "is_paused": case.state == CaseState.PAUSED,
        "sign": label_for("protection_signs", case.proposed_sign, standing) if case.proposed_sign else "",
        "take_back": queries.must_take_back(case.child),
        "night": queries.sleep_chip(case),
        "asks_night": case.sleeps_tonight == "unknown" and standing is Standing.CHILD,
        "shows_night": case.sleeps_tonight != "unknown",
        "can_assign": Permission.CASE_ASSIGN in actor.permissions,
        "can_keep": Permission.DOCUMENT_KEEP in actor.permissions,
        "print_code": case.code,
        "stage": code_list("case_stage").label(case.stage),
        **_story(request, case),
        **_people(request, case),
    }


def _story(request: Request, case: Case) -> dict[str, Any]:
    """The timeline, narrowed by a word of the address; the whole of it on request."""
    group, is_all = request.GET.get("show", ""), request.GET.get("all") == "1"
    moments = timeline(case, ALL if is_all else SHOWN, queries.kinds_of(group))
    return {
        "events": queries.events_of(request.actor, moments, standing_of(case.child)),
        "groups": queries.group_links(case, group),
        "shows_all": is_all or len(moments) < SHOWN,
        "group": group,
    }


def _people(request: Request, case: Case) -> dict[str, Any]:
    """The child in codes, the family, who helps, and what was agreed to."""
    actor = request.actor
    return {
        "basics": queries.basics_facts(case),
        "reached": queries.safe_contact_facts(case.child),
        "category": queries.category_facts(case),
        "consents": queries.consent_facts(case.child),
        "siblings": queries.sibling_facts(actor, case),
        "helpers": queries.helping_now(case),
        "episodes": queries.episode_facts(case),
        "same": queries.same_links(actor, case),
    }
