"""Calls: their public words, who applied, and how the applications stand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.champions.actions import cancel_call, change_call, make_call
from panah.programme.champions.codes import ApplicationState, RestsOn
from panah.programme.champions.models import Call
from panah.programme.champions.queries import Ranked, applications_of, calls_of, criteria_of, ranked, selection_rule_of
from panah.web.champion.words import label
from panah.web.champions.finding import call_or_404
from panah.web.champions.forms import CallForm, call_values
from panah.web.components.child_words import language_now
from panah.web.components.flow import editing, form_page, posted, sent
from panah.web.components.values import Chip, Column, Fact, Table, TableRow, Tone

TONES = {
    ApplicationState.APPLIED: Tone.DUE, ApplicationState.SHORTLISTED: Tone.INFO, ApplicationState.SELECTED: Tone.OK,
    ApplicationState.RESERVE: Tone.INFO, ApplicationState.NOT_SELECTED: Tone.MUTE, ApplicationState.WITHDRAWN: Tone.MUTE,
}  # fmt: skip


def call_chip(call: Call) -> Chip:
    today = clock.today()
    if call.is_cancelled:
        return Chip(Tone.MUTE, _("cancelled"))
    if today < call.opens_on:
        return Chip(Tone.INFO, _("opens on %(day)s") % {"day": date_format(call.opens_on, "SHORT_DATE_FORMAT")})
    if today <= call.closes_on:
        return Chip(Tone.OK, _("open until %(day)s") % {"day": date_format(call.closes_on, "SHORT_DATE_FORMAT")})
    return Chip(Tone.MUTE, _("closed"))


@page(Permission.CHAMPION_VIEW)
def call_list(request: Request) -> HttpResponse:
    """The newest first."""
    language = language_now()
    rows = [
        TableRow(
            [
                one.said("title", language), call_chip(one), one.places,
                applications_of(request.actor, one).filter(repeats=None).count(),
            ],
            reverse("champion-call", args=[one.code]),
        )
        for one in calls_of(request.actor)
    ]  # fmt: skip
    columns = [
        Column(_("Call for champions")), Column(_("State")), Column(_("Places"), is_number=True),
        Column(_("Applications"), is_number=True),
    ]  # fmt: skip
    table = Table(columns, rows, empty=_("No call yet. Make one: it stands on the public page from its first day on."))
    may_keep = Permission.CHAMPION_KEEP in request.actor.permissions
    return render(request, "champions/calls.html", {"table": table, "may_keep": may_keep})


@page(Permission.CHAMPION_KEEP)
def new(request: Request) -> HttpResponse:
    form = CallForm(posted(request), initial={"opens_on": clock.today()})
    made = sent(request, form, lambda: make_call(by=request.actor, details=form.details(), idempotency_key=form.key))
    if made is not None:
        messages.success(request, _("The call is made. It stands on the public page from its first day on."))
        return redirect("champion-call", made.code)
    return form_page(
        request, form, _("Make a call"), back_url=reverse("champion-call-list"), back_label=_("Calls for champions")
    )


@page(Permission.CHAMPION_KEEP)
def change(request: Request, code: str) -> HttpResponse:
    found = call_or_404(request.actor, code)
    form = editing(request, CallForm, lambda: call_values(call_or_404(request.actor, code)))
    made = sent(
        request, form,
        lambda: change_call(
            by=request.actor, call=found, details=form.details(), version=form.cleaned_data["version"] or 0
        ),
    )  # fmt: skip
    if made is not None:
        messages.success(request, _("Saved."))
        return redirect("champion-call", made.code)
    return form_page(
        request, form, _("Change the call"), code=found.code, back_url=reverse("champion-call", args=[found.code])
    )


@page(Permission.CHAMPION_KEEP)
@require_POST
def cancel(request: Request, code: str) -> HttpResponse:
    found = call_or_404(request.actor, code)
    cancel_call(by=request.actor, call=found)
    messages.success(request, _("Cancelled. Nobody can apply any more; answer those who did."))
    return redirect("champion-call", found.code)


@page(Permission.CHAMPION_VIEW)
def call(request: Request, code: str) -> HttpResponse:
    """Its words, and the applications by how they stand."""
    found = call_or_404(request.actor, code)
    rows = ranked(request.actor, found)
    rule = selection_rule_of(found)
    context = {
        "call": found, "chip": call_chip(found), "facts": _facts(found), "table": _table(rows),
        "weights": [(code_list("champion_criteria").label(one), found.weights[one]) for one in criteria_of(found)],
        "may_keep": Permission.CHAMPION_KEEP in request.actor.permissions,
        "panel": rule.panel, "advice": rule.advice,
        "is_panel_alone": not any(row.advice is not None for row in rows),
        "repeated": applications_of(request.actor, found).exclude(repeats=None).count(),
        "selected": sum(row.application.state == ApplicationState.SELECTED for row in rows),
        "public_url": request.build_absolute_uri(reverse("join-champion")), "print_code": found.code,
    }  # fmt: skip
    return render(request, "champions/call.html", context)


def _facts(call: Call) -> list[Fact]:
    language = language_now()
    places = [one.label(language) for one in call.regions.all()]
    return [
        Fact(_("What it is about"), call.said("text", language)), Fact(_("For whom"), call.said("for_whom", language)),
        Fact(_("Regions"), ", ".join(sorted(places)) or _("the whole country")),
        Fact(_("Places"), call.places), Fact(_("First day"), call.opens_on), Fact(_("Last day to apply"), call.closes_on),
    ]  # fmt: skip


def _table(rows: list[Ranked]) -> Table:
    """By code: names have no place where scores are given."""
    columns = [
        Column(_("Application")), Column(_("Region")), Column(_("State")), Column(_("Score"), is_number=True),
        Column(_("Panel"), is_number=True), Column(_("Advisory group")), Column(_("Mine")),
    ]  # fmt: skip
    made = [
        TableRow(
            [
                row.application.code, row.application.region.label(language_now()),
                Chip(TONES[ApplicationState(row.application.state)], label("application_state", row.application.state)),
                score_words(row), row.members, advice_words(row), _("scored") if row.own else "—",
            ],
            reverse("application", args=[row.application.code]),
        )
        for row in rows
    ]  # fmt: skip
    return Table(columns, made, empty=_("Nobody has applied yet."))


def advice_words(row: Ranked) -> str:
    if row.standing.rests_on is RestsOn.VETO:
        return _("said no")
    return "—" if row.advice is None else str(row.advice.score)


def score_words(row: Ranked) -> str:
    return "—" if row.standing.score is None else f"{float(row.standing.score):.1f}"
