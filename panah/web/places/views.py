from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from panah.casework.services.actions import Question, note_refusals, note_telephone_refusal
from panah.casework.services.models import Provider
from panah.casework.services.queries import (
    NEED_NOT_BE_ASKED,
    Admission,
    admission,
    age_band_of,
)
from panah.casework.services.rules import FaultyRules
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.child_words import language_now
from panah.web.components.flow import posted
from panah.web.places import counts, queries
from panah.web.places.beds import bed_offers
from panah.web.places.forms import AskForm
from panah.web.places.interpreting import interpreting
from panah.web.places.words import asked_words, fact_label

ON_A_PAGE = 50


@page(Permission.PLACES_ASK)
@never_cache
def ask(request: Request) -> HttpResponse:
    """Can they stay here? The answer comes in the page that was asked: no fact stands in an address."""
    form = AskForm(posted(request))
    context: dict[str, Any] = {"form": form, "today": clock.today()}
    if request.method == "POST" and form.is_valid():
        context |= _answered(request, form)
    return render(request, "places/ask.html", context)


def _answered(request: Request, form: AskForm) -> dict[str, Any]:
    near, day, facts = _near(form), form.on_day, form.facts
    try:
        found = admission(request.actor, facts, form.service_type, near, day)
    except FaultyRules as fault:
        return {"fault": fault.sentence}
    question = Question(form.cleaned_data["asking"], form.service_type, facts, day)
    note_refusals(
        by=request.actor, question=question, verdicts=[(one.offer.provider, one.verdict) for one in found.answers]
    )
    said = _note_said(request, question)
    providers = [one.offer.provider for one in found.answers]
    beds = dict(bed_offers(request.actor, providers, facts)) if day == clock.today() else {}
    need, language = form.cleaned_data.get("special_need", ""), form.cleaned_data.get("language", "")
    now = timezone.now()
    return {
        "guest": {"age_band": age_band_of(facts.age), "sex": facts.sex},
        "rows": queries.place_rows(found, queries.Beside(beds, said, language, now)),
        "interpreting": interpreting(request.actor, language, facts.sex, near, now),
        "others": queries.other_rows(found.others, form.service_type),
        "further": found.further,
        "asked": asked_words(facts, form.service_type, need, near.label(language_now()) if near else "", language),
        "is_danger": form.cleaned_data.get("danger") == "yes",
        "tell_words": code_list("special_needs").label(need) if need else "",
        "refusal_reasons": code_list("refusal_reasons").choices(),
        "not_today": queries.day_words(day) if day != clock.today() else "",
        **_needed(found, form),
    }


def _needed(found: Admission, form: AskForm) -> dict[str, Any]:
    """What would change nothing need not be asked; what would may stay open too (S11)."""
    missing = [fact for fact in NEED_NOT_BE_ASKED if getattr(form.facts, fact.value) == "unknown"]
    return {
        "not_needed": [fact_label(fact) for fact in NEED_NOT_BE_ASKED if not found.is_needed[fact]],
        "would_help": [fact_label(fact) for fact in missing if found.is_needed[fact]],
    }


def _near(form: AskForm) -> Place | None:
    code = form.cleaned_data.get("near")
    return Place.objects.select_related("parent__parent").filter(pk=code).first() if code else None


def _note_said(request: Request, question: Question) -> dict[int, str]:
    """A no on the telephone, where one was just said; and those that were said of this asking before."""
    code = normalise_code(request.POST.get("said_no", ""))
    provider = Provider.objects.visible_to(request.actor).filter(code=code).first() if code else None
    if provider is not None:
        try:
            reason = request.POST.get(f"why-{code}", "")
            note_telephone_refusal(by=request.actor, provider=provider, question=question, reason=reason)
        except Refusal as refusal:
            messages.warning(request, str(refusal.sentence))
        else:
            messages.success(request, _("Noted without anybody’s name: they said no. Call the next one."))
    return counts.said_of(request.actor, question)


@page(Permission.REFUSALS_READ)
def refusals(request: Request) -> HttpResponse:
    """Who was refused how often by which rule, over a quarter: numbers, and nobody behind them."""
    windows = counts.windows(clock.today())
    window = next((one for one in windows if one.code == request.GET.get("window")), windows[0])
    found = counts.rows(request.actor, window.window)
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "windows": windows, "window": window, "table": counts.table(list(shown.object_list)), "page_obj": shown,
        "total": counts.total(request.actor, window.window), "alike": counts.alike(found),
        "is_outside": counts.is_outside(request.actor),
    }  # fmt: skip
    return render(request, "places/refusals.html", context)
