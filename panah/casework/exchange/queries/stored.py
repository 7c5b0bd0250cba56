"""Rows that were imported, read again as they were read then."""

from collections.abc import Sequence

from django.utils.timezone import localtime

from panah.casework.exchange.models import ImportBatch, ImportedRecord
from panah.casework.exchange.queries.standard import countries, htcds_standard, languages_by_iso_639_2
from panah.casework.exchange.rules.columns import Column, columns_of, known_columns
from panah.casework.exchange.rules.meaning import Meaning, meaning_of
from panah.casework.exchange.rules.rows import record_of
from panah.engines.tables.shapes import Row


def columns_of_batch(batch: ImportBatch) -> tuple[Column, ...]:
    """The headings must have been opened."""
    return columns_of(batch.headings, htcds_standard())


def meaning_of_stored(record: ImportedRecord, columns: Sequence[Column]) -> Meaning:
    """What the row said on the day of its import; an age without a day is reckoned for that day. It must be open."""
    row = Row(record.position, tuple(record.row))
    read, _ = record_of(row, known_columns(columns), htcds_standard(), countries())
    return meaning_of(read, languages_by_iso_639_2(), localtime(record.batch.imported_at).date())
