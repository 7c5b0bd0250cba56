"""Who coordinates what by which paper: read by all who may read who sees what, recorded where the installation is kept."""

import uuid
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.foundation.accounts.actions import begin_coordinating, end_coordinating
from panah.foundation.accounts.models import Agreement, Mandate, Organisation
from panah.foundation.accounts.queries import keeps_installation, mandates
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.accounts.forms import OF_COUNTRY, EndForm, MandateForm
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.values import Chip, Column, Fact, Link, Table, TableRow, Tone


def mandate_table(actor: Actor) -> Table:
    """Those that are over stand below, as long as anybody may ask who could see what then."""
    may_end = may_record(actor)
    columns = [
        Column(_("Body")),
        Column(_("Coordinates")),
        Column(_("First day")),
        Column(_("Last day")),
        Column(_("Number of the agreement")),
    ]
    rows = [
        TableRow([
            mandate.organisation.label(language_now()), reach_of(mandate), _day(mandate.since), _until(mandate, may_end),
            mandate.paper or "—",
        ])
        for mandate in sorted(mandates(), key=is_over)
    ]  # fmt: skip
    return Table(columns, rows, empty=_("Nobody coordinates yet: no region and no ministry sees what is stuck."))


def may_record(actor: Actor) -> bool:
    return Permission.COORDINATION_KEEP in actor.permissions and keeps_installation(actor)


def is_over(mandate: Mandate) -> bool:
    return mandate.last_day is not None and mandate.last_day < clock.today()


def reach_of(mandate: Mandate) -> str:
    return mandate.region.label(language_now()) if mandate.region else _("The whole country")


def _until(mandate: Mandate, may_end: bool) -> object:
    if mandate.ended_on is not None:
        return Chip(Tone.MUTE, _("ended: %(day)s") % {"day": _day(mandate.ended_on)})
    last = _day(mandate.until) if mandate.until else _("no last day")
    if is_over(mandate):
        return Chip(Tone.MUTE, _("last day: %(day)s") % {"day": last})
    return Link(reverse("coordination-end", args=[mandate.pk]), f"{last} · {_('End')}") if may_end else last


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


@page(Permission.COORDINATION_KEEP)
def new(request: Request) -> HttpResponse:
    """Write down which body coordinates what. In an organisation that does not keep the installation it is only read."""
    if not may_record(request.actor):
        return redirect("access")
    bodies = {body.code: body for body in Organisation.objects.filter(is_active=True)}
    regions = {place.pk: place for place in Place.objects.regions()}
    language = language_now()
    form = MandateForm(
        posted(request), bodies=sorted((code, body.label(language)) for code, body in bodies.items()),
        regions=[(code, place.label(language)) for code, place in regions.items()],
    )  # fmt: skip

    def act() -> object:
        data = form.cleaned_data
        region = None if data["region"] == OF_COUNTRY else regions[data["region"]]
        return begin_coordinating(
            by=request.actor, organisation=bodies[data["body"]], region=region, since=data["since"],
            until=data["until"], paper=data["paper"], idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(
            request, _("Recorded. They see nothing of an organisation until its head has agreed with them.")
        )
        return redirect("access")
    return form_page(
        request, form, _("Record who coordinates"), back_url=reverse("access"), back_label=_("Who sees what"),
        lead=_("An akimat or a ministry that presses bodies without an answer. It sees numbers, never a name or a code."),
        button=_("Record"),
    )  # fmt: skip


@page(Permission.COORDINATION_KEEP)
def end(request: Request, mandate_id: uuid.UUID) -> HttpResponse:
    """From now on they see nothing, whoever had agreed."""
    if not may_record(request.actor):
        raise Http404
    mandate = get_object_or_404(mandates(), pk=mandate_id)
    form = EndForm(posted(request))
    if sent(request, form, lambda: end_coordinating(by=request.actor, mandate=mandate, idempotency_key=form.key)):
        messages.success(request, _("Ended. They see nothing any more, and what was agreed with them has ended too."))
        return redirect("access")
    agreed = Agreement.objects.in_force().filter(coordinator=mandate.organisation).count()
    facts = [
        Fact(_("Coordinates"), reach_of(mandate)), Fact(_("First day"), _day(mandate.since)),
        Fact(_("Last day"), _day(mandate.until) if mandate.until else _("no last day")),
        Fact(_("Number of the agreement"), mandate.paper or "—"), Fact(_("Organisations that agreed with them"), str(agreed)),
    ]  # fmt: skip
    return form_page(
        request, form, _("End who coordinates"), back_url=reverse("access"), back_label=_("Who sees what"),
        caption=mandate.organisation.label(language_now()), template="accounts/coordination_end.html", facts=facts,
        lead=_("From this moment they see nothing. To take part again they need a new paper, and each head agrees anew."),
        button=_("End"),
    )  # fmt: skip
