"""What a file would change, before anything is written: the dry run and the first half of the import."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from panah.casework.exchange.codes import RowNote, Step
from panah.casework.exchange.models import ImportedRecord
from panah.casework.exchange.queries.leading import files_led_by
from panah.casework.exchange.queries.standard import countries, htcds_standard, languages_by_iso_639_2
from panah.casework.exchange.rules.columns import Layout, layout_of
from panah.casework.exchange.rules.keys import keys_of
from panah.casework.exchange.rules.meaning import Meaning, meaning_of
from panah.casework.exchange.rules.rows import HtcdsRecord, Reading, read_rows
from panah.casework.people.codes import Standing
from panah.engines.tables.shapes import Fault, Note, Table
from panah.foundation.accounts.models import Organisation
from panah.foundation.security import clock
from panah.foundation.security.keys import KeyFolder


@cache
def record_key() -> bytes:
    return KeyFolder(settings.PANAH_KEYS).bytes("records")


@dataclass(frozen=True, slots=True)
class ComparedRow:
    record: HtcdsRecord
    meaning: Meaning
    key_hash: str
    content_hash: str
    step: Step


@dataclass(frozen=True)
class Comparison:
    layout: Layout
    rows: Sequence[ComparedRow]
    notes: tuple[Note, ...]

    def at(self, step: Step) -> list[ComparedRow]:
        return [row for row in self.rows if row.step is step]

    def count(self, *, step: Step | None = None, standing: Standing | None = None) -> int:
        found = Counter((row.step, row.meaning.standing) for row in self.rows)
        return sum(
            count
            for (one, other), count in found.items()
            if (step is None or one is step) and (standing is None or other is standing)
        )


def compared(organisation: Organisation, table: Table, *, by_person: bool = False) -> Comparison | list[Fault]:
    """Every row with what it means and whether it is new here; or everything that is wrong, at once.

    What a row says of somebody who is led elsewhere by now changes nothing: such a row is counted, and that is all.
    """
    layout = layout_of(table, htcds_standard())
    if not isinstance(layout, Layout):
        return layout
    reading = read_rows(layout, htcds_standard(), countries(), clock.today())
    if not isinstance(reading, Reading):
        return reading
    today, languages = clock.today(), languages_by_iso_639_2()
    stored = ImportedRecord.objects.filter(organisation=organisation)
    known = dict(stored.values_list("key_hash", "content_hash"))
    elsewhere = set(stored.exclude(child__file__in=files_led_by(organisation)).values_list("key_hash", flat=True))
    keys = keys_of(reading.records, layout, str(organisation.pk), record_key(), by_person=by_person)
    rows = [
        ComparedRow(
            record=record,
            meaning=meaning_of(record, languages, today),
            key_hash=key_hash,
            content_hash=content_hash,
            step=Step.UNCHANGED if key_hash in elsewhere else _step(known.get(key_hash), content_hash),
        )
        for record, (key_hash, content_hash) in zip(reading.records, keys, strict=True)
    ]
    return Comparison(layout, rows, reading.notes + _notes(rows, sum(row.key_hash in elsewhere for row in rows)))


def _step(known: str | None, content_hash: str) -> Step:
    if known is None:
        return Step.NEW
    return Step.UNCHANGED if known == content_hash else Step.CHANGED


def _notes(rows: Sequence[ComparedRow], led_elsewhere: int) -> tuple[Note, ...]:
    undecided = sum(row.meaning.is_negative_without_body for row in rows)
    counts = ((RowNote.NOT_A_VICTIM_WITHOUT_BODY, undecided), (RowNote.LED_ELSEWHERE, led_elsewhere))
    return tuple(Note(sentence, {"count": count}) for sentence, count in counts if count)
