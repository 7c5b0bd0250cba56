"""The steps of a run. Each reads sealed files and writes one: it may be done again, in any process, and gives the same."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from panah.commands.registers.sealed import SealedFolder, as_arrays, as_bytes
from panah.engines.matching.births import Birth
from panah.engines.matching.names.reading import Name, read_names
from panah.engines.matching.registers.links import Links, band_of, once, written_score
from panah.engines.matching.registers.meeting import (
    Crowds,
    Entries,
    Rows,
    asked_under,
    different,
    entries_of,
    kept_under,
    meeting,
)
from panah.engines.matching.registers.pairs import Beside
from panah.engines.matching.registers.people import People, made_ready
from panah.engines.matching.registers.reasons import reasons_of
from panah.engines.matching.registers.values import birth_of, sex_of
from panah.engines.matching.registers.words import Places

A, B = "a", "b"
CELLS, TEXTS = 0, 1
ASKED, KEPT = 0, 1
SIDES = 2
_MOST_PAIRS_HELD = 4_000_000
Line = list[str]


@dataclass(frozen=True)
class Run:
    """All that a step needs to know; it travels to other processes."""

    place: Path
    key: bytes
    piece: int
    """Rows of a piece of a register."""
    pieces: tuple[int, int]
    parts: int
    """Into how many parts the keys are divided."""
    is_one: bool
    """One register beside itself: only a row and a later one are a pair."""
    least: int
    best: int
    most_of_a_key: int
    with_names: bool

    @property
    def folder(self) -> SealedFolder:
        return SealedFolder(self.place, self.key)

    @property
    def sides(self) -> tuple[str, str]:
        return (A, A) if self.is_one else (A, B)


@dataclass(frozen=True)
class Step:
    """One thing to do, and the file that shows that it is done."""

    act: Callable[[Run, "Step"], None]
    result: str
    side: str = ""
    own: int = 0
    other: int = 0

    def __call__(self, run: Run) -> str:
        if not run.folder.has(self.result):
            self.act(run, self)
        return self.result


def prepare(run: Run, step: Step) -> None:
    """A piece of rows becomes people to compare, and the keys under which they meet."""
    rows = json.loads(run.folder.read(step.result.replace("keys", "rows"), CELLS)[0])
    names = read_names(name for name, _, _ in rows)
    births = [birth_of(born) for _, born, _ in rows]
    people = made_ready(names, births, [sex_of(sex) for *_, sex in rows])
    tally = {"unread": int((people.counts == 0).sum()), "undated": int((people.births == 0).sum())}
    sections = [(0, as_bytes(people.arrays())), (1, json.dumps(tally).encode())]
    run.folder.write(f"people-{step.side}-{step.own}", sections)
    run.folder.write(step.result, _keys(run, step, names, births))


def _keys(run: Run, step: Step, names: list[Name], births: list[Birth]) -> Iterator[tuple[int, bytes]]:
    first = step.own * run.piece
    for side, under in ((A, asked_under), (B, kept_under)):
        if step.side == side or run.is_one:
            keys = map(under, names, births)
            parted = entries_of(keys, births, first, run.key).parted(run.parts)
            for part, entries in enumerate(parted):
                yield part * SIDES + (ASKED if side == A else KEPT), as_bytes(vars(entries))


def entries_in(run: Run, part: int, side: int) -> Entries:
    register = run.sides[side]
    found = [
        Entries(**as_arrays(content))
        for piece in range(run.pieces[0 if register == A else 1])
        for content in run.folder.read(f"keys-{register}-{piece}", part * SIDES + side)
    ]
    return Entries.joined(found)


def meet(run: Run, step: Step) -> None:
    """The pairs of one part of the keys, laid by the two pieces that they come from; what was left out is known at the end."""
    crowds = Crowds()
    run.folder.write(f"pairs-{step.own}", _met(run, step.own, crowds))
    run.folder.write(step.result, [(0, json.dumps(vars(crowds)).encode())])


def _met(run: Run, part: int, crowds: Crowds) -> Iterator[tuple[int, bytes]]:
    asked, kept = entries_in(run, part, ASKED), entries_in(run, part, KEPT)
    for found in meeting(asked, kept, crowds, run.most_of_a_key):
        own, other = different(*found)
        if run.is_one:
            own, other = different(np.minimum(own, other), np.maximum(own, other))
            apart = own != other
            own, other = own[apart], other[apart]
        cells = own // run.piece * np.uint32(run.pieces[1]) + other // run.piece
        order = np.argsort(cells, kind="stable")
        numbers, starts = np.unique(cells[order], return_index=True)
        for cell, places in zip(numbers.tolist(), np.split(order, starts[1:]), strict=True):
            yield cell, as_bytes({"own": own[places], "other": other[places]})


def compare(run: Run, step: Step) -> None:
    """All pairs of one piece and another: the best links of each row, with their reasons."""
    cell = Cell(run, step)
    links = once(cell.links())
    links = links.only(links.order(run.best))
    run.folder.write(step.result, [(0, as_bytes(vars(links))), (1, json.dumps(cell.lines(links)).encode())])


class Cell:
    """A piece of one register beside a piece of the other."""

    def __init__(self, run: Run, step: Step) -> None:
        self.run, self.step = run, step
        self.ends = list(zip(run.sides, (step.own, step.other), strict=True))
        self.ours, self.theirs = (
            People.restored(as_arrays(run.folder.read(f"people-{side}-{piece}", 0)[0])) for side, piece in self.ends
        )

    def links(self) -> Links:
        """Of the pairs that met only those are held that may become links, and compared some millions at once."""
        found, held = [], []
        for part in range(self.run.parts):
            for content in self.run.folder.read(f"pairs-{part}", self.step.own * self.run.pieces[1] + self.step.other):
                pairs = self._worth_comparing(as_arrays(content))
                held.append(pairs)
                if sum(len(own) for own, _ in held) > _MOST_PAIRS_HELD:
                    found.append(self._compared(held))
                    held = []
        return Links.joined([*found, self._compared(held)])

    def _worth_comparing(self, arrays: dict[str, NDArray[Any]]) -> tuple[Rows, Rows]:
        own, other = arrays["own"].astype(np.uint32), arrays["other"].astype(np.uint32)
        places = self.pairs(own, other).worth_comparing(self.run.least)
        return own[places], other[places]

    def _compared(self, held: list[tuple[Rows, Rows]]) -> Links:
        if not held:
            return Links.joined([])
        own, other = different(*(np.concatenate([pairs[side] for pairs in held]) for side in range(SIDES)))
        points = self.pairs(own, other).points()
        places = np.flatnonzero(points >= self.run.least)
        return Links(own[places], other[places], points[places])

    def pairs(self, own: Rows, other: Rows) -> Beside:
        """Rows of the whole registers as rows of the two pieces."""
        first, their_first = (piece * self.run.piece for _, piece in self.ends)
        return Beside(self.ours, self.theirs, own.astype(np.intp) - first, other.astype(np.intp) - their_first)

    def lines(self, links: Links) -> list[Line]:
        if not len(links):
            return []
        pairs = self.pairs(links.own, links.other)
        sides = [self._texts(*end, rows) for end, rows in zip(self.ends, (pairs.own, pairs.other), strict=True)]
        scores = ((written_score(points), band_of(points)) for points in links.points.tolist())
        return [
            [one[0], other[0], *score, reasons, *one[1:], *other[1:]]
            for one, other, score, reasons in zip(*sides, scores, reasons_of(pairs), strict=True)
        ]

    def _texts(self, side: str, piece: int, rows: Places) -> list[list[str]]:
        """The identifier, and the name where names were asked for."""
        known = json.loads(self.run.folder.read(f"rows-{side}-{piece}", TEXTS)[0])
        if not self.run.with_names:
            return [[known[row]] for row in rows]
        cells = json.loads(self.run.folder.read(f"rows-{side}-{piece}", CELLS)[0])
        return [[known[row], cells[row][0]] for row in rows]


def best_lines(run: Run, own: int) -> Iterator[Line]:
    """The links of one piece of the first register, over all pieces of the other."""
    others = range(own if run.is_one else 0, run.pieces[1])
    read = [
        (Links(**as_arrays(run.folder.read(f"links-{own}-{other}", 0)[0])),
         json.loads(run.folder.read(f"links-{own}-{other}", 1)[0]))
        for other in others
    ]  # fmt: skip
    links = Links.joined([found for found, _ in read])
    lines = [line for _, found in read for line in found]
    for place in links.order(run.best).tolist():
        yield lines[place]
