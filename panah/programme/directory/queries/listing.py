"""Lists that somebody brought, and the words in which people keep them."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.engines.tables.cells import phrases_of
from panah.engines.tables.lists import ListColumn, PlainList, meant_by, plain_list
from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import Fault, Note, Row, Table
from panah.foundation.documents.queries import TABLE_SENTENCES, sentence_with_place
from panah.foundation.reference.codes import code_list
from panah.programme.directory.codes import ListFault, ListNote


def heading_phrases(name: str) -> dict[str, str]:
    """From every way to write a heading to what it means, by a code list whose rows name those ways in ``words``."""
    rows = code_list(name).rows.values()
    return phrases_of({row.code: [*row.labels.values(), *row.extra.get("words", ())] for row in rows})


def headings(name: str, language: str | None = None) -> dict[str, str]:
    """What each column means, in words."""
    return {code: code_list(name).label(code, language) for code in code_list(name).codes}


def cell_words(
    name: str, lists: Mapping[str, str], language: str | None = None
) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """By column and word its code, and examples of what may stand there.

    ``lists``: the code list of each column; ``name``: the code list of further words, with ``column`` and ``value``.
    """
    known: dict[str, dict[str, str]] = {}
    examples: dict[str, str] = {}
    for column, codes in lists.items():
        rows = code_list(codes).rows.values()
        known[column] = phrases_of({row.code: [*row.labels.values(), *row.extra.get("words", ())] for row in rows})
        examples[column] = ", ".join(row.label(language) for row in rows)
    for row in code_list(name).rows.values():
        column, value = str(row.extra["column"]), str(row.extra["value"])
        ways = phrases_of({value: [*row.labels.values(), *row.extra.get("words", ())]})
        known.setdefault(column, {}).update(ways)
        if column not in lists:
            examples[column] = ", ".join(part for part in (examples.get(column, ""), row.label(language)) if part)
    return known, examples


SENTENCES: Mapping[str, str | Promise] = {
    **TABLE_SENTENCES,
    ListFault.NAME_UNCLEAR: _("This is no name. Write it in letters."),
    ListFault.PHONE_UNCLEAR: _("This is no telephone number. Write it with all its digits."),
    ListFault.PLACE_UNKNOWN: _("This place is not known. Write the district or city, and its oblast beside it."),
    ListFault.PLACE_MISSING: _("What happened at a place needs its district or city."),
    ListFault.DAY_AHEAD: _("This day lies ahead. A list tells of what is over."),
    ListFault.LINK_UNCLEAR: _("This is no link. A post is counted by its own link."),
    ListFault.VENUE_MISSING: _("Say on what kind of place it was, such as a school or a market."),
    ListFault.CHAMPION_UNKNOWN: _(
        "No champion of your organisation bears this name. Write the region to add this person."
    ),
    ListFault.CHAMPION_UNCLEAR: _("Several champions of your organisation may be meant. Write the telephone too."),
    ListNote.ROWS_TWICE: _("Rows that stand twice, read once: %(count)s."),
    ListNote.COLUMNS_UNREAD: _("Columns that were not read: %(columns)s."),
}


def sentence_of(found: Fault | Note) -> str:
    """Where and what, in the reader's language; never what stood in the cell."""
    return sentence_with_place(found, SENTENCES)


def read_list(content: bytes, name: str, phrases: Mapping[str, str]) -> PlainList | list[Fault]:
    """The list in a file of any kind that is read here, or what is wrong with it."""
    table = read_table(content, name, keeps_merged=True)
    return plain_list(table, lambda heading: meant_by(heading, phrases)) if isinstance(table, Table) else table


def packed_list(plain: PlainList) -> dict[str, Any]:
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
