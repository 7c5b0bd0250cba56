"""Short ways to read headings, values and rows in tests."""

import datetime
from collections.abc import Sequence

from panah.casework.exchange.queries import countries, htcds_standard, languages_by_iso_639_2
from panah.casework.exchange.rules.columns import Layout, layout_of
from panah.casework.exchange.rules.fields import FieldDefinition
from panah.casework.exchange.rules.meaning import Meaning, meaning_of
from panah.casework.exchange.rules.rows import Reading, read_rows
from panah.casework.exchange.rules.values import Value, value_of
from panah.engines.tables.shapes import Fault
from tests.panah.casework.exchange.given import table_of

TODAY = datetime.date(2026, 3, 1)
KEY = b"k" * 32


def field(code: str) -> FieldDefinition:
    return htcds_standard().fields[code]


def layout(rows: Sequence[Sequence[str]]) -> Layout:
    found = layout_of(table_of(rows), htcds_standard())
    assert isinstance(found, Layout), found
    return found


def read(*rows: Sequence[str]) -> Reading:
    reading = read_rows(layout(rows), htcds_standard(), countries(), TODAY)
    assert isinstance(reading, Reading), reading
    return reading


def faults(*rows: Sequence[str]) -> list[Fault]:
    found = layout_of(table_of(rows), htcds_standard())
    answer = read_rows(found, htcds_standard(), countries(), TODAY) if isinstance(found, Layout) else found
    assert isinstance(answer, list)
    return answer


def value(code: str, text: str) -> Value | None:
    return value_of(text, field(code), countries())


def meaning(**values: str) -> Meaning:
    record = read(list(values), list(values.values())).records[0]
    return meaning_of(record, languages_by_iso_639_2(), TODAY)
