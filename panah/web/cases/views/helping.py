import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.cases import actions
from panah.casework.cases.codes import ServiceStatus
from panah.casework.cases.models import Case, PlannedService
from panah.casework.cases.queries import planned_services, timeline
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.cases import forms, queries
from panah.web.cases.views.flow import form_page, kept, posted, sent


@page(Permission.CASE_WORK)
def plan(request: Request, code: str) -> HttpResponse:
    """Goals and who does what by when; then who agreed."""
    case = queries.case_or_404(request.actor, code)
    form = forms.PlanForm(posted(request), providers=queries.provider_choices(request.actor), initial=kept(request))

    def act() -> object:
        data = form.cleaned_data
        return actions.plan_service(
            by=request.actor, case=case, service_type=data["service_type"], goal=data["goal"], due_on=data["due_on"],
            provider=queries.provider_by_code(request.actor, data["provider"]), idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Added to the plan."))
        return redirect("case-plan", case.code)
    return _plan_page(request, case, form, _agree_form())


def _agree_form() -> forms.AgreeForm:
    return forms.AgreeForm(initial={"agreed_on": timezone.localdate()})


def _plan_page(request: Request, case: Case, form: forms.PlanForm, agree: forms.AgreeForm) -> HttpResponse:
    planned = planned_services(case)
    reveal(request.actor, *planned)
    needs = queries.needs_found(case, planned, timeline(case))
    return form_page(
        request, case, form, _("Plan"), template="cases/plan.html", agree=agree, planned=planned, needs=needs
    )  # fmt: skip


@page(Permission.CASE_WORK)
def agree(request: Request, code: str) -> HttpResponse:
    """Who agreed to the plan; read again, the address leads to the plan."""
    case = queries.case_or_404(request.actor, code)
    if request.method != "POST":
        return redirect("case-plan", case.code)
    form = forms.AgreeForm(request.POST)

    def act() -> object:
        data = form.cleaned_data
        return actions.agree_plan(
            by=request.actor, case=case, agreed_with=data["agreed_with"], agreed_on=data["agreed_on"]
        )

    if sent(request, form, act) is not None:
        messages.success(request, _("The plan is agreed. Each service now has its date."))
        return redirect("case", case.code)
    return _plan_page(request, case, forms.PlanForm(providers=queries.provider_choices(request.actor)), form)


@page(Permission.CASE_WORK)
def service(request: Request, code: str) -> HttpResponse:
    """A service in 20 seconds."""
    return _service(request, queries.case_or_404(request.actor, code), None)


@page(Permission.CASE_WORK)
def planned(request: Request, planned_id: uuid.UUID) -> HttpResponse:
    """The same for a planned one, which it ends."""
    row = _planned_or_404(request, planned_id)
    return _service(request, queries.case_or_404(request.actor, row.case.code), row)


def _planned_or_404(request: Request, planned_id: uuid.UUID) -> PlannedService:
    rows = PlannedService.objects.visible_to(request.actor).select_related("case", "provider")
    row: PlannedService = get_object_or_404(rows, pk=planned_id)
    return row


def _service(request: Request, case: Case, planned: PlannedService | None) -> HttpResponse:
    form = forms.ServiceForm(
        posted(request), initial=_service_initial(planned) | kept(request), providers=queries.provider_choices(request.actor)
    )  # fmt: skip

    def act() -> object:
        data = form.cleaned_data
        return actions.record_service(
            by=request.actor, case=case, service_type=data["service_type"], happened_on=data["happened_on"],
            what_was_done=data["what_was_done"], planned=planned, idempotency_key=form.key,
            provider=queries.provider_by_code(request.actor, data["provider"]),
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("case", case.code)
    return _service_page(request, case, form, planned, forms.CancelForm())


def _service_initial(planned: PlannedService | None) -> dict[str, Any]:
    initial: dict[str, Any] = {"happened_on": timezone.localdate()}
    if planned is not None:
        initial |= {"service_type": planned.service_type, "provider": planned.provider.code if planned.provider else ""}
    return initial


def _service_page(
    request: Request, case: Case, form: forms.ServiceForm, planned: PlannedService | None, cancel: forms.CancelForm
) -> HttpResponse:
    """With a planned service that still runs: what it was for, and the other way out."""
    more: dict[str, Any] = {}
    if planned is not None:
        reveal(request.actor, planned)
        more = {"planned": planned, "cancel": cancel if planned.status == ServiceStatus.PLANNED else None}
    return form_page(request, case, form, _("Record a service"), template="cases/service.html", **more)


@page(Permission.CASE_WORK)
def cancel(request: Request, planned_id: uuid.UUID) -> HttpResponse:
    """A planned service that will not be given, and why; read again, the address leads to the service."""
    row = _planned_or_404(request, planned_id)
    case = queries.case_or_404(request.actor, row.case.code)
    if request.method != "POST":
        return redirect("case-planned", row.pk)
    form = forms.CancelForm(request.POST)

    def act() -> object:
        data = form.cleaned_data
        return actions.cancel_service(
            by=request.actor, case=case, planned=row, status=ServiceStatus(data["status"]), reason=data["reason"]
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("case", case.code)
    blank = forms.ServiceForm(initial=_service_initial(row), providers=queries.provider_choices(request.actor))
    return _service_page(request, case, blank, row, form)
