"""The door: nights for which one was named, what only two know of, and the night that nobody foresaw."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.operations.actions import begin_night
from panah.casework.operations.models import Night
from panah.casework.operations.queries import nights_of, stand_bys_of, who_may_work
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.values import Chip, Column, Table, TableRow, Tone
from panah.web.operations.forms import CrewForm
from panah.web.operations.queries import moment_words

SHOWN = 30


@page(Permission.NIGHT_WORK)
def operations(request: Request) -> HttpResponse:
    """Looks the same for whoever knows of nothing."""
    context = {
        "nights": _nights(request.actor), "ahead": _ahead(request.actor),
        "may_prepare": Permission.OPERATION_PREPARE in request.actor.permissions,
    }  # fmt: skip
    return render(request, "operations/operations.html", context)


def _nights(actor: Actor) -> Table:
    columns = [Column(_("Code")), Column(_("Began")), Column(_("Led by")), Column(_("State"))]
    rows = [
        TableRow(
            [one.code, moment_words(one.began_at), one.leader.display_name, state_of(one)],
            reverse("night", args=[one.code]),
        )
        for one in nights_of(actor)[:SHOWN]
    ]
    return Table(columns, rows, empty=_("You were named for no night yet."))


def state_of(night: Night) -> Chip:
    return Chip(Tone.INFO, _("open")) if night.is_open else Chip(Tone.OK, _("closed"))


def _ahead(actor: Actor) -> Table | None:
    """By code alone: when it is stands on its page, which opens by hand."""
    if Permission.OPERATION_PREPARE not in actor.permissions:
        return None
    rows = []
    for one in stand_bys_of(actor)[:SHOWN]:
        other = one.second if str(one.made_by_id) == actor.id else one.made_by
        if one.called_off_at is not None:
            state = Chip(Tone.MUTE, _("called off"))
        elif one.begun_at is not None:
            state = Chip(Tone.OK, _("begun"))
        else:
            state = Chip(Tone.OK, _("confirmed")) if one.confirmed_at else Chip(Tone.DUE, _("not confirmed yet"))
        rows.append(TableRow([one.code, other.display_name, state], reverse("ahead", args=[one.code])))
    return Table([Column(_("Code")), Column(_("Who else knows")), Column(_("State"))], rows) if rows else None


@page(Permission.NIGHT_WORK)
def begin(request: Request) -> HttpResponse:
    """Nobody knew of it, and they stand at the door: who works with you, and it is open."""
    office = request.actor.organisation_id
    colleagues = [one for one in (who_may_work(office) if office else []) if str(one.pk) != request.actor.id]
    form = CrewForm(posted(request), people=colleagues)

    def act() -> Night:
        return begin_night(by=request.actor, crew=form.chosen(), idempotency_key=form.key)

    night = sent(request, form, act)
    if night is not None:
        messages.success(request, _("Open. First drink, food and rest; then everything else."))
        return redirect("night", night.code)
    return form_page(
        request, form, _("Many arrive now"), back_url=reverse("operations"), back_label=_("Arrivals"),
        button=_("Begin"), lead=_("Only those whom you choose here see the night. More can be let in later."),
    )  # fmt: skip
