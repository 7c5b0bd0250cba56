from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.cases import actions
from panah.casework.cases.codes import ClosureDecision, Stage
from panah.casework.cases.models import Case, ClosureRequest
from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import members_with
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import reveal
from panah.web.cases import forms, queries
from panah.web.cases.views.reading import queries_context
from panah.web.components.forms import carried_out
from panah.web.components.values import Fact

LEADS = (Role.CASEWORKER, Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)


@page(Permission.CASE_WORK)
def close(request: Request, code: str) -> HttpResponse:
    """The lead fills the closing list; once asked, the supervisor reads and signs on the same page."""
    case = queries.case_or_404(request.actor, code)
    if case.stage == Stage.CLOSING:
        return _to_sign(request, case, forms.ReturnForm())
    form = forms.ClosureForm(request.POST or None)

    def act() -> object:
        data = form.cleaned_data
        return actions.ask_closure(
            by=request.actor, case=case, reason=data["reason"], checklist=form.checklist(),
            child_opinion=data["child_opinion"], follow_up_on=data["follow_up_on"], idempotency_key=form.key,
        )  # fmt: skip

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("The supervisor is asked to sign."))
        return redirect("case", case.code)
    return render(
        request, "cases/form.html", queries_context(case, form, _("Closure"), button=_("Ask the supervisor to sign"))
    )


def _to_sign(request: Request, case: Case, form: forms.ReturnForm, refusal: str = "") -> HttpResponse:
    asked = ClosureRequest.objects.filter(case=case, decision=ClosureDecision.ASKED).select_related("asked_by").first()
    facts: list[Fact] = []
    if asked is not None:
        reveal(request.actor, asked)
        answers, checks = code_list("closure_answers"), code_list("closure_checks")
        facts = [
            Fact(_("Asked by"), asked.asked_by.display_name),
            Fact(_("Reason"), code_list("closure_reasons").label(asked.reason)),
            Fact(_("What the child thinks of it"), asked.child_opinion),
            *(Fact(checks.label(item), answers.label(value)) for item, value in asked.checklist.items()),
        ]
    is_asker = asked is not None and asked.asked_by_id == request.actor.person_id
    can_sign = Permission.CASE_SIGN in request.actor.permissions and not is_asker
    context = queries_context(case, form, _("Closure"), facts=facts, can_sign=can_sign, refusal=refusal)
    return render(request, "cases/sign.html", context)


@page(Permission.CASE_SIGN)
@require_POST
def sign_closure(request: Request, code: str) -> HttpResponse:
    case = queries.case_or_404(request.actor, code)
    try:
        actions.sign_closure(by=request.actor, case=case)
    except Refusal as refusal:
        return _to_sign(request, case, forms.ReturnForm(), str(refusal.sentence))
    messages.success(request, _("Signed. The case is closed."))
    return redirect("case", case.code)


@page(Permission.CASE_SIGN)
@require_POST
def return_closure(request: Request, code: str) -> HttpResponse:
    case = queries.case_or_404(request.actor, code)
    form = forms.ReturnForm(request.POST)
    if carried_out(
        form, lambda: actions.return_closure(by=request.actor, case=case, remark=form.cleaned_data["remark"])
    ):
        messages.success(request, _("Returned to the lead."))
        return redirect("case", case.code)
    return _to_sign(request, case, form)


@page(Permission.CASE_WORK)
def reopen(request: Request, code: str) -> HttpResponse:
    case = queries.case_or_404(request.actor, code)
    form = forms.ReopenForm(request.POST or None)

    def act() -> object:
        return actions.reopen_case(by=request.actor, case=case, reason=form.cleaned_data["reason"])

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("The case is open again."))
        return redirect("case", case.code)
    return render(request, "cases/form.html", queries_context(case, form, _("Reopen"), button=_("Reopen the case")))


@page(Permission.CASE_ASSIGN)
def lead(request: Request, code: str) -> HttpResponse:
    """One lead always; the clocks go over with the case."""
    case = queries.case_or_404(request.actor, code)
    people = members_with(case.organisation_id, *LEADS)
    form = forms.LeadForm(
        request.POST or None, people=people, initial={"lead": str(case.lead.pk) if case.lead else None}
    )

    def act() -> object:
        chosen = get_object_or_404(Person, pk=form.cleaned_data["lead"])
        return actions.assign_lead(by=request.actor, case=case, lead=chosen)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("The lead is named and told."))
        return redirect("case", case.code)
    return render(request, "cases/form.html", queries_context(case, form, _("Lead"), button=_("Name the lead")))
