"""Learning without an account: what is open, enrolling, the own page, checking in at the room. No cookie, no script.

Nobody learns from here who else takes part: an enrolment that was there already is answered without its code, and one
without a telephone always so.
"""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from panah.foundation.reference.codes import code_list
from panah.foundation.reference.queries import place_label
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import public
from panah.programme.training import actions
from panah.programme.training.actions.enrolling import key_hash
from panah.programme.training.actions.refusals import CodeUnknown, PictureTooOld
from panah.programme.training.codes import EnrolmentState, EventState
from panah.programme.training.models import Enrolment, Event, HalfDay
from panah.programme.training.queries import (
    bearer_of_enrolment,
    bearer_of_event,
    enrol_token,
    enrolment_of_token,
    event_of_token,
    half_day_in_room,
    listed_events,
    own_token,
    taken_places,
)
from panah.programme.training.queries.looking import attendances_of, certificate_of, enrolment_by_code
from panah.programme.training.rules.enrolling import MAY_STILL_JOIN, is_full, takes_enrolments
from panah.programme.training.rules.links import meant_participant_code
from panah.web.components.child_words import language_now
from panah.web.components.forms import carried_out
from panah.web.components.values import Fact
from panah.web.public.throttle import ENROLMENTS_OF_NETWORK, WRONG_CODES_OF_NETWORK, network_of
from panah.web.training import queries
from panah.web.training.people_forms import PersonForm

TOO_MANY = _("Too many tries from your network. Please wait a few minutes, or tell the trainer.")


@public("which trainings are open for everybody")
@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    """Only those that their office wants to be named here."""
    rows = [
        (event, event.label(language_now()), _facts(event), reverse("learn-enrol", args=[enrol_token(event)]))
        for event in listed_events(clock.today())
    ]
    return render(request, "training/learn.html", {"rows": rows})


def _facts(event: Event) -> list[Fact]:
    spoken = code_list("languages_spoken")
    return [
        Fact(_("Days"), queries.days_words(event.starts_on, event.ends_on)),
        Fact(_("Place"), ", ".join(part for part in (place_label(event.place_id), event.venue) if part)),
        Fact(_("Languages"), ", ".join(spoken.labels(list(event.languages)))),
        Fact(_("Held by"), event.organisation.label(language_now())),
    ]  # fmt: skip


@public("whoever has the link of a training may enrol without an account")
@csrf_exempt  # acts for nobody who is signed in, and the page must not need a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest, token: str) -> HttpResponse:
    """One page of questions; sent, it says what comes next."""
    event = event_of_token(token)
    if event is None:
        raise Http404
    page = {"event": event, "title": event.label(language_now()), "facts": _facts(event), "token": token}
    if not takes_enrolments(EventState(event.state), event.closes_on, clock.today()):
        is_cancelled = event.state == EventState.CANCELLED
        return render(request, "training/shut.html", page | {"is_cancelled": is_cancelled})
    is_sent = request.method == "POST" and "switch_language" not in request.POST
    form = PersonForm(request.POST if is_sent else None, event=event)
    if is_sent:
        made = _enrolled(request, event, form)
        if made is not None:
            return _done(request, made, form, page)
    page |= {"form": form, "is_full": is_full(taken_places(event), event.places)}
    return render(request, "training/enrol.html", page)


def _enrolled(request: HttpRequest, event: Event, form: PersonForm) -> Enrolment | None:
    network = network_of(request)
    if ENROLMENTS_OF_NETWORK.is_over(network):
        form.add_error(None, str(TOO_MANY))
        return None
    ENROLMENTS_OF_NETWORK.count(network)
    return carried_out(
        form,
        lambda: actions.enrol(
            by=bearer_of_event(event), event=event, details=form.details(), asked=form.asked(), idempotency_key=form.key
        ),
    )


def _done(request: HttpRequest, made: Enrolment, form: PersonForm, page: dict[str, Any]) -> HttpResponse:
    """The own code stands only on the page of whoever made the enrolment, and left a telephone."""
    is_own = bool(form.key) and made.made_with == key_hash(form.key) and bool(form.cleaned_data["phone"])
    page |= {
        "made": made if is_own else None,
        "own_address": request.build_absolute_uri(reverse("learn-own", args=[own_token(made)])) if is_own else "",
        "waits": is_own and made.state == EnrolmentState.WAITING,
        "is_full": is_full(taken_places(made.event), made.event.places),
    }
    return render(request, "training/enrolled.html", page)


