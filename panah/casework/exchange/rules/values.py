"""What one cell means. A value is read, or it is a fault that says what to write instead, never what stood there."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from panah.casework.exchange.codes import RowFault
from panah.casework.exchange.rules.fields import FieldDefinition, Kind, normalised
from panah.engines.tables.days import PartialDate, Unclear, date_of
from panah.engines.tables.shapes import CellFault

OLDEST_AGE = 120
MISSING = frozenset({"-99", "n/a", "na", "null", "-", "—"})
YES = frozenset({"true", "1", "yes", "y", "x", "да", "иә", "ия", "✓", "✔"})
NO = frozenset({"false", "0", "no", "n", "нет", "жоқ"})
UNKNOWN_COUNTRY = "00"


@dataclass(frozen=True, slots=True)
class AgeRange:
    """Whole years, both ends included; an open end is None."""

    low: int
    high: int | None

    @property
    def exact(self) -> int | None:
        return self.low if self.low == self.high else None


Value = str | tuple[str, ...] | PartialDate | AgeRange | bool | float

AGE_BAND = re.compile(r"(\d{1,3})\s*(?:--|-|–|—)\s*(\d{1,3})")
OPEN_AGE_BAND = re.compile(r"(\d{1,3})\s*\+")
INDUSTRY_CLASS = re.compile(r"[A-U]_?\d{2,4}")  # a division, group or class of ISIC rev. 4
SEPARATORS = (";", "|", "\n", ",", None)


def age_of(text: str) -> AgeRange:
    """A number of years, or a band as CTDC writes it: ``09--17``, ``48+``."""
    text = text.strip()
    if match := AGE_BAND.fullmatch(text):
        low, high = int(match[1]), int(match[2])
        if low <= high <= OLDEST_AGE:
            return AgeRange(low, high)
    elif match := OPEN_AGE_BAND.fullmatch(text):
        if int(match[1]) <= OLDEST_AGE:
            return AgeRange(int(match[1]), None)
    elif re.fullmatch(r"\d{1,3}", text) and int(text) <= OLDEST_AGE:
        return AgeRange(int(text), int(text))
    raise Unclear(RowFault.AGE_UNCLEAR, oldest=OLDEST_AGE)


def number_of(text: str) -> float:
    try:
        number = float(text.strip().replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace(",", "."))
    except ValueError:
        raise Unclear(CellFault.NUMBER_UNCLEAR) from None
    if not abs(number) < 1e15:
        raise Unclear(CellFault.NUMBER_UNCLEAR)
    return number


def yes_or_no(text: str) -> bool:
    answer = text.strip().casefold()
    if answer not in YES | NO:
        raise Unclear(RowFault.YES_NO_UNCLEAR)
    return answer in YES


def _choice(text: str, field: FieldDefinition) -> str | None:
    """The value by its code or its label in any language; one part of the kit writes the field's name before it."""
    key = normalised(text)
    prefix = normalised(field.code.partition("_")[2])
    if found := field.spellings.get(key) or field.spellings.get(key.removeprefix(prefix)):
        return found
    if field.code == "vic_ForcedLabourIndustry" and INDUSTRY_CLASS.match(text.strip()):
        return text.strip()
    return None


def _not_in_list(text: str, field: FieldDefinition) -> Unclear:
    close = difflib.get_close_matches(normalised(text), field.spellings, n=1, cutoff=0.75)
    suggestion = field.spellings[close[0]] if close else ""
    return Unclear(CellFault.NOT_IN_LIST, choices=", ".join(field.choices), suggestion=suggestion)


def one_of(text: str, field: FieldDefinition) -> str:
    found = _choice(text, field)
    if found is None:
        raise _not_in_list(text, field)
    return found


def several_of(text: str, field: FieldDefinition) -> tuple[str, ...]:
    """Values apart by ``;`` as the workbook has it, by a space as field forms have it, or by what else people use."""
    whole = _choice(text, field)
    if whole is not None:
        return (whole,)
    for separator in SEPARATORS:
        pieces = [piece.strip() for piece in text.split(separator) if piece.strip()]
        found = [_choice(piece, field) for piece in pieces]
        if len(pieces) > 1 and None not in found:
            return tuple(dict.fromkeys(piece for piece in found if piece))
        if separator == ";" and len(pieces) > 1:
            raise _not_in_list(pieces[found.index(None)], field)
    raise _not_in_list(text, field)


def countries_of(text: str, countries: Mapping[str, str]) -> tuple[str, ...]:
    """Two-letter codes. ``countries`` leads from normalised codes and names to them."""

    def found(pieces: Iterable[str]) -> tuple[str, ...] | None:
        codes = [countries.get(normalised(piece)) for piece in pieces if piece.strip()]
        return tuple(dict.fromkeys(code for code in codes if code)) if codes and None not in codes else None

    if text.strip() == UNKNOWN_COUNTRY:
        return ()
    for pieces in ([text], text.split(";"), text.split(","), text.split()):
        codes = found(pieces)
        if codes:
            return codes
    raise Unclear(RowFault.COUNTRY_UNCLEAR)


def value_of(text: str, field: FieldDefinition, countries: Mapping[str, str]) -> Value | None:
    """The meaning of a cell, nothing for an empty one. Raises Unclear."""
    if not text.strip():
        return None
    if field.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return text
    if text.strip().casefold() in MISSING:
        return None
    if field.kind is Kind.ONE:
        return one_of(text, field)
    if field.kind is Kind.SEVERAL:
        return several_of(text, field)
    if field.kind is Kind.DATE:
        return date_of(text)
    if field.kind is Kind.AGE:
        return age_of(text)
    if field.kind is Kind.YES_NO:
        return yes_or_no(text)
    if field.kind is Kind.COUNTRIES:
        return countries_of(text, countries)
    return number_of(text)
