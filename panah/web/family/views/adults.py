import uuid
from dataclasses import asdict, replace
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.models import Case
from panah.casework.people.actions import RelativeDetails, add_relative, change_relative, decide_safety
from panah.casework.people.codes import Safety, Standing
from panah.casework.people.models import Relative
from panah.casework.people.queries import may_act_for
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Denied
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.cases.queries import case_or_404
from panah.web.components.flow import editing, form_page, posted, sent
from panah.web.components.grown_words import standing_of, suited
from panah.web.family import forms, queries
from panah.web.family.views.shutting import shut_what_fell_at_home

F = TypeVar("F", bound=forms.VersionedForm)
ADULT_FIELDS = (
    "relation", "name", "language", "lives_with_children", "is_guardian", "contact", "contact_method", "contact_time",
)  # fmt: skip
SEALED_FIELDS = ("citizenship", "migration_status", "workplace", "client_code")


def _back(case: Case, relative: Relative | None = None) -> str:
    return reverse("adult", args=[case.code, relative.pk]) if relative else reverse("family", args=[case.code])


def _relation(relative: Relative) -> str:
    return code_list("relation_to_child").label(relative.relation)


def _of(case: Case, relative: Relative) -> dict[str, str]:
    """About whom a page is, and the way back to that adult."""
    relation = _relation(relative)
    return {
        "caption": f"{case.code} · {relation}", "back_label": relation, "back_url": _back(case, relative),
    }  # fmt: skip


@page(Permission.CASE_WORK)
def adult_new(request: Request, code: str) -> HttpResponse:
    """Somebody of the home; whether the children are safe with this adult is decided afterwards (S3)."""
    case = case_or_404(request.actor, code)
    home = queries.family_of(request.actor, case.child)
    if home is None:
        return redirect("family", case.code)
    form = _asked(case, forms.AdultForm(posted(request)))

    def act() -> Relative:
        details = RelativeDetails(**{name: form.cleaned_data[name] for name in ADULT_FIELDS if name in form.fields})
        return add_relative(by=request.actor, family=home, details=details, idempotency_key=form.key)

    made = sent(request, form, act)
    if made is not None:
        done = _("Saved. Now decide whether the children are safe with this adult.")
        messages.success(request, suited(done, standing_of(case.child)))
        return redirect("adult-safety", case.code, made.pk)
    return form_page(
        request, form, _("Add an adult"), code=case.code, back_url=_back(case), back_label=_("Family"),
        standing=standing_of(case.child),
    )  # fmt: skip


def _asked(case: Case, form: F) -> F:
    """Nobody speaks for a grown person before the law, and nobody is asked whether somebody does (S10)."""
    if standing_of(case.child) is Standing.ADULT:
        form.fields.pop("is_guardian", None)
    return form


@page(Permission.CASE_WORK)
def adult(request: Request, code: str, adult_id: uuid.UUID) -> HttpResponse:
    """One adult: what is known, what this adult may do for the children, and who decided it."""
    case = case_or_404(request.actor, code)
    one = queries.adult_or_404(request.actor, case, adult_id)
    verdict = may_act_for(one)
    context = {
        "case": case, "adult": one, "relation": _relation(one),
        "facts": queries.adult_facts(request.actor, one, standing_of(case.child)),
        "sealed": queries.sealed_facts(request.actor, one),
        "events": queries.safety_events(request.actor, one), "print_code": case.code,
        "why_not": verdict.reason if isinstance(verdict, Denied) else "",
        "anew": queries.anew_words(case.child),
    }  # fmt: skip
    return render(request, "family/adult.html", context)


@page(Permission.CASE_WORK)
def adult_change(request: Request, code: str, adult_id: uuid.UUID) -> HttpResponse:
    """What is known better of an adult; only a safe one can be the one whom the office calls."""
    case = case_or_404(request.actor, code)
    one = queries.adult_or_404(request.actor, case, adult_id)
    form_class = forms.SafeAdultForm if one.safety == Safety.SAFE else forms.AdultForm
    fields = (*ADULT_FIELDS, "is_contact") if one.safety == Safety.SAFE else ADULT_FIELDS
    return _change(request, case, one, form_class, fields, _("Change what is known of this adult"))


@page(Permission.CASE_WORK)
def adult_sealed(request: Request, code: str, adult_id: uuid.UUID) -> HttpResponse:
    """Citizenship, papers and work: written only where a service needs it (S2)."""
    case = case_or_404(request.actor, code)
    one = queries.adult_or_404(request.actor, case, adult_id)
    return _change(
        request, case, one, forms.SealedForm, SEALED_FIELDS, _("Citizenship, papers and work"),
        lead=_("Only where a service needs it. Help does not depend on it. Nobody can search or list by it."),
    )  # fmt: skip


def _change(
    request: Request,
    case: Case,
    one: Relative,
    form_class: type[forms.VersionedForm],
    fields: tuple[str, ...],
    title: str,
    **more: Any,
) -> HttpResponse:
    def stands() -> dict[str, Any]:
        one.refresh_from_db()
        known = asdict(queries.details_of(request.actor, one))
        return {name: known[name] for name in fields} | {"version": one.version}

    form = _asked(case, editing(request, form_class, stands))

    def act() -> object:
        said = {name: form.cleaned_data[name] for name in fields if name in form.fields}
        details = replace(queries.details_of(request.actor, one), **said)
        return change_relative(by=request.actor, relative=one, details=details, version=form.cleaned_data["version"])

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect(_back(case, one))
    return form_page(
        request, form, title, code=case.code, standing=standing_of(case.child), **_of(case, one), **more
    )  # fmt: skip


@page(Permission.CASE_WORK)
def adult_safety(request: Request, code: str, adult_id: uuid.UUID) -> HttpResponse:
    """A worker decides, on a ground; what follows from it stands on the page before (S3)."""
    case = case_or_404(request.actor, code)
    one = queries.adult_or_404(request.actor, case, adult_id)
    form = forms.SafetyForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        decided = decide_safety(
            by=request.actor, relative=one, safety=Safety(data["safety"]), ground=data["ground"], note=data["note"],
            idempotency_key=form.key,
        )  # fmt: skip
        shut_what_fell_at_home(request.actor, case)
        return decided

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect(_back(case, one))
    lead = _(
        "An adult who is not safe, or of whom nobody knows, cannot consent, get letters, see papers or be called. "
        "What rested on such a yes must be asked anew."
    )
    return form_page(
        request, form, _("Are the children safe with this adult?"), code=case.code, lead=lead, **_of(case, one),
        stands=queries.who_is_judged(request.actor, one, standing_of(case.child)), standing=standing_of(case.child),
    )  # fmt: skip
