import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from panah.foundation.accounts.models import Membership, Person
from panah.foundation.accounts.queries import is_given_alone, roles_of
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.codes import one_time_password
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES, Role
from panah.web.accounts import actions, queries
from panah.web.accounts.forms import InviteForm
from panah.web.accounts.queries import Colleague
from panah.web.components.child_words import language_now
from panah.web.components.forms import carried_out
from panah.web.components.values import ActionRow, Chip, Column, Fact, Table, TableRow, Tone
from panah.web.components.when import day_and_distance, when_chip

NOBODY_ELSE = gettext_lazy(
    "Nobody else was there who could confirm it: one person alone let this one in. Ask somebody who knows both to look."
)


@page(Permission.STAFF_MANAGE)
def people(request: Request) -> HttpResponse:
    """Everybody who works in one's own organisation."""
    columns = [Column(_("Name")), Column(_("Role")), Column(_("Last here")), Column(_("Second step"))]
    rows = [_row(colleague) for colleague in queries.colleagues(request.actor)]
    asked = [_to_witness(row) for row in queries.to_witness(request.actor)]
    return render(request, "accounts/people.html", {"table": Table(columns, rows), "asked": asked})


def _to_witness(membership: Membership) -> ActionRow:
    facts = [membership.organisation.label(language_now()), str(ROLES[Role(membership.role)].title)]
    return ActionRow(
        sentence=f"{_('Confirm a new colleague')}: {membership.person.display_name}", button=_("Read and confirm"),
        url=reverse("person-witness", args=[membership.pk]), facts=facts, is_main=True,
    )  # fmt: skip


def _row(colleague: Colleague) -> TableRow:
    person = colleague.person
    here = day_and_distance(person.last_login, clock.now()) if person.last_login else _("not yet")
    secured = Chip(Tone.OK, _("yes")) if colleague.has_second_step else Chip(Tone.MUTE, _("no"))
    alone = _("confirmed by nobody") if any(map(is_given_alone, colleague.current)) else ""
    roles = " · ".join(words for words in (colleague.role_titles, alone) if words)
    cells = [person.display_name, roles, here, secured]
    return TableRow(cells, reverse("person", args=[person.pk]))


@page(Permission.STAFF_MANAGE)
def new(request: Request) -> HttpResponse:
    """Add a person; the answer is the slip, shown this once: its password is kept nowhere."""
    form = InviteForm(request.POST or None, initial={"language": request.actor.language})
    password = one_time_password()

    def act() -> Person:
        data = form.cleaned_data
        return actions.invite(
            by=request.actor, display_name=data["display_name"], role=data["role"], language=data["language"],
            password=password, idempotency_key=form.key,
        )  # fmt: skip

    if request.method == "POST":
        person = carried_out(form, act)
        if person is not None:
            return _slip_page(request, person, password)
    return render(request, "accounts/person_new.html", {"form": form})


def _slip_page(request: Request, person: Person, password: str) -> HttpResponse:
    """A form that is sent twice gives the first person again: its password is gone, and no other is shown."""
    is_shown = person.check_password(password)
    facts = [
        Fact(_("Address"), request.build_absolute_uri(reverse("sign-in"))),
        Fact(_("Username"), person.username),
        Fact(_("Password, for one time"), password),
    ]
    values = {
        "person": person, "facts": facts if is_shown else [], "today": clock.today(),
        "is_alone": any(map(is_given_alone, roles_of(person))),
    }  # fmt: skip
    return render(request, "accounts/slip.html", values)


@page(Permission.STAFF_MANAGE)
def person(request: Request, person_id: uuid.UUID) -> HttpResponse:
    return _person_page(request, queries.colleague_or_404(request.actor, person_id))


def _person_page(request: Request, colleague: Colleague, refusal: Refusal | None = None) -> HttpResponse:
    someone = colleague.person
    values: dict[str, Any] = {
        "person": someone,
        "colleague": colleague,
        "is_self": str(someone.pk) == request.actor.id,
        "facts": _facts(colleague),
        "refusal": refusal.sentence if refusal else "",
        "timers": _timer_table(queries.timers_of(request.actor, someone)),
        "leads": queries.cases_led(request.actor, someone),
    }
    return render(request, "accounts/person.html", values, status=400 if refusal else 200)


