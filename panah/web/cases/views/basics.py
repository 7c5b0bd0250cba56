from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from panah.casework.cases.actions import correct_case_basics
from panah.casework.cases.models import Case
from panah.casework.people.actions import Basics, SpokenName, add_name, decide_category, record_consent
from panah.casework.people.codes import Category, ConsentDecision, NameKind
from panah.casework.people.rules import Birth
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.cases import forms, queries
from panah.web.cases.views.flow import form_page, is_overtaken, kept, posted, sent
from panah.web.fields import PartialDate


def birth_from(known: PartialDate | None) -> Birth:
    return Birth(known.as_date, known.year, known.is_about) if known else Birth()


@page(Permission.CASE_WORK)
def basics(request: Request, code: str) -> HttpResponse:
    """What is known better now: age, sex, language, place."""
    case = queries.case_or_404(request.actor, code)
    form = forms.BasicsForm(posted(request), initial=_known(request.actor, case) | kept(request))

    def act() -> object:
        data = form.cleaned_data
        return correct_case_basics(
            by=request.actor, case=case, version=data["version"],
            basics=Basics(
                data["sex"], birth_from(data["birth"]), data["age_band"], data["language"],
                queries.place_from(data["place"]),
            ),
        )  # fmt: skip

    if sent(request, form, act) is not None:
        return _back(request, case)
    stands = queries.basics_facts(case) if is_overtaken(form, case.child.version) else None
    return form_page(request, case, form, _("About the child"), stands=stands)


def _known(actor: Actor, case: Case) -> dict[str, Any]:
    child = case.child
    day = queries.sealed_birth(actor, child)
    birth: Any = day
    if day is None and child.birth_year is not None:
        birth = PartialDate(child.birth_year, is_about=child.is_birth_year_about)
    return {
        "sex": child.sex, "birth": birth, "age_band": child.age_band_at_entry, "language": child.language,
        "place": child.place_id or "", "version": child.version,
    }  # fmt: skip


def _back(request: Request, case: Case) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("case", case.code)


@page(Permission.CASE_WORK)
def name_add(request: Request, code: str) -> HttpResponse:
    """A further name or spelling; nothing is shown of the earlier ones."""
    case = queries.case_or_404(request.actor, code)
    form = forms.NameForm(posted(request), initial=kept(request))

    def act() -> object:
        name = SpokenName(form.cleaned_data["name"], NameKind(form.cleaned_data["kind"]))
        return add_name(by=request.actor, child=case.child, name=name, idempotency_key=form.key)

    if sent(request, form, act) is not None:
        return _back(request, case)
    return form_page(request, case, form, _("Add a name"))


@page(Permission.CASE_WORK)
def category(request: Request, code: str) -> HttpResponse:
    """In which category the child is, who decided it and on which ground; never a score (S6)."""
    case = queries.case_or_404(request.actor, code)
    form = forms.CategoryForm(posted(request), initial=kept(request))

    def act() -> object:
        data = form.cleaned_data
        return decide_category(
            by=request.actor, child=case.child, category=Category(data["category"]), ground=data["ground"],
            body=data["body"], decided_on=data["decided_on"], idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        return _back(request, case)
    return form_page(request, case, form, _("Category"), stands=queries.category_facts(case))


@page(Permission.CASE_WORK)
def consent(request: Request, code: str) -> HttpResponse:
    """What the child or the guardian agreed to, one scope at a time; never a condition of help."""
    case = queries.case_or_404(request.actor, code)
    form = forms.ConsentForm(posted(request), initial=kept(request))

    def act() -> object:
        data = form.cleaned_data
        return record_consent(
            by=request.actor, child=case.child, scope=data["scope"], decision=ConsentDecision(data["decision"]),
            given_by=data["given_by"], given_on=data["given_on"], expires_on=data["expires_on"],
            idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        return _back(request, case)
    return form_page(request, case, form, _("Consent"), stands=queries.consent_facts(case.child))