class OwnForm(forms.Form):
    """What a participant may change: give the place up, or say whether somebody may ask later."""

    STEP_BACK, YES, NO = "step_back", "yes", "no"
    do = forms.ChoiceField(choices=[(one, one) for one in (STEP_BACK, YES, NO)])


@public("a participant holds the own link")
@csrf_exempt  # acts for the holder of the link alone, and the page must not need a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, token: str) -> HttpResponse:
    """The own code, the days, where one was, and the certificate; no name stands here, for links are passed on."""
    one = enrolment_of_token(token)
    if one is None:
        raise Http404
    problem: object = ""
    form = OwnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _change(one, form.cleaned_data["do"])
        except Refusal as refusal:
            problem = refusal.sentence
        else:
            return redirect("learn-own", token)
    made = certificate_of(one)
    attended = set(attendances_of(one).values_list("half_day_id", flat=True))
    context = {
        "one": one, "event": one.event, "title": one.event.label(language_now()), "problem": problem,
        "facts": _facts(one.event), "certificate": made, "token": token,
        "days": [(queries.half_day_words(half), half.pk in attended) for half in one.event.half_days.all()],
        "waits": one.state == EnrolmentState.WAITING, "is_gone": one.state == EnrolmentState.CANCELLED,
        "is_cancelled": one.event.state == EventState.CANCELLED,
        "may_step_back": one.state != EnrolmentState.CANCELLED and not attended and one.event.state in MAY_STILL_JOIN,
    }  # fmt: skip
    return render(request, "training/own.html", context)


def _change(one: Enrolment, what: str) -> None:
    by = bearer_of_enrolment(one)
    if what == OwnForm.STEP_BACK:
        actions.step_back(by=by, enrolment=one)
    else:
        actions.change_own_answer(by=by, enrolment=one, may_be_asked=what == OwnForm.YES)


@public("the picture of a room leads on in the visitor's language")
@require_safe
def room_door(request: HttpRequest, token: str) -> HttpResponse:
    return redirect("learn-check-in", token)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Your own code"), max_length=20,
        help_text=_("Five signs. It stands on your page, or on the slip from the trainer."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "class": "in-8"}),
        error_messages={"required": _("Write your code.")},
    )  # fmt: skip

    def clean_code(self) -> str:
        code = meant_participant_code(str(self.cleaned_data["code"]))
        if not code:
            raise forms.ValidationError(_("A code has five letters and digits."))
        return code


@public("a participant checks in at the door of the room")
@csrf_exempt  # acts for nobody who is signed in, and the page must not need a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, token: str) -> HttpResponse:
    """The picture is good for a quarter of an hour; one that was sent out of the room is refused with a sentence."""
    half, is_fresh = half_day_in_room(token)
    if half is None or not is_fresh:
        return render(request, "training/check_in.html", {"problem": PictureTooOld.sentence, "token": token})
    is_sent = request.method == "POST" and "switch_language" not in request.POST
    form = CodeForm(request.POST if is_sent else None)
    context = {
        "form": form,
        "title": half.event.label(language_now()),
        "words": queries.half_day_words(half),
        "token": token,
    }
    if is_sent and form.is_valid():
        one, problem = _checked_in(request, half, token, form.cleaned_data["code"])
        if one is not None:
            return render(request, "training/checked_in.html", context | {"one": one})
        form.add_error(None if problem is not CodeUnknown.sentence else "code", str(problem))
    return render(request, "training/check_in.html", context)


def _checked_in(request: HttpRequest, half: HalfDay, token: str, code: str) -> tuple[Enrolment | None, object]:
    network = network_of(request)
    if WRONG_CODES_OF_NETWORK.is_over(network):
        return None, TOO_MANY
    one = enrolment_by_code(half.event_id, code)
    if one is None:
        WRONG_CODES_OF_NETWORK.count(network)
        return None, CodeUnknown.sentence
    try:
        actions.check_in(by=bearer_of_enrolment(one), enrolment=one, token=token)
    except Refusal as refusal:
        return None, refusal.sentence
    return one, ""
