"""From plain blocks to a PDF: the press of this server, and the words that stand around every letter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from panah.engines.letters import model
from panah.engines.letters.press import Press
from panah.foundation.security import clock
from panah.web.papers.sheet import Sheet
from panah.web.papers.words import LANGUAGE_NAMES, Words

FORBID = "sandbox; default-src 'none'"


@cache
def press() -> Press:
    """Its font is read once for the life of the process."""
    fonts = Path(fontpkg_noto_sans.__path__[0]) / "files"
    return Press(fonts, next(fonts.glob("NotoSans[[]*.ttf")))


@dataclass(frozen=True)
class Around:
    """Who writes to whom, under which number. ``address`` is where a stranger may check it; empty for what a family holds."""

    number: str = ""
    code: str = ""
    address: str = ""
    made_at: datetime | None = None
    sender: Sequence[str] = ()
    recipient: Sequence[str] = ()


def letter_of(sheet: Sheet, words: Words, around: Around) -> model.Letter:
    """A4."""
    blocks, slip = drawn(sheet.blocks), sheet.slip
    to_letter = [{"kind": "facts", "pairs": [[words["to_letter"], around.number]]}] if slip and around.number else []
    check = model.Check(around.address, words["check"], around.code) if around.address else None
    return model.Letter(
        language=_spoken(words), title=sheet.title, blocks=blocks, frame=frame_of(words), number=around.number,
        day=f"{localtime(around.made_at):%d.%m.%Y}" if around.made_at else "", sender=around.sender,
        recipient=around.recipient, remark="" if words.is_reviewed else words["machine_made"], check=check,
        slip=model.Slip(slip.title, drawn([*to_letter, *slip.blocks])) if slip else None,
    )  # fmt: skip


def about_nobody(sheet: Sheet, words: Words) -> bytes:
    """An empty form or the rules of a house as PDF: no number, no word that it is confidential, and no copy is kept."""
    paper = letter_of(sheet, words, Around())
    return press().pdf(replace(paper, frame=replace(paper.frame, confidential="")), clock.now())


def card_of(sheet: Sheet, words: Words) -> model.Card:
    """A7: lines alone; nothing says what it is about."""
    return model.Card(
        words.language, words["card"], [one for one in drawn(sheet.blocks) if isinstance(one, model.Text)]
    )


def _spoken(words: Words) -> str:
    """What a reader of the screen is told; a language that has no words of ours is written in Kazakh ones."""
    return words.language if words.language in LANGUAGE_NAMES else "kk"


def frame_of(words: Words) -> model.Frame:
    return model.Frame(
        number=words["number"], day=words["day"], sender=words["sender"], recipient=words["recipient"],
        page=words["page"], confidential=words["confidential"], unprintable=words["unprintable"],
    )  # fmt: skip


def drawn(blocks: Sequence[dict[str, Any]]) -> list[model.Block]:
    """Blocks as the engine knows them; facts that follow each other are one list."""
    made: list[model.Block] = []
    for block in blocks:
        one = _KINDS[block["kind"]](block)
        if isinstance(one, model.Facts) and made and isinstance(made[-1], model.Facts):
            made[-1] = model.Facts([*made[-1].rows, *one.rows])
        else:
            made.append(one)
    return made


def _table(block: dict[str, Any]) -> model.Table:
    rows = [[str(cell) for _, cell in line] for line in block["lines"]]
    return model.Table(block["columns"], rows, block.get("numbers", ()))


def _svg(name: str) -> str:
    return render_to_string("papers/picture.html", {"name": name})


_KINDS: dict[str, Any] = {
    "heading": lambda block: model.Heading(block["text"]),
    "text": lambda block: model.Text(block["text"]),
    "strong": lambda block: model.Text(block["text"], is_strong=True),
    "facts": lambda block: model.Facts([(term, value) for term, value in block["pairs"]]),
    "table": _table,
    "items": lambda block: model.Items(block["lines"]),
    "boxes": lambda block: model.Boxes(block["lines"], block.get("gaps", ())),
    "faces": lambda block: model.Faces([(model.Face(face), words) for face, words in block["lines"]]),
    "grid": lambda block: model.Grid(block["columns"], block["lines"]),
    "pictured": lambda block: model.Pictures([model.Pictured(_svg(name), words) for name, words in block["lines"]]),
    "picture": lambda block: model.Check(block["address"], block["text"], block["address"]),
    "gaps": lambda block: model.Gaps(block["lines"]),
    "signs": lambda block: model.Signs(block["lines"]),
}


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    """A download under a name that says nothing; no page of ours shows it, and no cache keeps it."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Content-Security-Policy"] = FORBID
    answer.headers["Cache-Control"] = "no-store"
    return answer
