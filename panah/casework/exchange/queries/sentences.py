"""Faults and notes in the reader's language. No sentence holds what stood in a cell."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from panah.casework.exchange.codes import RowFault, RowNote
from panah.engines.tables.shapes import Fault, Note, TableFault, TableNote
from panah.foundation.reference.codes import code_list

SENTENCES: Mapping[str, str | Promise] = {
    TableFault.FILE_EMPTY: _("The file is empty."),
    TableFault.FILE_TOO_LARGE: _("The file is too large. Size in MB: %(megabytes)s. Largest: %(limit)s."),
    TableFault.FILE_UNPACKS_TOO_LARGE: _(
        "The workbook is too large inside. Size in MB: %(megabytes)s. Largest: %(limit)s. "
        "Copy only the filled rows into a new workbook."
    ),
    TableFault.FILE_BROKEN: _("The workbook is damaged. Open it in a spreadsheet program and save it again as .xlsx."),
    TableFault.FILE_LOCKED_OR_OLD: _("The workbook has a password or an old format. Save it as .xlsx without one."),
    TableFault.FILE_OF_ANOTHER_KIND: _("This is not a table. Use a workbook (.xlsx) or a text file (.csv)."),
    TableFault.FILE_DECLARES_ENTITIES: _("The workbook holds instructions that Panah does not follow. Save it anew."),
    TableFault.LETTERS_UNREADABLE: _("The letters of this file cannot be read. Save it as CSV UTF-8 or as .xlsx."),
    TableFault.QUOTES_UNCLOSED: _("A quotation mark opens and does not close. Save the file anew from its program."),
    TableFault.TOO_MANY_ROWS: _("The file has too many rows. Most rows at once: %(limit)s. Divide it."),
    TableFault.TOO_MANY_COLUMNS: _("The file has too many columns. Most columns: %(limit)s."),
    TableFault.TOO_MANY_CELLS: _("The file has too many filled cells. Most cells at once: %(limit)s. Divide it."),
    TableFault.TOO_MUCH_TEXT: _("The file holds too much text. Divide it."),
    TableFault.CELL_TOO_LONG: _("This cell is too long. Shorten it."),
    TableFault.CELL_WITH_CONTROL_CHARACTER: _("This cell holds a sign that cannot be shown. Type the value anew."),
    TableFault.CELL_BESIDE_TABLE: _("This value stands beside the table. Give its column a heading or delete it."),
    TableFault.CELLS_MERGED: _("These cells are merged: %(cells)s. Divide them and fill each row."),
    TableFault.TOO_MANY_MERGED: _(
        "The sheet has too many merged cells. Most at once: %(limit)s. Choose the whole sheet and take the merging away."
    ),
    TableFault.FORMULA_WITHOUT_RESULT: _("This formula has no result. Type the value."),
    TableFault.CELL_HOLDS_ERROR: _("This cell holds an error of the spreadsheet program. Type the value."),
    TableFault.NO_ROWS: _("Below the headings there are no filled rows."),
    TableFault.MORE_FAULTS: _("Further faults, not listed here: %(count)s."),
    RowFault.NO_KNOWN_COLUMNS: _("No heading is known. The first row must hold codes or names of HTCDS 2.0 fields."),
    RowFault.COLUMN_TWICE: _("This field stands twice. The other column: %(other)s. Keep one."),
    RowFault.DATE_UNCLEAR: _("This is not a date. Write year-month-day, such as 2012-05-31, or only the year."),
    RowFault.DATE_OUT_OF_TIME: _("This year cannot be right. Years from %(first)s to %(last)s are read."),
    RowFault.DATE_DOES_NOT_EXIST: _("This day does not exist. Write year-month-day, such as 2012-05-31."),
    RowFault.BIRTH_IN_FUTURE: _("This birth date is in the future. Check the year."),
    RowFault.AGE_UNCLEAR: _("This is not an age. Write whole years, such as 12, or a band, such as 09--17."),
    RowFault.NUMBER_UNCLEAR: _("This is not a number."),
    RowFault.YES_NO_UNCLEAR: _("Write TRUE or FALSE."),
    RowFault.NOT_IN_LIST: _("This value is not in the list. Use one of: %(choices)s."),
    RowFault.COUNTRY_UNCLEAR: _("This is not a country. Use codes of two letters, such as KZ; several apart by ;"),
    RowFault.RECORD_ID_TWICE: _("This id stands twice. The other row: %(other)s. Give each record its own."),
    RowFault.RECORD_ID_TOO_LONG: _("This id is too long. Most signs: %(limit)s."),
    RowFault.LIST_TOO_LONG: _("The list has too many rows: %(count)s. Most rows at once: %(limit)s. Divide it."),
    RowFault.LIST_TOO_WIDE: _("The list has too many columns: %(count)s. Most columns: %(limit)s."),
    RowFault.LIST_TOO_LARGE: _("The file is larger than %(limit)s MB. Copy only the filled rows into a new workbook."),
    RowFault.NO_COLUMN_READ: _("No column says anything of a person. Say at least which one holds the name."),
    RowFault.NAME_IN_TWO_WAYS: _("The name stands here in full and elsewhere in parts. Keep one of the two unread."),
    RowFault.MEANING_TWICE: _("Two columns mean the same. The other column: %(other)s. Keep one of the two unread."),
    TableNote.EMPTY_ROWS_LEFT_OUT: _("Empty rows left out: %(count)s."),
    TableNote.OTHER_SHEETS_LEFT_OUT: _("Only the first filled sheet was read. Other filled sheets: %(count)s."),
    TableNote.FORMULA_RESULTS_READ: _("Cells with a formula, read by their last result: %(count)s."),
    TableNote.READ_AS_WINDOWS_1251: _("The letters were read as Windows-1251. Check a few names before you go on."),
    RowNote.COLUMNS_KEPT_UNREAD: _("Columns that are not in HTCDS 2.0, kept as they are: %(columns)s."),
    RowNote.ROWS_WITHOUT_VALUES_LEFT_OUT: _("Rows without a value in any known column, left out: %(count)s."),
    RowNote.SECTIONS_LEFT_OUT: _("Rows that are titles, sums or numbers of columns, left out: %(count)s."),
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
    text = str(SENTENCES[found.sentence]) % dict(found.values)
    if not isinstance(found, Fault):
        return text
    field = str(found.values.get("field", ""))
    places = []
    if found.row:
        places.append(gettext("Row: %(row)s.") % {"row": found.row})
    if found.column:
        label = code_list("htcds_fields").label(field, language) if field else ""
        if target := str(found.values.get("target", "")):
            label = code_list("list_columns").label(target, language)
        column = ", ".join(part for part in (found.column, label) if part)
        places.append(gettext("Column: %(column)s.") % {"column": column})
    if found.values.get("suggestion"):
        text = f"{text} {str(SUGGESTION) % dict(found.values)}"
    return " ".join([*places, text])
