import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.leaving.actions import place, take_back
from panah.casework.leaving.queries import Resting, left_in, resting_on
from panah.foundation.departures.actions import announce_departure, begin_departure, call_off
from panah.foundation.departures.codes import Kind
from panah.foundation.departures.models import Departure
from panah.foundation.departures.queries import departures_of, may_call_off, open_departure
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.accounts.queries import colleague_or_404
from panah.web.components.flow import form_page, posted, sent
from panah.web.leaving import queries
from panah.web.leaving.actions import end_at_once, finish
from panah.web.leaving.forms import BackForm, BeginForm, GiveForm


@page(Permission.DEPARTURE_KEEP)
def departures(request: Request) -> HttpResponse:
    """Who leaves the office or is on leave, and whether everything has another holder."""
    table = queries.departure_table(list(departures_of(request.actor)[:100]))
    return render(request, "leaving/list.html", {"table": table})


@page(Permission.DEPARTURE_KEEP)
def new(request: Request) -> HttpResponse:
    """A colleague leaves or is on leave: begin the list."""
    people = queries.colleagues(request.actor.organisation_id)
    form = BeginForm(posted(request), people=people, initial={"person": request.GET.get("person", "")})

    def act() -> Departure:
        person = form.people[form.cleaned_data["person"]]
        return begin_departure(by=request.actor, person=person, idempotency_key=form.key, **form.details())

    done = sent(request, form, act)
    if done is not None:
        return redirect("departure", departure_id=done.pk)
    return form_page(
        request, form, _("Somebody leaves or is on leave"), back_url=reverse("departure-list"),
        back_label=_("Who leaves or is on leave"), button=_("Begin the list"),
        lead=_("Nothing ends by this. The next page lists what rests on this person."),
    )  # fmt: skip


@page(Permission.DEPARTURE_KEEP)
def departure(request: Request, departure_id: uuid.UUID) -> HttpResponse:
    """What has no other holder yet, given on one by one or all to one person; and what went to whom."""
    going = queries.departure_or_404(request.actor, departure_id)
    waiting = left_in(going) if going.is_open else []
    people = queries.takers(going, waiting)
    first = str(going.stand_in_id) if str(going.stand_in_id) in people else ""
    pieces = queries.choices_of(waiting, is_full=queries.gives_on(request.actor))
    form = GiveForm(posted(request), pieces=pieces, people=people, initial={"to": first})

    def act() -> Departure:
        data = form.cleaned_data
        return place(
            by=request.actor, departure=going, keys=data["pieces"], to=people[data["to"]], idempotency_key=form.key
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Given over."))
        return redirect("departure", departure_id=going.pk)
    return _departure_page(request, going, waiting, form)


def _departure_page(
    request: Request, going: Departure, waiting: list[Resting], form: GiveForm, refusal: object = ""
) -> HttpResponse:
    stops = queries.what_stops(going)
    given = queries.given_table(going, is_full=queries.gives_on(request.actor))
    values: dict[str, Any] = {
        "going": going, "form": form, "waiting": waiting, "stops": stops,
        "facts": queries.facts_of(going, is_all_given=not waiting),
        "given": given if given.rows else None, "refusal": refusal, "is_leaving": going.kind == Kind.LEAVING,
        "is_sudden": going.kind == Kind.SUDDEN, "may_give": Permission.CASE_ASSIGN in request.actor.permissions,
        "may_finish": going.is_open and not waiting and not stops and going.kind != Kind.SUDDEN,
        "may_call_off": going.is_open and going.kind != Kind.SUDDEN and not given.rows
        and may_call_off(request.actor, going),
        "comes_back": going.kind == Kind.LEAVE and going.done_at is not None and going.returned_at is None,
        "is_self": str(going.person_id) == request.actor.id, "is_ahead": going.since > clock.today(),
    }  # fmt: skip
    return render(request, "leaving/departure.html", values, status=400 if refusal else 200)


@page(Permission.DEPARTURE_KEEP)
@require_POST
def end(request: Request, departure_id: uuid.UUID) -> HttpResponse:
    """Everything has another holder: the account ends, or the leave begins."""
    going = queries.departure_or_404(request.actor, departure_id)
    try:
        finish(by=request.actor, departure=going)
    except Refusal as refusal:
        waiting = left_in(going) if going.is_open else []
        pieces = queries.choices_of(waiting, is_full=queries.gives_on(request.actor))
        form = GiveForm(None, pieces=pieces, people=queries.takers(going, waiting))
        return _departure_page(request, going, waiting, form, refusal.sentence)
    words = _("Handed over. At the end of the leave Today asks what comes back.")
    messages.success(request, words if going.kind == Kind.LEAVE else _("The account has ended, everywhere."))
    return redirect("departure", departure_id=going.pk)


@page(Permission.DEPARTURE_KEEP)
@require_POST
def off(request: Request, departure_id: uuid.UUID) -> HttpResponse:
    """Nobody goes after all."""
    _called_off(request, queries.departure_or_404(request.actor, departure_id))
    return redirect("departure-list")


@page(Permission.SELF_MANAGE)
@require_POST
def own_off(request: Request) -> HttpResponse:
    """I stay after all."""
    going = open_departure(request.actor.person_id, request.actor.organisation_id)
    if going is not None:
        _called_off(request, going)
    return redirect("own-departure")


def _called_off(request: Request, going: Departure) -> None:
    try:
        call_off(by=request.actor, departure=going)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("Called off. Nothing was changed."))


