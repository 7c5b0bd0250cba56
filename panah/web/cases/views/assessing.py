from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from panah.casework.cases import actions
from panah.casework.cases.codes import Depth, Domain, Risk
from panah.casework.cases.models import Case
from panah.casework.cases.queries import answer_before, answer_now
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.cases import forms, queries
from panah.web.cases.views.flow import editing, form_page, posted, sent
from panah.web.story.card import short_card


def protected_or_404(actor: Actor, code: str) -> Case:
    """A case at the depth of protection: help has no assessment, plan or review (S7)."""
    case = queries.case_or_404(actor, code)
    if case.depth != Depth.PROTECTION:
        raise Http404
    return case


@page(Permission.CASE_WORK)
def assess(request: Request, code: str) -> HttpResponse:
    """Eight areas as a task list, and the judgement of the risk."""
    case = protected_or_404(request.actor, code)
    return _assess_page(request, case, forms.AssessmentForm())


def _assess_page(request: Request, case: Case, form: forms.AssessmentForm) -> HttpResponse:
    return form_page(
        request, case, form, _("Assessment"), template="cases/assess.html", areas=queries.areas_of(case),
        told=short_card(case),
    )  # fmt: skip


@page(Permission.CASE_WORK)
def complete(request: Request, code: str) -> HttpResponse:
    """The assessment is whole and its risk named; read again, the address leads to the assessment."""
    case = protected_or_404(request.actor, code)
    if request.method != "POST":
        return redirect("case-assess", case.code)
    form = forms.AssessmentForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return actions.complete_assessment(
            by=request.actor, case=case, risk=Risk(data["risk"]), child_view=data["child_view"],
            idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("The assessment is complete. Next: the plan."))
        return redirect("case-plan", case.code)
    return _assess_page(request, case, form)


@page(Permission.CASE_WORK)
def domain(request: Request, code: str, area: str) -> HttpResponse:
    """One area. What was written before stands there: the child is asked once (S5)."""
    case = protected_or_404(request.actor, code)
    if area not in list(Domain):
        raise Http404
    form = editing(request, forms.DomainForm, lambda: _stands(request.actor, case, area))

    def act() -> object:
        data = form.cleaned_data
        return actions.answer_domain(
            by=request.actor, case=case, domain=Domain(area), situation=data["situation"], observed=data["observed"],
            child_says=data["child_says"], needs=tuple(data["needs"]), not_asked=data["not_asked"],
            version=data["version"],
        )  # fmt: skip

    if sent(request, form, act) is not None:
        return redirect("case-assess", case.code)
    before = answer_before(case, area) if answer_now(case, area) is None else None
    return form_page(
        request, case, form, code_list("assessment_domains").label(area), template="cases/domain.html",
        back="case-assess", area=area, asked_on=before.answered_at if before is not None else None, told=short_card(case),
    )  # fmt: skip


def _stands(actor: Actor, case: Case, area: str) -> dict[str, Any]:
    """The answer of this assessment, else that of an earlier one, as a form begins with it."""
    now = answer_now(case, area)
    answer = now or answer_before(case, area)
    if answer is None:
        return {"version": 0}
    reveal(actor, answer)
    return {
        "situation": answer.situation, "observed": answer.observed, "child_says": answer.child_says,
        "needs": answer.needs, "not_asked": answer.not_asked if now else "", "version": now.version if now else 0,
    }  # fmt: skip


@page(Permission.CASE_WORK)
def domain_still(request: Request, code: str, area: str) -> HttpResponse:
    """Still true: one tap, nothing is asked and nothing typed (S5)."""
    case = protected_or_404(request.actor, code)
    if area not in list(Domain):
        raise Http404
    if request.method == "POST":
        try:
            actions.confirm_domain(by=request.actor, case=case, domain=Domain(area), version=0)
        except Refusal as refusal:
            messages.warning(request, str(refusal.sentence))
    return redirect("case-assess", case.code)
