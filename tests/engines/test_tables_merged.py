"""Merged cells: a small file can name a million of them."""

import pytest

from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import MAX_MERGED, Fault, TableFault
from tests.engines.test_tables_workbooks import SHEET, two_rows, with_part, workbook


@pytest.mark.parametrize("keeps_merged", [False, True])
def test_a_sheet_of_very_many_merged_cells_is_refused_while_it_is_walked(keeps_merged: bool) -> None:
    many = '<mergeCell ref="Z900000"/>' * (MAX_MERGED + 1)
    content = with_part(workbook(two_rows), SHEET, lambda text: text.replace("</sheetData>", f"</sheetData>{many}"))
    found = read_table(content, "rows.xlsx", keeps_merged=keeps_merged)
    assert found == [Fault(TableFault.TOO_MANY_MERGED, values={"limit": MAX_MERGED})]
