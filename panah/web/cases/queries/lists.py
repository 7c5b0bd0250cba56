"""The list of cases: filters by codes, never by citizenship (S2); nothing is decrypted."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.cases.codes import OPEN_STAGES
from panah.casework.cases.models import Case
from panah.casework.cases.queries import possible_leads, with_next_due
from panah.foundation.clocks.queries import next_due
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.web.cases.forms import CaseFilterForm
from panah.web.components.child_words import sex_and_age
from panah.web.components.values import Chip, Column, FilterTag, Steps, Table, TableRow, Tone
from panah.web.components.when import when_chip
from panah.web.today.queries import steps_of

BY_DUE = "due"


def without_lead(rows: QuerySet[Case], actor: Actor) -> QuerySet[Case]:
    """Open, and led by nobody or by somebody who no longer may."""
    here = possible_leads(actor.organisation)
    return rows.filter(Q(lead=None) | ~Q(lead__in=here), stage__in=OPEN_STAGES)


def filtered(
    actor: Actor, rows: QuerySet[Case], form: CaseFilterForm, asked: QueryDict
) -> tuple[QuerySet[Case], list[FilterTag]]:
    """The rows that are wanted in their order, and the filters as tags that go away one by one."""
    form.is_valid()  # an invented value narrows nothing
    chosen = {name: value for name in form.fields if (value := form.cleaned_data.get(name))}
    rows = rows.filter(stage__in=[chosen["stage"]] if "stage" in chosen else OPEN_STAGES)
    if "risk" in chosen:
        rows = rows.filter(risk=chosen["risk"])
    if chosen.get("lead") == "me":
        rows = rows.filter(lead_id=actor.person_id)
    elif chosen.get("lead") == "nobody":
        rows = without_lead(rows, actor)
    if asked.get("sort") == BY_DUE:
        rows = with_next_due(rows).order_by(F("next_due").asc(nulls_last=True), "code")
    else:
        rows = rows.order_by("-opened_at", "code")
    return rows, [FilterTag(form.label_of(name), _without(asked, name)) for name in chosen]


def _without(asked: QueryDict, *names: str, **more: str) -> str:
    query = asked.copy()
    for name in (*names, "page"):
        query.pop(name, None)
    for name, value in more.items():
        query[name] = value
    address = reverse("case-list")
    return f"{address}?{query.urlencode()}" if query else address


def table_of(cases: Sequence[Case], now: datetime, asked: QueryDict) -> Table:
    due = next_due({case.file_id: case.organisation_id for case in cases})
    is_by_due = asked.get("sort") == BY_DUE
    columns = [Column(label) for label in (_("Code"), _("Age, sex"), _("Stage"), _("Risk"), _("Lead"))]
    sort = _without(asked, "sort") if is_by_due else _without(asked, sort=BY_DUE)
    columns.append(Column(_("Next due"), sort_url=sort, sorted_as="ascending" if is_by_due else ""))
    return Table(
        columns,
        [_row(case, due.get(case.file_id), now) for case in cases],
        empty=_("No case fits these filters.")
        if _is_filtered(asked)
        else _("You lead no cases. Your supervisor can assign one."),
    )


def _is_filtered(asked: QueryDict) -> bool:
    return any(asked.get(name) for name in CaseFilterForm.base_fields)


def _row(case: Case, due: datetime | None, now: datetime) -> TableRow:
    return TableRow(
        [
            case.code,
            sex_and_age(case.child.sex, case.child.birth_year, case.child.age_band_at_entry),
            Steps(steps_of(case.stage)) if case.stage in OPEN_STAGES else code_list("case_stage").label(case.stage),
            code_list("risk").label(case.risk) if case.risk else "—",
            case.lead.display_name if case.lead else Chip(Tone.LATE, _("nobody")),
            due_chip(due, now),
        ],
        reverse("case", args=[case.code]),
    )


def due_chip(due: datetime | None, now: datetime) -> Chip | str:
    return when_chip(due, now) if due else "—"
