from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.cases import actions
from panah.casework.cases.codes import Answer
from panah.casework.cases.models import Case
from panah.casework.people.actions import ChildDetails, SpokenName
from panah.casework.people.codes import NameKind
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.cases import forms, queries
from panah.web.cases.views.flow import posted, sent
from panah.web.components.child_words import birth_from
from panah.web.find.before import matches_before


@page(Permission.CASE_WORK)
def new(request: Request) -> HttpResponse:
    """Open a case for a child who came without a referral."""
    form = forms.NewCaseForm(posted(request))

    def act() -> Case:
        return actions.start_case(
            by=request.actor, organisation=_here(request), lead=_myself(request), details=_details(form.cleaned_data),
            urgency=form.cleaned_data["urgency"], idempotency_key=form.key,
        )  # fmt: skip

    matches = matches_before(request, form, "name", "document_name", year=_year(form))
    case = sent(request, form, act) if matches is None else None
    if case is not None:
        return redirect("case", case.code)
    return render(request, "cases/new.html", {"form": form, "matches": matches})


@page(Permission.CASE_WORK)
def help_new(request: Request) -> HttpResponse:
    """Help in under three minutes: one question of safety, who, what is needed, a yes, and the day (S7)."""
    form = forms.HelpForm(posted(request), initial={"day": timezone.localdate()})

    def act() -> Case:
        data = form.cleaned_data
        names = (SpokenName(data["name"]),) if data["name"] else ()
        details = ChildDetails(names=names, sex=data["sex"], age_band=data["age_band"], language=data["language"])
        return actions.start_help(
            by=request.actor, organisation=_here(request), lead=_myself(request), details=details, asked=form.asked(),
            idempotency_key=form.key,
        )  # fmt: skip

    matches = matches_before(request, form, "name")
    case = sent(request, form, act) if matches is None else None
    if case is None:
        return render(request, "cases/help.html", {"form": form, "matches": matches})
    if case.is_safe_now == Answer.NO:
        messages.warning(request, _("First the danger: telephone for help. Then write where they sleep tonight."))
        return redirect("case-sleep", case.code)
    messages.success(request, _("Saved. The help is written down."))
    return redirect("case", case.code)


def _year(form: forms.NewCaseForm) -> int | None:
    born = form.cleaned_data.get("birth") if form.is_bound and form.is_valid() else None
    return born.year if born else None


def _here(request: Request) -> Organisation:
    return get_object_or_404(Organisation, pk=request.actor.organisation_id)


def _myself(request: Request) -> Person:
    return get_object_or_404(Person, pk=request.actor.person_id)


def _details(data: dict[str, Any]) -> ChildDetails:
    names = [SpokenName(data["name"])] if data["name"] else []
    if data["document_name"]:
        names.append(SpokenName(data["document_name"], NameKind.DOCUMENT))
    return ChildDetails(
        names=tuple(names), sex=data["sex"], birth=birth_from(data["birth"]), age_band=data["age_band"],
        language=data["language"], place=queries.place_from(data["place"]),
    )  # fmt: skip
