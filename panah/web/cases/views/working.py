import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.cases import actions
from panah.casework.cases.codes import Domain, NoteKind, Risk, ServiceStatus, Stage
from panah.casework.cases.models import Case, PlannedService
from panah.casework.cases.queries import planned_services, running_answers
from panah.casework.people.actions import ChildDetails, SpokenName
from panah.casework.people.codes import NameKind
from panah.casework.people.rules import Birth
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security.access import EditedMeanwhile
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.cases import forms, queries
from panah.web.cases.views.reading import queries_context
from panah.web.components.forms import carried_out
from panah.web.fields import PartialDate


@page(Permission.CASE_WORK)
def new(request: Request) -> HttpResponse:
    """Open a case for a child who came without a referral."""
    form = forms.NewCaseForm(request.POST or None)

    def act() -> Case:
        return actions.start_case(
            by=request.actor, organisation=get_object_or_404(Organisation, pk=request.actor.organisation_id),
            lead=get_object_or_404(Person, pk=request.actor.person_id), details=_details(form.cleaned_data),
            urgency=form.cleaned_data["urgency"], idempotency_key=form.key,
        )  # fmt: skip

    if request.method == "POST":
        case = carried_out(form, act)
        if case is not None:
            return redirect("case", case.code)
    return render(request, "cases/new.html", {"form": form})


def _details(data: dict[str, Any]) -> ChildDetails:
    names = [SpokenName(data["name"])] if data["name"] else []
    if data["document_name"]:
        names.append(SpokenName(data["document_name"], NameKind.DOCUMENT))
    known: PartialDate | None = data["birth"]
    birth = Birth(known.as_date, known.year, known.is_about) if known else Birth()
    return ChildDetails(
        names=tuple(names), sex=data["sex"], birth=birth, age_band=data["age_band"], language=data["language"],
        place=Place.objects.filter(pk=data["place"]).first() if data["place"] else None,
    )  # fmt: skip


@page(Permission.CASE_WORK)
def contact(request: Request, code: str) -> HttpResponse:
    case = queries.case_or_404(request.actor, code)
    first = {"kind": "first_safety_contact"} if case.stage == Stage.NEW else {"kind": "contact"}
    form = forms.ContactForm(request.POST or None, initial=first)

    def act() -> object:
        data = form.cleaned_data
        return actions.record_contact(
            by=request.actor, case=case, kind=NoteKind(data["kind"]), text=data["text"], happened_on=data["happened_on"],
            idempotency_key=form.key,
        )  # fmt: skip

    if request.method == "POST" and carried_out(form, act):
        return _back(request, case)
    return render(request, "cases/form.html", queries_context(case, form, _("Contact or note")))


def _back(request: Request, case: Case) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("case", case.code)


@page(Permission.CASE_WORK)
def assess(request: Request, code: str) -> HttpResponse:
    """Eight areas as a task list, and the judgement of the risk."""
    case = queries.case_or_404(request.actor, code)
    return render(request, "cases/assess.html", _assess_context(case, forms.AssessmentForm()))


def _assess_context(case: Case, form: forms.AssessmentForm) -> dict[str, Any]:
    return queries_context(case, form, _("Assessment"), tasks=queries.domain_tasks(case))


@page(Permission.CASE_WORK)
@require_POST
def complete(request: Request, code: str) -> HttpResponse:
    case = queries.case_or_404(request.actor, code)
    form = forms.AssessmentForm(request.POST)

    def act() -> object:
        data = form.cleaned_data
        return actions.complete_assessment(
            by=request.actor, case=case, risk=Risk(data["risk"]), child_view=data["child_view"]
        )  # fmt: skip

    if carried_out(form, act):
        messages.success(request, _("The assessment is complete. Next: the plan."))
        return redirect("case-plan", case.code)
    return render(request, "cases/assess.html", _assess_context(case, form))


@page(Permission.CASE_WORK)
def domain(request: Request, code: str, area: str) -> HttpResponse:
    """One area. What was written before stands there: the child is asked once (S5)."""
    case = queries.case_or_404(request.actor, code)
    if area not in list(Domain):
        raise Http404
    answer = running_answers(case).get(area)
    initial: dict[str, Any] = {}
    if answer is not None:
        reveal(request.actor, answer)
        initial = {
            "situation": answer.situation, "observed": answer.observed, "child_says": answer.child_says,
            "needs": answer.needs, "version": answer.version,
        }  # fmt: skip
    form = forms.DomainForm(request.POST or None, initial=initial)

    def act() -> object:
        data = form.cleaned_data
        if answer is not None and data["version"] not in (None, answer.version):
            raise EditedMeanwhile
        return actions.answer_domain(
            by=request.actor, case=case, domain=Domain(area), situation=data["situation"], observed=data["observed"],
            child_says=data["child_says"], needs=tuple(data["needs"]),
        )  # fmt: skip

    if request.method == "POST" and carried_out(form, act):
        return redirect("case-assess", case.code)
    conflict = initial if form.non_field_errors() and answer is not None else None
    title = code_list("assessment_domains").label(area)
    return render(request, "cases/form.html", queries_context(case, form, title, conflict=conflict, back="case-assess"))


