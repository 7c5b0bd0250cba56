"""What follows for one person: a talk that waits for food and rest, a place, a concern, the own decision of an adult."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.cases.queries import possible_leads
from panah.casework.operations.actions import (
    begin_talk,
    decide_adult,
    give_place,
    report_family,
    reserve_place,
    settle_adult,
    take_place_back,
)
from panah.casework.operations.models import Arrival
from panah.casework.operations.queries import arrivals_of, given_to, missing_of
from panah.casework.services.models import Provider
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.forms import OnceForm
from panah.web.operations import finding, queries
from panah.web.operations.forms import AdultForm, ConcernForm, PlaceForm, SettleForm, TalkForm


def _page(
    request: Request, row: Arrival, form: OnceForm, act: Callable[[], object], title: str, done: str, **more: Any
) -> HttpResponse:
    """One form of a row; afterwards the row again."""
    if sent(request, form, act) is not None:
        messages.success(request, done)
        return redirect("arrival", row.night.code, row.band)
    return form_page(
        request, form, title, code=row.night.code, caption=f"{row.band} · {queries.who(row)}",
        back_url=reverse("arrival", args=[row.night.code, row.band]), back_label=row.band, **more,
    )  # fmt: skip


@page(Permission.NIGHT_WORK)
def adult(request: Request, code: str, band: str) -> HttpResponse:
    """Safe, suspected or not known; and as what they came. Somebody decides, nobody assumes."""
    row = finding.arrival_or_404(request.actor, code, band)
    form = AdultForm(posted(request), initial={"safety": row.safety, "part": row.part})
    had_place = row.reservation_id is not None

    def act() -> Arrival:
        data = form.cleaned_data
        decided = decide_adult(by=request.actor, arrival=row, safety=data["safety"], part=data["part"])
        if had_place and decided.reservation_id is None:
            words = _("Children sleep in that house: the place was taken back. Find another bed for this adult.")
            messages.warning(request, words)
        return decided

    lead = _("Until somebody decides, this adult does not sleep where children sleep, and speaks for no child.")
    return _page(request, row, form, act, _("Is this adult safe?"), _("Saved."), lead=lead)


@page(Permission.NIGHT_WORK)
def talk(request: Request, code: str, band: str) -> HttpResponse:
    """Closed until food, drink and rest are written; or somebody says under the own name why it cannot wait."""
    row = finding.arrival_or_404(request.actor, code, band)
    form = TalkForm(posted(request))

    def act() -> Arrival:
        return begin_talk(by=request.actor, arrival=row, why=form.cleaned_data["why"])

    missing = missing_of(row, given_to([row]).get(row.pk, {}))
    return _page(
        request, row, form, act, _("Begin a talk"), _("Written. Ask only what is needed tonight; on disclosure stop asking."),
        template="operations/talk.html", missing=code_list("arrival_steps").labels([*missing]), button=_("The talk begins"),
    )  # fmt: skip


@page(Permission.NIGHT_WORK)
def place(request: Request, code: str, band: str) -> HttpResponse:
    """One of the held places, or a free bed of the own house."""
    row = finding.arrival_or_404(request.actor, code, band)
    choices = queries.house_choices(request.actor, row.night)
    first = choices[0][0] if choices else ""
    form = PlaceForm(posted(request), houses=choices, is_of_child=row.is_child, initial={"house": first})

    def act() -> Arrival:
        kind, _colon, house_code = form.cleaned_data["house"].partition(":")
        house = Provider.objects.visible_to(request.actor).get(code=house_code)
        give = give_place if kind == "held" else reserve_place
        is_asked = form.cleaned_data.get("is_house_asked", False)
        return give(by=request.actor, arrival=row, provider=house, is_house_asked=is_asked)

    return _page(
        request, row, form, act, _("A place for the night"), _("The place is held for two hours. Call the house."),
        template="operations/place.html", has_houses=bool(choices), button=_("Give this place"),
    )  # fmt: skip


@page(Permission.NIGHT_WORK)
@require_POST
def no_place(request: Request, code: str, band: str) -> HttpResponse:
    """They sleep elsewhere."""
    row = finding.arrival_or_404(request.actor, code, band)
    try:
        take_place_back(by=request.actor, arrival=row)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("Taken back: the bed is free."))
    return redirect("arrival", row.night.code, row.band)


@page(Permission.NIGHT_WORK)
def concern(request: Request, code: str, band: str) -> HttpResponse:
    """For a child, with the brothers and sisters of its group, in one concern."""
    row = finding.arrival_or_404(request.actor, code, band)
    group = arrivals_of(request.actor, row.night).filter(group=row.group) if row.group else [row]
    children = [one for one in group if one.is_child and not one.next_step]
    form = ConcernForm(posted(request), initial={"sleeps_tonight": "shelter"} if row.reservation_id else {})

    def act() -> object:
        return report_family(by=request.actor, arrival=row, report=form.report(), idempotency_key=form.key)

    names = ", ".join(f"{one.band} ({queries.who(one)})" for one in children)
    return _page(
        request, row, form, act, _("Concern for a child"), _("The desk of the place has it from now on."),
        lead=_("For: %(children)s") % {"children": names}, button=_("Hand over to the desk"),
    )  # fmt: skip


@page(Permission.NIGHT_WORK)
def settle(request: Request, code: str, band: str) -> HttpResponse:
    """An adult decides."""
    row = finding.arrival_or_404(request.actor, code, band)
    form = SettleForm(posted(request), leads=possible_leads(row.night.organisation_id))

    def act() -> Arrival:
        return settle_adult(by=request.actor, arrival=row, wish=form.wish(), idempotency_key=form.key)

    lead = _("Asked alone and in their own language. A no is an answer too; food and a bed do not depend on it.")
    return _page(request, row, form, act, _("What follows"), _("Saved."), lead=lead)