def _facts(colleague: Colleague) -> list[Fact]:
    someone, now = colleague.person, clock.now()
    roles = [_role_words(row) for row in colleague.current]
    last = day_and_distance(someone.last_login, now) if someone.last_login else _("not yet")
    access = Chip(Tone.OK, _("open")) if colleague.current else Chip(Tone.MUTE, _("ended"))
    step = Chip(Tone.OK, _("yes")) if colleague.has_second_step else Chip(Tone.MUTE, _("no"))
    held = [
        Fact(_("Access"), chip=access),
        Fact(_("Role"), roles or [_("none")]),
        Fact(_("Username"), someone.username),
    ]
    if not colleague.current:
        return held  # what this person does in another office is not known to a former one
    return [*held, Fact(_("Last here"), last), Fact(_("Second step"), chip=step)]


def _role_words(membership: Membership) -> str:
    card = ROLES[Role(membership.role)]
    words = f"{card.title}. {card.sentence}"
    if is_given_alone(membership):
        return f"{words} {NOBODY_ELSE}"
    return words if membership.is_confirmed else f"{words} {_('Waits for a second person to confirm it.')}"


def _timer_table(timers: list[Timer]) -> Table:
    """By code: whoever manages people need not see children."""
    now, kinds = clock.now(), code_list("timer_kind")
    columns = [Column(_("Code")), Column(_("What waits")), Column(_("Due"))]
    rows = [TableRow([one.subject_code, kinds.label(one.kind), when_chip(one.due_at, now)]) for one in timers]
    return Table(columns, rows, caption=_("Still rests on this person: give it to others"))


@page(Permission.STAFF_MANAGE)
@require_POST
def slip(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """A new password for one time, for somebody who forgot theirs."""
    colleague = queries.colleague_or_404(request.actor, person_id)
    password = one_time_password()
    try:
        changed = actions.renew_slip(by=request.actor, person=colleague.person, password=password)
    except Refusal as refusal:
        return _person_page(request, colleague, refusal)
    return _slip_page(request, changed, password)


@page(Permission.STAFF_CONFIRM)
def confirm(request: Request, membership_id: uuid.UUID) -> HttpResponse:
    """The second person: somebody gave a role that reads of children; is its bearer who they seem?"""
    membership = queries.to_confirm_or_404(request.actor, membership_id)

    def answer(is_known: bool) -> object:
        act = actions.confirm_role if is_known else actions.refuse_role
        return act(by=request.actor, membership=membership)

    return _confirm(request, membership, answer, "today")


@page(Permission.STAFF_MANAGE)
def witness(request: Request, membership_id: uuid.UUID) -> HttpResponse:
    """The same for the first leader of an office, by somebody of the installation: nobody there could."""
    membership = queries.to_witness_or_404(request.actor, membership_id)

    def answer(is_known: bool) -> object:
        return actions.witness_role(by=request.actor, membership=membership, is_known=is_known)

    return _confirm(request, membership, answer, "person-list")


def _confirm(
    request: Request, membership: Membership, answer: Callable[[bool], object], next_page: str
) -> HttpResponse:
    problem: Any = ""
    answered = request.POST.get("answer", "")
    if request.method == "POST" and answered in ("yes", "no"):
        try:
            answer(answered == "yes")
        except Refusal as refusal:
            problem = refusal.sentence
        else:
            messages.success(request, _("Saved."))
            return redirect(next_page)
    card = ROLES[Role(membership.role)]
    facts = [
        Fact(_("Name"), membership.person.display_name),
        Fact(_("Username"), membership.person.username),
        Fact(_("Organisation"), membership.organisation.label(language_now())),
        Fact(_("Role"), f"{card.title}. {card.sentence}"),
        Fact(_("Added by"), queries.name_of(membership.asked_by)),
    ]
    return render(request, "accounts/person_confirm.html", {"facts": facts, "problem": problem})
