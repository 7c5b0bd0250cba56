"""The list of trainings, a new one, and one of them: how far it is, what is due, what it lacks."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.training import actions
from panah.programme.training.codes import CancelReason, DayPart, EnrolmentState, EventState
from panah.programme.training.models import Event, Trainer
from panah.programme.training.queries import enrol_token, events_of, taken_places, trainers_of
from panah.programme.training.queries.looking import enrolments_in
from panah.programme.training.rules.enrolling import MAY_STILL_JOIN, takes_enrolments
from panah.programme.training.rules.planning import may_be_cancelled
from panah.web.components.child_words import language_now
from panah.web.components.flow import editing, form_page, posted, sent
from panah.web.components.lists import Listing
from panah.web.components.qr import qr_picture
from panah.web.training import queries
from panah.web.training.finding import event_or_404, may_keep
from panah.web.training.forms import CancelForm, ChangeEventForm, EventFilterForm, EventForm, OpenForm, usual_hours


@page(Permission.TRAINING_VIEW)
def training_list(request: Request) -> HttpResponse:
    """The trainings of the office, the latest first."""
    listing = Listing(request, "training-list", queries.columns(), EventFilterForm(request.GET))
    every = events_of(request.actor).with_numbers()  # type: ignore[attr-defined]
    context = listing.context(
        listing.ordered(queries.narrowed(every, listing.chosen), "-starts_on", "code"), total=every.count,
        table_rows=queries.rows_of, empty=_("No training yet. Plan the first one."),
        nothing_fits=_("Nothing fits these filters."),
    )  # fmt: skip
    return render(request, "training/list.html", context | {"may_keep": may_keep(request.actor)})


def _choices(request: Request, event: Event | None = None) -> dict[str, Any]:
    """What may be chosen: what is taught and who is in the pool now, and what stands in the plan already."""
    modules = queries.taught_modules(request.actor)
    trainers = list(Trainer.objects.visible_to(request.actor).in_pool())
    if event is not None:
        modules += [
            row.module for row in event.taught.select_related("module__organisation") if row.module not in modules
        ]
        trainers += [one for one in trainers_of(event) if one not in trainers]
    return {"modules": modules, "trainers": trainers}


@page(Permission.TRAINING_KEEP)
def new(request: Request) -> HttpResponse:
    form = EventForm(
        posted(request), **_choices(request),
        initial={
            "kind": "specialists", "is_venue_accessible": "unknown", "languages": ["kk", "ru"], "has_test": True,
            **usual_hours(),
        },
    )  # fmt: skip
    made = sent(
        request, form,
        lambda: actions.plan_event(by=request.actor, details=form.details(), idempotency_key=form.key),
    )  # fmt: skip
    if made is not None:
        messages.success(request, _("Planned. When it is whole, open the enrolment."))
        return redirect("training-event", made.code)
    return form_page(
        request, form, _("Plan a training"), back_url=reverse("training-list"), back_label=_("Trainings"),
        button=pgettext("training", "Plan"),
    )  # fmt: skip


@page(Permission.TRAINING_KEEP)
def change(request: Request, code: str) -> HttpResponse:
    event = event_or_404(request.actor, code)
    form = editing(request, ChangeEventForm, lambda: _known(event), **_choices(request, event))

    def act() -> Event:
        version = form.cleaned_data["version"] or 0
        return actions.change_event(by=request.actor, event=event, details=form.details(), version=version)

    if sent(request, form, act) is not None:
        messages.success(request, _("Changed. Tell those who are enrolled if a day or the room is another one."))
        return redirect("training-event", event.code)
    return form_page(
        request, form, _("Change the plan"), code=event.code, back_url=reverse("training-event", args=[event.code]),
    )  # fmt: skip


def _known(event: Event) -> dict[str, Any]:
    """The plan as the form holds it."""
    event.refresh_from_db()
    halves = list(event.half_days.all())
    known: dict[str, Any] = usual_hours()
    for half in halves:
        start, end = localtime(half.starts_at).time(), localtime(half.ends_at).time()
        known |= {f"{half.part}_from": start, f"{half.part}_to": end}
    same = ("title_kk", "title_ru", "kind", "venue", "is_venue_accessible", "starts_on", "ends_on", "languages")
    known |= {name: getattr(event, name) for name in (*same, "places", "has_test", "is_listed", "round")}
    return known | {
        "place": event.place_id,
        "begins": bool(halves) and halves[0].part == DayPart.AFTERNOON,
        "ends": bool(halves) and halves[-1].part == DayPart.MORNING,
        "modules": [row.module.code for row in event.taught.select_related("module")],
        "trainers": [one.code for one in trainers_of(event)],
        "version": event.version,
    }


def enrol_address(request: HttpRequest, event: Event) -> str:
    """Without a language, which the phone of whoever opens it chooses."""
    path = reverse("learn-enrol", args=[enrol_token(event)])
    return request.build_absolute_uri("/" + path.split("/", 2)[2])


@page(Permission.TRAINING_VIEW)
def event(request: Request, code: str) -> HttpResponse:
    """One training: how far it is, what waits, who was there."""
    here = event_or_404(request.actor, code)
    taken, state = taken_places(here), EventState(here.state)
    waiting = enrolments_in(here).filter(state=EnrolmentState.WAITING).count()
    is_open = takes_enrolments(state, here.closes_on, localtime().date())
    context = {
        "event": here, "title": here.label(language_now()), "chip": queries.state_chip(here, taken),
        "facts": queries.facts_of(here), "steps": queries.steps_of(here), "due": queries.due_rows(here),
        "faults": queries.fault_words(here) if state in MAY_STILL_JOIN else [], "days": queries.half_day_table(here, taken),
        "taken": taken, "waiting": waiting, "is_open": is_open, "print_code": here.code,
        "address": enrol_address(request, here) if is_open else "",
        "picture": qr_picture(enrol_address(request, here)) if is_open else "",
        "may_keep": may_keep(request.actor), "may_open": state in (EventState.PLANNED, EventState.CLOSED),
        "may_close": state is EventState.OPEN, "may_cancel": may_be_cancelled(state),
        "may_change": state not in (EventState.CANCELLED, EventState.CERTIFIED, EventState.PRACTICE_CHECK, EventState.REPORTED),
        "is_cancelled": state is EventState.CANCELLED,
        "doubles": queries.doubles_of(request.actor, here),
    }  # fmt: skip
    return render(request, "training/event.html", context)


@page(Permission.TRAINING_KEEP)
def open_page(request: Request, code: str) -> HttpResponse:
    """From now on the link takes people in."""
    here = event_or_404(request.actor, code)
    form = OpenForm(posted(request), event=here)
    done = sent(
        request, form,
        lambda: actions.open_enrolment(by=request.actor, event=here, closes_on=form.cleaned_data["closes_on"]),
    )  # fmt: skip
    if done is not None:
        messages.success(request, _("Enrolment is open. Pass the link on, or hang up the poster."))
        return redirect("training-event", here.code)
    return form_page(
        request, form, _("Open the enrolment"), code=here.code, back_url=reverse("training-event", args=[here.code]),
        button=_("Open"), lead=_("Whoever has the link can enrol without an account."),
    )  # fmt: skip


def _pressed(request: Request, code: str, act: Any, words: str) -> HttpResponse:
    """One step that a button takes; a refusal is said where it leads back."""
    here = event_or_404(request.actor, code)
    try:
        act(here)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, words)
    return redirect("training-event", here.code)


@page(Permission.TRAINING_KEEP)
@require_POST
def close(request: Request, code: str) -> HttpResponse:
    return _pressed(
        request, code, lambda here: actions.close_enrolment(by=request.actor, event=here),
        _("Enrolment is closed. At the door you may still write somebody down."),
    )  # fmt: skip


@page(Permission.TRAINING_KEEP)
@require_POST
def renew(request: Request, code: str) -> HttpResponse:
    return _pressed(
        request, code, lambda here: actions.renew_link(by=request.actor, event=here),
        _("The link of before opens nothing any more. Print the poster anew."),
    )  # fmt: skip


@page(Permission.TRAINING_KEEP)
def cancel(request: Request, code: str) -> HttpResponse:
    """It does not take place; then comes the list of whom to call."""
    here = event_or_404(request.actor, code)
    form = CancelForm(posted(request))

    def act() -> Event:
        data = form.cleaned_data
        return actions.cancel_event(
            by=request.actor, event=here, because=CancelReason(data["because"]), note=data["note"]
        )

    if sent(request, form, act) is not None:
        messages.success(request, _("Called off. Call those who are enrolled, and tick each."))
        return redirect("training-people", here.code)
    return form_page(
        request, form, _("Call the training off"), code=here.code, back_url=reverse("training-event", args=[here.code]),
        button=_("Call it off"), lead=_("This cannot be undone. Plan a new one for another day."),
    )  # fmt: skip