@page(Permission.DEPARTURE_KEEP)
def back(request: Request, departure_id: uuid.UUID) -> HttpResponse:
    """A leave is over: of each piece whether it comes back."""
    going = queries.departure_or_404(request.actor, departure_id)
    pieces = queries.to_come_back(going, is_full=queries.gives_on(request.actor))
    form = BackForm(posted(request), pieces=pieces, initial={"answer": "back"})

    def act() -> Departure:
        data = form.cleaned_data
        return take_back(
            by=request.actor, departure=going, keys=data["pieces"], comes_back=data["answer"] == "back",
            idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("departure", departure_id=going.pk)
    return form_page(
        request, form, _("A leave is over: what comes back?"), caption=going.person.display_name,
        back_url=reverse("departure", args=[going.pk]), back_label=_("Who leaves or is on leave"),
        template="leaving/back.html", is_open=going.done_at is not None and going.returned_at is None,
    )  # fmt: skip


@page(Permission.SELF_MANAGE)
def own(request: Request) -> HttpResponse:
    """I leave or am on leave: say so, see what rests on me, write what the next one must know."""
    actor = request.actor
    going = open_departure(actor.person_id, actor.organisation_id)
    if going is not None:
        return _own_page(request, going)
    people = queries.colleagues(actor.organisation_id, actor.person_id)
    form = BeginForm(posted(request), people=people, is_own=True)
    done = sent(request, form, lambda: announce_departure(by=actor, idempotency_key=form.key, **form.details()))
    if done is not None:
        messages.success(request, _("Your supervisors see it on Today and give your work to others."))
        return redirect("own-departure")
    return form_page(
        request, form, _("I leave or am on leave"), back_url=reverse("me"), back_label=_("Me"),
        button=_("Begin the list"),
        lead=_("Your supervisors then see what rests on you and give it to others. Nothing ends by this."),
    )  # fmt: skip


def _own_page(request: Request, going: Departure) -> HttpResponse:
    waiting = left_in(going)
    cases = [one.record for one in resting_on(going.person, going.organisation) if one.piece == "case"]
    values = {
        "going": going, "facts": queries.facts_of(going), "lines": queries.choices_of(waiting), "cases": cases,
        "drafts": queries.drafts_of(request.actor), "may_keep": Permission.DEPARTURE_KEEP in request.actor.permissions,
        "stops": queries.what_stops(going), "may_call_off": may_call_off(request.actor, going),
    }  # fmt: skip
    return render(request, "leaving/own.html", values)


@page(Permission.STAFF_MANAGE)
@require_POST
def end_access(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """End access now. What rested on the person is on the page that follows."""
    colleague = colleague_or_404(request.actor, person_id)
    try:
        going = end_at_once(by=request.actor, person=colleague.person)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("person", person_id=colleague.person.pk)
    if going.is_open:
        messages.warning(request, _("The access has ended. Now give to others what rested on this person."))
        return redirect("departure", departure_id=going.pk)
    messages.success(request, _("The access has ended, everywhere."))
    return redirect("person", person_id=colleague.person.pk)
