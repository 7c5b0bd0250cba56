from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.models import Case
from panah.casework.people.actions import record_consent, withdraw_consent
from panah.casework.people.codes import ConsentDecision
from panah.casework.people.queries import is_grown, proposed_form
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.cases.queries import case_or_404, must_take_back, who_had_received
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.grown_words import standing_of
from panah.web.family import forms, queries
from panah.web.family.views.shutting import shut_what_fell


@page(Permission.CASE_WORK)
def consent(request: Request, code: str) -> HttpResponse:
    """What the child or a safe adult agreed to, one scope at a time; never a condition of help."""
    case = case_or_404(request.actor, code)
    return _consent(request, case, "")


@page(Permission.CASE_WORK)
def ask_anew(request: Request, asked: str) -> HttpResponse:
    """The same page with the scope that ends or must be asked anew; a clock leads here."""
    code, _colon, scope = asked.partition(":")
    return _consent(request, case_or_404(request.actor, normalise_code(code)), scope)


def _consent(request: Request, case: Case, scope: str) -> HttpResponse:
    adults = queries.adults_who_may_speak(request.actor, case.child)
    initial = {
        "form": proposed_form(case.child), "scope": scope if scope in code_list("consent_scopes") else "",
        "given_on": clock.today(),
    }  # fmt: skip
    form = forms.ConsentForm(posted(request), initial=initial, adults=adults, is_grown=is_grown(case.child))

    def act() -> object:
        data = form.cleaned_data
        relative = queries.safe_adult(request.actor, case.child, data["speaker"])
        word = record_consent(
            by=request.actor, child=case.child, scope=data["scope"], decision=ConsentDecision(data["decision"]),
            given_by="" if relative else forms.CHILD, relative=relative, method=data["method"], form=data["form"],
            given_on=data["given_on"], expires_on=data["expires_on"], idempotency_key=form.key,
        )  # fmt: skip
        shut_what_fell(request.actor, case)
        return word

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("case-consent", case.code)
    return form_page(
        request, form, _("Consent"), code=case.code, back_url=reverse("case", args=[case.code]),
        template="family/consents.html", standing=standing_of(case.child),
        **_around(request, case, bool(adults) or is_grown(case.child)),
    )  # fmt: skip


def _around(request: Request, case: Case, has_adult: bool) -> dict[str, Any]:
    child = case.child
    return {
        "case": case, "words": queries.words_that_hold(child), "anew": queries.anew_words(child),
        "events": queries.consent_events(child), "has_adult": has_adult,
        "proposed": code_list("consent_forms").label(proposed_form(child)),
        "overrides": queries.override_table(request.actor, child), "take_back": must_take_back(child),
        "received": who_had_received(child),
    }  # fmt: skip


@page(Permission.CASE_WORK)
def withdraw(request: Request, code: str) -> HttpResponse:
    """The second click: from now on nothing rests on this yes."""
    case = case_or_404(request.actor, code)
    if request.method != "POST":
        return redirect("case-consent", case.code)
    scope = request.POST.get("scope", "")
    if scope in code_list("consent_scopes"):
        try:
            withdraw_consent(
                by=request.actor, child=case.child, scope=scope, idempotency_key=request.POST.get("once", "")
            )
            shut_what_fell(request.actor, case)
        except Refusal as refusal:
            messages.warning(request, str(refusal.sentence))
        else:
            messages.success(request, _("The consent is withdrawn. Nothing more is shared on it."))
    return redirect("case-consent", case.code)
