"""Files for the tests of this room, and the public ones that lie beside the repository."""

import csv
import io
import os
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from panah.casework.exchange.queries import htcds_standard
from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import Table

ROOT = Path(__file__).resolve().parents[4]
# As they stand in the official workbook: hidden codes above the labels that people see.
MAILING = {
    "prs_MailingCity": "Mailing Street",
    "prs_MailingCountry": "Mailing City",
    "prs_MailingState": "Mailing State/Province",
    "prs_MailingStreet": "Mailing Zip/Postal Code",
    "prs_MailingPostalCode": "Mailing Country",
}


def shared(path: str) -> Path:
    """A public file that is never committed; the test that needs it skips where it is absent."""
    folder = Path(os.environ.get("PANAH_SHARED", ROOT.parent / "shared" / "data"))
    if not (folder / path).exists():
        pytest.skip(f"needs {path}, which is no part of the repository; set PANAH_SHARED to the folder that holds it")
    return folder / path


def table_of(rows: Sequence[Sequence[str]]) -> Table:
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    table = read_table(target.getvalue().encode(), "rows.csv")
    assert isinstance(table, Table), table
    return table


def csv_of(*rows: Mapping[str, str]) -> bytes:
    target = io.StringIO()
    writer = csv.DictWriter(target, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode()


def official_workbook(*rows: Mapping[str, str], further: Sequence[str] = ()) -> bytes:
    """The official workbook filled by label, with its faults: written here, since the kit itself is not committed."""
    standard = htcds_standard()
    codes = ["" if code == "cas_ReasonForOutgoingReferral" else code for code in standard.core]
    codes = [code.replace("TraffickingStatusDec", "TraffickinStatusDec") for code in codes]
    labels = [MAILING.get(code, standard.fields[code].labels[-1]) for code in standard.core]
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    sheet.write_row(0, 1, [*codes, *("" for _ in further)])
    sheet.write_row(1, 1, [*labels, *further])
    sheet.set_row(0, None, None, {"hidden": True})
    for number in range(1, 30):
        sheet.write_number(number + 1, 0, number)
    places = {label: column for column, label in enumerate([*labels, *further], start=1)}
    for number, row in enumerate(rows, start=2):
        for label, value in row.items():
            sheet.write_string(number, places[label], value)
    book.close()
    return target.getvalue()


def with_part(content: bytes, name: str, old: str, new: str) -> bytes:
    """The same workbook with one text of one part replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(target, "w") as changed:
        for member in archive.namelist():
            part = archive.read(member).decode()
            changed.writestr(member, part.replace(old, new) if member == name else part)
    return target.getvalue()
