import uuid
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.foundation.duty.actions import add_turn, change_turn, copy_week, keep_desk, remove_turn, restore_turn
from panah.foundation.duty.models import Desk, Turn
from panah.foundation.duty.queries import copies_of, desk_of, mark_of, who_may_be_on_duty, zone_of_office
from panah.foundation.duty.rules import week_of
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.flow import editing, form_page, posted, sent
from panah.web.components.undo import offer_undo
from panah.web.duty import queries
from panah.web.duty.forms import CopyForm, DeskForm, TurnForm, values_of
from panah.web.duty.views import kept_desk, monday_of


@page(Permission.DUTY_KEEP)
def desk(request: Request) -> HttpResponse:
    """For which hours somebody must be on duty; or that no list is kept, and who answers instead."""

    def stands() -> dict[str, Any]:
        known = desk_of(request.actor.organisation_id)
        names = ("cover", "night_from", "night_until", "phone", "why_none", "version")
        return {name: getattr(known, name) for name in names} if known is not None else {"version": 0}

    form = editing(request, DeskForm, stands)

    def act() -> Desk:
        data = form.cleaned_data
        return keep_desk(
            by=request.actor, hours=form.hours(), phone=data["phone"], why_none=data["why_none"],
            version=data["version"] or 0, idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved. Hours that nobody holds are told to the leaders by noon."))
        return redirect("duty")
    return form_page(
        request, form, _("Hours of the duty list"), back_url=reverse("duty"), back_label=_("Duty list"),
        lead=_("Where nobody stands in the list for a night, your leaders hear of it by noon, while there is time to call."),
    )  # fmt: skip


@page(Permission.DUTY_KEEP)
def new(request: Request, week: str) -> HttpResponse:
    """Somebody has a turn. From a gap its hours are filled in already."""
    here, monday = kept_desk(request), monday_of(week)
    if here is None:
        return redirect("duty-desk")
    zone = zone_of_office(here.organisation)
    start = _first_night(here, monday) | _of_gap(here, request)
    start["phone"] = here.phone or here.organisation.duty_phone
    form = TurnForm(posted(request), initial=start, people=who_may_be_on_duty(here.pk), zone=zone)
    done = sent(
        request, form, lambda: add_turn(by=request.actor, details=form.details(), idempotency_key=form.key)
    )  # fmt: skip
    if done is not None:
        messages.success(request, _("The turn stands in the list."))
        return redirect("duty-week", week=values_of(done.span, zone)["day"])
    return form_page(
        request, form, _("Add a turn"), back_url=reverse("duty-week", args=[week]), back_label=_("Duty list")
    )


def _first_night(here: Desk, monday: date) -> dict[str, Any]:
    """The night of today, or of the Monday of another week."""
    today = clock.now().astimezone(zone_of_office(here.organisation)).date()
    day = today if monday == week_of(today) else monday
    return {"day": day, "begins": here.night_from, "ends": here.night_until}


def _of_gap(here: Desk, request: Request) -> dict[str, Any]:
    """The hours of the gap from which somebody comes; an address of nothing fills in nothing."""
    zone = zone_of_office(here.organisation)
    try:
        begins = datetime.strptime(request.GET.get("from", ""), "%Y-%m-%d-%H%M").replace(tzinfo=zone)
    except ValueError:
        return {}
    gaps = queries.gaps_in(here, monday_of(begins.date().isoformat()))
    return next((dict(values_of(gap, zone)) for gap in gaps if gap.begins == begins), {})


@page(Permission.DUTY_KEEP)
def change(request: Request, turn_id: uuid.UUID) -> HttpResponse:
    """Another person, hour or telephone."""
    turn = get_object_or_404(Turn.objects.visible_to(request.actor).standing(), pk=turn_id)
    here = kept_desk(request)
    if here is None:
        return redirect("duty-desk")
    zone = zone_of_office(here.organisation)

    def stands() -> dict[str, Any]:
        known = Turn.objects.visible_to(request.actor).get(pk=turn.pk)
        return values_of(known.span, zone) | {
            "person": str(known.person_id), "backup": str(known.backup_id or ""), "phone": known.phone,
            "version": known.version,
        }  # fmt: skip

    form = editing(request, TurnForm, stands, people=who_may_be_on_duty(here.pk), zone=zone)
    done = sent(
        request, form,
        lambda: change_turn(
            by=request.actor, turn=turn, details=form.details(), version=form.cleaned_data["version"] or 0
        ),
    )  # fmt: skip
    if done is not None:
        messages.success(request, _("The turn is changed."))
        return redirect("duty-week", week=values_of(done.span, zone)["day"])
    back = reverse("duty-week", args=[values_of(turn.span, zone)["day"]])
    return form_page(
        request, form, _("Change a turn"), back_url=back, back_label=_("Duty list"), template="duty/turn.html",
        remove_url=reverse("duty-remove", args=[turn.pk]), caption=turn.person.display_name,
    )  # fmt: skip


@page(Permission.DUTY_KEEP)
def remove(request: Request, turn_id: uuid.UUID) -> HttpResponse:
    """Nobody has this turn any more."""
    turn = get_object_or_404(Turn.objects.visible_to(request.actor), pk=turn_id)
    if request.method != "POST":
        return redirect("duty-turn", turn_id=turn_id)
    try:
        remove_turn(by=request.actor, turn=turn)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        words = _("The turn is removed. Look whether somebody else holds these hours.")
        offer_undo(request, words, reverse("duty-restore", args=[turn.pk]))
    return _to_week_of(turn)


def _to_week_of(turn: Turn) -> HttpResponse:
    zone = zone_of_office(turn.organisation)
    return redirect("duty-week", week=values_of(turn.span, zone)["day"])


@page(Permission.DUTY_KEEP)
def restore(request: Request, turn_id: uuid.UUID) -> HttpResponse:
    """It was removed by mistake."""
    turn = get_object_or_404(Turn.objects.visible_to(request.actor), pk=turn_id)
    if request.method == "POST":
        try:
            restore_turn(by=request.actor, turn=turn)
        except Refusal as refusal:
            messages.warning(request, str(refusal.sentence))
        else:
            messages.success(request, _("The turn stands in the list again."))
    return _to_week_of(turn)


@page(Permission.DUTY_KEEP)
def copy(request: Request, week: str) -> HttpResponse:
    """The week before written into this one; what will be written stands there before it is."""
    here, monday = kept_desk(request), monday_of(week)
    if here is None:
        return redirect("duty-desk")
    if request.method == "POST":
        return _copied(request, monday.isoformat())
    copies = copies_of(here, monday)
    context = {
        "table": queries.copy_table(copies, zone_of_office(here.organisation)), "words": queries.week_words(monday),
        "count": sum(one.is_new for one in copies), "form": CopyForm(initial={"seen": mark_of(copies)}),
        "back_url": reverse("duty-week", args=[monday]),
    }  # fmt: skip
    return render(request, "duty/copy.html", context)


def _copied(request: Request, week: str) -> HttpResponse:
    form = CopyForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        copy_week(by=request.actor, week=monday_of(week), seen=form.cleaned_data["seen"], idempotency_key=form.key)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("duty-copy", week=week)
    messages.success(request, _("The week is copied. Look whether a night is left that nobody holds."))
    return redirect("duty-week", week=week)
