"""Learning without an account: what is open, enrolling, checking in at the room. No cookie, no script.

Nobody learns from here who takes part. Whoever sends the form gets the same answer whether the person is new or was in
already, for anybody may type another's name and telephone. The own code and the own page are handed out by whoever holds
the training: to the telephone that was left, or on a slip in the room.
"""

from dataclasses import replace
from enum import StrEnum

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import public
from panah.programme.training import actions
from panah.programme.training.actions import Asked
from panah.programme.training.actions.refusals import CodeUnknown, PictureTooOld
from panah.programme.training.codes import EnrolmentState, EventState
from panah.programme.training.models import Enrolment, Event, HalfDay
from panah.programme.training.queries import (
    bearer_of_enrolment,
    bearer_of_event,
    enrol_token,
    event_of_token,
    half_day_in_room,
    listed_events,
    needs_yes,
    state_now,
    taken_places,
)
from panah.programme.training.queries.looking import enrolment_by_code
from panah.programme.training.rules.enrolling import is_full, takes_enrolments
from panah.programme.training.rules.links import meant_participant_code
from panah.web.components.child_words import language_now
from panah.web.components.forms import carried_out
from panah.web.public.throttle import (
    ENROLMENTS_OF_NETWORK,
    ENROLMENTS_SIDE_BY_SIDE,
    WRONG_CODES_OF_NETWORK,
    network_of,
)
from panah.web.training import queries
from panah.web.training.people_forms import PersonForm


class Arrived(StrEnum):
    """What the answer says; it follows from what was typed and from how many places are left, never from who it is."""

    PHONE = "a"
    SLIP = "b"  # without a telephone
    FULL = "c"
    YES = "d"  # somebody has to say yes to it


TOO_MANY = _("Too many tries from your network. Please wait a few minutes, or tell the trainer.")


@public("which trainings are open for everybody")
@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    """Only those that their office wants to be named here."""
    rows = [
        (
            event,
            event.label(language_now()),
            queries.public_facts(event),
            reverse("learn-enrol", args=[enrol_token(event)]),
        )
        for event in listed_events(clock.today())
    ]
    return render(request, "training/learn.html", {"rows": rows})


@public("whoever has the link of a training may enrol without an account")
@csrf_exempt  # acts for nobody who is signed in, and the page must not need a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest, token: str) -> HttpResponse:
    """One page of questions; sent, it says what comes next."""
    event = event_of_token(token)
    if event is None:
        raise Http404
    page = {"event": event, "title": event.label(language_now()), "facts": queries.public_facts(event), "token": token}
    if not takes_enrolments(EventState(event.state), event.closes_on, clock.today()):
        is_cancelled = event.state == EventState.CANCELLED
        return render(request, "training/shut.html", page | {"is_cancelled": is_cancelled})
    is_sent = request.method == "POST" and "switch_language" not in request.POST
    form = PersonForm(request.POST if is_sent else None, event=event)
    if is_sent and (answer := _enrolled(request, event, form)) is not None:
        return redirect("learn-arrived", token, answer.value)
    page |= {"form": form, "is_full": is_full(taken_places(event), event.places)}
    return render(request, "training/enrol.html", page)


def _enrolled(request: HttpRequest, event: Event, form: PersonForm) -> Arrived | None:
    """What somebody new is told in this moment, decided before it is known who it is."""
    network = network_of(request)
    if ENROLMENTS_OF_NETWORK.is_over(network):
        form.add_error(None, str(TOO_MANY))
        return None
    ENROLMENTS_OF_NETWORK.count(network)
    if not form.is_valid():
        return None
    side_by_side = f"{network}:{event.code}"
    asked = replace(form.asked(), is_one_of_many=ENROLMENTS_SIDE_BY_SIDE.is_over(side_by_side))
    answer = _answer_for(event, form, asked)
    made = carried_out(
        form,
        lambda: actions.enrol(
            by=bearer_of_event(event), event=event, details=form.details(), asked=asked, idempotency_key=form.key
        ),
    )
    if made is None:
        return None
    ENROLMENTS_SIDE_BY_SIDE.count(side_by_side)
    return answer


def _answer_for(event: Event, form: PersonForm, asked: Asked) -> Arrived:
    phone = form.cleaned_data["phone"]
    is_late = needs_yes(event, phone, is_one_of_many=asked.is_one_of_many)
    if state_now(event, is_unconfirmed=is_late) is EnrolmentState.ENROLLED:
        return Arrived.PHONE if phone else Arrived.SLIP
    return Arrived.FULL if is_full(taken_places(event), event.places) else Arrived.YES


@public("whoever has sent the form of a training reads what comes next")
@never_cache
@require_safe
def arrived(request: HttpRequest, token: str, what: str) -> HttpResponse:
    """The same words for everybody who sent the same: also for whoever was in already, and for whoever typed another's name."""
    event = event_of_token(token)
    if event is None or what not in set(Arrived):
        raise Http404
    waits = what in (Arrived.FULL, Arrived.YES)
    page = {"event": event, "what": what, "waits": waits, "facts": queries.public_facts(event)}
    return render(request, "training/enrolled.html", page)


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
