"""Somebody comes in: one row after the other, by the keyboard alone."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.operations.actions import add_arrival, change_arrival, remove_arrival
from panah.casework.operations.models import Arrival
from panah.casework.operations.queries import arrivals_of, given_to, is_beside_whom_not, last_written_by, missing_of
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.components.flow import editing, form_page, posted, sent
from panah.web.components.undo import offer_undo
from panah.web.operations import finding, queries
from panah.web.operations.forms import ArrivalForm, ChangeForm

LATELY = 5


@page(Permission.NIGHT_WORK)
def add(request: Request, code: str) -> HttpResponse:
    """The next one. The page comes back to the number on the band, with the language of the row before."""
    night = finding.night_or_404(request.actor, code)
    if not night.is_open:
        return redirect("night", night.code)
    last = last_written_by(request.actor, night)
    known = (
        {"language": last.language} if last is not None else {}
    )  # a group that stood there already would join strangers
    form = ArrivalForm(posted(request), initial=known, zone=queries.zone_at(night.organisation))

    def act() -> Arrival:
        return add_arrival(by=request.actor, night=night, details=form.details(), idempotency_key=form.key)

    done = sent(request, form, act)
    if done is not None:
        words = _("Written: band %(band)s.") % {"band": done.band}
        offer_undo(request, words, reverse("arrival-remove", args=[night.code, done.band]))
        return redirect("night-add", night.code)
    rows = list(arrivals_of(request.actor, night))
    return form_page(
        request, form, _("Next arrival"), code=night.code, back_url=reverse("night", args=[night.code]),
        template="operations/add.html", button=_("Write, and the next one"), count=len(rows), lately=rows[-LATELY:][::-1],
    )  # fmt: skip


@page(Permission.NIGHT_WORK)
def arrival(request: Request, code: str, band: str) -> HttpResponse:
    """One person: what was given, what is needed, what follows."""
    row = finding.arrival_or_404(request.actor, code, band)
    reveal(request.actor, row)
    done = given_to([row]).get(row.pk, {})
    labels = code_list("arrival_steps")
    missing = missing_of(row, done)
    others = arrivals_of(request.actor, row.night).filter(group=row.group).exclude(pk=row.pk) if row.group else []
    context = {
        "row": row, "night": row.night, "facts": queries.facts_of(row, done), "words": queries.words_of(row),
        "name": queries.opened(row, "name"), "missing": labels.labels([*missing]), "print_code": row.night.code,
        "steps": [(step.value, labels.label(step), step in done) for step in queries.TICKS],
        "has_talked": "talk" in done, "group": [(queries.who(one), queries.address_of(one), one.band) for one in others],
        "is_open": row.night.is_open, "is_beside": is_beside_whom_not(row),
    }  # fmt: skip
    return render(request, "operations/arrival.html", context)


@page(Permission.NIGHT_WORK)
def change(request: Request, code: str, band: str) -> HttpResponse:
    """What was seen at the door was otherwise; a name, once there is time for it."""
    row = finding.arrival_or_404(request.actor, code, band)

    def stands() -> dict[str, Any]:
        known = Arrival.objects.visible_to(request.actor).get(pk=row.pk)
        reveal(request.actor, known)
        names = ("band", "age_band", "sex", "language", "group", "name", "note", "version")
        return {name: getattr(known, name) for name in names} | {"needs": list(known.needs or []), "hour": None}

    form = editing(request, ChangeForm, stands, zone=queries.zone_at(row.night.organisation))

    def act() -> Arrival:
        data = form.cleaned_data
        return change_arrival(
            by=request.actor, arrival=row, details=form.details(), version=data["version"] or 0, name=data["name"],
            note=data["note"],
        )  # fmt: skip

    done = sent(request, form, act)
    if done is not None:
        messages.success(request, _("Saved."))
        return redirect("arrival", row.night.code, done.band)
    return form_page(
        request, form, _("Change the row"), code=row.night.code, caption=row.band,
        back_url=reverse("arrival", args=[row.night.code, row.band]), back_label=row.band,
    )  # fmt: skip


@page(Permission.NIGHT_WORK)
@require_POST
def remove(request: Request, code: str, band: str) -> HttpResponse:
    """A slip: the band is free again."""
    row = finding.arrival_or_404(request.actor, code, band)
    try:
        remove_arrival(by=request.actor, arrival=row)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("arrival", row.night.code, row.band)
    messages.success(request, _("Removed: band %(band)s.") % {"band": row.band})
    return redirect("night-add", row.night.code)
