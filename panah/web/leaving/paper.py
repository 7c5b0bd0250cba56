"""The hand-over sheet on paper: the same lines as on the page, as plain blocks for the press. By code, without a name."""

from collections.abc import Sequence

from panah.casework.cases.models import Case
from panah.foundation.security import clock
from panah.web.components.grown_words import standing_of
from panah.web.components.values import Chip, Fact, Link
from panah.web.leaving.knowing import Dated, Sheet, Someone
from panah.web.papers.press import Around, letter_of, press
from panah.web.papers.sheet import Sheet as Blocks
from panah.web.papers.words import WHOLE, Words

KIND = "hand_over"


def pdf_of(case: Case, sheet: Sheet, language: str) -> bytes:
    """In the language of whoever reads it."""
    words = Words(KIND, language if language in WHOLE else WHOLE[0], standing_of(case.child))
    paper = letter_of(blocks_of(case, sheet, words), words, Around(code=case.code, made_at=clock.now()))
    return press().pdf(paper, clock.now())


def blocks_of(case: Case, sheet: Sheet, words: Words) -> Blocks:
    made = Blocks(f"{words['title']} · {case.code}")
    made.heading(words["safety"]).facts(_pairs(sheet.safety))
    made.heading(words["where"]).facts(_pairs(sheet.where))
    _listed(made, words, "dates", [_dated(one) for one in sheet.dates])
    _listed(made, words, "people", [_someone(one) for one in sheet.people])
    _listed(made, words, "helpers", [_someone(one) for one in sheet.helpers])
    _listed(made, words, "asked", [_someone(one) for one in sheet.asked])
    _listed(made, words, "promised", [_dated(one) for one in sheet.promised])
    _listed(made, words, "told", [*sheet.told.lines, sheet.told.interview_words])
    return made


def _listed(made: Blocks, words: Words, key: str, lines: Sequence[str]) -> None:
    made.heading(words[key])
    if any(lines):
        made.items([line for line in lines if line])
    else:
        made.text(words["nothing"])


def _pairs(facts: Sequence[Fact]) -> list[tuple[str, str]]:
    return [(str(fact.term), _value(fact)) for fact in facts]


def _value(fact: Fact) -> str:
    return ", ".join(_word(line) for line in fact.lines)


def _word(line: object) -> str:
    if isinstance(line, Chip):
        return str(line.word)
    return str(line.label) if isinstance(line, Link) else str(line)


def _dated(one: Dated) -> str:
    return f"{one.day} · {one.what}"


def _someone(one: Someone) -> str:
    chip = str(one.chip.word) if one.chip else ""
    return " · ".join(part for part in (one.who, chip, *one.facts) if part)
