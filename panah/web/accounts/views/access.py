"""Who can see what: the roles in words, the people of the own organisation, and the bodies with which it has agreed."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.accounts.actions import agree, end_agreement
from panah.foundation.accounts.models import Agreement, Organisation
from panah.foundation.accounts.queries import agreements_of, coordinating_bodies, mandates_in_force
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES, Role, roles_with_a_room
from panah.web.accounts.access_words import joined, never, reach_words, sees
from panah.web.accounts.forms import AgreementForm
from panah.web.accounts.queries import colleagues
from panah.web.accounts.views.coordination import mandate_table, may_record, reach_of
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.values import Column, Table, TableRow


@page(Permission.ACCESS_READ)
def access(request: Request) -> HttpResponse:
    """Made of the roles themselves, so that it never says other than what holds."""
    actor = request.actor
    may_agree = Permission.AGREEMENT_KEEP in actor.permissions
    context = {
        "roles": _roles(), "people": _people(actor) if _knows_people(actor) else None, "may_agree": may_agree,
        "agreements": _agreements(actor) if may_agree else None, "mandates": mandate_table(actor),
        "may_record": may_record(actor),
    }  # fmt: skip
    return render(request, "accounts/access.html", context)


def _knows_people(actor: Actor) -> bool:
    return bool(actor.permissions & {Permission.STAFF_MANAGE, Permission.AGREEMENT_KEEP})


def _roles() -> Table:
    columns = [Column(_("Role")), Column(_("Can see")), Column(_("Never sees")), Column(_("Of whom"))]
    cards = [ROLES[role] for role in roles_with_a_room()]
    rows = [
        TableRow([str(card.title), joined(sees(card)), joined(never(card)), str(reach_words(card))]) for card in cards
    ]
    return Table(columns, rows)


def _people(actor: Actor) -> Table:
    columns = [Column(_("Name")), Column(_("Role")), Column(_("Since"))]
    rows = [
        TableRow([
            colleague.person.display_name, str(ROLES[Role(held.role)].title) + _unconfirmed(held.is_confirmed),
            date_format(timezone.localtime(held.since), "SHORT_DATE_FORMAT"),
        ])
        for colleague in colleagues(actor)
        for held in colleague.current
    ]  # fmt: skip
    return Table(columns, rows, empty=_("Nobody yet."))


def _unconfirmed(is_confirmed: bool) -> str:
    waits = _("waits for a second person, sees no children yet")
    return "" if is_confirmed else f" ({waits})"


def _agreements(actor: Actor) -> list[tuple[Agreement, str]]:
    if actor.organisation_id is None:
        return []
    return [(one, one.coordinator.label(language_now())) for one in agreements_of(actor.organisation_id)]


@page(Permission.AGREEMENT_KEEP)
def agree_page(request: Request) -> HttpResponse:
    """The head writes down with which coordinating body the organisation has agreed."""
    own = request.actor.organisation
    bodies = {body.code: body for body in coordinating_bodies() if str(body.pk) != own}
    in_force = mandates_in_force()
    labels = [
        (code, f"{body.label(language_now())} · {reach_of(in_force[body.pk])}")
        for code, body in bodies.items()
        if body.pk in in_force
    ]
    form = AgreementForm(posted(request), bodies=sorted(labels, key=lambda pair: pair[1]))

    def act() -> object:
        data = form.cleaned_data
        return agree(
            by=request.actor, organisation=Organisation.objects.get(pk=own),
            coordinator=bodies[data["body"]], agreed_on=data["agreed_on"], idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("From now on they see, without names, what of your requests is stuck."))
        return redirect("access")
    return form_page(
        request, form, _("Agree with a coordinating body"), back_url=reverse("access"), back_label=_("Who sees what"),
        lead=_("They see which bodies do not answer you, for how long and for which service. No name, no story, no code."),
    )  # fmt: skip


@page(Permission.AGREEMENT_KEEP)
@require_POST
def end(request: Request, agreement_id: uuid.UUID) -> HttpResponse:
    """It ends at once: nothing of ours is shown there any more."""
    rows = agreements_of(request.actor.organisation_id) if request.actor.organisation_id else Agreement.objects.none()
    end_agreement(by=request.actor, agreement=get_object_or_404(rows, pk=agreement_id))
    messages.success(request, _("The agreement has ended. They see nothing of yours any more."))
    return redirect("access")
