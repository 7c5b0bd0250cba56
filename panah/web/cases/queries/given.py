"""What was given to the child, what is still missing, who helps, and what others owe."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.casework.cases.codes import ServiceStatus
from panah.casework.cases.models import Case, DeliveredService, PlannedService
from panah.casework.cases.queries import delivered_services, open_needs, running_answers
from panah.casework.people.queries import count_of_siblings, siblings_of
from panah.foundation.clocks.queries import awaited_timers
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.web.components.child_words import language_now, sex_and_age_of
from panah.web.components.grown_words import label_for, standing_of
from panah.web.components.undo import taken_back_words
from panah.web.components.values import Column, Fact, Link, Table, TableRow, WaitingRow
from panah.web.components.when import written_later
from panah.web.today.queries import address_of
from panah.web.today.sentences import sentence_of

SERVICES_SHOWN = 10


@dataclass(frozen=True)
class NeedLine:
    """A need that the assessment found; ``url`` begins a goal with it."""

    label: str
    area: str
    url: str


def needs_found(case: Case, planned: Sequence[PlannedService], given: Collection[str]) -> list[NeedLine]:
    """What the assessment found, and neither the plan nor a service answers yet."""
    found = {domain: list(answer.needs) for domain, answer in running_answers(case).items()}
    types, standing = code_list("service_types"), standing_of(case.child)
    address = reverse("case-plan", args=[case.code])
    return [
        NeedLine(
            types.label(need.service_type), label_for("assessment_domains", need.domain, standing),
            f"{address}?need={need.service_type}&area={need.domain}#add",
        )
        for need in open_needs(found, list(planned), set(given))
    ]  # fmt: skip


def kinds_given(case: Case) -> set[str]:
    """The kinds of service that the child has received."""
    return {one.service_type for one in delivered_services(case) if one.status == ServiceStatus.DELIVERED}


def service_table(given: Sequence[DeliveredService], standing: str, *, may_undo: bool) -> Table:
    """The latest services: what, when and by whom; a line taken back stays, and says why."""
    types, language = code_list("service_types"), language_now()
    rows = [
        TableRow(
            [
                _named(types.label(one.service_type), one, standing),
                _when(one),
                one.provider.label(language) if one.provider else one.organisation.label(language),
                _undo(one) if may_undo else "",
            ]
        )
        for one in given[:SERVICES_SHOWN]
    ]
    columns = [Column(_("Service")), Column(_("Day")), Column(_("Who helped")), Column(_("Change"))]
    return Table(columns, rows, empty=_("No service is recorded yet."))


def _when(service: DeliveredService) -> str:
    later = written_later(service.happened_on, service.written_at)
    return " · ".join(part for part in (date_format(service.happened_on, "SHORT_DATE_FORMAT"), later) if part)


def _named(label: str, service: DeliveredService, standing: str) -> str:
    tombstone = taken_back_words(service, standing)
    return f"{label} — {tombstone}" if tombstone else label


def _undo(service: DeliveredService) -> Link | str:
    if service.taken_back_at is not None or service.helper_id is not None:
        return ""
    return Link(reverse("service-back", args=[service.pk]), _("Take back"))


def sibling_facts(actor: Actor, case: Case) -> list[Fact]:
    """Brothers and sisters: those whose records one may see by code, of the others how many there are."""
    siblings = siblings_of(actor, case.child)
    facts = [
        Fact(
            sex_and_age_of(child),
            Link(reverse("case", args=[child.code]), child.code),
        )
        for child in siblings
    ]
    hidden = count_of_siblings(case.child) - len(siblings) if case.child.family_id else 0
    return [*facts, Fact(_("Led by others"), hidden)] if hidden > 0 else facts


def waiting_here(case: Case) -> list[WaitingRow]:
    """The answers of others that this case waits for."""
    language = language_now()
    return [
        WaitingRow(
            who=timer.organisation.label(language) if timer.organisation else "",
            what=sentence_of(timer),
            code=timer.subject_code,
            due=timer.due_at,
            url=address_of(timer),
        )
        for timer in awaited_timers(case.file_id, case.organisation_id)
    ]
