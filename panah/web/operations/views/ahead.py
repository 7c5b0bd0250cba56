"""What two people know of. No title, no message and no address here says when, where or what it is about."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from panah.casework.operations.actions import (
    begin_prepared,
    call_off,
    change_second,
    change_stand_by,
    confirm_stand_by,
    hold_places,
    make_stand_by,
    release_places,
)
from panah.casework.operations.models import HeldPlace, StandBy
from panah.casework.operations.queries import who_may_work
from panah.casework.services.queries import free_beds, houses_of
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import people_by_id
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.components.child_words import language_now
from panah.web.components.flow import editing, form_page, posted, sent, step_page
from panah.web.components.values import Chip, Fact, Tone
from panah.web.operations import finding, queries
from panah.web.operations.forms import AheadForm, HoldForm, OtherForm

MOST_DIGITS = 10


@page(Permission.OPERATION_PREPARE)
def new(request: Request) -> HttpResponse:
    """When, how many places, who else knows."""
    office = Organisation.objects.select_related("place__parent").get(pk=request.actor.organisation)
    form = AheadForm(
        posted(request), people=who_may_work(office.pk), able=queries.others_who_may(office, request.actor.id),
        zone=queries.zone_at(office),
    )  # fmt: skip

    def act() -> StandBy:
        return make_stand_by(
            by=request.actor, plan=form.plan(), second=form.able[form.cleaned_data["second"]], idempotency_key=form.key
        )

    made = sent(request, form, act)
    if made is not None:
        messages.success(
            request, _("Written. Tell your colleague in person to open the page “Arrivals”; no message is sent.")
        )
        return redirect("ahead", made.code)
    return form_page(
        request, form, _("Prepare places"), back_url=reverse("operations"), back_label=_("Arrivals"),
        lead=_("Only you and one colleague will see this: no head, no administrator, no search. It is erased three days after."),
    )  # fmt: skip


@page(Permission.OPERATION_PREPARE)
def ahead(request: Request, code: str) -> HttpResponse:
    """All of it, for the two."""
    row = finding.stand_by_or_404(request.actor, code)
    reveal(request.actor, row)
    held = list(
        HeldPlace.objects.visible_to(request.actor).free().filter(stand_by=row).select_related("reservation__provider")
    )
    is_second = str(row.second_id) == request.actor.id
    is_standing = row.called_off_at is None and row.begun_at is None
    context = {
        "row": row, "facts": _facts(row, len(held)), "changes": _changes(row), "held": len(held), "is_standing": is_standing,
        "may_confirm": is_standing and is_second and row.confirmed_at is None, "can_begin": is_standing and row.confirmed_at,
        "hold": _hold_form(request.actor) if is_standing and row.confirmed_at else None,
    }  # fmt: skip
    return render(request, "operations/ahead.html", context)


def _facts(row: StandBy, held: int) -> list[Fact]:
    crew = people_by_id(set(row.crew or []))
    begins = row.begins_at.astimezone(queries.zone_at(row.organisation))
    return [
        Fact(_("Day"), date_format(begins.date(), "DATE_FORMAT")), Fact(_("From what hour on"), f"{begins:%H:%M}"),
        Fact(_("Places needed"), opened_places(row)), Fact(_("Places held"), str(held)),
        Fact(_("Who knows of it"), [row.made_by.display_name, row.second.display_name]),
        Fact(_("Confirmed"), _state(row)), Fact(_("Who will work then"), sorted(one.display_name for one in crew.values())),
        Fact(_("Note"), queries.opened(row, "note").splitlines() or "—"),
    ]  # fmt: skip


def opened_places(row: StandBy) -> str:
    return queries.opened(row, "places")


def _state(row: StandBy) -> Chip:
    if row.confirmed_at is not None:
        return Chip(Tone.OK, _("confirmed"))
    return Chip(Tone.DUE, _("not confirmed yet"))


def _changes(row: StandBy) -> list[Fact]:
    """Who was exchanged for whom, when and by whom."""
    rows: list[dict[str, str]] = list(row.changes or [])
    people = people_by_id({one[key] for one in rows for key in ("from", "to", "by")})

    def name(key: str) -> str:
        person: Person | None = people.get(key)
        return person.display_name if person else "—"

    return [
        Fact(
            queries.moment_words(datetime.fromisoformat(one["at"])),
            _("%(new)s instead of %(old)s, by %(who)s")
            % {"new": name(one["to"]), "old": name(one["from"]), "who": name(one["by"])},
        )
        for one in rows
    ]  # fmt: skip


def _hold_form(actor: Actor, data: Any = None) -> HoldForm | None:
    houses = houses_of(actor)
    free = free_beds([house.pk for house in houses])
    choices = [
        (house.code, _("%(house)s: %(count)d free") % {"house": house.label(language_now()), "count": free[house.pk]})
        for house in houses
    ]
    return HoldForm(data, houses=choices) if choices else None


@page(Permission.OPERATION_PREPARE)
def change(request: Request, code: str) -> HttpResponse:
    """Another hour, number, crew or note."""
    row = finding.stand_by_or_404(request.actor, code)
    zone = queries.zone_at(row.organisation)

    def stands() -> dict[str, Any]:
        known = finding.stand_by_or_404(request.actor, code)
        reveal(request.actor, known)
        begins = known.begins_at.astimezone(zone)
        return {
            "day": begins.date(), "begins": begins.time(), "places": int(known.places), "crew": list(known.crew or []),
            "note": known.note, "version": known.version,
        }  # fmt: skip

    form = editing(
        request, AheadForm, stands, people=who_may_work(row.organisation_id), able=[], zone=zone, is_new=False
    )

    def act() -> StandBy:
        return change_stand_by(
            by=request.actor, stand_by=row, plan=form.plan(), version=form.cleaned_data["version"] or 0
        )

    done, back = _("Saved. The other one confirms it anew."), reverse("ahead", args=[row.code])
    return step_page(request, form, act, _("Change"), done=done, code=row.code, back_url=back)


@page(Permission.OPERATION_PREPARE)
def other(request: Request, code: str) -> HttpResponse:
    """Another colleague instead of the other one."""
    row = finding.stand_by_or_404(request.actor, code)
    able = queries.others_who_may(row.organisation, row.made_by, row.second)
    form = OtherForm(posted(request), able=able)

    def act() -> StandBy:
        return change_second(by=request.actor, stand_by=row, second=form.able[form.cleaned_data["second"]])

    done, back = _("Saved. Whoever was exchanged sees nothing of it any more."), reverse("ahead", args=[row.code])
    return step_page(request, form, act, _("Another colleague"), done=done, code=row.code, back_url=back)


@page(Permission.OPERATION_PREPARE)
def places(request: Request, code: str) -> HttpResponse:
    """Beds of the own houses, held without a word why."""
    row = finding.stand_by_or_404(request.actor, code)
    form, back = _hold_form(request.actor, posted(request)), reverse("ahead", args=[row.code])
    if form is None:
        messages.warning(
            request, _("Your organisation has no house in the directory. Agree with another house by telephone.")
        )
        return redirect(back)

    def act() -> list[int]:
        house = next(one for one in houses_of(request.actor) if one.code == form.cleaned_data["house"])
        return [hold_places(by=request.actor, stand_by=row, provider=house, count=form.cleaned_data["count"])]

    held = sent(request, form, act)
    if held is not None:
        messages.success(request, _held_words(held[0], form.cleaned_data["count"]))
        return redirect(back)
    return form_page(request, form, _("Hold places"), code=row.code, back_url=back, button=_("Hold"))


def _held_words(held: int, wanted: int) -> str:
    words = ngettext("%(count)d place is held.", "%(count)d places are held.", held) % {"count": held}
    return words if held >= wanted else f"{words} {_('No more were free.')}"


@page(Permission.OPERATION_PREPARE)
@require_POST
def confirm(request: Request, code: str) -> HttpResponse:
    """What stood on the page when it was drawn; without a version nothing was read."""
    row = finding.stand_by_or_404(request.actor, code)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < MOST_DIGITS else 0
    done = _("Confirmed.")
    return _done(request, row, lambda: confirm_stand_by(by=request.actor, stand_by=row, version=version), done)


@page(Permission.OPERATION_PREPARE)
@require_POST
def release(request: Request, code: str) -> HttpResponse:
    row = finding.stand_by_or_404(request.actor, code)
    return _done(request, row, lambda: release_places(by=request.actor, stand_by=row), _("The places are free again."))


@page(Permission.OPERATION_PREPARE)
@require_POST
def off(request: Request, code: str) -> HttpResponse:
    row = finding.stand_by_or_404(request.actor, code)
    done = _("Called off. The places are free, and all of this is erased in three days.")
    return _done(request, row, lambda: call_off(by=request.actor, stand_by=row), done)


def _done(request: Request, row: StandBy, act: Callable[[], object], words: str) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, words)
    return redirect("ahead", row.code)


@page(Permission.OPERATION_PREPARE)
@require_POST
def begin(request: Request, code: str) -> HttpResponse:
    """It begins: those who were named see the night from now on."""
    row = finding.stand_by_or_404(request.actor, code)
    try:
        night = begin_prepared(by=request.actor, stand_by=row)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("ahead", row.code)
    messages.success(request, _("Open. First drink, food and rest; then everything else."))
    return redirect("night", night.code)
