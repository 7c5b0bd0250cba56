"""What a number in a workbook means: a workbook knows no dates, only numbers that are shown as dates."""

import datetime
import math
import re
from dataclasses import dataclass, field

from panah.engines.tables.markup import local_name, walk

BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(50, 59)})
NOT_LETTERS_OF_A_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
LETTERS_OF_A_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
DAY_NOUGHT = datetime.datetime(1899, 12, 30, tzinfo=datetime.UTC)  # a workbook knows no time zone; never shown
EPOCH_1904 = 1462
FIRST_TRUE_DAY = 61  # 1 March 1900; workbooks believe in a 29 February 1900 before it
DAYS_UNTIL_YEAR_10000 = 2_958_466


def unescaped(text: str) -> str:
    """``_x000D_`` is how a workbook writes a carriage return. A lone half of a letter pair stays as it stands."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda match: match[0] if 0xD800 <= int(match[1], 16) < 0xE000 else chr(int(match[1], 16)), text)


def is_date_format(code: str) -> bool:
    return bool(LETTERS_OF_A_DATE.search(NOT_LETTERS_OF_A_FORMAT.sub("", code.replace("General", ""))))


@dataclass
class Formats:
    """Which cell styles show a number as a date, and from which year the workbook counts."""

    dates: set[str] = field(default_factory=set)
    counts_from_1904: bool = False
    _codes: dict[str, str] = field(default_factory=dict)
    _is_inside_styles: bool = False
    _count: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local_name(name)
        if tag == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._is_inside_styles = True
        elif tag == "xf" and self._is_inside_styles:
            number = attributes.get("numFmtId", "0")
            is_built_in = number.isdecimal() and number not in self._codes and int(number[:9]) in BUILT_IN_DATES
            if is_built_in or is_date_format(self._codes.get(number, "")):
                self.dates.add(str(self._count))
            self._count += 1

    def end(self, name: str) -> None:
        if local_name(name) == "cellXfs":
            self._is_inside_styles = False


def read_formats(styles: bytes, counts_from_1904: bool) -> Formats:
    formats = Formats(counts_from_1904=counts_from_1904)
    if styles:
        walk(styles, start=formats.start, end=formats.end)
    return formats


def date_as_text(serial: float, counts_from_1904: bool) -> str | None:
    """The day, and the time where there is one; nothing where no such day exists."""
    serial += EPOCH_1904 if counts_from_1904 else 0
    if not 0 <= serial < DAYS_UNTIL_YEAR_10000:
        return None
    if 1 <= serial < FIRST_TRUE_DAY:
        return None
    moment = DAY_NOUGHT + datetime.timedelta(seconds=round(serial * 86_400))
    if serial < 1:
        return moment.time().isoformat()
    return (
        moment.date().isoformat()
        if moment.time() == datetime.time()
        else moment.replace(tzinfo=None).isoformat(sep=" ")
    )


def number_as_text(value: str, formats: Formats, style: str) -> str:
    """What a person would have typed to get this value; a whole number carries no decimal point."""
    try:
        number = float(value)
    except ValueError:
        return value
    if not math.isfinite(number):
        return value
    date = date_as_text(number, formats.counts_from_1904) if style in formats.dates else None
    if date:
        return date
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
