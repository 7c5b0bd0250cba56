"""A press with the font of the papers, and what can be read in a PDF again."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import fontpkg_noto_sans
from pypdf import PdfReader

from panah.engines.letters.model import Frame
from panah.engines.letters.press import Press

TAKEN = "\0"
MOMENT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
FRAME = Frame("№", "Күні", "Кімнен", "Кімге", "Бет", "Құпия, тек алушыға арналған", "[?]: бұл таңба басылмайды")


@cache
def press() -> Press:
    fonts = Path(fontpkg_noto_sans.__path__[0]) / "files"
    return Press(fonts, next(fonts.glob("NotoSans[[]*.ttf")))


def words_in(pdf: bytes) -> str:
    """The text of all pages; lines and the places where a long word may break are one blank, or none."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.replace("\u200b", "").split())


def squeezed(text: str) -> str:
    """Without blanks: how a line was broken says nothing."""
    return "".join(text.replace("\u200b", "").split())


def beyond(said: str, *, once: Iterable[str], any_times: Iterable[str]) -> str:
    """What stands in a text beside these parts: nothing, where a paper holds what it may and no more.

    A part of ``once`` is taken out a single time, so that a value which is drawn twice is left over.
    """
    parts = [(squeezed(part), 1) for part in once] + [(squeezed(part), -1) for part in any_times]
    left = squeezed(said)
    for part, times in sorted(parts, key=lambda pair: (-len(pair[0]), -pair[1])):
        left = left.replace(part, TAKEN, times) if part else left
    return left.replace(TAKEN, "").replace(":", "")
