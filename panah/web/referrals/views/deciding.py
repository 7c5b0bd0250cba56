"""Another body is asked, or an authority is told, after the hand-over began: a form, a look at what they will see, the deed."""

import copy
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from panah.casework.referrals.actions import InformationDecision, inform_authority, re_route
from panah.casework.referrals.codes import LegKind
from panah.casework.referrals.models import Referral
from panah.casework.referrals.queries import facts_of, story_of
from panah.casework.referrals.rules import text_alone
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.forms import carried_out
from panah.web.public.forms import StepForm
from panah.web.referrals import queries
from panah.web.referrals.forms import ElsewhereForm, InformForm
from panah.web.referrals.preview import Look, previews
from panah.web.referrals.steps import is_supervisor
from panah.web.referrals.views.answering import context_of
from panah.web.referrals.views.refer import provider_by_code

S = TypeVar("S", bound=StepForm)
LOOKED, BACK = "sent", "back"
NOT_CARRIED = frozenset({"csrfmiddlewaretoken", "look"})


@dataclass(frozen=True)
class Deed(Generic[S]):
    """What is done with a right form, what they will see before it is done, and the words around it."""

    act: Callable[[S, str], object]
    look: Callable[[S], Look]
    title: str
    said: str
    lead: str = ""


@page(Permission.REFERRAL_SEND)
def elsewhere(request: Request, code: str) -> HttpResponse:
    """Ask another body instead; what was asked for stands there to be changed."""
    referral = queries.sent_or_404(request.actor, code)
    facts = facts_of(referral)
    offers = queries.offer_choices(request.actor, facts.place, referral.service_types, facts.language)
    options: dict[str, Any] = {
        "offers": queries.after_a_no(offers, referral), "known": queries.known_choices(referral),
    }  # fmt: skip

    def look(form: ElsewhereForm) -> Look:
        data = form.cleaned_data
        return Look(
            LegKind.PERSON, provider_by_code(request.actor, data["receiver"]), data["request"], data["ticked"]
        )  # fmt: skip

    def act(form: ElsewhereForm, key: str) -> object:
        seen = look(form)
        return re_route(
            by=request.actor, referral=referral, receiver=seen.receiver, request=seen.text, ticked=seen.ticked,
            idempotency_key=key,
        )  # fmt: skip

    form = ElsewhereForm({"request": [_sent_text(request, referral)]} if request.method != "POST" else {}, **options)
    if request.method == "POST":
        form = ElsewhereForm(form.posted(request.POST), is_checked=True, **options)
    return _decided(request, referral, form, Deed(act, look, _("Send elsewhere"), _("Another body was asked.")))


def _sent_text(request: Request, referral: Referral) -> str:
    sent = next((step for step in story_of(referral) if step.kind == "sent" and step.leg.kind == "person"), None)
    return text_alone(queries.text_of(request.actor, sent))


@page(Permission.REFERRAL_SEND)
def inform(request: Request, code: str) -> HttpResponse:
    """Decide, after the referral, that an authority is told (S1)."""
    referral = queries.sent_or_404(request.actor, code)
    options: dict[str, Any] = {
        "authorities": queries.authority_choices(request.actor), "category": facts_of(referral).category,
        "is_supervisor": is_supervisor(request.actor), "known": queries.known_choices(referral),
    }  # fmt: skip

    def look(form: InformForm) -> Look:
        data = form.cleaned_data
        authority = queries.authority_by_code(data["authority"])
        return Look(LegKind.INFORMATION, authority, data["told"], data["told_ticked"])

    def act(form: InformForm, key: str) -> object:
        data, seen = form.cleaned_data, look(form)
        decision = InformationDecision(seen.receiver, data["ground"], seen.text, data["legal_source"], seen.ticked)
        return inform_authority(by=request.actor, referral=referral, information=decision, idempotency_key=key)

    form = InformForm(**options)
    if request.method == "POST":
        form = InformForm(form.posted(request.POST), is_checked=True, **options)
    said = _("The authority is told. You decided it.")
    lead = _("Asking for help must not mean deportation. Usually nobody is told.")
    return _decided(request, referral, form, Deed(act, look, _("Tell an authority"), said, lead))


def _decided(request: Request, referral: Referral, form: S, deed: Deed[S]) -> HttpResponse:
    """Show the form, then what they will see, then carry it out once; the key travels with the pages."""
    key = request.POST.get("once", "")[:64] or secrets.token_urlsafe(18)
    form.initial["once"] = key
    wanted = request.POST.get("look", "")
    if request.method == "POST" and wanted not in (LOOKED, BACK) and form.is_valid():
        draft = copy.copy(referral)  # what it rests on is only looked up, for the body that is chosen now
        context = context_of(form, deed.title, referral.code, referral) | {
            "previews": previews(request.actor, [("", draft)], [deed.look(form)]), "carried": _carried(request, key),
        }  # fmt: skip
        return render(request, "referrals/look.html", context)
    done = carried_out(form, lambda: deed.act(form, key)) if wanted == LOOKED else None
    if done is not None:
        messages.success(request, deed.said)
        return redirect("referral", referral.code)
    return render(request, "referrals/form.html", context_of(form, deed.title, referral.code, referral, lead=deed.lead))


def _carried(request: Request, key: str) -> Sequence[tuple[str, str]]:
    """Everything that was typed, to be sent again with the decision."""
    typed = [(name, text) for name, texts in request.POST.lists() if name not in NOT_CARRIED for text in texts]
    return [*(pair for pair in typed if pair[0] != "once"), ("once", key)]
