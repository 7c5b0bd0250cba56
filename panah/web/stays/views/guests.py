"""One guest: what the house knows, and nothing of the case but what was shared with it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.services.queries import beds_tonight
from panah.casework.stays.actions import (
    correct_exit,
    expect_until,
    link_case,
    move_guest,
    plan_appointment,
    record_medical_check,
)
from panah.casework.stays.models import Stay
from panah.casework.stays.queries import appointments_of, exit_requests_of, incidents_of, log_of, part_of_house
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import require
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.components.flow import posted, step_page
from panah.web.components.grown_words import standing_of
from panah.web.components.values import Fact, Link
from panah.web.helping.words import facts_of_copy
from panah.web.stays import finding, queries
from panah.web.stays.forms import CaseCodeForm, CheckForm, LeftForm, MoveForm, PlanForm, UntilForm

OPENED = ("health_now", "allergies", "belongings", "check_words", "follow_up")


@page(Permission.STAY_VIEW)
def guest(request: Request, code: str) -> HttpResponse:
    """Everything of one guest but the name, which is shown on request."""
    return _guest_page(request, finding.guest_or_404(request.actor, code))


def _guest_page(request: Request, stay: Stay, name: str = "") -> HttpResponse:
    lines = log_of(request.actor, stay)
    plans = appointments_of(request.actor, stay)
    reveal(request.actor, stay, only=OPENED)
    reveal(request.actor, *lines, *plans)
    asked = exit_requests_of(request.actor, stay)
    answers = code_list("exit_answers")
    context = {
        "stay": stay, "print_code": stay.code, "facts": queries.facts_of(stay), "words": queries.open_words(stay),
        "events": queries.log_events(lines), "plans": queries.appointment_table(plans, with_guest=False),
        "incidents": queries.incident_table(incidents_of(request.actor, stay)), "name": name,
        "shared": _shared(request, stay), "is_here": stay.left_at is None,
        "asked": [
            Fact(
                code_list("leaves_with").label(row.leaves_with),
                Link(reverse("exit-request", args=[row.pk]), answers.label(row.answer)),
            )
            for row in asked
        ],
        "can_work": Permission.STAY_WORK in request.actor.permissions,
    }  # fmt: skip
    return render(request, "stays/guest.html", context)


def _shared(request: Request, stay: Stay) -> list[Fact]:
    """The helper's part of this house, as it was shared (S15)."""
    part = part_of_house(request.actor, stay)
    if part is None:
        return []
    reveal(request.actor, part, only=("shown",))
    return facts_of_copy(part.shown or {}, standing_of(part.case.child))


@page(Permission.STAY_VIEW)
def guest_name(request: Request, code: str) -> HttpResponse:
    """The same page with the name, only when it was asked for; the access log keeps who looked."""
    stay = finding.guest_or_404(request.actor, code)
    if request.method != "POST":
        return redirect("guest", stay.code)
    require(request.actor, Permission.IDENTITY_READ)
    reveal(request.actor, stay, only=("name",))
    return _guest_page(request, stay, name=queries.sealed(stay, "name") or _("No name is written"))


def _step(
    request: Request, stay: Stay, form: Any, act: Callable[[], object], title: str, done: str, **more: Any
) -> HttpResponse:
    back_url = reverse("guest", args=[stay.code])
    return step_page(request, form, act, title, done=done, code=stay.code, back_url=back_url, **more)


@page(Permission.STAY_WORK)
def guest_check(request: Request, code: str) -> HttpResponse:
    """A doctor or a nurse saw the guest."""
    stay = finding.guest_or_404(request.actor, code)
    form = CheckForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return record_medical_check(
            by=request.actor, stay=stay, happened_on=data["happened_on"], words=data["words"], idempotency_key=form.key
        )

    return _step(
        request, stay, form, act, _("Medical check"), _("Saved."),
        lead=_("What was advised for the days in the house. No findings of what was done to the guest."),
    )  # fmt: skip


@page(Permission.STAY_WORK)
def guest_case(request: Request, code: str) -> HttpResponse:
    """There is a case now: the lead hears that they are housed."""
    stay = finding.guest_or_404(request.actor, code)
    form = CaseCodeForm(posted(request))

    def act() -> object:
        return link_case(by=request.actor, stay=stay, case_code=form.cleaned_data["case_code"])

    return _step(request, stay, form, act, _("Add the code of the case"), _("Saved. The lead of the case is told."))


@page(Permission.STAY_WORK)
def guest_move(request: Request, code: str) -> HttpResponse:
    """To another bed of the house."""
    stay = finding.guest_or_404(request.actor, code)
    beds = beds_tonight(stay.provider)
    form = MoveForm(posted(request), beds=queries.bed_choices(beds, besides=stay.bed))

    def act() -> object:
        bed = next(one.bed for one in beds if one.bed.code == form.cleaned_data["bed"])
        return move_guest(by=request.actor, stay=stay, bed=bed)

    return _step(request, stay, form, act, _("Another bed"), _("Moved."))


@page(Permission.STAY_WORK)
def guest_until(request: Request, code: str) -> HttpResponse:
    """Until when the guest is expected to stay."""
    stay = finding.guest_or_404(request.actor, code)
    form = UntilForm(posted(request), initial={"day": stay.expected_until})

    def act() -> object:
        return expect_until(by=request.actor, stay=stay, day=form.cleaned_data["day"])

    return _step(
        request, stay, form, act, _("How long the guest stays"), _("Saved."),
        lead=_("Two weeks before this day you are asked what comes next."),
    )  # fmt: skip


@page(Permission.STAY_WORK)
def guest_plan(request: Request, code: str) -> HttpResponse:
    """A doctor, a medicine, a visitor."""
    stay = finding.guest_or_404(request.actor, code)
    form = PlanForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return plan_appointment(
            by=request.actor, stay=stay, kind=data["kind"], at=form.moment(queries.zone_at(stay.provider)),
            words=data["words"], idempotency_key=form.key,
        )  # fmt: skip

    return _step(request, stay, form, act, _("Plan something"), _("It stands on the board of its day."))


@page(Permission.STAY_WORK)
def guest_left(request: Request, code: str) -> HttpResponse:
    """The moment of leaving, corrected: the nights follow."""
    stay = finding.guest_or_404(request.actor, code)
    if stay.left_at is None:
        return redirect("guest", stay.code)
    form = LeftForm(posted(request))

    def act() -> object:
        return correct_exit(by=request.actor, stay=stay, left_at=form.moment(queries.zone_at(stay.provider)))

    return _step(request, stay, form, act, _("Correct the moment of leaving"), _("Saved. The nights are counted anew."))
