"""Search before create: whoever opens a record first sees who may be the same, and whom to ask (S17)."""

import hashlib
from dataclasses import dataclass, field

from django import forms

from panah.foundation.security.pages import Request
from panah.web.components.values import Table
from panah.web.find import queries
from panah.web.find.noting import note_search

ANOTHER = "another"  # the button that says: it is somebody else; its value names for which names that was said


@dataclass(frozen=True)
class Matches:
    """Own records that may be the same, and organisations to ask."""

    table: Table
    key: str
    elsewhere: list[str] = field(default_factory=list)


def matches_before(request: Request, form: forms.Form, *fields: str, year: int | None = None) -> Matches | None:
    """Who may be meant by the names in ``fields``. None where nobody may, or the writer said it is another child."""
    if request.method != "POST" or not form.is_valid():
        return None
    names = [form.cleaned_data[name] for name in fields if form.cleaned_data[name]]
    key = hashlib.sha256(repr(names).encode()).hexdigest()[:16]
    if request.POST.get(ANOTHER) == key:
        return None
    found = [queries.find_person(request.actor, name, year) for name in names]
    rows = {row.url: row for one in found for row in one.rows}
    elsewhere = sorted({name for one in found for name in one.elsewhere})
    if names:
        codes = [str(row.cells[0]) for row in rows.values()]
        note_search(request.actor, codes, [code for one in found for code in one.asked])
    if not rows and not elsewhere:
        return None
    return Matches(queries.table_of(queries.Found(list(rows.values()))), key, elsewhere)
