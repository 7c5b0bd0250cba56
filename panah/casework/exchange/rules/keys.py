"""How a row is known again: by its own id where it has one, else by a keyed hash of what it says.

Keyed, because names have few possibilities: without the key nobody can try whether a child is in the table.
"""

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Sequence

from panah.casework.exchange.rules.columns import Layout
from panah.casework.exchange.rules.fields import normalised
from panah.casework.exchange.rules.rows import HtcdsRecord
from panah.engines.tables.days import PartialDate


def _hash(key: bytes, *parts: str) -> str:
    return hmac.new(key, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()


def _named_cells(record: HtcdsRecord, layout: Layout) -> dict[str, str]:
    """What the row says by column; a column without a heading is a counter and says nothing."""
    named = {}
    for column in layout.columns:
        name = column.field or normalised(column.heading)
        if name and record.cells[column.index].strip():
            named[f"{name}#{column.index}" if name in named else name] = record.cells[column.index]
    return named


def canonical(record: HtcdsRecord, layout: Layout) -> str:
    """The row without what changes when a file is sorted or saved anew: order of columns, blanks, counters."""
    named = {name: " ".join(text.split()) for name, text in _named_cells(record, layout).items()}
    return json.dumps(named, ensure_ascii=False, sort_keys=True)


def key_of_id(record_id: str, organisation: str, key: bytes) -> str:
    """The key of a record with its own id, so that it can be looked up by it."""
    return _hash(key, organisation, "id", record_id.strip())


PERSON = ("prs_SecondName", "prs_FirstName", "prs_MiddleName")


def _person(record: HtcdsRecord) -> str:
    """Name and day of birth, where both are whole: such a row is the same person whatever else was mended in it."""
    birth = record.values.get("prs_Birthdate")
    names = [normalised(str(record.values.get(field, ""))) for field in PERSON]
    if not isinstance(birth, PartialDate) or birth.exact is None or sum(map(bool, names)) < 2:
        return ""
    return json.dumps([*sorted(filter(None, names)), birth.as_text], ensure_ascii=False)


def keys_of(
    records: Sequence[HtcdsRecord], layout: Layout, organisation: str, key: bytes, *, by_person: bool = False
) -> list[tuple[str, str]]:
    """For each record the key under which it is known again, and the hash of what it says now.

    ``by_person``: for lists of people whom their writers know; there a mended row is the same row.

    Equal rows without an id are told apart by their order of occurrence: three equal rows are three people.
    """
    occurrences: Counter[str] = Counter()
    found = []
    for record in records:
        if record.record_id:
            identity = key_of_id(record.record_id, organisation, key)
        else:
            person = _person(record) if by_person else ""
            kind, row = ("person", person) if person else ("row", canonical(record, layout))
            occurrences[row] += 1
            identity = _hash(key, organisation, kind, row, str(occurrences[row]))
        content = json.dumps(_named_cells(record, layout), ensure_ascii=False, sort_keys=True)
        found.append((identity, _hash(key, organisation, "content", content)))
    return found
