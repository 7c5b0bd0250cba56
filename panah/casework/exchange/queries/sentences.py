"""Faults and notes in the reader's language. No sentence holds what stood in a cell."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.casework.exchange.codes import RowFault, RowNote
from panah.engines.tables.shapes import Fault, Note
from panah.foundation.documents.queries import TABLE_SENTENCES, sentence_with_place
from panah.foundation.reference.codes import code_list

SENTENCES: Mapping[str, str | Promise] = {
    **TABLE_SENTENCES,
    RowFault.NO_KNOWN_COLUMNS: _("No heading is known. The first row must hold codes or names of HTCDS 2.0 fields."),
    RowFault.COLUMN_TWICE: _("This field stands twice. The other column: %(other)s. Keep one."),
    RowFault.BIRTH_IN_FUTURE: _("This birth date is in the future. Check the year."),
    RowFault.AGE_UNCLEAR: _("This is not an age. Write whole years, such as 12, or a band, such as 09--17."),
    RowFault.YES_NO_UNCLEAR: _("Write TRUE or FALSE."),
    RowFault.COUNTRY_UNCLEAR: _("This is not a country. Use codes of two letters, such as KZ; several apart by ;"),
    RowFault.RECORD_ID_TWICE: _("This id stands twice. The other row: %(other)s. Give each record its own."),
    RowFault.RECORD_ID_TOO_LONG: _("This id is too long. Most signs: %(limit)s."),
    RowFault.NO_COLUMN_READ: _("No column says anything of a person. Say at least which one holds the name."),
    RowFault.NAME_IN_TWO_WAYS: _("The name stands here in full and elsewhere in parts. Keep one of the two unread."),
    RowFault.MEANING_TWICE: _("Two columns mean the same. The other column: %(other)s. Keep one of the two unread."),
    RowNote.COLUMNS_KEPT_UNREAD: _("Columns that are not in HTCDS 2.0, kept as they are: %(columns)s."),
    RowNote.ROWS_WITHOUT_VALUES_LEFT_OUT: _("Rows without a value in any known column, left out: %(count)s."),
    RowNote.ROWS_TWICE_READ_ONCE: _("Rows that stand twice, word for word, read once: %(count)s."),
    RowNote.LED_ELSEWHERE: _("Rows of records that another organisation leads now, left as they stand: %(count)s."),
    RowNote.NAMES_OF_MANY: _(
        "Rows with a name that very many people here have, not compared with all of them: %(count)s."
    ),
    RowNote.NOT_A_VICTIM_WITHOUT_BODY: _(
        "Rows that say “not a victim” without a decision of a state body, read as not decided: %(count)s."
    ),
}
SUGGESTION = _("Did you mean: %(suggestion)s?")


def sentence_of(found: Fault | Note, language: str | None = None) -> str:
    """Where and what: ``Row: 14. Column: H, Gender. This value is not in the list. Use one of: …``"""
    field = str(found.values.get("field", ""))
    heading = code_list("htcds_fields").label(field, language) if field else ""
    if target := str(found.values.get("target", "")):
        heading = code_list("list_columns").label(target, language)
    text = sentence_with_place(found, SENTENCES, heading)
    if isinstance(found, Fault) and found.values.get("suggestion"):
        return f"{text} {str(SUGGESTION) % dict(found.values)}"
    return text
