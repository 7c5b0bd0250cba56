"""How a night stands and how it was: the board, the list for the morning, how long people waited."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from panah.casework.operations.models import Arrival, Night
from panah.casework.operations.queries import Board, Count
from panah.casework.operations.rules import Waits
from panah.foundation.reference.codes import code_list
from panah.web.components.values import Column, Fact, Table, TableRow
from panah.web.operations.queries import code_of_next, next_chip, night_chip, owner_words, who


def board_table(board: Board) -> Table:
    """Of all, and by language."""
    columns = [
        Column(_("Language")), Column(_("Arrived"), True), Column(_("Ate and drank"), True),
        Column(_("Seen by a doctor"), True), Column(_("Placed"), True), Column(_("Wait for a place"), True),
    ]  # fmt: skip
    labels = code_list("languages_spoken")
    lines = [_count_row(_("All"), board.all)]
    lines += [_count_row(labels.label(code), count) for code, count in board.by_language.items()]
    return Table(columns, lines if board.all.arrived else [], empty=_("Nobody has arrived yet."))


def _count_row(label: str, count: Count) -> TableRow:
    return TableRow([label, count.arrived, count.fed, count.seen, count.placed, count.waiting])


def hand_over_table(rows: Sequence[Arrival]) -> Table:
    """By band and code, with whoever has it: no name."""
    columns = [
        Column(_("Band")),
        Column(_("Who")),
        Column(_("What follows")),
        Column(_("Code")),
        Column(_("Who has it")),
        Column(_("Tonight")),
    ]
    lines = [
        TableRow(
            [row.band, who(row), next_chip(row), code_of_next(row) or "—", owner_words(row) or "—", night_chip(row)]
        )
        for row in rows
    ]
    return Table(columns, lines, empty=_("Nobody is in this list."))


def waits_words(one: Waits) -> str:
    """ "38 min, at most 1 h 20 min" """
    if one.middle is None or one.longest is None:
        return "—"
    return _("%(middle)s, at most %(longest)s") % {"middle": _span(one.middle), "longest": _span(one.longest)}


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def closing_facts(night: Night) -> list[Fact]:
    """The counts of a night that was closed: they stay when its rows are gone."""
    counted = night.counted
    spans = {name: Waits(*values) for name, values in counted.get("waits", {}).items()}
    return [
        Fact(_("Children"), counted.get("children", 0)), Fact(_("Adults"), counted.get("adults", 0)),
        Fact(_("Ate and drank"), counted.get("fed", 0)), Fact(_("Seen by a doctor"), counted.get("seen", 0)),
        Fact(_("From coming to food"), waits_words(spans.get("food", Waits()))),
        Fact(_("From coming to a doctor"), waits_words(spans.get("doctor", Waits()))),
        Fact(_("From coming to a bed"), waits_words(spans.get("bed", Waits()))),
    ]  # fmt: skip
