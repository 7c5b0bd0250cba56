"""How the work of an organisation is spread, by person; counts only. And what nobody leads."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.codes import OPEN_STAGES
from panah.casework.cases.queries import cases_visible_to, possible_leads
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.web.cases.queries import without_lead
from panah.web.components.child_words import sex_and_age
from panah.web.components.values import ActionRow, Chip, Column, Table, TableRow, Tone

SHOWN = 25


@dataclass(frozen=True)
class Load:
    """What one person carries, or what nobody does."""

    open: int = 0
    high: int = 0
    late: int = 0

    @property
    def cells(self) -> list[object]:
        return [self.open, self.high, Chip(Tone.LATE, str(self.late)) if self.late else 0]


def caseload(actor: Actor, now: datetime) -> Table:
    """Open, high risk and late for each person who may lead cases, who no longer may, and nobody."""
    loads = _loads(actor, now)
    here = {person.pk: person for person in possible_leads(actor.organisation)}
    gone = Person.objects.filter(pk__in=[pk for pk in loads if pk is not None and pk not in here])
    rows = [TableRow([person.display_name, *loads.get(pk, Load()).cells]) for pk, person in here.items()]
    rows += [
        TableRow([_("%(person)s, no longer here") % {"person": person.display_name}, *loads[person.pk].cells])
        for person in gone.order_by("display_name")
        if loads[person.pk].open
    ]
    if None in loads and loads[None].open:
        rows.append(TableRow([Chip(Tone.LATE, _("nobody")), *loads[None].cells], f"{reverse('case-list')}?lead=nobody"))
    columns = [
        Column(_("Person")),
        *(Column(label, is_number=True) for label in (_("Open cases"), _("High risk"), _("Late"))),
    ]
    return Table(columns, rows, empty=_("Nobody leads cases here yet."))


def _loads(actor: Actor, now: datetime) -> dict[uuid.UUID | None, Load]:
    rows = cases_visible_to(actor).filter(stage__in=OPEN_STAGES).order_by()
    late = _late(actor, now)
    counted = rows.values_list("lead").annotate(open=Count("pk"), high=Count("pk", filter=Q(risk="high")))
    return {lead: Load(count, high, late.get(lead, 0)) for lead, count, high in counted}


def _late(actor: Actor, now: datetime) -> dict[uuid.UUID | None, int]:
    running = Timer.objects.running().visible_to(actor).filter(due_at__lt=now).order_by()
    return dict(running.values_list("person").annotate(late=Count("pk")))


def unled(actor: Actor) -> list[ActionRow]:
    """Open cases without a lead, or whose lead has left, each with the button that names one."""
    return [
        ActionRow(
            sentence=_("Nobody leads this case: name a lead"),
            url=reverse("case", args=[case.code]),
            button=_("Assign"),
            code=case.code,
            facts=[
                sex_and_age(case.child.sex, case.child.birth_year, case.child.age_band_at_entry),
                code_list("case_stage").label(case.stage),
            ],
            chip=Chip(Tone.LATE, _("nobody")),
            button_url=reverse("case-lead", args=[case.code]),
        )
        for case in without_lead(cases_visible_to(actor), actor).order_by("opened_at")[:SHOWN]
    ]
