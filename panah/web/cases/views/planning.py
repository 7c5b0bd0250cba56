from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.cases import actions
from panah.casework.cases.codes import Domain, ReviewOutcome
from panah.casework.cases.models import Case, PlannedService
from panah.casework.cases.queries import planned_services
from panah.foundation.reference.codes import code_list
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.cases import forms, queries
from panah.web.cases.views.assessing import protected_or_404
from panah.web.cases.views.flow import form_page, posted, sent
from panah.web.components.grown_words import standing_of, suit
from panah.web.story.card import short_card

AFTER_REVIEW = {
    ReviewOutcome.CHANGE_PLAN: "case-plan", ReviewOutcome.TRANSFER: "case-transfer", ReviewOutcome.CLOSE: "case-close",
}  # fmt: skip


@page(Permission.CASE_VIEW)
def plan(request: Request, code: str) -> HttpResponse:
    """Needs become goals in the child's words; then who agreed; then a supervisor reads it. Help has no plan to agree on."""
    case = queries.case_or_404(request.actor, code)
    form = _plan_form(request, case)

    def act() -> PlannedService:
        data = form.cleaned_data
        provider, person = queries.doer_of(request.actor, case, data["who"])
        return actions.plan_service(
            by=request.actor, case=case, service_type=data["service_type"], goal=data["goal"], due_on=data["due_on"],
            domain=data["domain"] if data["domain"] in list(Domain) else "", idempotency_key=form.key,
            provider=provider, person=person,
        )  # fmt: skip

    added = sent(request, form, act)
    if added is None:
        return _plan_page(request, case, form)
    if added.person is not None:
        messages.success(request, _("Added to the plan. Now write what your colleague is asked to do."))
        return redirect(queries.asking_address(case, added))
    messages.success(request, _("Added to the plan."))
    return redirect("case-plan", case.code)


def _plan_form(request: Request, case: Case) -> forms.PlanForm:
    """Begun with a need that was chosen from the list of needs: codes in the address, never text."""
    need, area = request.GET.get("need", ""), request.GET.get("area", "")
    initial = {
        "service_type": need if need in code_list("service_types") else "", "domain": area if area in list(Domain) else "",
    }  # fmt: skip
    data = posted(request) if request.resolver_match and request.resolver_match.url_name == "case-plan" else None
    return forms.PlanForm(data, initial=initial, who=queries.doer_choices(request.actor, case))


def _plan_page(request: Request, case: Case, form: forms.PlanForm, **more: Any) -> HttpResponse:
    planned = planned_services(case)
    reveal(request.actor, *planned)
    values: dict[str, Any] = {
        "planned": queries.planned_lines(case, planned),
        "needs": queries.needs_found(case, planned, queries.kinds_given(case)),
        "agree": forms.AgreeForm(initial={"agreed_on": timezone.localdate()}),
        "answer": forms.ApproveForm(),
        "approval": queries.approval_words(case),
        "can_approve": queries.can_approve(request.actor, case),
        "can_work": Permission.CASE_WORK in request.actor.permissions,
    }
    values |= more
    for other in ("agree", "answer"):
        suit(values[other], standing_of(case.child))
    return form_page(request, case, form, _("Plan"), template="cases/plan.html", **values)


@page(Permission.CASE_WORK)
def agree(request: Request, code: str) -> HttpResponse:
    """Who agreed to the plan; read again, the address leads to the plan."""
    case = protected_or_404(request.actor, code)
    if request.method != "POST":
        return redirect("case-plan", case.code)
    form = forms.AgreeForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return actions.agree_plan(
            by=request.actor, case=case, agreed_with=data["agreed_with"], agreed_on=data["agreed_on"]
        )

    if sent(request, form, act) is not None:
        messages.success(
            request, _("The plan is agreed. Each service now has its date; the supervisor reads the plan.")
        )
        return redirect("case", case.code)
    return _plan_page(request, case, _plan_form(request, case), agree=form)


@page(Permission.CASE_SIGN)
def plan_answer(request: Request, code: str) -> HttpResponse:
    """The supervisor approves, or returns with what is missing. Services do not wait for it."""
    case = protected_or_404(request.actor, code)
    if request.method != "POST":
        return redirect("case-plan", case.code)
    form = forms.ApproveForm(posted(request))
    is_return = request.POST.get("decision") == "return"
    form.fields["remark"].required = is_return

    def act() -> object:
        answer = actions.return_plan if is_return else actions.approve_plan
        return answer(by=request.actor, case=case, remark=form.cleaned_data["remark"], idempotency_key=form.key)

    if sent(request, form, act) is not None:
        messages.success(request, _("Returned to the lead.") if is_return else _("The plan is approved."))
        return redirect("case", case.code)
    return _plan_page(request, case, _plan_form(request, case), answer=form)


@page(Permission.CASE_WORK)
def review(request: Request, code: str) -> HttpResponse:
    """What the team and the child found, the risk judged again, and how it goes on."""
    case = protected_or_404(request.actor, code)
    planned = planned_services(case)
    reveal(request.actor, *planned)
    initial = {"happened_on": timezone.localdate(), "risk": case.risk}
    told = short_card(case)
    form = forms.ReviewForm(posted(request), initial=initial, planned=planned)
    form.ask_once(bool(told))

    def act() -> object:
        data = form.cleaned_data
        return actions.record_review(
            by=request.actor, case=case, text=form.with_answer(data["text"]), happened_on=data["happened_on"],
            outcome=data["outcome"], risk=data["risk"], child_says=data["child_says"], goals=form.goals(), idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect(AFTER_REVIEW.get(form.cleaned_data["outcome"], "case"), case.code)
    return form_page(request, case, form, _("Review"), told=told)
