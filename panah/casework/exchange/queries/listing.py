"""Own lists: what their words lead to, what was chosen last time, and what a list would change."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from panah.casework.exchange.codes import ListTarget, RowNote, StateOfRest, Step
from panah.casework.exchange.models import ListMemory
from panah.casework.exchange.queries.comparing import ComparedRow, Comparison, compared
from panah.casework.exchange.queries.leading import files_led_by
from panah.casework.exchange.queries.standard import countries
from panah.casework.exchange.rules.doubles import Doubles, Seen, doubles_of
from panah.casework.exchange.rules.listing import choice_faults, guess
from panah.casework.exchange.rules.listing_values import ListWords, Translated, translated
from panah.casework.people.codes import TokenKind
from panah.casework.people.models import Child, NameToken
from panah.casework.people.queries import name_key
from panah.casework.people.rules import Birth, tokens_of
from panah.engines.tables.lists import ListColumn, PlainList, plain_list, words_in
from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import Fault, Note, Row, Table
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import CodeRow, code_list
from panah.foundation.security import clock
from panah.foundation.security.sealed import open_sealed

Choices = Mapping[int, ListTarget]


@dataclass(frozen=True)
class ListPreview:
    """What would be written, and how many of the new may be somebody already known."""

    comparison: Comparison
    doubles: int


@cache
def heading_phrases() -> Mapping[str, str]:
    """From every way to write a heading to what it means."""
    found: dict[str, str] = {}
    for row in code_list("list_columns").rows.values():
        if row.code != ListTarget.KEEP:
            found |= {
                words_in(word): row.code for word in (*row.labels.values(), *row.extra["words"]) if words_in(word)
            }
    return found


def _ways(row: CodeRow) -> Iterable[str]:
    return {words_in(word) or word for word in (*row.labels.values(), *row.extra.get("words", ()))}


def list_words(language: str | None = None) -> ListWords:
    """What the words of lists mean; ``language`` is that of the examples in a fault."""
    values: dict[str, dict[str, str]] = {target: {} for target in ListTarget}
    examples: dict[str, list[str]] = {}
    for row in code_list("languages_spoken").rows.values():
        values[ListTarget.LANGUAGE] |= dict.fromkeys(_ways(row), row.code)
    for row in code_list("category").rows.values():
        values[ListTarget.CATEGORY] |= dict.fromkeys(_ways(row), row.code)
    for row in code_list("list_values").rows.values():
        values[row.extra["column"]] |= dict.fromkeys(_ways(row), str(row.extra["value"]))
        examples.setdefault(row.extra["column"], []).append(row.label(language))
    fields = {
        row.code: str(row.extra["field"]) for row in code_list("list_columns").rows.values() if "field" in row.extra
    }
    return ListWords(values, countries(), fields, {column: ", ".join(said) for column, said in examples.items()})


def meaning_of(heading: str) -> ListTarget | None:
    return guess(heading, heading_phrases())


def read_list(content: bytes, name: str) -> PlainList | list[Fault]:
    """The list in a file of any kind that is read here; or what is wrong with it."""
    table = read_table(content, name, keeps_merged=True)
    return plain_list(table, meaning_of) if isinstance(table, Table) else table


def remembered(organisation: Organisation) -> tuple[dict[str, str], StateOfRest]:
    """By heading what was meant last time, and how cases stood that a list says nothing of. For the work of an action or a job."""
    memory = ListMemory.objects.filter(organisation=organisation).first()
    if memory is None:
        return {}, StateOfRest.ACTIVE
    open_sealed(memory)
    return dict(memory.choices), StateOfRest(memory.rest)


def compared_list(
    organisation: Organisation, plain: PlainList, choices: Choices, rest: StateOfRest
) -> Comparison | list[Fault]:
    """Every row of a list with what it means and whether it is new here; faults name the columns of the list itself."""
    faults = choice_faults(plain.columns, choices)
    if faults:
        return faults
    table = translated(plain, choices, rest, list_words(), clock.today())
    if not isinstance(table, Translated):
        return table
    comparison = compared(organisation, table.table, by_person=True)
    if isinstance(comparison, Comparison):
        notes = [note for note in comparison.notes if note.sentence != "columns_kept_unread"]
        return replace(comparison, notes=tuple(notes))
    return [_placed(fault, table) for fault in comparison]


def _placed(fault: Fault, table: Translated) -> Fault:
    """The column as the list has it, not as the table of the exchange."""
    place = table.places.get(str(fault.values.get("field", "")))
    if place is None:
        return fault
    values = {name: value for name, value in fault.values.items() if name != "field"} | {"target": place[1]}
    return replace(fault, column=place[0], values=values)


def preview_of(
    organisation: Organisation, plain: PlainList, choices: Choices, rest: StateOfRest
) -> ListPreview | list[Fault]:
    comparison = compared_list(organisation, plain, choices, rest)
    if not isinstance(comparison, Comparison):
        return comparison
    rows = comparison.at(Step.NEW)
    tokens: dict[str, frozenset[int]] = {}  # forgotten with this preview: no name stays in memory
    found = doubles_of([_seen(row, tokens) for row in rows], known_people(organisation))
    told = replace(comparison, notes=(*comparison.notes, *notes_of_doubles(found)))
    return ListPreview(told, len({child for child, _ in found.pairs}))


def notes_of_doubles(found: Doubles) -> tuple[Note, ...]:
    count = found.names_of_many
    return (Note(RowNote.NAMES_OF_MANY, {"count": count}),) if count else ()


def _seen(row: ComparedRow, tokens: dict[str, frozenset[int]]) -> Seen:
    meaning, key = row.meaning, name_key()
    parts = meaning.name.full.split() if meaning.name else ()
    for part in parts:
        if part not in tokens:
            tokens[part] = frozenset(token for kind, token in tokens_of([part], Birth(), key) if kind == TokenKind.WORD)
    found = frozenset[int]().union(*(tokens[part] for part in parts))
    return Seen(uuid.uuid4(), found, meaning.birth.known_year, meaning.sex)


def known_people(organisation: Organisation, among: Sequence[Any] | None = None) -> list[Seen]:
    """All whom the organisation leads, or those ``among`` them, in the order in which they came."""
    tokens: dict[Any, set[int]] = {}
    led = files_led_by(organisation)
    for child_id, token in NameToken.objects.filter(child__file__in=led, kind=TokenKind.WORD).values_list(
        "child_id", "token"
    ):
        tokens.setdefault(child_id, set()).add(token)
    wanted = None if among is None else set(among)
    rows = Child.objects.filter(file__in=led).order_by("registered_at", "id")
    return [
        Seen(id, frozenset(tokens.get(id, ())), year, sex)
        for id, year, sex in rows.values_list("pk", "birth_year", "sex")
        if wanted is None or id in wanted
    ]


def packed(plain: PlainList) -> dict[str, Any]:
    """A list as it rests sealed."""
    return {
        "columns": [[column.index, column.heading] for column in plain.columns],
        "rows": [[row.number, *row.cells] for row in plain.rows],
        "notes": [[note.sentence, dict(note.values)] for note in plain.notes],
    }


def unpacked_list(content: Mapping[str, Any]) -> PlainList:
    return PlainList(
        tuple(ListColumn(index, heading) for index, heading in content["columns"]),
        tuple(Row(number, tuple(cells)) for number, *cells in content["rows"]),
        tuple(Note(sentence, values) for sentence, values in content["notes"]),
    )


def unpacked_choices(choices: Mapping[str, str]) -> dict[int, ListTarget]:
    return {int(index): ListTarget(target) for index, target in choices.items()}
