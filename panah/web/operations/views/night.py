"""The night itself: how it stands, the two lists that are kept apart, who works, and the end."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from panah.casework.operations.actions import TICKED, close_night, give_places, let_in, take_the_lead, tick, untick
from panah.casework.operations.codes import ArrivalStep
from panah.casework.operations.models import Arrival, Night
from panah.casework.operations.queries import (
    arrivals_of,
    board_of,
    crew_of,
    given_to,
    held_for,
    open_rows,
    who_may_work,
)
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.components.flow import form_page, posted, sent, step_page
from panah.web.components.undo import offer_undo
from panah.web.operations import counts, finding, queries
from panah.web.operations.forms import CrewForm, EndForm

CHILDREN, ADULTS = "children", "adults"


@page(Permission.NIGHT_WORK)
def night(request: Request, code: str) -> HttpResponse:
    """How many came, ate, saw a doctor and have a place; who interprets; what is still open."""
    row = finding.night_or_404(request.actor, code)
    rows = list(arrivals_of(request.actor, row))
    given = given_to(rows)
    reveal(request.actor, row)
    context = {
        "night": row, "board": counts.board_table(board_of(rows, given)),
        "children": sum(one.is_child for one in rows), "adults": sum(not one.is_child for one in rows),
        "waiting": queries.in_order(open_rows(rows), given), "held": len(held_for(row)),
        "doctor": [one for one in rows if one.is_medical_first and ArrivalStep.DOCTOR not in given.get(one.pk, {})],
        "interpreters": queries.interpreters_for(request.actor, row, rows), "crew": crew_of(row),
        "is_leader": str(row.leader_id) == request.actor.id, "print_code": row.code,
        "closing": counts.closing_facts(row) if row.closed_at else None,
        "morning": queries.opened(row, "for_the_morning").splitlines(),
    }  # fmt: skip
    return render(request, "operations/night.html", context)


@page(Permission.NIGHT_WORK)
def children(request: Request, code: str) -> HttpResponse:
    """Whoever is not known to be grown."""
    row = finding.night_or_404(request.actor, code)
    return _list_page(request, row, CHILDREN, arrivals_of(request.actor, row).exclude(age_band="adult"))


@page(Permission.NIGHT_WORK)
def adults(request: Request, code: str) -> HttpResponse:
    row = finding.night_or_404(request.actor, code)
    return _list_page(request, row, ADULTS, arrivals_of(request.actor, row).filter(age_band="adult"))


def _list_page(request: Request, row: Night, which: str, found: QuerySet[Arrival]) -> HttpResponse:
    rows = list(found)
    reveal(request.actor, *rows, only=("needs",))
    labels = code_list("arrival_steps")
    context = {
        "night": row, "which": which, "is_children": which == CHILDREN, "count": len(rows), "print_code": row.code,
        "table": queries.rows_table(rows, given_to(rows), can_tick=row.is_open and bool(rows)),
        "steps": [(step.value, labels.label(step)) for step in queries.TICKS], "houses": queries.held_houses(row),
    }  # fmt: skip
    return render(request, "operations/list.html", context)


@page(Permission.NIGHT_WORK)
@require_POST
def given(request: Request, code: str) -> HttpResponse:
    """Those who were chosen were given this; one press for many."""
    row = finding.night_or_404(request.actor, code)
    step, bands, back = _step(request), _chosen(request, row), _back(request, row)
    if step is None or not bands:
        messages.warning(request, _("Choose at least one row, then press what was given."))
        return redirect(back)
    rows = arrivals_of(request.actor, row).filter(band__in=bands)
    known = given_to(list(rows))
    fresh = [one.band for one in rows if step not in known.get(one.pk, {})]
    try:
        count = tick(by=request.actor, night=row, bands=bands, step=step)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect(back)
    words = ngettext("Written for %(count)d person.", "Written for %(count)d people.", count) % {"count": count}
    undo = {"band": ",".join(fresh), "step": step.value, "to": request.POST.get("to", "")}
    offer_undo(request, words, reverse("night-not-given", args=[row.code]), fields=undo)
    return redirect(back)


def _chosen(request: Request, row: Night) -> list[str]:
    """The rows that were ticked, or all of the list from which somebody came."""
    which = request.POST.get("to", "")
    if not request.POST.get("all") or which not in (CHILDREN, ADULTS):
        return request.POST.getlist("band")
    rows = arrivals_of(request.actor, row)
    of_list = rows.exclude(age_band="adult") if which == CHILDREN else rows.filter(age_band="adult")
    return list(of_list.values_list("band", flat=True))


@page(Permission.NIGHT_WORK)
@require_POST
def places(request: Request, code: str) -> HttpResponse:
    """Held places of one house for those who were chosen; for all of them, or for none."""
    row = finding.night_or_404(request.actor, code)
    bands, back = _chosen(request, row), _back(request, row)
    wanted = request.POST.get("house", "")
    house = next((one.reservation.provider for one in held_for(row) if one.reservation.provider.code == wanted), None)
    if house is None or not bands:
        messages.warning(request, _("Choose at least one row and a house with held places."))
        return redirect(back)
    try:
        is_asked = bool(request.POST.get("is_house_asked"))
        count = give_places(by=request.actor, night=row, bands=bands, provider=house, is_house_asked=is_asked)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect(back)
    words = ngettext(
        "A place for %(count)d person is held for two hours. Call the house.",
        "Places for %(count)d people are held for two hours. Call the house.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect(back)


@page(Permission.NIGHT_WORK)
@require_POST
def not_given(request: Request, code: str) -> HttpResponse:
    """A slip of the finger."""
    row = finding.night_or_404(request.actor, code)
    step, bands, back = _step(request), request.POST.get("band", "").split(","), _back(request, row)
    if step is not None:
        try:
            untick(by=request.actor, night=row, bands=bands, step=step)
        except Refusal as refusal:
            messages.warning(request, str(refusal.sentence))
        else:
            messages.success(request, _("Taken back."))
    return redirect(back)


def _step(request: Request) -> ArrivalStep | None:
    return next((step for step in TICKED if step == request.POST.get("step")), None)


def _back(request: Request, row: Night) -> str:
    """To the list, or to the row from which somebody came."""
    to = request.POST.get("to", "")
    if to in (CHILDREN, ADULTS):
        return reverse(f"night-{to}", args=[row.code])
    if to and arrivals_of(request.actor, row).filter(band=to).exists():
        return reverse("arrival", args=[row.code, to])
    return reverse("night", args=[row.code])


@page(Permission.NIGHT_WORK)
def crew(request: Request, code: str) -> HttpResponse:
    """More hands."""
    row = finding.night_or_404(request.actor, code)
    here = {person.pk for person in crew_of(row)}
    more = [person for person in who_may_work(row.organisation_id) if person.pk not in here]
    form = CrewForm(posted(request), people=more)
    done, back = _("They see the night from now on."), reverse("night", args=[row.code])

    def act() -> Night:
        return let_in(by=request.actor, night=row, people=form.chosen())

    return step_page(request, form, act, _("Let in more colleagues"), done=done, code=row.code, back_url=back)


@page(Permission.NIGHT_WORK)
@require_POST
def lead(request: Request, code: str) -> HttpResponse:
    """What is open stands on the own Today from now on."""
    row = finding.night_or_404(request.actor, code)
    try:
        take_the_lead(by=request.actor, night=row)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("You lead the night now."))
    return redirect("night", row.code)


@page(Permission.NIGHT_WORK)
def end(request: Request, code: str) -> HttpResponse:
    """Everybody has a next step and a place; then it can end."""
    row = finding.night_or_404(request.actor, code)
    if not row.is_open:
        return redirect("night", row.code)
    rows = list(arrivals_of(request.actor, row))
    form = EndForm(posted(request))

    def act() -> Night:
        return close_night(by=request.actor, night=row, for_the_morning=form.cleaned_data["for_the_morning"])

    if sent(request, form, act) is not None:
        messages.success(request, _("Closed. Hand the list over to those who lead on."))
        return redirect("night", row.code)
    more: dict[str, Any] = {"open": queries.in_order(open_rows(rows), given_to(rows)), "night": row}
    return form_page(
        request, form, _("End the night"), code=row.code, back_url=reverse("night", args=[row.code]),
        template="operations/end.html", button=_("End the night"), **more,
    )  # fmt: skip
