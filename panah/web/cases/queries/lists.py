"""The list of cases: filters by codes, never by citizenship (S2); nothing is decrypted."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.codes import OPEN_STAGES, Risk, Stage
from panah.casework.cases.models import Case
from panah.casework.cases.queries import led_by_nobody, with_next_due
from panah.foundation.clocks.queries import next_due
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.web.components.child_words import sex_and_age_of
from panah.web.components.lists import ListColumn, Listing, by_rank
from panah.web.components.values import Chip, Steps, TableRow, Tone
from panah.web.components.when import when_chip
from panah.web.today.queries import steps_of

RISKS = [Risk.HIGH, Risk.MEDIUM, Risk.LOW]


def without_lead(rows: QuerySet[Case], actor: Actor) -> QuerySet[Case]:
    """Open, and led by nobody, by somebody who no longer may, or by somebody who opens it no longer."""
    return rows.filter(led_by_nobody(actor.organisation))


def columns() -> dict[str, ListColumn]:
    """Order by what every row shows; the age by the birth year, which is no secret of the page."""
    return {
        "code": ListColumn(_("Code"), ("code",)),
        "age": ListColumn(_("Age, sex"), ("-child__birth_year",)),
        "stage": ListColumn(_("Stage"), (by_rank("stage", list(Stage)),)),
        "risk": ListColumn(_("Risk"), (by_rank("risk", RISKS),)),
        "lead": ListColumn(_("Lead"), ("lead__display_name",)),
        "due": ListColumn(_("Next due"), ("next_due",)),
    }


def narrowed(actor: Actor, listing: Listing, rows: QuerySet[Case]) -> QuerySet[Case]:
    """The rows that are wanted, in their order; open ones unless a stage is chosen."""
    chosen = listing.chosen
    rows = rows.filter(stage__in=[chosen["stage"]] if "stage" in chosen else OPEN_STAGES)
    if "risk" in chosen:
        rows = rows.filter(risk=chosen["risk"])
    if chosen.get("lead") == "me":
        rows = rows.filter(lead_id=actor.person_id)
    elif chosen.get("lead") == "nobody":
        rows = without_lead(rows, actor)
    rows = with_next_due(rows) if listing.sort.endswith("due") else rows
    return listing.ordered(rows, "-opened_at", "code")


def rows_of(cases: Sequence[Case], now: datetime) -> list[TableRow]:
    due = next_due({case.file_id: case.organisation_id for case in cases})
    return [_row(case, due.get(case.file_id), now) for case in cases]


def _row(case: Case, due: datetime | None, now: datetime) -> TableRow:
    return TableRow(
        [
            case.code,
            sex_and_age_of(case.child),
            Steps(steps_of(case)) if case.stage in OPEN_STAGES else code_list("case_stage").label(case.stage),
            code_list("risk").label(case.risk) if case.risk else "—",
            case.lead.display_name if case.lead else Chip(Tone.LATE, _("nobody")),
            due_chip(due, now),
        ],
        reverse("case", args=[case.code]),
    )


def due_chip(due: datetime | None, now: datetime) -> Chip | str:
    return when_chip(due, now) if due else "—"
