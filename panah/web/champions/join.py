"""Becoming a champion: the open calls, the eight questions, and how it stands. No account, no cookie, no script."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.pages import public
from panah.programme.champions.actions import apply_as_champion
from panah.programme.champions.codes import DECIDED, ApplicationState
from panah.programme.champions.models import Application
from panah.programme.champions.queries import application_of_receipt, open_calls, receipt_of
from panah.programme.champions.rules import grouped
from panah.web.champions.join_form import JoinForm, NumberForm
from panah.web.components.child_words import language_now
from panah.web.errors import too_large
from panah.web.public.state import FormState, StateUnreadable, open_state, seal_state
from panah.web.public.throttle import Throttle, network_of

PURPOSE = "join"
SENT_FROM_NETWORK = Throttle(limit=20, window=timedelta(minutes=10))
WRONG_NUMBERS = Throttle(limit=50, window=timedelta(hours=1))
TOO_MANY = _(
    "Very many applications came from your network just now. What you wrote is kept here: send it in ten minutes."
)
UNREADABLE = _("Something of this page got lost, so nothing was sent. Please look at it once more.")
UNKNOWN = _("We do not find this number. Look at the 16 digits once more.")
WORDS = {
    "waits": (
        _("We have your application"),
        _("It is read together with all others after the call ends. You get an answer within ten working days from then."),
    ),
    ApplicationState.SELECTED: (
        _("You have been chosen"), _("Thank you. The coordinator calls you about the training and the first plan."),
    ),
    ApplicationState.RESERVE: (
        _("You are in reserve"), _("There were few places. If one becomes free we call you; you need not do anything."),
    ),
    ApplicationState.NOT_SELECTED: (
        _("This time it was not possible"),
        _("There were many applications and few places. It is no judgement of you. You are welcome to apply again."),
    ),
    ApplicationState.WITHDRAWN: (_("You took your application back"), _("You are welcome to apply again.")),
}  # fmt: skip


@public("whoever would like to become a champion applies without an account")
@csrf_exempt  # acts for nobody who is signed in, and the page must not need a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The open calls and the form; sent, it gives a number. Where nothing is open the page says so."""
    calls = open_calls()
    if request.method != "POST":
        return _page(request, FormState(), JoinForm(calls=calls))
    try:
        asked = request.POST
    except RequestDataTooBig:
        return too_large(request)
    answers = JoinForm(calls=calls).posted(asked)
    try:
        state = open_state(asked.get("state", ""), PURPOSE)
    except StateUnreadable:
        return _page(request, FormState(), JoinForm(answers, calls=calls), UNREADABLE)
    before = application_of_receipt(receipt_of(state.key))
    if before is not None:
        return _sent(request, state)
    if "switch_language" in asked or not calls:
        return _page(request, state, JoinForm(answers, calls=calls))
    form = JoinForm(answers, calls=calls, is_checked=True)
    if not form.is_valid():
        return _page(request, state, form)
    return _send(request, state, form)


def _send(request: HttpRequest, state: FormState, form: JoinForm) -> HttpResponse:
    network = network_of(request)
    if SENT_FROM_NETWORK.is_over(network):
        return _page(request, state, form, TOO_MANY)
    SENT_FROM_NETWORK.count(network)
    try:
        apply_as_champion(
            by=Actor.public(language_now()), call=form.chosen, details=form.details(), idempotency_key=state.key
        )
    except Refusal as refusal:
        return _page(request, state, form, refusal.sentence)
    return _sent(request, state)


def _page(request: HttpRequest, state: FormState, form: JoinForm, problem: Any = "") -> HttpResponse:
    language = language_now()
    calls = [
        {
            "code": one.code, "title": one.said("title", language), "text": one.said("text", language),
            "for_whom": one.said("for_whom", language), "places": one.places, "closes_on": one.closes_on,
            "regions": ", ".join(sorted(place.label(language) for place in one.regions.all())),
            "by": one.organisation.label(language),
        }
        for one in form.calls.values()
    ]  # fmt: skip
    values = {
        "calls": calls, "form": form, "state": seal_state(FormState(state.key, {}), PURPOSE), "problem": problem,
        "switch_form": "join" if calls else "", "spoken": "kk" if language == "kk" else "ru",
    }  # fmt: skip
    return render(request, "champions/join.html", values)


def _sent(request: HttpRequest, state: FormState) -> HttpResponse:
    """The number, as often as the page is sent again; without a word of what was written."""
    return render(request, "champions/join_sent.html", {"receipt": grouped(receipt_of(state.key))})


@public("whoever applied asks with the 16 digits how it stands")
@csrf_exempt  # acts for nobody who is signed in, and the page must not need a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest) -> HttpResponse:
    """Kind words; no point and no rank. Before the letter is made the page tells nothing of a decision."""
    if request.method != "POST":
        return render(request, "champions/join_state.html", {"form": NumberForm()})
    try:
        answers = NumberForm().posted(request.POST)
    except RequestDataTooBig:
        return too_large(request)
    form = NumberForm(answers)
    found = _within_limits(request, (answers.get("number") or [""])[-1])
    if found is None:
        return render(request, "champions/join_state.html", {"form": form, "problem": UNKNOWN})
    title, words = _words_of(found)
    return render(request, "champions/join_state.html", {"form": form, "title": title, "words": words})


def _within_limits(request: HttpRequest, number: str) -> Application | None:
    """Fifty wrong numbers an hour from one network; then a right one is answered as a wrong one."""
    network = network_of(request)
    if WRONG_NUMBERS.is_over(network):
        return None
    found = application_of_receipt(number)
    if found is None:
        WRONG_NUMBERS.count(network)
    return found


def _words_of(application: Application) -> tuple[Any, Any]:
    """Of who applied twice the first one speaks."""
    one = application.repeats or application
    is_told = one.answered_at is not None and (one.state in DECIDED or one.state == ApplicationState.WITHDRAWN)
    return WORDS[ApplicationState(one.state)] if is_told else WORDS["waits"]
