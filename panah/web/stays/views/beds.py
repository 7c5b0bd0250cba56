"""Beds tonight, and which beds there are."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.services.actions import add_bed, change_bed, put_back_in_use, take_out_of_use
from panah.casework.services.models import Bed, Provider
from panah.casework.services.queries import beds_tonight, houses_of, outages_of, waiting_at
from panah.casework.stays.queries import appointments_on, days_to_write, guests_of, holds_of
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.components.child_words import language_now
from panah.web.components.flow import editing, form_page, posted, sent, step_page
from panah.web.components.values import Chip, Column, Fact, Table, TableRow, Tone
from panah.web.stays import finding, queries
from panah.web.stays.forms import BedForm, ChangeBedForm, OutageForm


@page(Permission.STAY_VIEW)
def place_list(request: Request) -> HttpResponse:
    """The houses of one's own organisation; where there is one, its board."""
    return _houses(request, "place-board", _("Beds"))


@page(Permission.STAY_WORK)
def log_list(request: Request) -> HttpResponse:
    return _houses(request, "house-log", _("Daily log"))


def _houses(request: Request, name: str, title: str) -> HttpResponse:
    houses = houses_of(request.actor)
    if len(houses) == 1:
        return redirect(name, houses[0].code)
    rows = [TableRow([house.label(language_now())], reverse(name, args=[house.code])) for house in houses]
    empty = _("Your organisation has no house in the directory yet. Its head adds one.")
    table = Table([Column(_("House"))], rows, empty=empty)
    return render(request, "stays/houses.html", {"title": title, "table": table})


@page(Permission.STAY_VIEW)
def board(request: Request, house: str) -> HttpResponse:
    """Beds tonight, what is planned today, who waits for a bed."""
    place = finding.house_or_404(request.actor, house)
    beds, guests = beds_tonight(place), guests_of(request.actor, place)
    today = appointments_on(request.actor, place, clock.today())
    reveal(request.actor, *today, only=("words",))
    free = sum(one.is_free for one in beds)
    waiting = waiting_at(place)
    context = {
        "house": place, "name": place.label(language_now()), "figures": _figures(beds, guests, free),
        "table": queries.board_table(beds, guests, clock.now()), "all_free": bool(beds) and free == len(beds),
        "free": free, "today": queries.appointment_table(today, with_guest=True),
        "waiting": queries.waiting_table(waiting, place) if waiting else None,
        "missing": [queries.day_words(day) for day in days_to_write(request.actor, place)],
        "can_work": Permission.STAY_WORK in request.actor.permissions,
        "can_keep": Permission.BED_KEEP in request.actor.permissions, "print_code": place.code,
    }  # fmt: skip
    return render(request, "stays/board.html", context)


def _figures(beds: list[Any], guests: list[Any], free: int) -> list[Chip]:
    over = sum(1 for guest in guests if guest.expected_until and guest.expected_until < clock.today())
    held = sum(1 for one in beds if one.hold is not None and one.hold.until is not None and not one.hold.is_quiet)
    return [
        Chip(Tone.OK if free else Tone.LATE, _("Free tonight: %(count)d") % {"count": free}),
        Chip(Tone.MUTE, _("Occupied: %(count)d") % {"count": len(guests)}),
        Chip(Tone.DUE if held else Tone.MUTE, _("On the way: %(count)d") % {"count": held}),
        Chip(Tone.LATE if over else Tone.MUTE, _("Longer than expected: %(count)d") % {"count": over}),
    ]


@page(Permission.BED_KEEP)
def house_beds(request: Request, house: str) -> HttpResponse:
    """Which beds there are; a further one."""
    place = finding.house_or_404(request.actor, house)
    form = BedForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return add_bed(
            by=request.actor, provider=place, name=data["name"], room=data["room"], meant_for=data["meant_for"],
            idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("The bed is in the list."))
        return redirect("house-beds", place.code)
    return form_page(
        request, form, _("Beds of the house"), code=place.code, back_url=reverse("place-board", args=[place.code]),
        back_label=place.label(language_now()), template="stays/beds.html", button=_("Add this bed"),
        table=_beds(request.actor, place),
    )  # fmt: skip


def _beds(actor: Actor, place: Provider) -> Table:
    kinds = code_list("bed_for")
    rows = [
        TableRow(
            [queries.place_words(bed), kinds.label(bed.meant_for), "" if bed.is_active else _("no longer there")],
            reverse("bed", args=[bed.code]),
        )
        for bed in Bed.objects.visible_to(actor).filter(provider=place).order_by("-is_active", "room", "name")
    ]
    return Table(
        [Column(_("Bed")), Column(_("For whom")), Column(_("Now"))], rows, empty=_("No bed is written down yet.")
    )


@page(Permission.BED_KEEP)
def bed(request: Request, code: str) -> HttpResponse:
    """One bed: how it is called, when it was held and when nobody could sleep in it; no guest has a name here."""
    one = finding.bed_or_404(request.actor, code)

    def stands() -> dict[str, Any]:
        one.refresh_from_db()
        names = ("name", "room", "meant_for", "is_active", "version")
        return {name: getattr(one, name) for name in names}

    form = editing(request, ChangeBedForm, stands)

    def act() -> object:
        data = form.cleaned_data
        return change_bed(
            by=request.actor, bed=one, name=data["name"], room=data["room"], meant_for=data["meant_for"],
            is_active=data["is_active"], version=data["version"],
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("house-beds", one.provider.code)
    return form_page(
        request, form, _("Bed"), code=one.code, back_url=reverse("house-beds", args=[one.provider.code]),
        back_label=_("Beds of the house"), template="stays/bed.html", bed=one, held=_held(one), out=_outages(one),
    )  # fmt: skip


def _held(one: Bed) -> Table:
    ends = code_list("hold_end")
    rows = [
        TableRow(
            [
                queries.moment_words(hold.made_at), queries.who(hold), queries.moment_words(hold.came_at) or "—",
                queries.moment_words(hold.ended_at) or "—", ends.label(hold.end_reason) if hold.end_reason else _("holds now"),
            ]
        )
        for hold in holds_of(one)
    ]  # fmt: skip
    names = (_("Held from"), _("Who"), _("Came"), _("Ended"), _("How"))
    return Table([Column(name) for name in names], rows, empty=_("Nobody has slept here yet."))


def _outages(one: Bed) -> list[Fact]:
    reasons = code_list("bed_out_reasons")
    return [
        Fact(f"{queries.day_words(row.since)} – {queries.day_words(row.until) or '…'}", reasons.label(row.reason))
        for row in outages_of([one])
    ]


@page(Permission.BED_KEEP)
def bed_out(request: Request, code: str) -> HttpResponse:
    """Nobody can sleep in it for some days."""
    one = finding.bed_or_404(request.actor, code)
    form = OutageForm(posted(request), initial={"since": clock.today()})

    def act() -> object:
        data = form.cleaned_data
        return take_out_of_use(
            by=request.actor, bed=one, since=data["since"], until=data["until"], reason=data["reason"],
            idempotency_key=form.key,
        )  # fmt: skip

    done, back_url = _("Saved. The bed is not offered on these days."), reverse("bed", args=[one.code])
    return step_page(request, form, act, _("Take out of use"), done=done, code=one.code, back_url=back_url)


@page(Permission.BED_KEEP)
@require_POST
def bed_back(request: Request, code: str) -> HttpResponse:
    one = finding.bed_or_404(request.actor, code)
    put_back_in_use(by=request.actor, bed=one)
    messages.success(request, _("The bed is in use again."))
    return redirect("bed", one.code)
