from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.cases.codes import OPEN_STAGES
from panah.casework.cases.models import Case
from panah.casework.cases.queries import cases_visible_to, planned_services
from panah.casework.people.actions import record_consent
from panah.casework.people.codes import ConsentDecision
from panah.foundation.reference.codes import code_list
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.cases import queries
from panah.web.cases.forms import CaseFilterForm, ConsentForm
from panah.web.components.child_words import sex_and_age
from panah.web.components.forms import carried_out
from panah.web.components.values import Chip, Column, FilterTag, Steps, Table, TableRow, Tone
from panah.web.today.queries import steps_of

ON_A_PAGE = 25


@page(Permission.CASE_VIEW)
def case_list(request: Request) -> HttpResponse:
    """The cases that this person may see, by code; nothing is decrypted."""
    form = CaseFilterForm(request.GET or None)
    everything = cases_visible_to(request.actor)
    rows = everything
    tags: list[FilterTag] = []
    if form.is_valid():
        for field in ("stage", "risk"):
            value = form.cleaned_data[field]
            if value:
                rows = rows.filter(**{field: value})
                label = code_list({"stage": "case_stage", "risk": "risk"}[field]).label(value)
                tags.append(FilterTag(label, reverse("case-list")))
    if not (form.is_valid() and form.cleaned_data["stage"]):
        rows = rows.filter(stage__in=OPEN_STAGES)
    shown = Paginator(rows.order_by("-opened_at", "code"), ON_A_PAGE).get_page(request.GET.get("page"))
    cases = list(shown.object_list)
    context = {
        "table": _table(cases),
        "page_obj": shown,
        "filter": form,
        "shown": shown.paginator.count,
        "total": everything.count(),
        "tags": tags,
        "can_open": Permission.CASE_WORK in request.actor.permissions,
    }
    return render(request, "cases/list.html", context)


def _table(cases: list[Case]) -> Table:
    now, due = timezone.now(), queries.with_due(cases)
    columns = [_("Code"), _("Age, sex"), _("Stage"), _("Risk"), _("Lead"), _("Next due")]
    rows = [
        TableRow(
            [
                case.code,
                sex_and_age(case.child.sex, case.child.birth_year, case.child.age_band_at_entry),
                Steps(steps_of(case.stage)),
                code_list("risk").label(case.risk) if case.risk else "—",
                case.lead.display_name if case.lead else Chip(Tone.LATE, _("nobody")),
                queries.due_chip(due.get(case.file_id), now),
            ],
            reverse("case", args=[case.code]),
        )
        for case in cases
    ]
    return Table(
        [Column(label) for label in columns], rows, empty=_("You lead no cases. Your supervisor can assign one.")
    )


@page(Permission.CASE_VIEW)
def case(request: Request, code: str) -> HttpResponse:
    """Everything of one case on one page, without the name."""
    return render(request, "cases/case.html", _case_context(request, queries.case_or_404(request.actor, code)))


@page(Permission.IDENTITY_READ)
@require_POST
def name(request: Request, code: str) -> HttpResponse:
    """The same page with the name; the access log keeps who looked."""
    case = queries.case_or_404(request.actor, code)
    shown = queries.names_in_clear(request.actor, case.child)
    return render(request, "cases/case.html", _case_context(request, case, name=shown))


def _case_context(request: Request, case: Case, *, name: str = "") -> dict[str, Any]:
    now = timezone.now()
    permissions = request.actor.permissions
    return {
        "case": case,
        "identity": queries.identity_of(case, now, name=name),
        "tasks": queries.stage_tasks(case),
        "rows": queries.running_rows(case),
        "planned": planned_services(case),
        "events": queries.events_of(request.actor, case),
        "consents": queries.consent_facts(case.child),
        "is_open": queries.is_open(case),
        "can_assign": Permission.CASE_ASSIGN in permissions,
        "print_code": case.code,
        "stage": code_list("case_stage").label(case.stage),
    }


@page(Permission.CASE_WORK)
def consent(request: Request, code: str) -> HttpResponse:
    """What the child or the guardian agreed to, one scope at a time; never a condition of help."""
    case = queries.case_or_404(request.actor, code)
    form = ConsentForm(request.POST or None)

    def act() -> object:
        data = form.cleaned_data
        return record_consent(
            by=request.actor, child=case.child, scope=data["scope"], decision=ConsentDecision(data["decision"]),
            given_by=data["given_by"], given_on=data["given_on"], expires_on=data["expires_on"],
        )  # fmt: skip

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Saved."))
        return redirect("case", case.code)
    return render(request, "cases/form.html", queries_context(case, form, _("Consent")))


def queries_context(case: Case, form: Any, title: str, **more: Any) -> dict[str, Any]:
    """What every form page of a case shows."""
    return {"case": case, "form": form, "page_title": title, "print_code": case.code, **more}
