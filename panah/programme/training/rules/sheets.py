"""A table of answers, a row for each participant and a column for each question: read whole, or refused with every fault."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from panah.engines.tables.shapes import Fault, Row, Table, capped, column_letters
from panah.programme.training.rules.links import meant_participant_code
from panah.programme.training.rules.scoring import Key, NoSuchOption, read_answer, written


class SheetFault(StrEnum):
    """What is wrong with a table of answers beyond what any table may suffer from."""

    TOO_MANY_ANSWERS = "too_many_answers"  # 13 of 12
    TOO_FEW_COLUMNS = "too_few_columns"
    HEADING_OUT_OF_ORDER = "heading_out_of_order"
    CODE_MISSING = "code_missing"
    CODE_UNKNOWN = "code_unknown"
    CODE_TWICE = "code_twice"
    NO_SUCH_OPTION = "no_such_option"
    TOO_MANY_LETTERS = "too_many_letters"  # where one answer is asked for
    ROW_WITHOUT_ANSWERS = "row_without_answers"
    OTHER_ANSWERS_STAND = "other_answers_stand"


@dataclass(frozen=True)
class SheetRow:
    """One participant: the answers by number of the question, as they rest."""

    row: int
    code: str
    answers: Mapping[int, str]


def read_sheet(
    table: Table, keys: Sequence[Key], known: Collection[str], standing: Mapping[str, Mapping[int, str]] | None = None
) -> tuple[SheetRow, ...] | list[Fault]:
    """Every row, or everything that is wrong at once. ``known`` are the codes of those who take part.

    ``standing`` are answers that are in already: the same again is welcome, others are a fault.
    """
    codes = frozenset(known)
    faults = _of_headings(table, keys)
    rows: list[SheetRow] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        found, wrong = _row(row, keys, codes, seen)
        faults += wrong
        if found is not None:
            faults += _of_standing(found, (standing or {}).get(found.code))
            rows.append(found)
    return capped(sorted(faults, key=lambda fault: fault.row)) if faults else tuple(rows)


def _of_headings(table: Table, keys: Sequence[Key]) -> list[Fault]:
    """A heading that is a number must be that of its question: a column that slipped would change every answer."""
    headings = table.header.cells[1 : len(keys) + 1]
    faults = [
        Fault(SheetFault.HEADING_OUT_OF_ORDER, table.header.number, column_letters(place), {"number": key.number})
        for place, (key, heading) in enumerate(zip(keys, headings, strict=False), start=1)
        if (said := re.search(r"\d+", heading)) and int(said[0]) != key.number
    ]
    columns = len(table.header.cells) - 1
    if columns < len(keys):
        values = {"columns": columns, "questions": len(keys)}
        faults.append(Fault(SheetFault.TOO_FEW_COLUMNS, table.header.number, values=values))
    if any(cell.strip() for cell in table.header.cells[len(keys) + 1 :]):
        values = {"answers": columns, "questions": len(keys)}
        column = column_letters(len(keys) + 1)
        faults.append(Fault(SheetFault.TOO_MANY_ANSWERS, table.header.number, column, values))
    return faults


def _row(
    row: Row, keys: Sequence[Key], codes: Collection[str], seen: dict[str, int]
) -> tuple[SheetRow | None, list[Fault]]:
    code, faults = _code(row, codes, seen)
    given, beyond = row.cells[1 : len(keys) + 1], row.cells[len(keys) + 1 :]
    if any(cell.strip() for cell in beyond):
        last = max(place for place, cell in enumerate(row.cells) if cell.strip())
        values = {"answers": last, "questions": len(keys)}
        faults.append(Fault(SheetFault.TOO_MANY_ANSWERS, row.number, column_letters(len(keys) + 1), values))
    answers: dict[int, str] = {}
    for place, (key, cell) in enumerate(zip(keys, given, strict=False), start=1):
        try:
            answers[key.number] = written(read_answer(key, cell))
        except NoSuchOption as no:
            sentence = SheetFault.TOO_MANY_LETTERS if no.is_too_many else SheetFault.NO_SUCH_OPTION
            asked: dict[str, str | int] = {"letters": key.letters, "number": key.number}
            faults.append(Fault(sentence, row.number, column_letters(place), asked))
    if not faults and not any(answers.values()):
        faults.append(Fault(SheetFault.ROW_WITHOUT_ANSWERS, row.number))
    return (None if faults else SheetRow(row.number, code, answers)), faults


def _code(row: Row, codes: Collection[str], seen: dict[str, int]) -> tuple[str, list[Fault]]:
    meant, column = meant_participant_code(row.cells[0]), column_letters(0)
    if not row.cells[0].strip():
        return "", [Fault(SheetFault.CODE_MISSING, row.number, column)]
    if meant in seen:
        return "", [Fault(SheetFault.CODE_TWICE, row.number, column, {"other": seen[meant]})]
    if meant not in codes:
        return "", [Fault(SheetFault.CODE_UNKNOWN, row.number, column)]
    seen[meant] = row.number
    return meant, []


def _of_standing(found: SheetRow, standing: Mapping[int, str] | None) -> list[Fault]:
    if standing is None or all(standing.get(number, "") == chosen for number, chosen in found.answers.items()):
        return []
    return [Fault(SheetFault.OTHER_ANSWERS_STAND, found.row, column_letters(0))]
