"""The matrix as it stands on a page: by its table, by stage, and by institution; each paper once, with a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.foundation.reference.codes import code_list
from panah.programme.directory.codes import Basis, Gap
from panah.programme.directory.models import Institution
from panah.programme.directory.rules import Matrix, MatrixRow, Said, Who
from panah.web.components.child_words import language_now
from panah.web.components.values import Chip, Tone

TONES = {Gap.NOBODY_LEADS: Tone.LATE, Gap.TWO_LEAD: Tone.DUE}


@dataclass(frozen=True)
class StageHead:
    number: int
    code: str
    label: str
    gap: Chip | None = None


@dataclass(frozen=True)
class Entry:
    """One part of one body in one stage."""

    sign: str
    part: str
    note: int  # the number of its paper
    source: str
    text: str = ""
    who: tuple[tuple[str, str], ...] = ()  # names and addresses, in the list by stage
    stage: StageHead | None = None


@dataclass(frozen=True)
class Line:
    """One body and what it does; ``cells`` in the order of the stages."""

    label: str
    about: str
    url: str
    cells: list[tuple[StageHead, list[Entry]]]

    @property
    def entries(self) -> list[Entry]:
        return [entry for _stage, found in self.cells for entry in found]


@dataclass
class Laid:
    heads: list[StageHead] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    stages: list[tuple[StageHead, list[Entry]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def gaps(self) -> list[StageHead]:
        return [head for head in self.heads if head.gap is not None]


class _Papers:
    """Numbers of papers, in the order in which they are met."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def of(self, said: Said) -> tuple[int, str]:
        words = source_words(said)
        return self.numbers.setdefault(words, len(self.numbers) + 1), words


def laid_out(table: Matrix, institutions: Mapping[str, Institution]) -> Laid:
    stages, papers = code_list("nrm_stages"), _Papers()
    heads = {
        code: StageHead(place, code, stages.label(code), _gap_chip(table, code))
        for place, code in enumerate(table.stages, start=1)
    }
    lines = []
    for rows in _alike(table):
        named = [who_words(row.who, institutions) for row in rows]
        cells = [
            (head, [_entry(said, papers, stage=head) for said in rows[0].cells.get(code, ())])
            for code, head in heads.items()
        ]
        lines.append(Line(", ".join(name for name, _about, _url in named), named[0][1], named[0][2], cells))
    by_stage = [(head, _grouped(table.at(code), papers, institutions)) for code, head in heads.items()]
    return Laid(list(heads.values()), lines, by_stage, list(papers.numbers))


def _alike(table: Matrix) -> list[list[MatrixRow]]:
    """Kinds of which the law says one and the same stand in one line, where none of them has an institution below it."""
    own = {row.who.kind for row in table.rows if row.who.code}
    lines: dict[object, list[MatrixRow]] = {}
    for row in table.rows:
        words = tuple(
            (stage, said.part, source_words(said), text_of(said)) for stage in row.cells for said in row.cells[stage]
        )
        lines.setdefault(row.who if row.who.code or row.who.kind in own else words, []).append(row)
    return list(lines.values())


def _gap_chip(table: Matrix, stage: str) -> Chip | None:
    gap = table.gaps.get(stage)
    return Chip(TONES[gap], code_list("responsibility_gap").label(gap)) if gap else None


def _entry(said: Said, papers: _Papers, stage: StageHead | None = None, who: tuple[tuple[str, str], ...] = ()) -> Entry:
    parts = code_list("responsibility_part")
    number, words = papers.of(said)
    sign = str(parts.row(said.part).extra["sign"])
    return Entry(sign, parts.label(said.part), number, words, text_of(said), who, stage)


def _grouped(found: Sequence[Said], papers: _Papers, institutions: Mapping[str, Institution]) -> list[Entry]:
    """Those of whom one paper says the same stand in one line."""
    alike: dict[tuple[str, str, str], list[Said]] = {}
    for said in found:
        alike.setdefault((said.part, text_of(said), source_words(said)), []).append(said)
    entries = []
    for group in alike.values():
        named = [who_words(said.who, institutions) for said in group]
        entries.append(_entry(group[0], papers, who=tuple((label, url) for label, _about, url in named)))
    return entries


def who_words(who: Who, institutions: Mapping[str, Institution]) -> tuple[str, str, str]:
    """Name, what it is or where, and its page. A kind is every body of it."""
    if not who.code:
        return kind_label(who.kind), _("every body of this kind, by law"), ""
    found = institutions[who.code]
    place = found.place.label(language_now()) if found.place else _("Whole country")
    return found.label(language_now()), f"{kind_label(who.kind)}, {place}", reverse("stakeholder", args=[who.code])


def kind_label(kind: str) -> str:
    kinds = code_list("organisation_kinds")
    return kinds.label(kind) if kind in kinds else code_list("sectors").label(kind)


def text_of(said: Said) -> str:
    if isinstance(said.text, str):
        return said.text
    return said.text.get(language_now(), "") or next(iter(said.text.values()), "")


def source_words(said: Said) -> str:
    """The paper, how sure it is, and since when."""
    if said.basis is not Basis.LAW or said.who.code:
        words = [f"{code_list('responsibility_basis').label(said.basis)}: {said.source}", days_words(said)]
        return ", ".join(word for word in words if word)
    acts = code_list("legal_acts")
    act = acts.row(said.source) if said.source in acts else None
    number = str(act.extra.get("numbers", {}).get(language_now()) or act.extra.get("number", "")) if act else ""
    title = f"{acts.label(said.source)} ({number})" if number else acts.label(said.source)
    article = _("article %(number)s") % {"number": said.number} if said.number else ""
    return ", ".join(word for word in (title, article, mark_words(said.mark)) if word)


def mark_words(mark: str) -> str:
    """How sure a row is. What somebody has read needs no word."""
    return {"M": _("from memory, not checked"), "P": _("our proposal, text not seen")}.get(mark, "")


def days_words(said: Said) -> str:
    days = [date_format(day, "SHORT_DATE_FORMAT") if day else "" for day in (said.since, said.until)]
    return f"{days[0]}–{days[1]}" if any(days) else ""
