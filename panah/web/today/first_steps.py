"""Five lines that explain a first Today: for each role what it has, each with the page where it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from panah.foundation.accounts.actions import hide_guide
from panah.foundation.accounts.models import Membership
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission as P
from panah.foundation.security.roles import ROLES, Role

Words = str | Promise
LINES = 5


@dataclass(frozen=True)
class Step:
    """A page with what it is for; shown to whoever may open it."""

    page: str
    permission: P
    title: Words
    words: Words


@dataclass(frozen=True)
class Line:
    url: str
    title: Words
    words: Words


_STEPS = (
    Step(
        "today", P.TODAY, gettext_lazy("Today"),
        gettext_lazy("what waits for you, the most urgent first. The button of a row leads to where it is done."),
    ),
    Step(
        "concern-list", P.CONCERN_TRIAGE, gettext_lazy("Concerns"),
        gettext_lazy("every new one is looked at first, then decided: refer, inform, or nothing and why."),
    ),
    Step(
        "region", P.REGION_VIEW, gettext_lazy("What is stuck"),
        gettext_lazy("which bodies are late with an answer, by hours and without names. From there you press."),
    ),
    Step(
        "team", P.TEAM_VIEW, gettext_lazy("Team"),
        gettext_lazy("who carries how much, what is late, what waits for your yes, and what nobody leads."),
    ),
    Step(
        "case-list", P.CASE_WORK, gettext_lazy("Children"),
        gettext_lazy("cases by code. A name is shown only when you ask for it, and that is recorded."),
    ),
    Step(
        "help-new", P.CASE_WORK, gettext_lazy("Help now"),
        gettext_lazy("one safety question and what is needed; that is enough to begin."),
    ),
    Step(
        "place-list", P.STAY_WORK, gettext_lazy("Beds"),
        gettext_lazy("your beds, who sleeps in them, what is reserved, and the log of the day."),
    ),
    Step(
        "call-new", P.CALL_WORK, gettext_lazy("New call"),
        gettext_lazy("write while somebody talks; what you type is kept, and the answers stand beside it."),
    ),
    Step(
        "call-list", P.CALL_WORK, gettext_lazy("Calls"),
        gettext_lazy("whom to call back, what broke off, and the hand-over to the next shift."),
    ),
    Step(
        "answer-cards", P.CALL_WORK, gettext_lazy("Answers"),
        gettext_lazy("what to say about papers, shelter, school and work, with the day on which it was checked."),
    ),
    Step(
        "outing-list", P.OUTING_WORK, gettext_lazy("Outings"),
        gettext_lazy("open one, take the form along where there is no network, and close the report together."),
    ),
    Step(
        "outing-child-blank", P.OUTING_WORK, gettext_lazy("Form of an outing, empty"),
        gettext_lazy("print a few and take them along: a telephone may be empty."),
    ),
    Step(
        "champion-plan", P.CHAMPION_WORK, gettext_lazy("My plan"),
        gettext_lazy("what you mean to do in each quarter, beside what you did."),
    ),
    Step(
        "champion-add", P.CHAMPION_WORK, gettext_lazy("Add what you did"),
        gettext_lazy("in a minute, on the telephone. A post is counted once."),
    ),
    Step(
        "champion-kit", P.CHAMPION_WORK, gettext_lazy("Kit"),
        gettext_lazy("words and pictures that were approved, in both languages: copy them as they are."),
    ),
    Step(
        "champion-reports", P.CHAMPION_WORK, gettext_lazy("Reports"),
        gettext_lazy("once a quarter: the numbers are counted for you, three boxes are left to write."),
    ),
    Step(
        "training-list", P.TRAINING_VIEW, gettext_lazy("Trainings"),
        gettext_lazy("plan one, open enrolment by a picture on the wall, tick who was there, give certificates."),
    ),
    Step(
        "training-modules", P.MODULE_KEEP, gettext_lazy("Modules"),
        gettext_lazy("what is taught, with its hours, its materials and the test before and after."),
    ),
    Step(
        "adult-list", P.ADULT_VIEW, gettext_lazy("People we work with"),
        gettext_lazy("everybody who learns or speaks up, each once, under whatever spelling. Children are never here."),
    ),
    Step(
        "campaign-list", P.CAMPAIGN_VIEW, gettext_lazy("Campaigns"),
        gettext_lazy("what you tell people and where: posts, posters with the hotline, radio, and what was reached."),
    ),
    Step(
        "champion-list", P.CHAMPION_KEEP, gettext_lazy("Champions"),
        gettext_lazy("who does what in a quarter, and whose report is missing."),
    ),
    Step(
        "champion-call-list", P.CHAMPION_KEEP, gettext_lazy("Calls for champions"),
        gettext_lazy("whom you look for, who applied, and how the panel scores."),
    ),
    Step(
        "person-list", P.STAFF_MANAGE, gettext_lazy("People"),
        gettext_lazy("add a colleague, make a new slip, end access."),
    ),
    Step(
        "departure-list", P.DEPARTURE_KEEP, gettext_lazy("Who leaves or is on leave"),
        gettext_lazy("an account ends only when each case of this person has another lead."),
    ),
    Step(
        "figures", P.FIGURES_OF_ALL, gettext_lazy("Figures"),
        gettext_lazy("each number says how it is counted, and leads to its rows by code."),
    ),
    Step(
        "referral-list", P.REFERRAL_VIEW, gettext_lazy("Referrals"),
        gettext_lazy("what you ask of others and what others ask of you, each with its time."),
    ),
    Step(
        "provider-list", P.DIRECTORY_VIEW, gettext_lazy("Directory"),
        gettext_lazy("services with their telephones, languages and whom they take."),
    ),
    Step(
        "health", P.STAFF_MANAGE, gettext_lazy("Health"),
        gettext_lazy("whether the machine, its copies and its messages are well."),
    ),
    Step(
        "access", P.ACCESS_READ, gettext_lazy("Who sees what"),
        gettext_lazy("which role opens what, and with whom your office has agreed."),
    ),
    Step(
        "refusals", P.REFUSALS_READ, gettext_lazy("Refusals of places"),
        gettext_lazy("where somebody was turned away, by rule and by reason, without names."),
    ),
    Step(
        "duty", P.DUTY_VIEW, gettext_lazy("Duty list"),
        gettext_lazy("who is on duty now and tonight, and which telephone rings."),
    ),
    Step(
        "find", P.FIND, gettext_lazy("Find"),
        gettext_lazy("by code, or by name among those whom you may see."),
    ),
    Step(
        "draft-list", P.DRAFT_KEEP, gettext_lazy("Not sent yet"),
        gettext_lazy("what you began to write is kept, also when the network goes."),
    ),
    Step(
        "me", P.SELF_MANAGE, gettext_lazy("Me"),
        gettext_lazy("your language, how you sign in, and how you lock the page when you get up."),
    ),
)  # fmt: skip
_BY_PAGE = {step.page: step for step in _STEPS}
_OF_ROLE: dict[Role, tuple[str, ...]] = {
    Role.DUTY_WORKER: ("today", "concern-list", "referral-list", "duty", "find"),
    Role.CASEWORKER: ("today", "case-list", "help-new", "referral-list", "draft-list"),
    Role.SUPERVISOR: ("today", "team", "concern-list", "departure-list", "duty"),
    Role.HEAD_OF_ORGANISATION: ("today", "team", "person-list", "departure-list", "access"),
    Role.MONITORING_OFFICER: ("today", "figures", "refusals", "draft-list", "me"),
    Role.ADMINISTRATOR: ("today", "person-list", "departure-list", "health", "access"),
    Role.HOTLINE_OPERATOR: ("call-new", "answer-cards", "call-list", "duty", "me"),
    Role.MOBILE_GROUP_MEMBER: ("today", "outing-list", "outing-child-blank", "provider-list", "me"),
    Role.SHELTER_MANAGER: ("today", "place-list", "duty", "draft-list", "me"),
    Role.REGIONAL_COORDINATOR: ("today", "region", "provider-list", "access", "me"),
    Role.MINISTRY_COORDINATOR: ("today", "region", "provider-list", "access", "me"),
    Role.PROGRAMME_COORDINATOR: ("today", "training-list", "champion-list", "campaign-list", "adult-list"),
    Role.TRAINER: ("today", "training-list", "training-modules", "adult-list", "me"),
    Role.CHAMPION: ("today", "champion-plan", "champion-add", "champion-kit", "champion-reports"),
}
"""The five of each role. A role that is not here yet has the first five that it may open."""


def lines_of(actor: Actor) -> list[Line]:
    """Only what this role may open now: one that waits to be confirmed opens little."""
    chosen = _OF_ROLE.get(Role(actor.role)) if actor.role in set(Role) else None
    steps: Sequence[Step] = [_BY_PAGE[name] for name in chosen] if chosen else _STEPS
    may = [step for step in steps if step.permission in actor.permissions]
    return [Line(reverse(step.page), step.title, step.words) for step in may[:LINES]]


def first_lines(actor: Actor, memberships: Sequence[Membership]) -> list[Line]:
    """For Today: nothing once they were put away in this role."""
    here = (row for row in memberships if (row.role, str(row.organisation_id)) == (actor.role, actor.organisation))
    role = next(here, None)
    return lines_of(actor) if role is not None and role.guide_hidden_at is None else []


@page(P.SELF_MANAGE)
def first_steps(request: Request) -> HttpResponse:
    """The same, whenever somebody wants to read it again."""
    role = request.actor.role
    title = ROLES[Role(role)].title if role in set(Role) else ""
    return render(request, "today/first_steps.html", {"first_steps": lines_of(request.actor), "role_title": title})


@page(P.SELF_MANAGE)
@require_POST
def hide(request: Request) -> HttpResponse:
    """Put away, or back on Today."""
    shows = request.POST.get("show") == "1"
    hide_guide(by=request.actor, hides=not shows)
    if not shows:
        messages.success(request, _("Put away. You find it under your name."))
    return redirect("today")
