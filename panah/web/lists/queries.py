"""What the pages of lists show. Names stand beside no citizenship: neither in an example nor in a row (S2)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from panah.casework.exchange.codes import ListTarget, Step
from panah.casework.exchange.models import ImportBatch, IncomingList
from panah.casework.exchange.queries import ListPreview, sentence_of, unpacked_choices, unpacked_list
from panah.casework.exchange.queries.comparing import ComparedRow
from panah.casework.exchange.rules.parting import is_origin
from panah.casework.linking.codes import Origin
from panah.casework.linking.queries import pairs_waiting
from panah.engines.tables.lists import PlainList
from panah.engines.tables.shapes import Fault
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.sealed import reveal
from panah.web.components.values import Column, Fact, Table, TableRow

EXAMPLES = 3
ORIGIN = frozenset({ListTarget.CITIZENSHIP, ListTarget.CATEGORY})  # a category may say that the parents are migrants
LONGEST_EXAMPLE = 40
FIRST_ROWS = 10
FIRST_FAULTS = 50
FIRST_BATCHES = 20


def incoming_or_404(actor: Actor, code: str) -> IncomingList:
    found = (
        IncomingList.objects.visible_to(actor).select_related("organisation").filter(code=normalise_code(code) or "-")
    )
    record: IncomingList | None = found.first()
    if record is None:
        raise Http404
    return record


def opened(actor: Actor, incoming: IncomingList) -> tuple[PlainList, dict[int, ListTarget]]:
    """The list and what its columns mean; that it was read is recorded."""
    reveal(actor, incoming)
    return unpacked_list(incoming.content), unpacked_choices(incoming.choices)


def waiting_lists(actor: Actor) -> QuerySet[IncomingList]:
    return IncomingList.objects.visible_to(actor).order_by("-brought_at")


def batches(actor: Actor) -> Table:
    """What came with files before, by day and number."""
    rows = ImportBatch.objects.visible_to(actor).order_by("-imported_at")[:FIRST_BATCHES]
    return Table(
        [Column(_("Code")), Column(_("Came")), Column(_("New"), is_number=True), Column(_("Changed"), is_number=True)],
        [
            TableRow(
                [
                    row.code,
                    date_format(localtime(row.imported_at), "SHORT_DATETIME_FORMAT"),
                    row.new_count,
                    row.changed_count,
                ],
                reverse("list-done", args=[row.code]),
            )
            for row in rows
        ],
        empty=_("No list was brought yet."),
    )


def batch_or_404(actor: Actor, code: str) -> ImportBatch:
    found: ImportBatch | None = ImportBatch.objects.visible_to(actor).filter(code=normalise_code(code) or "-").first()
    if found is None:
        raise Http404
    return found


def facts_of_batch(batch: ImportBatch) -> list[Fact]:
    return [
        Fact(_("Came"), date_format(localtime(batch.imported_at), "SHORT_DATETIME_FORMAT")),
        Fact(_("New records"), str(batch.new_count)),
        Fact(_("Changed records"), str(batch.changed_count)),
        Fact(_("Unchanged records"), str(batch.unchanged_count)),
        Fact(_("Children"), str(batch.child_count)),
        Fact(_("Adults"), str(batch.adult_count)),
    ]


def examples_of(plain: PlainList, choices: dict[int, ListTarget]) -> dict[int, str]:
    """A few different values of each column in the order of the alphabet, so that no two columns tell of one person."""
    said = {}
    for column in plain.columns:
        if choices[column.index] in ORIGIN or is_origin(column.heading):
            said[column.index] = _("Citizenship and category are not shown beside names.")
            continue
        values = sorted({" ".join(row.cells[column.index].split()) for row in plain.rows[:500]} - {""})
        shown = "; ".join(value[:LONGEST_EXAMPLE] for value in values[:EXAMPLES])
        said[column.index] = _("For example: %(values)s") % {"values": shown} if shown else _("Empty.")
    return said


def counts_of(preview: ListPreview) -> list[Fact]:
    comparison = preview.comparison
    return [
        Fact(_("New records"), str(comparison.count(step=Step.NEW))),
        Fact(_("Changed records"), str(comparison.count(step=Step.CHANGED))),
        Fact(_("Unchanged records"), str(comparison.count(step=Step.UNCHANGED))),
        Fact(_("May be known already"), str(preview.doubles)),
    ]


def categories_of(preview: ListPreview) -> list[Fact]:
    """How many of each category: in numbers, beside no name."""
    found = Counter(str(row.meaning.category) for row in preview.comparison.rows)
    labels = code_list("category")
    return [Fact(labels.label(code), str(found[code])) for code in labels.codes if found[code]]


def notes_of(preview: ListPreview) -> list[str]:
    return [sentence_of(note) for note in preview.comparison.notes]


def first_rows(preview: ListPreview) -> Table:
    """How the first rows were understood."""
    labels = (_("Row"), _("Name"), _("Sex"), _("Birth"), _("Came on"), _("Case"))
    return Table([Column(label) for label in labels], [_row(row) for row in preview.comparison.rows[:FIRST_ROWS]])


def _row(row: ComparedRow) -> TableRow:
    meaning = row.meaning
    birth = meaning.birth
    born = date_format(birth.day, "SHORT_DATE_FORMAT") if birth.day else str(birth.known_year or "—")
    cells: Sequence[Any] = [
        str(row.record.number),
        meaning.name.full if meaning.name else "—",
        code_list("sex").label(meaning.sex),
        born,
        _day(meaning.came),
        code_list("case_stage").label(meaning.stage),
    ]
    return TableRow(cells)


def _day(came: Any) -> str:
    if came is None:
        return "—"
    return date_format(came.exact, "SHORT_DATE_FORMAT") if came.exact else str(came.as_text)


def fault_rows(faults: Sequence[Fault]) -> list[str]:
    return [sentence_of(fault) for fault in faults[:FIRST_FAULTS]]


def pairs_from_lists(actor: Actor) -> int:
    """How many who came with a list may be somebody already known; the worker finds them after a while."""
    return pairs_waiting(actor).filter(origin=Origin.IMPORT).count()
