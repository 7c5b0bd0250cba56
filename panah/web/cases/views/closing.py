from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.casework.cases import actions
from panah.casework.cases.codes import OPEN_STAGES, Depth, Stage
from panah.casework.cases.models import Case, ClosureRequest
from panah.casework.cases.queries import closure_asked, is_gentle, planned_services, possible_leads
from panah.foundation.accounts.models import Person
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.cases import forms, queries
from panah.web.cases.views.flow import form_page, posted, sent
from panah.web.components.grown_words import label_for, standing_of, suited
from panah.web.components.values import Fact


@page(Permission.CASE_WORK)
def close(request: Request, code: str) -> HttpResponse:
    """The lead fills the closing list; once asked, the supervisor reads and signs on the same page."""
    case = queries.case_or_404(request.actor, code)
    if case.stage == Stage.CLOSING:
        return _to_sign(request, case, forms.ReturnForm())
    if case.stage not in OPEN_STAGES:
        return redirect("case", case.code)
    if case.depth == Depth.HELP:
        return redirect("case-help-close", case.code)
    planned = planned_services(case)
    reveal(request.actor, *planned)
    form = forms.ClosureForm(posted(request), planned=planned)

    def act() -> object:
        data = form.cleaned_data
        return actions.ask_closure(
            by=request.actor, case=case, reason=data["reason"], checklist=form.checklist(), goals=form.goals(),
            child_opinion=data["child_opinion"], follow_up_on=data["follow_up_on"], keep_until=data["keep_until"],
            idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("The supervisor is asked to sign."))
        return redirect("case", case.code)
    return form_page(request, case, form, _("Closure"), button=_("Ask the supervisor to sign"))


def _to_sign(request: Request, case: Case, form: forms.ReturnForm, refusal: str = "") -> HttpResponse:
    asked = closure_asked(case)
    is_asker = asked is not None and asked.asked_by_id == request.actor.person_id
    can_sign = Permission.CASE_SIGN in request.actor.permissions and not is_asker
    facts = _facts_to_sign(request, case, asked) if asked is not None else []
    return form_page(
        request, case, form, _("Closure"), template="cases/sign.html", facts=facts, can_sign=can_sign, refusal=refusal
    )  # fmt: skip


def _facts_to_sign(request: Request, case: Case, asked: ClosureRequest) -> list[Fact]:
    reveal(request.actor, asked)
    answers = code_list("closure_answers")
    day = date_format(asked.follow_up_on, "SHORT_DATE_FORMAT") if asked.follow_up_on else _("in 90 days")
    keep = date_format(asked.keep_until, "SHORT_DATE_FORMAT") if asked.keep_until else ""
    has_died, standing = is_gentle(asked.reason), standing_of(case.child)
    return [
        Fact(_("Asked by"), asked.asked_by.display_name),
        Fact(_("Asked on"), date_format(timezone.localtime(asked.asked_at), "SHORT_DATE_FORMAT")),
        Fact(_("Reason"), label_for("closure_reasons", asked.reason, standing)),
        Fact(suited(_("What the child thinks of it"), standing), asked.child_opinion),
        *(
            Fact(label_for("closure_checks", item, standing), answers.label(answer))
            for item, answer in sorted(asked.checklist.items())
        ),
        Fact(suited(_("When we call to ask how the child is"), standing), "" if has_died else day),
        Fact(_("Until when the papers are kept"), keep or _("by the general rule")),
    ]


@page(Permission.CASE_SIGN)
def sign_closure(request: Request, code: str) -> HttpResponse:
    """The second pair of eyes; read again, the address leads to the closure."""
    case = queries.case_or_404(request.actor, code)
    if request.method != "POST":
        return redirect("case-close", case.code)
    try:
        actions.sign_closure(by=request.actor, case=case)
    except Refusal as refusal:
        if case.stage != Stage.CLOSING:
            messages.warning(request, str(refusal.sentence))
            return redirect("case", case.code)
        return _to_sign(request, case, forms.ReturnForm(), str(refusal.sentence))
    messages.success(request, _("Signed. The case is closed."))
    return redirect("case", case.code)


@page(Permission.CASE_SIGN)
def return_closure(request: Request, code: str) -> HttpResponse:
    """Not yet, and what is missing; read again, the address leads to the closure."""
    case = queries.case_or_404(request.actor, code)
    if request.method != "POST":
        return redirect("case-close", case.code)
    form = forms.ReturnForm(posted(request))

    def act() -> object:
        return actions.return_closure(by=request.actor, case=case, remark=form.cleaned_data["remark"])

    if sent(request, form, act) is not None:
        messages.success(request, _("Returned to the lead."))
        return redirect("case", case.code)
    return _to_sign(request, case, form)


@page(Permission.CASE_WORK)
def reopen(request: Request, code: str) -> HttpResponse:
    """The same code, a new episode."""
    case = queries.case_or_404(request.actor, code)
    if case.stage in OPEN_STAGES:
        return redirect("case", case.code)
    form = forms.ReopenForm(posted(request))

    def act() -> object:
        return actions.reopen_case(by=request.actor, case=case, reason=form.cleaned_data["reason"])

    if sent(request, form, act) is not None:
        messages.success(request, _("The case is open again."))
        return redirect("case", case.code)
    return form_page(request, case, form, _("Reopen"), button=_("Reopen the case"))


@page(Permission.CASE_WORK)
def check(request: Request, code: str) -> HttpResponse:
    """The call after the case ended: the child is fine, or the case goes on."""
    case = queries.case_or_404(request.actor, code)
    if case.stage in OPEN_STAGES and request.method != "POST":
        return redirect("case-contact", case.code)
    form = forms.CheckForm(posted(request), initial={"happened_on": timezone.localdate()})

    def act() -> object:
        data = form.cleaned_data
        return actions.record_check(
            by=request.actor, case=case, text=data["text"], happened_on=data["happened_on"],
            is_more_needed=data["is_more_needed"], idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("case", case.code)
    return form_page(request, case, form, _("Call after closure"))


@page(Permission.CASE_ASSIGN)
def lead(request: Request, code: str) -> HttpResponse:
    """One lead always; the clocks go over with the case."""
    case = queries.case_or_404(request.actor, code)
    initial = {"lead": str(case.lead.pk) if case.lead else None}
    form = forms.LeadForm(posted(request), people=possible_leads(case.organisation_id), initial=initial)

    def act() -> object:
        chosen = get_object_or_404(Person, pk=form.cleaned_data["lead"])
        return actions.assign_lead(by=request.actor, case=case, lead=chosen)

    if sent(request, form, act) is not None:
        messages.success(request, _("The lead is named and told."))
        return redirect("case", case.code)
    return form_page(request, case, form, _("Lead"), button=_("Name the lead"))
