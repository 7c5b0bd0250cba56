"""How the work of an organisation is spread, by person; counts only."""

from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from panah.casework.cases.codes import OPEN_STAGES
from panah.casework.cases.queries import cases_visible_to
from panah.foundation.accounts.queries import members_with
from panah.foundation.clocks.models import Timer
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Role
from panah.web.components.values import Chip, Column, Table, TableRow, Tone

LEADS = (Role.CASEWORKER, Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)


def caseload(actor: Actor, now: datetime) -> Table:
    """Open, high risk and late for each person who leads cases, and what nobody leads."""
    rows = cases_visible_to(actor).filter(stage__in=OPEN_STAGES, organisation_id=actor.organisation_id).order_by()
    counts = {
        row["lead"]: row
        for row in rows.values("lead").annotate(open=Count("pk"), high=Count("pk", filter=Q(risk="high")))
    }
    running = Timer.objects.running().filter(organisation_id=actor.organisation_id, due_at__lt=now).order_by()
    late = dict(running.values_list("person").annotate(late=Count("pk")))
    people = members_with(actor.organisation, *LEADS)
    table = [
        TableRow([one.display_name, *_numbers(counts.get(one.pk, {}), late.get(one.pk, 0))])
        for one in {one.pk: one for one in people}.values()
    ]
    if None in counts:
        table.append(TableRow([Chip(Tone.LATE, _("nobody")), *_numbers(counts[None], late.get(None, 0))]))
    columns = [
        Column(_("Person")),
        *(Column(label, is_number=True) for label in (_("Open"), _("High risk"), _("Late"))),
    ]
    return Table(columns, table, empty=_("Nobody leads cases here yet."))


def _numbers(row: dict[str, int], late: int) -> list[object]:
    return [row.get("open", 0), row.get("high", 0), Chip(Tone.LATE, str(late)) if late else 0]