@page(Permission.CASE_WORK)
def plan(request: Request, code: str) -> HttpResponse:
    """Goals and who does what by when; then who agreed."""
    case = queries.case_or_404(request.actor, code)
    form = forms.PlanForm(request.POST or None, providers=queries.provider_choices())

    def act() -> object:
        data = form.cleaned_data
        return actions.plan_service(
            by=request.actor, case=case, service_type=data["service_type"], goal=data["goal"], due_on=data["due_on"],
            provider=queries.provider_by_code(data["provider"]), idempotency_key=form.key,
        )  # fmt: skip

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Added to the plan."))
        return redirect("case-plan", case.code)
    return render(request, "cases/plan.html", _plan_context(request, case, form, forms.AgreeForm()))


def _plan_context(request: Request, case: Case, form: forms.PlanForm, agree: forms.AgreeForm) -> dict[str, Any]:
    planned = planned_services(case)
    reveal(request.actor, *planned)
    needed = {need for answer in running_answers(case).values() for need in answer.needs}
    missing = needed - {one.service_type for one in planned}
    return queries_context(
        case, form, _("Plan"), agree=agree, planned=planned,
        proposed=code_list("service_types").labels(sorted(missing)),
    )  # fmt: skip


@page(Permission.CASE_WORK)
@require_POST
def agree(request: Request, code: str) -> HttpResponse:
    case = queries.case_or_404(request.actor, code)
    form = forms.AgreeForm(request.POST)

    def act() -> object:
        data = form.cleaned_data
        return actions.agree_plan(
            by=request.actor, case=case, agreed_with=data["agreed_with"], agreed_on=data["agreed_on"]
        )

    if carried_out(form, act):
        messages.success(request, _("The plan is agreed. Each service now has its date."))
        return redirect("case", case.code)
    blank = forms.PlanForm(providers=queries.provider_choices())
    return render(request, "cases/plan.html", _plan_context(request, case, blank, form))


@page(Permission.CASE_WORK)
def service(request: Request, code: str) -> HttpResponse:
    """A service in 20 seconds."""
    return _service(request, queries.case_or_404(request.actor, code), None)


@page(Permission.CASE_WORK)
def planned(request: Request, planned_id: uuid.UUID) -> HttpResponse:
    """The same for a planned one, which it ends."""
    row = get_object_or_404(PlannedService.objects.visible_to(request.actor).select_related("case"), pk=planned_id)
    return _service(request, queries.case_or_404(request.actor, row.case.code), row)


def _service(request: Request, case: Case, planned: PlannedService | None) -> HttpResponse:
    initial: dict[str, Any] = {"happened_on": timezone.localdate()}
    if planned is not None:
        initial |= {"service_type": planned.service_type, "provider": planned.provider.code if planned.provider else ""}
    form = forms.ServiceForm(request.POST or None, initial=initial, providers=queries.provider_choices())

    def act() -> object:
        data = form.cleaned_data
        return actions.record_service(
            by=request.actor, case=case, service_type=data["service_type"], happened_on=data["happened_on"],
            what_was_done=data["what_was_done"], provider=queries.provider_by_code(data["provider"]), planned=planned,
            idempotency_key=form.key,
        )  # fmt: skip

    if request.method == "POST" and carried_out(form, act):
        return _back(request, case)
    is_running = planned is not None and planned.status == ServiceStatus.PLANNED
    more = {"planned": planned, "cancel": forms.CancelForm()} if is_running else {}
    return render(request, "cases/service.html", queries_context(case, form, _("Record a service"), **more))


@page(Permission.CASE_WORK)
@require_POST
def cancel(request: Request, planned_id: uuid.UUID) -> HttpResponse:
    """A planned service that will not be given, and why."""
    row = get_object_or_404(PlannedService.objects.visible_to(request.actor).select_related("case"), pk=planned_id)
    case = queries.case_or_404(request.actor, row.case.code)
    form = forms.CancelForm(request.POST)

    def act() -> object:
        data = form.cleaned_data
        return actions.cancel_service(
            by=request.actor, case=case, planned=row, status=ServiceStatus(data["status"]), reason=data["reason"]
        )  # fmt: skip

    if carried_out(form, act):
        return _back(request, case)
    blank = forms.ServiceForm(providers=queries.provider_choices())
    context = queries_context(case, blank, _("Record a service"), planned=row, cancel=form)
    return render(request, "cases/service.html", context)


@page(Permission.CASE_WORK)
def review(request: Request, code: str) -> HttpResponse:
    case = queries.case_or_404(request.actor, code)
    form = forms.ReviewForm(request.POST or None)

    def act() -> object:
        data = form.cleaned_data
        return actions.record_review(
            by=request.actor, case=case, text=data["text"], happened_on=data["happened_on"], idempotency_key=form.key
        )  # fmt: skip

    if request.method == "POST" and carried_out(form, act):
        return _back(request, case)
    return render(request, "cases/form.html", queries_context(case, form, _("Review")))
