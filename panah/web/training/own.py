"""A participant's own page, by the own link: what comes next stands first. No name stands here, for links are passed on."""

from collections.abc import Set
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import public
from panah.programme.training import actions
from panah.programme.training.codes import EnrolmentState, EventState
from panah.programme.training.models import Certificate, Enrolment
from panah.programme.training.queries import (
    bearer_of_enrolment,
    check_of,
    enrolment_of_token,
    paper_for,
    time_for,
)
from panah.programme.training.queries.looking import attendances_of, certificate_of
from panah.programme.training.rules.enrolling import MAY_STILL_JOIN
from panah.programme.training.rules.own import Next, Standing, next_steps
from panah.programme.training.rules.practice import is_open
from panah.web.components.child_words import language_now
from panah.web.components.values import Fact
from panah.web.training import queries


class OwnForm(forms.Form):
    """What a participant may change: give the place up, or say whether somebody may ask later."""

    STEP_BACK, YES, NO = "step_back", "yes", "no"
    do = forms.ChoiceField(choices=[(one, one) for one in (STEP_BACK, YES, NO)])


@public("a participant holds the own link")
@csrf_exempt  # acts for the holder of the link alone, and the page must not need a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, token: str) -> HttpResponse:
    """One page from the enrolment to the question half a year later."""
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
        "facts": queries.public_facts(one.event), "certificate": made, "token": token,
        "days": [(queries.half_day_words(half), half.pk in attended) for half in one.event.half_days.all()],
        "is_gone": one.state == EnrolmentState.CANCELLED, "is_cancelled": one.event.state == EventState.CANCELLED,
        "may_step_back": one.state != EnrolmentState.CANCELLED and not attended and one.event.state in MAY_STILL_JOIN,
        "steps": _steps(one, token, made, attended), "tests": _tests(one),
    }  # fmt: skip
    response = render(request, "training/own.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _change(one: Enrolment, what: str) -> None:
    by = bearer_of_enrolment(one)
    if what == OwnForm.STEP_BACK:
        actions.step_back(by=by, enrolment=one)
    else:
        actions.change_own_answer(by=by, enrolment=one, may_be_asked=what == OwnForm.YES)


def _steps(one: Enrolment, token: str, made: Certificate | None, attended: Set[UUID]) -> list[tuple[str, str, str]]:
    """A sentence for each, the word on its button, and where that leads; what is only told has no button."""
    event, now = one.event, clock.now()
    check, has_test = check_of(one), paper_for(event) is not None
    standing = Standing(
        EnrolmentState(one.state), is_held=event.state != EventState.CANCELLED,
        is_on=any(half.is_on(now) and half.pk not in attended for half in event.half_days.all()),
        time=time_for(event) if has_test else None, pre_done=one.pre_done_at is not None,
        post_done=one.post_done_at is not None, has_certificate=made is not None,
        is_asked=one.may_be_asked and check is not None and check.answered_at is None
        and is_open(event.ends_on, clock.today()),
    )  # fmt: skip
    test, four = reverse("training-test-sit", args=[token]), reverse("practice-answer", args=[token])
    paper = reverse("letter-check-number", args=[made.code]) if made is not None else ""
    said = {
        Next.WAIT: (_("You are on the waiting list. We call you when a place is free."), "", ""),
        Next.CHECK_IN: (_("Take a picture of the screen in the room and write your code: so you check in."), "", ""),
        Next.PRE: (_("Before the training: a short test, under your code and without your name."), _("Open the test"), test),
        Next.POST: (_("After the training: the same test once more."), _("Open the test"), test),
        Next.PRACTICE: (_("Half a year has passed: four short questions, two minutes."), _("Open the questions"), four),
        Next.CERTIFICATE: (_("Your certificate is ready. You get it from whoever held the training."), _("Check it"), paper),
        Next.NOTHING: (_("Nothing waits for you now. When something does, it stands here."), "", ""),
    }  # fmt: skip
    return [said[step] for step in next_steps(standing)]


def _tests(one: Enrolment) -> list[Fact]:
    """What is in, and when it came."""
    rows = ((_("Test before the training"), one.pre_done_at), (_("Test after the training"), one.post_done_at))
    return [Fact(label, queries.moment_words(at)) for label, at in rows if at is not None]
