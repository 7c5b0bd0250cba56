from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.cases import actions
from panah.casework.cases.codes import Domain, NoteKind, Risk, Stage
from panah.casework.cases.models import Case, DomainAnswer
from panah.casework.cases.queries import answer_before, answer_now
from panah.casework.people.actions import ChildDetails, SpokenName
from panah.casework.people.codes import NameKind
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.cases import forms, queries
from panah.web.cases.views.basics import birth_from
from panah.web.cases.views.flow import form_page, is_overtaken, kept, posted, sent


@page(Permission.CASE_WORK)
def new(request: Request) -> HttpResponse:
    """Open a case for a child who came without a referral."""
    form = forms.NewCaseForm(posted(request), initial=kept(request))

    def act() -> Case:
        return actions.start_case(
            by=request.actor, organisation=get_object_or_404(Organisation, pk=request.actor.organisation_id),
            lead=get_object_or_404(Person, pk=request.actor.person_id), details=_details(form.cleaned_data),
            urgency=form.cleaned_data["urgency"], idempotency_key=form.key,
        )  # fmt: skip

    case = sent(request, form, act)
    if case is not None:
        return redirect("case", case.code)
    return render(request, "cases/new.html", {"form": form})


def _details(data: dict[str, Any]) -> ChildDetails:
    names = [SpokenName(data["name"])] if data["name"] else []
    if data["document_name"]:
        names.append(SpokenName(data["document_name"], NameKind.DOCUMENT))
    return ChildDetails(
        names=tuple(names), sex=data["sex"], birth=birth_from(data["birth"]), age_band=data["age_band"],
        language=data["language"], place=queries.place_from(data["place"]),
    )  # fmt: skip


@page(Permission.CASE_WORK)
def contact(request: Request, code: str) -> HttpResponse:
    """A talk, a try, a meeting, a note."""
    case = queries.case_or_404(request.actor, code)
    first = {"kind": "first_safety_contact" if case.stage == Stage.NEW else "contact", "happened_on": _today()}
    form = forms.ContactForm(posted(request), initial=first | kept(request))

    def act() -> object:
        data = form.cleaned_data
        return actions.record_contact(
            by=request.actor, case=case, kind=NoteKind(data["kind"]), text=data["text"], happened_on=data["happened_on"],
            idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("case", case.code)
    return form_page(request, case, form, _("Contact or note"))


def _today() -> object:
    return timezone.localdate()


@page(Permission.CASE_WORK)
def assess(request: Request, code: str) -> HttpResponse:
    """Eight areas as a task list, and the judgement of the risk."""
    case = queries.case_or_404(request.actor, code)
    return _assess_page(request, case, forms.AssessmentForm(initial=kept(request)))


def _assess_page(request: Request, case: Case, form: forms.AssessmentForm) -> HttpResponse:
    template = "cases/assess.html"
    return form_page(request, case, form, _("Assessment"), template=template, tasks=queries.domain_tasks(case))


@page(Permission.CASE_WORK)
def complete(request: Request, code: str) -> HttpResponse:
    """The assessment is whole and its risk named; read again, the address leads to the assessment."""
    case = queries.case_or_404(request.actor, code)
    if request.method != "POST":
        return redirect("case-assess", case.code)
    form = forms.AssessmentForm(request.POST)

    def act() -> object:
        data = form.cleaned_data
        return actions.complete_assessment(
            by=request.actor,
            case=case,
            risk=Risk(data["risk"]),
            child_view=data["child_view"],
            idempotency_key=form.key,
        )

    if sent(request, form, act) is not None:
        messages.success(request, _("The assessment is complete. Next: the plan."))
        return redirect("case-plan", case.code)
    return _assess_page(request, case, form)


@page(Permission.CASE_WORK)
def domain(request: Request, code: str, area: str) -> HttpResponse:
    """One area. What was written before stands there, so that "still true" is one click: the child is asked once (S5)."""
    case = queries.case_or_404(request.actor, code)
    if area not in list(Domain):
        raise Http404
    form = forms.DomainForm(posted(request), initial=_stands(request.actor, case, area) | kept(request))

    def act() -> object:
        data = form.cleaned_data
        return actions.answer_domain(
            by=request.actor, case=case, domain=Domain(area), situation=data["situation"], observed=data["observed"],
            child_says=data["child_says"], needs=tuple(data["needs"]), not_asked=data["not_asked"],
            version=data["version"],
        )  # fmt: skip

    if sent(request, form, act) is not None:
        return redirect("case-assess", case.code)
    title = code_list("assessment_domains").label(area)
    more = _what_stands(request.actor, case, area, form)
    return form_page(request, case, form, title, back="case-assess", **more)


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


def _what_stands(actor: Actor, case: Case, area: str, form: forms.DomainForm) -> dict[str, Any]:
    """What somebody else wrote meanwhile; or from when the answer is with which the form begins."""
    now: DomainAnswer | None = answer_now(case, area)
    if now is not None and is_overtaken(form, now.version):
        reveal(actor, now)
        return {"stands": queries.domain_facts(now)}
    before = answer_before(case, area) if now is None and not form.is_bound else None
    return {"asked_on": before.answered_at} if before is not None else {}


@page(Permission.CASE_WORK)
def review(request: Request, code: str) -> HttpResponse:
    """What the team and the child found; the next review follows from the risk."""
    case = queries.case_or_404(request.actor, code)
    form = forms.ReviewForm(posted(request), initial={"happened_on": _today()} | kept(request))

    def act() -> object:
        data = form.cleaned_data
        return actions.record_review(
            by=request.actor, case=case, text=data["text"], happened_on=data["happened_on"], idempotency_key=form.key
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("case", case.code)
    return form_page(request, case, form, _("Review"))
