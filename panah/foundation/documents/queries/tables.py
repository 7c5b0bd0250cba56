"""Faults and notes of a table that came, in the reader's language. No sentence holds what stood in a cell."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from panah.engines.tables.shapes import CellFault, Fault, Note, TableFault, TableNote

TABLE_SENTENCES: Mapping[str, str | Promise] = {
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
    CellFault.DATE_UNCLEAR: _("This is not a date. Write year-month-day, such as 2012-05-31, or only the year."),
    CellFault.DATE_OUT_OF_TIME: _("This year cannot be right. Years from %(first)s to %(last)s are read."),
    CellFault.DATE_DOES_NOT_EXIST: _("This day does not exist. Write year-month-day, such as 2012-05-31."),
    CellFault.DATE_WITHOUT_DAY: _("The whole day is needed here. Write day, month and year, such as 31.05.2024."),
    CellFault.DAYS_UNCLEAR: _(
        "These days cannot be read. Write the first and the last, such as 30.05.2024–31.05.2024."
    ),
    CellFault.NUMBER_UNCLEAR: _("This is not a number."),
    CellFault.NOT_IN_LIST: _("This value is not in the list. Use one of: %(choices)s."),
    CellFault.VALUE_MISSING: _("This cell is empty. The list cannot be read without it."),
    CellFault.COLUMN_MISSING: _("No heading is known for: %(heading)s. Write it over its column."),
    TableFault.LIST_TOO_LONG: _("The list has too many rows: %(count)s. Most rows at once: %(limit)s. Divide it."),
    TableFault.LIST_TOO_WIDE: _("The list has too many columns: %(count)s. Most columns: %(limit)s."),
    TableFault.LIST_TOO_LARGE: _(
        "The file is larger than %(limit)s MB. Copy only the filled rows into a new workbook."
    ),
    TableNote.EMPTY_ROWS_LEFT_OUT: _("Empty rows left out: %(count)s."),
    TableNote.OTHER_SHEETS_LEFT_OUT: _("Only the first filled sheet was read. Other filled sheets: %(count)s."),
    TableNote.FORMULA_RESULTS_READ: _("Cells with a formula, read by their last result: %(count)s."),
    TableNote.READ_AS_WINDOWS_1251: _("The letters were read as Windows-1251. Check a few names before you go on."),
    TableNote.SECTIONS_LEFT_OUT: _("Rows that are titles, sums or numbers of columns, left out: %(count)s."),
}


def sentence_with_place(found: Fault | Note, sentences: Mapping[str, str | Promise], heading: str = "") -> str:
    """Where and what: ``Row: 14. Column: H, Gender. This value is not in the list.`` ``heading`` names the column in words."""
    text = str(sentences[found.sentence]) % dict(found.values)
    if not isinstance(found, Fault):
        return text
    places = []
    if found.row:
        places.append(gettext("Row: %(row)s.") % {"row": found.row})
    if found.column:
        column = ", ".join(part for part in (found.column, heading) if part)
        places.append(gettext("Column: %(column)s.") % {"column": column})
    return " ".join([*places, text])
