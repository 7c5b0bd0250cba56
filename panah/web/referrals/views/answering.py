from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.referrals.actions import (
    accept_leg,
    acknowledge_leg,
    ask_for_more,
    confirm_told_answer,
    refuse_leg,
)
from panah.casework.referrals.codes import LegKind
from panah.casework.referrals.models import Leg, Referral
from panah.casework.referrals.queries import MayBeSame, facts_of, may_be_same, possible_leads
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import language_now
from panah.web.components.forms import carried_out
from panah.web.components.grown_words import suit
from panah.web.find.noting import note_search
from panah.web.referrals.forms import AcceptForm, AskForm, RefuseForm
from panah.web.referrals.queries import received_or_404


@page(Permission.REFERRAL_ANSWER)
@require_POST
def acknowledge(request: Request, code: str) -> HttpResponse:
    """One button: it has come, we are looking at it. A second click says the same."""
    leg = received_or_404(request.actor, code)
    try:
        acknowledge_leg(by=request.actor, leg=leg)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("The sender knows that you are looking at it."))
    return redirect("referral", leg.code)


@page(Permission.REFERRAL_ANSWER)
def accept(request: Request, code: str) -> HttpResponse:
    """Take the child on; who leads may be chosen now or later."""
    leg = received_or_404(request.actor, code)
    opens_case = leg.kind == LegKind.PERSON and leg.referral.concern_child_id is not None
    people = possible_leads(leg.organisation) if opens_case else []
    own = request.actor.id if request.actor.id in {str(person.pk) for person in people} else ""
    form = AcceptForm(request.POST or None, people=people, initial={"lead": own})

    def act() -> object:
        chosen = form.cleaned_data.get("lead")
        lead = next((person for person in people if str(person.pk) == chosen), None)
        return accept_leg(
            by=request.actor, leg=leg, lead=lead, remark=form.cleaned_data["remark"], idempotency_key=form.key
        )  # fmt: skip

    same = may_be_same(request.actor, leg) if opens_case and request.method != "POST" else None
    if same is not None:
        note_search(request.actor, same.codes, same.organisations)
    said = _("It is yours now. The sender knows.")
    return _answered(request, leg, form, act, _("We take it on"), said, same=same, asked_there=_names_of(same))


@page(Permission.REFERRAL_ANSWER)
def refuse(request: Request, code: str) -> HttpResponse:
    """Not for us: why, and where the child should go instead."""
    leg = received_or_404(request.actor, code)
    form = RefuseForm(request.POST or None)

    def act() -> object:
        data = form.cleaned_data
        return refuse_leg(
            by=request.actor, leg=leg, reason=data["reason"], where_next=data["where_next"], remark=data["remark"],
            idempotency_key=form.key,
        )  # fmt: skip

    return _answered(request, leg, form, act, _("Not for us"), _("The sender knows and looks for another place."))


@page(Permission.REFERRAL_ANSWER)
def ask(request: Request, code: str) -> HttpResponse:
    """Something is missing to decide."""
    leg = received_or_404(request.actor, code)
    form = AskForm(request.POST or None)

    def act() -> object:
        return ask_for_more(
            by=request.actor, leg=leg, remark=form.cleaned_data["remark"], idempotency_key=form.key
        )  # fmt: skip

    return _answered(request, leg, form, act, _("We need to know more"), _("The sender was asked."))


def _names_of(same: MayBeSame | None) -> list[str]:
    """The organisations that are to be asked, by their names."""
    codes = same.organisations if same else ()
    language = language_now()
    return [one.label(language) for one in Organisation.objects.filter(code__in=codes).order_by("code")]


@page(Permission.REFERRAL_ANSWER)
@require_POST
def word(request: Request, code: str) -> HttpResponse:
    """The body itself to what was told to the sender in its name: right, or not right."""
    leg = received_or_404(request.actor, code)
    is_right = request.POST.get("word") == "right"
    try:
        confirm_told_answer(by=request.actor, leg=leg, is_right=is_right)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("Thank you. The sender knows."))
    return redirect("referral", leg.code)


def _answered(
    request: Request, leg: Leg, form: forms.Form, act: Callable[[], object], title: str, said: str, **more: Any
) -> HttpResponse:
    done = carried_out(form, act) if request.method == "POST" else None
    if done is not None:
        messages.success(request, said)
        return redirect("referral", leg.code)
    return render(request, "referrals/form.html", context_of(form, title, leg.code, leg.referral, **more))


def context_of(form: forms.Form, title: str, code: str, referral: Referral, **more: Any) -> dict[str, Any]:
    """What every form page of a hand-over shows, in words that suit whom it is about."""
    standing = facts_of(referral).standing
    suit(form, standing)
    return {"form": form, "page_title": title, "code": code, "print_code": code, "standing": standing, **more}
