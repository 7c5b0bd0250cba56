from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.actions import correct_case_basics
from panah.casework.cases.models import Case
from panah.casework.people.actions import (
    Basics,
    SafeContact,
    SpokenName,
    add_name,
    change_safe_contact,
    decide_category,
)
from panah.casework.people.codes import Category, NameKind
from panah.casework.people.models import Child
from panah.casework.people.queries import known_birth
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.cases.queries import case_or_404, category_facts, place_from
from panah.web.components.child_words import birth_from
from panah.web.components.flow import editing, form_page, posted, sent
from panah.web.components.grown_words import standing_of
from panah.web.family import forms
from panah.web.fields import PartialDate


def _case_page(request: Request, case: Case, form: Any, title: str, **more: Any) -> HttpResponse:
    back_url = reverse("case", args=[case.code])
    return form_page(
        request, form, title, code=case.code, back_url=back_url, standing=standing_of(case.child), **more
    )  # fmt: skip


def _saved(request: Request, case: Case) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("case", case.code)


@page(Permission.CASE_WORK)
def basics(request: Request, code: str) -> HttpResponse:
    """What is known better now: age, sex, languages, papers, place."""
    case = case_or_404(request.actor, code)
    form = editing(request, forms.BasicsForm, lambda: _known(request.actor, case.child))

    def act() -> object:
        data = form.cleaned_data
        known = Basics(
            data["sex"], birth_from(data["birth"]), data["age_band"], data["language"], place_from(data["place"]),
            tuple(data["further_languages"]), data["has_papers"],
        )  # fmt: skip
        return correct_case_basics(by=request.actor, case=case, version=data["version"], basics=known)

    if sent(request, form, act) is not None:
        return _saved(request, case)
    return _case_page(request, case, form, _("About the child"))


def _known(actor: Actor, child: Child) -> dict[str, Any]:
    child.refresh_from_db()
    return {
        "sex": child.sex, "birth": _known_birth(actor, child), "age_band": child.age_band_at_entry,
        "language": child.language, "further_languages": child.further_languages, "has_papers": child.has_papers,
        "place": child.place_id or "", "version": child.version,
    }  # fmt: skip


def _known_birth(actor: Actor, child: Child) -> PartialDate | None:
    """As far as it is known and ``actor`` may read it."""
    if child.birth_year is None:
        return None
    reveal(actor, child)
    try:
        birth = known_birth(child)
    except StillSealed:
        return PartialDate(child.birth_year, is_about=child.is_birth_year_about)
    if birth.day is not None:
        return PartialDate(birth.day.year, birth.day.month, birth.day.day, birth.is_about)
    return PartialDate(child.birth_year, birth.month, is_about=birth.is_about)


@page(Permission.CASE_WORK)
def name_add(request: Request, code: str) -> HttpResponse:
    """A further name or spelling; nothing is shown of the earlier ones."""
    case = case_or_404(request.actor, code)
    form = forms.NameForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        name = SpokenName(data["name"], NameKind(data["kind"]), data["family"], data["given"], data["patronymic"])
        return add_name(by=request.actor, child=case.child, name=name, idempotency_key=form.key)

    if sent(request, form, act) is not None:
        return _saved(request, case)
    lead = _("A newborn may have no name yet: then leave this page.")
    return _case_page(request, case, form, _("Add a name"), lead=lead)


@page(Permission.CASE_WORK)
def category(request: Request, code: str) -> HttpResponse:
    """In which category the child is, who decided it and on which ground; never a score (S6)."""
    case = case_or_404(request.actor, code)
    form = forms.CategoryForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return decide_category(
            by=request.actor, child=case.child, category=Category(data["category"]), ground=data["ground"],
            body=data["body"], decided_on=data["decided_on"], idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        return _saved(request, case)
    return _case_page(request, case, form, _("Category"), stands=category_facts(case))


@page(Permission.CASE_WORK)
def reach(request: Request, code: str) -> HttpResponse:
    """How the child may be reached without harm, and whether a card is safe in the pocket (S12)."""
    case = case_or_404(request.actor, code)

    def stands() -> dict[str, Any]:
        child = case.child
        child.refresh_from_db()
        reveal(request.actor, child)
        return {
            "contact": child.safe_contact, "method": child.safe_contact_method, "time": child.safe_contact_time,
            "may_carry_card": "yes" if child.may_carry_card else "no", "version": child.version,
        }  # fmt: skip

    form = editing(request, forms.ReachForm, stands)

    def act() -> object:
        data = form.cleaned_data
        contact = SafeContact(data["contact"], data["method"], data["time"], data["may_carry_card"])
        return change_safe_contact(
            by=request.actor, child=case.child, safe_contact=contact, version=data["version"], idempotency_key=form.key
        )

    if sent(request, form, act) is not None:
        return _saved(request, case)
    return _case_page(request, case, form, _("How to reach the child safely"))
