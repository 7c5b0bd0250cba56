"""The papers and letters of a case as tables."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.casework.cases.models import Case
from panah.casework.cases.queries import letters_of, papers_tracked
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.web.components.grown_words import label_for, standing_of
from panah.web.components.values import Chip, Column, Table, TableRow, Tone
from panah.web.components.when import day_and_distance, when_chip


def tracked_table(case: Case) -> Table:
    """What the child needs and how far it is; where it was applied for stays shut until the paper is opened."""
    types, states = code_list("paper_types"), code_list("paper_status")
    now = clock.now()
    rows = [
        TableRow(
            [
                types.label(row.paper_type), states.label(row.status), _day(row.applied_on),
                when_chip(row.due_on, now) if row.due_on and row.status == "applied" else _day(row.due_on),
                _day(row.received_on),
            ],
            reverse("case-track", args=[row.pk]),
        )
        for row in papers_tracked(case)
    ]  # fmt: skip
    columns = [
        Column(_("Paper")),
        Column(_("State")),
        Column(_("Applied for")),
        Column(_("Due")),
        Column(_("Received")),
    ]
    return Table(columns, rows, empty=_("No paper is followed yet."))


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else "—"


def letter_table(actor: Actor, case: Case) -> Table:
    """What was made here, by number."""
    standing, now = standing_of(case.child), clock.now()
    rows = [
        TableRow(
            [
                f"№ {row.number}", label_for("letter_kinds", row.kind, standing),
                label_for("letter_recipients", row.recipient, standing), row.language.upper(),
                day_and_distance(row.made_at, now), row.made_by.display_name if row.made_by else "",
                Chip(Tone.MUTE, _("taken back")) if row.withdrawn_at else "",
            ],
            reverse("letter", args=[row.code]),
        )
        for row in letters_of(actor, case)
    ]  # fmt: skip
    columns = [
        Column(_("Number")), Column(_("Paper")), Column(_("For whom")), Column(_("Language")), Column(_("Made")),
        Column(_("By")), Column(_("State")),
    ]  # fmt: skip
    return Table(columns, rows, empty=_("No paper was made yet."))
