import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.cases import actions
from panah.casework.cases.codes import Depth, ServiceStatus
from panah.casework.cases.models import Case, DeliveredService, PlannedService, Visit
from panah.casework.cases.queries import first_service_of, services_of_visit, sibling_cases
from panah.casework.cases.rules import TIME_TO_UNDO
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.cases import forms, queries
from panah.web.cases.views.flow import form_page, posted, sent
from panah.web.cases.views.talking import back, saved
from panah.web.components.grown_words import standing_of, suit
from panah.web.components.undo import offer_undo


@page(Permission.CASE_WORK)
def service(request: Request, code: str) -> HttpResponse:
    """A service in 20 seconds, for one child or for brothers and sisters together."""
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


def _form(request: Request, case: Case, planned: PlannedService | None, *, is_blank: bool = False) -> forms.ServiceForm:
    initial: dict[str, Any] = {"happened_on": timezone.localdate()}
    if planned is not None:
        initial |= {"service_type": planned.service_type, "provider": planned.provider.code if planned.provider else ""}
    return forms.ServiceForm(
        None if is_blank else posted(request), initial=initial, providers=queries.provider_choices(request.actor),
        siblings=sibling_cases(request.actor, case), is_help=case.depth == Depth.HELP,
    )  # fmt: skip


def _service(request: Request, case: Case, planned: PlannedService | None) -> HttpResponse:
    form = _form(request, case, planned)

    def act() -> Visit:
        data = form.cleaned_data
        return actions.record_visit(
            by=request.actor, case=case, service_type=data["service_type"], happened_on=data["happened_on"],
            siblings=form.chosen_siblings(), what_was_done=data["what_was_done"], planned=planned, cost=data["cost"],
            currency=data["currency"], idempotency_key=form.key,
            provider=queries.provider_by_code(request.actor, data["provider"]),
        )  # fmt: skip

    visit = sent(request, form, act)
    if visit is None:
        return _service_page(request, case, form, planned, forms.CancelForm())
    signs = form.cleaned_data.get("signs", ())
    if signs:
        return saved(request, case, signs)
    _offer_undo(request, case, visit)
    return back(request, case)


def _offer_undo(request: Request, case: Case, visit: Visit) -> None:
    first = first_service_of(visit, case)
    if first is not None:
        offer_undo(
            request, _("Saved."), reverse("service-back", args=[first.pk]), fields={"is_whole_visit": "on"},
            button=_("Take back"),
        )  # fmt: skip


def _service_page(
    request: Request, case: Case, form: forms.ServiceForm, planned: PlannedService | None, cancel: forms.CancelForm
) -> HttpResponse:
    """With a planned service that still runs: what it was for, and the other way out."""
    more: dict[str, Any] = {}
    if planned is not None:
        reveal(request.actor, planned)
        suit(cancel, standing_of(case.child))
        more = {"planned": planned, "cancel": cancel if planned.status == ServiceStatus.PLANNED else None}
    return form_page(request, case, form, _("Record a service"), template="cases/service.html", **more)


@page(Permission.CASE_WORK)
def cancel(request: Request, planned_id: uuid.UUID) -> HttpResponse:
    """A planned service that will not be given, and why; read again, the address leads to the service."""
    row = _planned_or_404(request, planned_id)
    case = queries.case_or_404(request.actor, row.case.code)
    if request.method != "POST":
        return redirect("case-planned", row.pk)
    form = forms.CancelForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return actions.cancel_service(
            by=request.actor, case=case, planned=row, status=ServiceStatus(data["status"]), reason=data["reason"]
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("case", case.code)
    return _service_page(request, case, _form(request, case, row, is_blank=True), row, form)


@page(Permission.CASE_WORK)
def service_back(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """Take a record back: the writer within a day at once, later with a reason. Its line stays in sight."""
    rows = DeliveredService.objects.visible_to(request.actor).select_related("case__child", "planned", "visit")
    row: DeliveredService = get_object_or_404(rows, pk=service_id)
    case = queries.case_or_404(request.actor, row.case.code)
    if row.helper_id is not None:
        raise Http404  # what a helper gave is the helper's to take back
    is_fresh = row.written_by_id == request.actor.person_id and timezone.now() - row.written_at <= TIME_TO_UNDO
    has_others = len(services_of_visit(row)) > 1
    form = forms.TakeBackForm(
        posted(request), initial={"is_whole_visit": has_others}, needs_reason=not is_fresh, has_others=has_others
    )  # fmt: skip

    def act() -> object:
        data = form.cleaned_data
        return actions.take_back_service(
            by=request.actor, service=row, reason=data["reason"], is_whole_visit=data.get("is_whole_visit", False),
            idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Taken back. The line stays in sight and is not counted."))
        return redirect("case", case.code)
    stands = queries.service_facts(row)
    return form_page(request, case, form, _("Take back a record"), stands=stands, button=_("Take back"))
