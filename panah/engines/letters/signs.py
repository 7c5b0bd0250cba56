"""Which signs the font can print; a mark stands for each of the others, so that nothing is left out without a word."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

LOST = "[?]"
LONGEST_WORD = 60
_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
_MAY_BREAK = "\u200b"
_BREAKS = dict.fromkeys(map(ord, "\r\v\f\x85\u2028\u2029"), "\n")


@cache
def covered(font: Path) -> frozenset[str]:
    """Every sign that the font draws."""
    with TTFont(font, lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


def printable(text: str, known: frozenset[str]) -> tuple[str, bool]:
    """The text as it can be printed, and whether every sign of it can.

    Letters are composed, lines broken one way, signs that turn or hide text taken out, and a word that is longer than a
    line may break.
    """
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_BREAKS).replace("\t", " "))
    shown = "".join(_shown(sign, known) for sign in plain)
    return _LONG.sub(lambda found: found[0] + _MAY_BREAK, shown), not _is_lost(plain, known)


def _shown(sign: str, known: frozenset[str]) -> str:
    if sign == "\n" or (sign in known and not _is_hidden(sign)):
        return sign
    if _is_hidden(sign):
        return ""
    return " " if unicodedata.category(sign) == "Zs" else LOST


def _is_hidden(sign: str) -> bool:
    """Controls, marks that turn the direction, and selectors that only vary the sign before."""
    return unicodedata.category(sign) in ("Cc", "Cf") or 0xFE00 <= ord(sign) <= 0xFE0F


def _is_lost(text: str, known: frozenset[str]) -> bool:
    return any(
        sign not in known and sign != "\n" and not _is_hidden(sign) and unicodedata.category(sign) != "Zs"
        for sign in text
    )
