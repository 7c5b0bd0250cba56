"""A run from two registers to one file of links: in steps that can be done again, so that a run that was ended goes on."""

import csv
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from panah.commands.registers.reading import Source, Unreadable
from panah.commands.registers.splitting import split
from panah.commands.registers.steps import A, B, Run, Step, best_lines, compare, meet, prepare
from panah.commands.registers.workers import Workers
from panah.engines.tables.formulas import defused

KEY_BYTES = 32
KEYS_OF_RUNS = "registers-*.key"
"""In the folder of keys, one for each run that is not ended."""
KEYS_OF_A_ROW = 45
"""About so many, both registers together: asked under three years, kept under one."""
ENTRIES_OF_A_PART = 4_000_000
HEADINGS = ("id_a", "id_b", "score", "band", "reasons")
NAMES = ("name_a", "name_b")
_RUN, _PLAN = "run.json", "plan.json"
Progress = Callable[[str, int, int], None]


class Refused(Exception):
    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Asked:
    """What links are wanted; a run that goes on must have been asked for the same."""

    sources: tuple[Source, ...]
    said: tuple[dict[str, str], dict[str, str]]
    least: int
    best: int
    with_names: bool
    piece: int
    most_of_a_key: int

    def mark(self) -> dict[str, object]:
        own = {name: value for name, value in vars(self).items() if name != "sources"}
        plain: dict[str, object] = json.loads(json.dumps(own | {"registers": [source.mark for source in self.sources]}))
        return plain


@dataclass
class Told:
    """What is worth saying at the end."""

    rows: tuple[int, int] = (0, 0)
    unread: int = 0
    undated: int = 0
    crowded: int = 0
    left_out: int = 0
    links: int = 0
    strong: int = 0


class Workplace:
    """The folder of a run that is not finished, and its key, which lies in another folder."""

    def __init__(self, place: Path, keys: Path) -> None:
        self.place, self.keys = place, keys

    @property
    def is_there(self) -> bool:
        return (self.place / _RUN).exists()

    def looked_at(self, *, resume: bool, discard: bool) -> None:
        """What is there is neither gone on with nor thrown away unasked."""
        if not self.is_there:
            if self.place.exists() and any(self.place.iterdir()):
                raise Refused(f"{self.place} holds something else. Choose another folder: --work FOLDER.")
            if resume:
                raise Refused(f"There is no unfinished run in {self.place}.")
        elif discard:
            with self.alone():
                self.removed()
        elif not resume:
            raise Refused(
                f"An unfinished run stands in {self.place}. Go on with --resume, or throw it away with --discard."
            )

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Two runs never work in one folder."""
        with (self.place / _RUN).open("rb") as opened:
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise Refused(f"Another run works in {self.place}.") from None
            yield

    def begun(self) -> bytes:
        """The name of the key is in the folder, the key is not."""
        self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.place.chmod(0o700)
        self.keys.mkdir(mode=0o700, parents=True, exist_ok=True)
        name, key = KEYS_OF_RUNS.replace("*", secrets.token_hex(8)), secrets.token_bytes(KEY_BYTES)
        _write_private(self.keys / name, key.hex())
        _write_private(self.place / _RUN, json.dumps({"key": name}))
        return key

    def opened(self) -> bytes:
        with suppress(OSError, ValueError, KeyError, TypeError):
            key = bytes.fromhex(self._key().read_text(encoding="ascii"))
            if len(key) == KEY_BYTES:
                return key
        raise Refused(f"The key of the run in {self.place} is gone, and nothing opens it again. Use --discard.")

    def removed(self) -> None:
        """The key first: what may stay on a disk opens to nobody any more."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            self._key().unlink()
        shutil.rmtree(self.place)

    def _key(self) -> Path:
        return self.keys / Path(json.loads((self.place / _RUN).read_text(encoding="utf-8"))["key"]).name

    def plan(self) -> dict[str, object]:
        with suppress(OSError, ValueError):
            found: dict[str, object] = json.loads((self.place / _PLAN).read_text(encoding="utf-8"))
            return found
        return {}

    def keep_plan(self, plan: dict[str, object]) -> None:
        _write_private(self.place / _PLAN, json.dumps(plan))


