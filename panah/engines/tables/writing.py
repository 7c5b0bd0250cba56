"""A table as delimited text that any spreadsheet program opens and that ``read_table`` reads back value for value."""

import codecs
import csv
import io
from collections.abc import Iterable, Sequence

from panah.engines.tables.formulas import defused


def delimited(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with commas. A byte order mark stands before it only where letters beyond ASCII need one."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([defused(name) for name in header])
    writer.writerows([defused(cell) for cell in row] for row in rows)
    text = target.getvalue()
    return text.encode() if text.isascii() else codecs.BOM_UTF8 + text.encode()
