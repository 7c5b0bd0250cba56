"""The press: a document as typst data, its template, and the bytes that come out."""

import dataclasses
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, cast

import segno
import typst

from panah.engines.letters.model import Card, Check, Diplomas, Document, Letter, Poster
from panah.engines.letters.signs import covered, printable

TEMPLATES = Path(__file__).parent / "templates"
ACCESSIBLE = "ua-1"
DRAWN_BY = {Card: "card.typ", Diplomas: "diplomas.typ", Poster: "poster.typ", Letter: "letter.typ"}
PICTURE = "picture"  # drawn by us: no text to be fitted


class CannotPrint(Exception):
    """The press refused; the words on the paper are in no message of it."""


class Press:
    """One font family in memory and templates that are parsed once. Several threads take turns."""

    def __init__(self, fonts: Path, regular: Path) -> None:
        """``fonts`` is a folder, ``regular`` the file in it whose signs decide what can be printed."""
        self._known = covered(regular)
        self._lock = Lock()
        paths = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
        self._compiler = typst.Compiler(None, root=str(TEMPLATES), font_paths=paths, ignore_system_fonts=True)

    def pdf(self, document: Document, moment: datetime) -> bytes:
        """An accessible PDF (PDF/UA-1); the same document at the same moment gives the same bytes."""
        made = self._made(document, moment, format="pdf", pdf_standards=ACCESSIBLE)
        return made[0]

    def pictures(self, document: Document, moment: datetime, *, dots_per_inch: int = 96) -> list[bytes]:
        """Its pages as PNG, to look at."""
        return self._made(document, moment, format="png", ppi=float(dots_per_inch))

    def _made(self, document: Document, moment: datetime, **how: Any) -> list[bytes]:
        template = TEMPLATES / next(name for kind, name in DRAWN_BY.items() if isinstance(document, kind))
        inputs = {"data": json.dumps(data_of(document, self._known), ensure_ascii=False)}
        try:
            with self._lock:
                made = self._compiler.compile(
                    str(template), sys_inputs=inputs, timestamp=int(moment.timestamp()), **how
                )
        except (RuntimeError, ValueError, OSError) as error:
            raise CannotPrint(type(error).__name__) from None  # typst's own message may quote the text
        return made if isinstance(made, list) else [cast(bytes, made)]


def data_of(document: Document, known: frozenset[str]) -> dict[str, Any]:
    """What the template reads: texts as they can be printed, and whether one of them lost a sign."""
    raw = _plain(document)
    lost: list[bool] = []
    data = cast(dict[str, Any], _fitted(raw, known, lost))
    data["title"] = data["title"].strip() or "—"  # a paper without title is refused by the standard
    if isinstance(document, Letter):
        data["has_lost"] = any(lost)
    return data


def _plain(value: Any) -> Any:
    """Dataclasses as tables that name their kind."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
        if isinstance(value, Check):
            fields[PICTURE] = segno.make_qr(value.address, error="m").svg_inline(border=0, omitsize=True)
        return {"kind": type(value).__name__.lower(), **fields}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one) for one in value]
    return value


def _fitted(value: Any, known: frozenset[str], lost: list[bool]) -> Any:
    if isinstance(value, str):
        text, is_whole = printable(value, known)
        lost.append(not is_whole)
        return text
    if isinstance(value, dict):
        return {name: one if name == PICTURE else _fitted(one, known, lost) for name, one in value.items()}
    return [_fitted(one, known, lost) for one in value] if isinstance(value, list) else value