def _write_private(path: Path, text: str) -> None:
    """Whole or not at all, readable by its owner alone from the first byte."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)


def linked(workplace: Workplace, asked: Asked, workers: Workers, out: Path, progress: Progress) -> Told:
    """Goes on where the folder stands, and takes it away when the links are written."""
    key = workplace.opened() if workplace.is_there else workplace.begun()
    with workplace.alone():
        return _linked(workplace, asked, workers, out, progress, key)


def _linked(workplace: Workplace, asked: Asked, workers: Workers, out: Path, progress: Progress, key: bytes) -> Told:
    run = Run(
        place=workplace.place, key=key, piece=asked.piece, pieces=(0, 0), parts=1, is_one=len(asked.sources) == 1,
        least=asked.least, best=asked.best, most_of_a_key=asked.most_of_a_key, with_names=asked.with_names,
    )  # fmt: skip
    rows = _rows(workplace, asked, run, progress)
    run = replace(
        run, pieces=_pieces(rows, run.piece), parts=-(-sum(rows) * KEYS_OF_A_ROW // 2 // ENTRIES_OF_A_PART) or 1
    )
    for what, steps in stages(run):
        done = 0
        progress(what, done, len(steps))
        for _ in workers.carry_out(run, steps):
            done += 1
            progress(what, done, len(steps))
    told = _counted(run, rows)
    _write_links(run, out, told)
    workplace.removed()
    return told


def _rows(workplace: Workplace, asked: Asked, run: Run, progress: Progress) -> tuple[int, int]:
    """Reading is begun anew where it was broken off: until then nothing else is lost."""
    plan = workplace.plan()
    if not plan:
        counts = []
        for side, source, said in zip((A, B), asked.sources, asked.said, strict=False):
            progress(f"Reading {source.path.name}", 0, 1)
            try:
                counts.append(split(run, side, source, said))
            except Unreadable:
                workplace.removed()
                raise
        plan = {"asked": asked.mark(), "rows": (counts * 2)[:2] if run.is_one else counts}
        workplace.keep_plan(plan)
    if plan["asked"] != asked.mark():
        raise Refused(
            f"The run in {workplace.place} was begun with other registers or other options. Repeat those, or --discard it."
        )
    own, other = json.loads(json.dumps(plan["rows"]))
    return own, other


def _pieces(rows: tuple[int, int], piece: int) -> tuple[int, int]:
    own, other = (-(-count // piece) for count in rows)
    return own, other


def stages(run: Run) -> Iterator[tuple[str, list[Step]]]:
    own, other = run.pieces
    sides = [(A, own)] if run.is_one else [(A, own), (B, other)]
    yield (
        "Reading names",
        [Step(prepare, f"keys-{side}-{piece}", side, piece) for side, count in sides for piece in range(count)],
    )
    yield "Finding who meets", [Step(meet, f"crowds-{part}", own=part) for part in range(run.parts)]
    cells = ((one, two) for one in range(own) for two in range(one if run.is_one else 0, other))
    yield "Comparing", [Step(compare, f"links-{one}-{two}", own=one, other=two) for one, two in cells]


def _counted(run: Run, rows: tuple[int, int]) -> Told:
    told = Told(rows)
    for side, count in zip(dict.fromkeys(run.sides), run.pieces, strict=False):
        for piece in range(count):
            tally = json.loads(run.folder.read(f"people-{side}-{piece}", 1)[0])
            told.unread += tally["unread"]
            told.undated += tally["undated"]
    for part in range(run.parts):
        crowds = json.loads(run.folder.read(f"crowds-{part}", 0)[0])
        told.crowded += crowds["keys"]
        told.left_out += crowds["left_out"]
    return told


def _write_links(run: Run, out: Path, told: Told) -> None:
    """In the order of the first register, of each row the best first: the same bytes whoever did the steps."""
    draft = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline=""
        ) as stream:
            writer = csv.writer(stream, lineterminator="\r\n")
            writer.writerow([*HEADINGS, *NAMES] if run.with_names else HEADINGS)
            for line in _lines(run):
                told.links += 1
                told.strong += line[HEADINGS.index("band")] == "strong"
                writer.writerow([defused(cell) for cell in line])
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)


def _lines(run: Run) -> Iterable[list[str]]:
    for piece in range(run.pieces[0]):
        yield from best_lines(run, piece)
