from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.models import Case
from panah.casework.people.actions import (
    FamilyDetails,
    begin_family,
    change_family,
    join_family,
    leave_family,
)
from panah.casework.people.models import Family
from panah.casework.people.queries import family_under_code
from panah.foundation.security.access import Refusal, require
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.cases.queries import case_or_404, place_from
from panah.web.components.flow import editing, form_page, posted, sent
from panah.web.components.grown_words import standing_of, suit, suited
from panah.web.family import forms, queries


@page(Permission.CASE_WORK)
def family(request: Request, code: str) -> HttpResponse:
    """The home on one page, without names. Where there is none yet: open it, or join the one that is there (S8)."""
    case = case_or_404(request.actor, code)
    home = queries.family_of(request.actor, case.child)
    if home is not None:
        return _shown(request, case, home)
    known = {"language": case.child.language, "place": case.child.place_id or ""}
    form = forms.FamilyForm(posted(request), initial=known)

    def act() -> object:
        return begin_family(by=request.actor, child=case.child, details=_details(form), idempotency_key=form.key)

    if sent(request, form, act) is not None:
        messages.success(request, _("The family file is open. Now write down the adults."))
        return redirect("family", case.code)
    return _empty(request, case, form, forms.JoinForm())


def _details(form: forms.FamilyForm) -> FamilyDetails:
    data = form.cleaned_data
    return FamilyDetails(data["language"], place_from(data["place"]), data["home"], data["note"])


def _empty(request: Request, case: Case, form: forms.FamilyForm, join: forms.JoinForm) -> HttpResponse:
    is_elsewhere = case.child.family_id is not None
    suit(join, standing_of(case.child))
    return form_page(
        request, form, _("Family"), code=case.code, back_url=reverse("case", args=[case.code]),
        template="family/none.html", join=join, is_elsewhere=is_elsewhere, case=case, standing=standing_of(case.child),
    )  # fmt: skip


def _shown(request: Request, case: Case, home: Family, *, with_names: bool = False) -> HttpResponse:
    actor = request.actor
    names = queries.names_of_adults(actor, case.child) if with_names else {}
    context: dict[str, Any] = {
        "case": case, "home": home, "print_code": case.code, "with_names": with_names,
        "children": queries.child_table(actor, case), "adults": queries.adult_table(actor, case, names),
        "facts": queries.family_facts(home) + (queries.home_facts(actor, home) if with_names else []),
        "must_decide": queries.to_decide(actor, case.child), "anew": queries.anew_words(case.child),
    }  # fmt: skip
    return render(request, "family/family.html", context)


@page(Permission.CASE_WORK)
def names(request: Request, code: str) -> HttpResponse:
    """The same page with the names and the address of the home, only when asked for; the log keeps who looked."""
    case = case_or_404(request.actor, code)
    home = queries.family_of(request.actor, case.child)
    if request.method != "POST" or home is None:
        return redirect("family", case.code)
    require(request.actor, Permission.IDENTITY_READ)
    return _shown(request, case, home, with_names=True)


@page(Permission.CASE_WORK)
def join(request: Request, code: str) -> HttpResponse:
    """Into the family of a brother or sister. A code that one may not open and one that is none look the same (S17)."""
    case = case_or_404(request.actor, code)
    if request.method != "POST":
        return redirect("family", case.code)
    form = forms.JoinForm(request.POST)

    def act() -> object:
        home = family_under_code(request.actor, normalise_code(form.cleaned_data["code"]) or "-")
        if home is None:
            raise Refusal(_("There is no family under this code that you may open. Ask your supervisor."))
        return join_family(by=request.actor, child=case.child, family=home)

    if sent(request, form, act) is not None:
        messages.success(request, suited(_("The child now belongs to this family."), standing_of(case.child)))
        return redirect("family", case.code)
    known = {"language": case.child.language, "place": case.child.place_id or ""}
    return _empty(request, case, forms.FamilyForm(initial=known), form)


@page(Permission.CASE_WORK)
def leave(request: Request, code: str) -> HttpResponse:
    """It was another home. What was written of the family stays there."""
    case = case_or_404(request.actor, code)
    if request.method != "POST":
        return redirect("family", case.code)
    try:
        leave_family(by=request.actor, child=case.child)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, suited(_("The child no longer belongs to this family."), standing_of(case.child)))
    return redirect("family", case.code)


@page(Permission.CASE_WORK)
def change(request: Request, code: str) -> HttpResponse:
    """What is known better of the home now."""
    case = case_or_404(request.actor, code)
    home = queries.family_of(request.actor, case.child)
    if home is None:
        return redirect("family", case.code)
    form = editing(request, forms.FamilyForm, lambda: queries.known_family(request.actor, home))

    def act() -> object:
        return change_family(
            by=request.actor, family=home, details=_details(form), version=form.cleaned_data["version"]
        )

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("family", case.code)
    return form_page(
        request, form, _("Change the family"), code=case.code, back_url=reverse("family", args=[case.code]),
        back_label=_("Family"), standing=standing_of(case.child),
    )  # fmt: skip
