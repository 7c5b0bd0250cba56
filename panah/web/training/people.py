"""Who takes part: the list, somebody at the door, who steps back, who moves up, whom to call."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.programme.training import actions
from panah.programme.training.actions.enrolling import key_hash
from panah.programme.training.codes import CameBy, EnrolmentState, EventState
from panah.programme.training.models import Enrolment, Event
from panah.programme.training.queries import enrolments_of, taken_places
from panah.programme.training.rules.enrolling import MAY_STILL_JOIN
from panah.web.components.flow import form_page, posted, sent
from panah.web.training import queries
from panah.web.training.finding import enrolment_or_404, event_or_404, may_keep
from panah.web.training.people_forms import EnrolHereForm


@page(Permission.TRAINING_VIEW)
def people(request: Request, code: str) -> HttpResponse:
    """Everybody in the order of the alphabet; those who wait in the order of their coming."""
    here = event_or_404(request.actor, code)
    rows = list(enrolments_of(here))
    keeps = may_keep(request.actor)
    if keeps:
        reveal(request.actor, *(one.adult for one in rows), only=("phone",))
    by_state: dict[str, list[Enrolment]] = {state: [] for state in EnrolmentState}
    for one in rows:
        by_state[one.state].append(one)
    by_state[EnrolmentState.WAITING].sort(key=lambda one: (one.enrolled_at, one.pk.hex))
    context = {
        "event": here, "print_code": here.code, "may_keep": keeps, "taken": taken_places(here),
        "enrolled": [_line(one) for one in by_state[EnrolmentState.ENROLLED]],
        "waiting": [_line(one) for one in by_state[EnrolmentState.WAITING]],
        "gone": [_line(one) for one in by_state[EnrolmentState.CANCELLED]],
        "may_join": keeps and here.state in MAY_STILL_JOIN, "is_cancelled": here.state == EventState.CANCELLED,
        "doubles": queries.doubles_of(request.actor, here),
    }  # fmt: skip
    return render(request, "training/people.html", context)


def _line(one: Enrolment) -> dict[str, Any]:
    return {
        "row": one, "name": queries.name_words(one), "works": queries.adult_words(one), "phone": queries.phone_of(one),
        "is_to_be_told": one.told_at is None and one.moved_up_at is not None,
    }  # fmt: skip


@page(Permission.TRAINING_KEEP)
def add(request: Request, code: str) -> HttpResponse:
    """Somebody at the door, or of a letter with names; then the next."""
    here = event_or_404(request.actor, code)
    form = EnrolHereForm(posted(request), event=here, initial={"place": here.place_id})

    def act() -> Enrolment:
        return actions.enrol_here(
            by=request.actor, event=here, details=form.details(), asked=form.asked(),
            came_by=CameBy(form.cleaned_data["came_by"]), idempotency_key=form.key,
        )  # fmt: skip

    made = sent(request, form, act)
    if made is not None:
        _say(request, made, is_new=made.made_with == key_hash(form.key))
        return redirect("training-people-add", here.code)
    return form_page(
        request, form, _("Write somebody down"), code=here.code, back_url=reverse("training-people", args=[here.code]),
        button=_("Write down"),
    )  # fmt: skip


def _say(request: Request, made: Enrolment, *, is_new: bool) -> None:
    """By code: a message names nobody."""
    if not is_new:
        messages.info(
            request,
            _("This person is on the list already, under the code %(code)s. Nothing was written twice.")
            % {"code": made.code},
        )
    elif made.state == EnrolmentState.WAITING:
        messages.warning(request, _("All places are taken: %(code)s waits.") % {"code": made.code})
    else:
        messages.success(request, _("Written down. The own code is %(code)s.") % {"code": made.code})


def _pressed(request: Request, code: str, enrolment_id: uuid.UUID, act: Any, words: str) -> HttpResponse:
    here: Event = event_or_404(request.actor, code)
    one = enrolment_or_404(request.actor, here, enrolment_id)
    try:
        act(one)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, words % {"code": one.code})
    return redirect("training-people", here.code)


@page(Permission.TRAINING_KEEP)
@require_POST
def person_cancel(request: Request, code: str, enrolment_id: uuid.UUID) -> HttpResponse:
    return _pressed(
        request, code, enrolment_id, lambda one: actions.cancel_enrolment(by=request.actor, enrolment=one),
        _("%(code)s does not come. Whoever waited longest has moved up."),
    )  # fmt: skip


@page(Permission.TRAINING_KEEP)
@require_POST
def person_up(request: Request, code: str, enrolment_id: uuid.UUID) -> HttpResponse:
    return _pressed(
        request, code, enrolment_id, lambda one: actions.move_up(by=request.actor, enrolment=one),
        _("%(code)s takes part now. Call and say so."),
    )  # fmt: skip


@page(Permission.TRAINING_KEEP)
@require_POST
def person_told(request: Request, code: str, enrolment_id: uuid.UUID) -> HttpResponse:
    return _pressed(
        request, code, enrolment_id, lambda one: actions.say_told(by=request.actor, enrolment=one),
        _("%(code)s was told."),
    )  # fmt: skip
