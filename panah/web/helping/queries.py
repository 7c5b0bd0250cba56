"""What the pages of helping gather: whom one may ask, the parts of others, and what stands in a part."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from panah.casework.cases.models import Case, DeliveredService, Helper, Note, Transfer
from panah.casework.cases.queries import (
    handed_over,
    helper_of_lead,
    helper_part,
    helper_parts,
    helpers_of,
    is_running,
    notes_of_part,
    possible_leads,
    services_of_part,
    transfer_asked,
    transfers_to_answer,
)
from panah.casework.services.codes import ProviderKind
from panah.casework.services.models import Provider
from panah.casework.services.queries import providers_near
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.components.child_words import language_now, sex_and_age_of
from panah.web.components.grown_words import standing_of, suited
from panah.web.components.values import ActionRow, Column, Event, Table, TableRow
from panah.web.helping.words import days_of, services_asked, status_of, who_helps


@dataclass(frozen=True)
class Whom:
    """Who is asked: a place of service, a colleague, or an organisation that the directory does not know."""

    organisation: Organisation
    provider: Provider | None = None
    person: Person | None = None


def whom_choices(actor: Actor, case: Case, service: str) -> list[tuple[str, object]]:
    """Places that offer this service, nearest first; colleagues; other organisations, never the migration service (S1)."""
    language = language_now()
    offers = providers_near(actor, case.child.place, [service], case.child.language)
    places = [
        (f"provider:{one.provider.code}", one.provider.label(language))
        for one in offers
        if one.provider.organisation_id != case.organisation_id  # of one's own office a colleague is named
    ]
    here = [
        (f"person:{person.pk}", person.display_name)
        for person in possible_leads(case.organisation_id)
        if person.pk != case.lead_id
    ]
    known = {offer.provider.organisation_id for offer in offers} | {case.organisation_id}
    others = Organisation.objects.filter(is_active=True).exclude(pk__in=known).order_by("code")
    others = others.exclude(kind=ProviderKind.MIGRATION_SERVICE)
    rest = [(f"organisation:{one.code}", one.label(language)) for one in others]
    groups = ((_("Offer this service"), places), (_("Colleagues here"), here), (_("Other organisations"), rest))
    return [(label, rows) for label, rows in groups if rows]


def whom_of(actor: Actor, case: Case, chosen: str) -> Whom:
    """The record behind a choice."""
    kind, _colon, key = chosen.partition(":")
    if kind == "provider":
        provider = Provider.objects.visible_to(actor).filter(code=key).select_related("organisation").first()
        if provider is not None:
            return Whom(provider.organisation, provider)
    if kind == "person":
        person = next((one for one in possible_leads(case.organisation_id) if str(one.pk) == key), None)
        if person is not None:
            return Whom(case.organisation, person=person)
    if kind == "organisation":
        organisation = Organisation.objects.filter(code=key, is_active=True).first()
        if organisation is not None:
            return Whom(organisation)
    raise Http404


def part_or_404(actor: Actor, code: str) -> Helper:
    """One's own part; not yours and not there look the same (S17)."""
    helper = helper_part(actor, normalise_code(code) or "-")
    if helper is None:
        raise Http404
    return helper


def part_of_lead_or_404(actor: Actor, case: Case, code: str) -> Helper:
    helper = helper_of_lead(actor, normalise_code(code) or "-")
    if helper is None or helper.case_id != case.pk:
        raise Http404
    return helper


def transfer_or_404(actor: Actor, code: str) -> Transfer:
    transfer = transfer_asked(actor, normalise_code(code) or "-")
    if transfer is None:
        raise Http404
    return transfer


def helpers_table(case: Case) -> Table:
    """Who helps and who helped."""
    rows = [
        TableRow(
            [who_helps(helper), services_asked(helper), days_of(helper), status_of(helper)],
            reverse("case-share-part", args=[case.code, helper.code]),
        )
        for helper in helpers_of(case)
    ]
    columns = [Column(_("Who helps")), Column(_("Service")), Column(_("From, until")), Column(_("Now"))]
    return Table(columns, rows, empty=suited(_("Nobody else helps this child yet."), standing_of(case.child)))


def parts_table(actor: Actor) -> Table:
    """The children whom we help and others lead, by the code of the part."""
    language = language_now()
    rows = [
        TableRow(
            [
                helper.code, _child_of(helper.case), services_asked(helper), helper.case.organisation.label(language),
                helper.person.display_name if helper.person else _("nobody yet"), days_of(helper),
            ],
            reverse("helper-part", args=[helper.code]),
        )
        for helper in helper_parts(actor)
    ]  # fmt: skip
    labels = (_("Code"), _("Age, sex"), _("Service"), _("Lead"), _("Who does it"), _("From, until"))
    return Table([Column(label) for label in labels], rows, empty=_("You help no child of another organisation now."))


def _child_of(case: Case) -> str:
    return sex_and_age_of(case.child)


def asked_rows(actor: Actor) -> list[ActionRow]:
    """The cases that we are asked to lead."""
    language = language_now()
    return [
        ActionRow(
            sentence=_("Asks you to lead a case: %(body)s") % {"body": transfer.from_organisation.label(language)},
            url=reverse("transfer", args=[transfer.code]), button=_("Answer"), code=transfer.code,
            facts=[_child_of(transfer.case), code_list("transfer_status").label(transfer.status)], is_main=True,
        )
        for transfer in transfers_to_answer(actor)
    ]  # fmt: skip


def handed_table(actor: Actor) -> Table:
    """What we led and others lead now: to whom and when, and nothing else."""
    language = language_now()
    rows = [
        TableRow(
            [
                transfer.case.code,
                transfer.organisation.label(language),
                date_format(localtime(transfer.answered_at).date(), "SHORT_DATE_FORMAT")
                if transfer.answered_at
                else "—",
            ]
        )
        for transfer in handed_over(actor)[:200]
    ]
    columns = [Column(_("Code")), Column(_("Handed over to")), Column(_("Day"))]
    return Table(columns, rows, empty=_("No case was handed over."))


def written(actor: Actor, helper: Helper) -> list[Event]:
    """What the helper wrote and gave, newest first; for the helper and for the lead alike."""
    rows: list[DeliveredService | Note] = [*services_of_part(helper), *notes_of_part(helper)]
    reveal(actor, *rows)
    events = [_event(row) for row in rows]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _event(row: DeliveredService | Note) -> Event:
    if isinstance(row, DeliveredService):
        words = f"{_('Service')}: {code_list('service_types').label(row.service_type)}"
    else:
        words = _("To the lead")
    who = row.written_by.display_name if row.written_by else ""
    return Event(at=row.happened_on, sentence=words, who=who, body=_text(row), content_note=_("may be painful to read"))


def _text(row: DeliveredService | Note) -> str:
    try:
        return str(row.what_was_done if isinstance(row, DeliveredService) else row.text)
    except StillSealed:
        return ""


def running_helpers(case: Case) -> Sequence[Helper]:
    return [helper for helper in helpers_of(case) if is_running(helper)]
