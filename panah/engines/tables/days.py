"""Days as people of Central Asia write them in a table: day first, in figures or with the month as a word, in part or whole."""

import datetime
import re
from dataclasses import dataclass

from panah.engines.tables.shapes import CellFault

OLDEST_YEAR = 1900
LATEST_YEAR = 2100
SERIALS_OF_DAYS = range(10_000, 73_051)  # 1927 to 2099; shorter numbers are years
SERIAL_NOUGHT = datetime.date(1899, 12, 30)
DATE_SHAPES = (
    re.compile(r"(?P<year>\d{4})([-./](?P<month>\d{1,2})([-./](?P<day>\d{1,2}))?)?"),
    re.compile(r"(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>\d{4})"),
    re.compile(r"(?P<month>\d{1,2})[-./](?P<year>\d{4})"),
)
TIME_OF_DAY = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
_MONTHS = (
    ("янв", "қаң", "jan"), ("фев", "ақп", "feb"), ("мар", "нау", "mar"), ("апр", "сәу", "apr"), ("мая", "май", "мам", "may"),
    ("июн", "мау", "jun"), ("июл", "шіл", "jul"), ("авг", "там", "aug"), ("сен", "қыр", "sep"), ("окт", "қаз", "oct"),
    ("ноя", "қар", "nov"), ("дек", "жел", "dec"),
)  # fmt: skip
_SHORT_YEAR = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{2})")
_PARTS = re.compile(r"[^\W\d_]+|\d+")
_OF_YEAR = re.compile(r"\s*(г\.?\s?р\.?|года|год|г\.?|жылы|жылғы|жыл|ж\.?|y\.?)\s*$", re.IGNORECASE)
LONGEST_SPAN = datetime.timedelta(days=31)
_DASH = r"\s*(?:-|–|—|,|и|және)\s*"
_DAYS_OF_MONTH = re.compile(
    rf"(?P<first>\d{{1,2}}){_DASH}(?P<last>\d{{1,2}})(?P<rest>[./]\d{{1,2}}[./]\d{{2,4}}|\s*[^\W\d]+\s+\d{{4}})"
)
_DAYS_OF_MONTH_KK = re.compile(
    rf"(?P<year>\d{{4}})\s*(?:жылғы|жылы|жыл|ж\.?)?\s*(?P<first>\d{{1,2}}){_DASH}(?P<last>\d{{1,2}})\s*(?P<month>[^\W\d]+)"
)
_TWO_DAYS = re.compile(r"(?P<first>.*?\d.*?)\s*(?:–|—|\s-\s|(?<=\d)-(?=\d{1,2}\.))\s*(?P<last>.*\d{4})")


class Unclear(Exception):
    """The cell cannot be read; carries the code of the sentence and what the sentence needs."""

    def __init__(self, sentence: str, **values: str | int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day as far as it is known: a year, a month, or the day itself."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def exact(self) -> datetime.date | None:
        return datetime.date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def as_text(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def earliest(self) -> datetime.date:
        return datetime.date(self.year, self.month or 1, self.day or 1)


def date_of(text: str) -> PartialDate:
    """Day first where the year stands last, as Central Asia writes it; a lone five-digit number is a workbook's day."""
    text = TIME_OF_DAY.sub("", text.strip())
    if text.isdecimal() and len(text) == 5 and int(text) in SERIALS_OF_DAYS:
        day = SERIAL_NOUGHT + datetime.timedelta(days=int(text))
        return PartialDate(day.year, day.month, day.day)
    for shape in DATE_SHAPES:
        if match := shape.fullmatch(text):
            parts = {name: int(number) for name, number in match.groupdict().items() if number}
            return _checked_date(PartialDate(parts["year"], parts.get("month"), parts.get("day")))
    raise Unclear(CellFault.DATE_UNCLEAR)


def _checked_date(date: PartialDate) -> PartialDate:
    if not OLDEST_YEAR <= date.year <= LATEST_YEAR:
        raise Unclear(CellFault.DATE_OUT_OF_TIME, first=OLDEST_YEAR, last=LATEST_YEAR)
    try:
        _ = date.earliest
    except ValueError:
        raise Unclear(CellFault.DATE_DOES_NOT_EXIST) from None
    return date


def day_in(text: str, today: datetime.date) -> str:
    """A day as the standard writes it, from 31.05.2012, 31/05/12, 31 мая 2012 г., 2012 ж. 31 мамыр, 2012 г.р. Raises Unclear."""
    said = _OF_YEAR.sub("", text.strip()).strip()
    if short := _SHORT_YEAR.fullmatch(said):
        day, month, year = (int(part) for part in short.groups())
        century = 2000 if 2000 + year <= today.year else 1900
        return date_of(f"{day}.{month}.{century + year}").as_text
    if any(letter.isalpha() for letter in said):
        said = _with_month(said) or said
    return date_of(said).as_text


def _with_month(text: str) -> str:
    parts = _PARTS.findall(text.casefold())
    months = [
        place for part in parts if part.isalpha()
        for place, names in enumerate(_MONTHS, start=1) if part.startswith(names)
    ]  # fmt: skip
    years = [part for part in parts if part.isdecimal() and len(part) == 4]
    days = [part for part in parts if part.isdecimal() and len(part) < 3]
    if len(months) != 1 or len(years) != 1 or len(days) > 1:
        return ""
    return "-".join([years[0], f"{months[0]:02}", *(f"{int(day):02}" for day in days)])


def days_in(text: str, today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last of the days of something: 12-13.10.2023, 30.10–01.11.2023, 12-13 октября 2023 г., 2023 ж. 12-13
    қазан, or one day. Raises Unclear, also where they lie more than a month apart."""
    said = _OF_YEAR.sub("", TIME_OF_DAY.sub("", " ".join(text.split()))).strip()
    try:
        first = last = _whole_day(said, today)
    except Unclear as unclear:
        found = _span(said, today)
        if found is None:
            raise Unclear(CellFault.DAYS_UNCLEAR) from unclear
        first, last = found
    if not first <= last <= first + LONGEST_SPAN:
        raise Unclear(CellFault.DAYS_UNCLEAR)
    return first, last


def whole_day_in(text: str, today: datetime.date) -> datetime.date:
    """A day of which day, month and year are known. Raises Unclear."""
    return _whole_day(_OF_YEAR.sub("", text.strip()).strip(), today)


def _whole_day(text: str, today: datetime.date) -> datetime.date:
    found = date_of(day_in(text, today)).exact
    if found is None:
        raise Unclear(CellFault.DATE_WITHOUT_DAY)
    return found


def _span(text: str, today: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    """Two days that share what stands once: the month, the year."""
    if match := _DAYS_OF_MONTH.fullmatch(text):
        first, last, rest = match["first"], match["last"], match["rest"]
        return _both(f"{first}{rest}", f"{last}{rest}", today)
    if match := _DAYS_OF_MONTH_KK.fullmatch(text):
        year, month = match["year"], match["month"]
        return _both(f"{match['first']} {month} {year}", f"{match['last']} {month} {year}", today)
    if match := _TWO_DAYS.fullmatch(text):
        first, last = match["first"].strip(), match["last"].strip()
        year = re.search(r"\d{4}", last)
        whole = first if re.search(r"\d{4}", first) or year is None else f"{first.rstrip('.')}{_joint(first)}{year[0]}"
        return _both(whole, last, today)
    return None


def _joint(text: str) -> str:
    return " " if any(letter.isalpha() for letter in text) else "."


def _both(first: str, last: str, today: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    try:
        return _whole_day(first, today), _whole_day(last, today)
    except Unclear:
        return None
