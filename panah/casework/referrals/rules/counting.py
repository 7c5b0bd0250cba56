"""What of a count may be said to those who coordinate: the disclosure rule for totals, and the number of a row."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LEAST = 5  # counts of one to four are said as "<5"
NUMBER_DIGITS = 8


class Hidden(StrEnum):
    FEW = "<5"
    NOT_SAID = "…"  # a total out of which a count of few could be reckoned


Said = int | Hidden


@dataclass(frozen=True)
class Published:
    """A table of counts with its margins. What is hidden may be anything from one to four, whoever subtracts what."""

    cells: Mapping[tuple[str, str], Said]
    rows: Mapping[str, Said]
    columns: Mapping[str, Said]


def published(counts: Mapping[tuple[str, str], int]) -> Published:
    """``counts`` by (row, column). A margin over a hidden cell is not said, so that nothing can be subtracted from it."""
    cells = {key: said(count) for key, count in counts.items()}
    return Published(cells, _margin(cells, counts, 0), _margin(cells, counts, 1))


def _margin(cells: Mapping[tuple[str, str], Said], counts: Mapping[tuple[str, str], int], side: int) -> dict[str, Said]:
    lines: dict[str, list[tuple[str, str]]] = {}
    for key in counts:
        lines.setdefault(key[side], []).append(key)
    return {name: _total([cells[key] for key in keys], [counts[key] for key in keys]) for name, keys in lines.items()}


def _total(cells: list[Said], counts: list[int]) -> Said:
    """Where one cell alone makes the total, the total says no more than that cell."""
    if not any(isinstance(cell, Hidden) for cell in cells):
        return sum(counts)
    return Hidden.FEW if sum(1 for count in counts if count) == 1 else Hidden.NOT_SAID


def said(count: int) -> Said:
    return Hidden.FEW if 0 < count < LEAST else count


def share_said(part: int, whole: int) -> int | None:
    """A percentage; of fewer than five none."""
    return round(100 * part / whole) if whole >= LEAST else None


def middle_said(histogram: Mapping[int, int]) -> int | None:
    """The median of values that were counted by value; of fewer than five none."""
    total, seen = sum(histogram.values()), 0
    if total < LEAST:
        return None
    for value in sorted(histogram):
        seen += histogram[value]
        if 2 * seen >= total:
            return value
    return None


def row_number(key: bytes, leg: str) -> str:
    """Eight digits by which a coordinator and both sides speak of one request.

    Reckoned and stored nowhere: it opens nothing, and nobody without the key gets from it to the code, or back.
    """
    digest = hmac.digest(key, f"row:{leg}".encode(), hashlib.sha256)
    return f"{int.from_bytes(digest[:8]) % 10**NUMBER_DIGITS:0{NUMBER_DIGITS}d}"
