from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.referrals.actions import (
    end_link,
    give_more,
    make_link,
    withdraw_referral,
)
from panah.casework.referrals.codes import OPEN_STATUSES
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import clock_of, story_of
from panah.casework.referrals.rules import grouped_pin
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.forms import carried_out
from panah.web.public.forms import StepForm
from panah.web.public.qr import qr_picture
from panah.web.referrals import queries
from panah.web.referrals.forms import MoreForm, WithdrawForm
from panah.web.referrals.views.answering import context_of

S = TypeVar("S", bound=StepForm)


@page(Permission.REFERRAL_SEND)
def link(request: Request, code: str) -> HttpResponse:
    """Make a one-tap link for a body without account. Link and PIN are shown once, and apart."""
    leg = queries.sent_leg_or_404(request.actor, code)
    context = context_of(
        forms.Form(),
        _("Answer link"),
        leg.code,
        leg.referral,
        leg=leg,
        is_open=leg.status in OPEN_STATUSES,
        caption=_caption(leg),
    )
    if request.method == "POST":
        try:
            fresh = make_link(by=request.actor, leg=leg)
        except Refusal as refusal:
            return render(request, "referrals/link.html", context | {"problem": refusal.sentence})
        address = request.build_absolute_uri(reverse("answer-link", args=[fresh.token]))
        running = clock_of(leg)
        context |= {
            "address": address, "pin": grouped_pin(fresh.pin), "picture": qr_picture(address),
            "expires_at": fresh.link.expires_at, "due": running.due_at if running else None,
        }  # fmt: skip
    return render(request, "referrals/link.html", context)


@page(Permission.REFERRAL_SEND)
@require_POST
def link_end(request: Request, code: str) -> HttpResponse:
    leg = queries.sent_leg_or_404(request.actor, code)
    end_link(by=request.actor, leg=leg)
    messages.success(request, _("The link no longer opens."))
    return redirect("referral", leg.referral.code)


@page(Permission.REFERRAL_SEND)
def more(request: Request, code: str) -> HttpResponse:
    """Add what the receiving body asked for."""
    leg = queries.sent_leg_or_404(request.actor, code)
    form = MoreForm(request.POST or None)

    def act() -> object:
        return give_more(
            by=request.actor, referral=leg.referral, leg=leg, text=form.cleaned_data["text"], idempotency_key=form.key
        )  # fmt: skip

    done = carried_out(form, act) if request.method == "POST" else None
    if done is not None:
        messages.success(request, _("It was added. Their time to answer runs again."))
        return redirect("referral", leg.referral.code)
    asked = next((step for step in story_of(leg.referral) if step.leg_id == leg.pk and step.kind == "need_more"), None)
    said = queries.text_of(request.actor, asked)
    context = context_of(form, _("Add what was asked for"), leg.code, leg.referral, asked=said, caption=_caption(leg))
    return render(request, "referrals/form.html", context)


def _caption(leg: Leg) -> str:
    return f"{queries.body_of(leg)} · {leg.code}"


@page(Permission.REFERRAL_SEND)
def withdraw(request: Request, code: str) -> HttpResponse:
    """Take the request back, with the reason."""
    referral = queries.sent_or_404(request.actor, code)
    form = WithdrawForm(request.POST or None)

    def act() -> object:
        return withdraw_referral(by=request.actor, referral=referral, reason=form.cleaned_data["reason"])

    done = carried_out(form, act) if request.method == "POST" else None
    if done is not None:
        messages.success(request, _("It is withdrawn. Links to it no longer open."))
        return redirect("referral", referral.code)
    return render(request, "referrals/form.html", context_of(form, _("Withdraw"), referral.code, referral))
