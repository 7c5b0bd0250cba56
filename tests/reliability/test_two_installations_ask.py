"""Two installations with data and keys of their own ask each other by files: who is known to both is found, no name travels."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.private import Kept, registers
from panah.engines.matching.names.reading import read_names
from panah.engines.matching.private import intersection
from panah.engines.matching.private.codes import coarse_codes, fine_codes
from panah.foundation.security import clock
from tests.engines.matching.names import DATA

ROOT = Path(__file__).resolve().parents[2]
HAND = "import django; django.setup(); from tests.reliability import asking_hand; asking_hand.main()"
COUNT, COMMON = 2_000, 100
SHORTEST = 6  # five letters stand by chance in so much cipher text, once in a dozen runs
"""A shorter needle would be met by chance in a megabyte of random bytes."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(os.environ.get("PANAH_DATABASE")), reason="two installations of their own, always on SQLite"
    ),
    pytest.mark.skipif(not intersection.is_installed(), reason="the extra panah[link] is not installed"),
    pytest.mark.skipif(not DATA.is_dir(), reason="the names for development lie beside the repository"),
]


class Side:
    """An installation of its own; every command is a process."""

    def __init__(self, folder: Path, database: Path | None = None) -> None:
        self.folder, self.data = folder, folder / "data"
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("PANAH_")} | {
            "PANAH_DATA": str(self.data), "PANAH_KEYS": str(folder / "keys"), "PANAH_DEBUG": "1", "LANG": "en",
            "DJANGO_SETTINGS_MODULE": "panah.site.settings", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        self.transcript = b""
        if database is None:
            self.data.mkdir(parents=True)
            assert self._run("-m", "django", "migrate", "--verbosity", "0").returncode == 0
        else:
            shutil.copytree(database, self.data)  # the tables are the same; keys and rows are not

    def _run(self, *words: str, program: Sequence[str] = (sys.executable,)) -> subprocess.CompletedProcess[bytes]:
        environment = {
            name: value
            for name, value in self.environment.items()
            if program == (sys.executable,) or name != "PANAH_DEBUG"
        }
        return subprocess.run(
            [*program, *words], cwd=ROOT, env=environment, capture_output=True, stdin=subprocess.DEVNULL
        )

    def behind(self, *words: str) -> Any:
        done = self._run("-c", HAND, *words)
        assert done.returncode == 0, done.stderr.decode()[-2000:]
        return json.loads(done.stdout)

    def link(self, *words: str, code: int = 0) -> str:
        done = self._run("link", *words, program=(str(Path(sys.executable).with_name("panah")),))
        self.transcript += done.stdout + done.stderr
        assert done.returncode == code, (words, done.stderr.decode()[-2000:])
        return (done.stdout + done.stderr).decode()


def rows_of(register: Sequence[Kept]) -> list[tuple[str, str, str]]:
    sexes = {"female": "ж", "male": "м"}
    return [(row.name, _written(row), sexes[row.sex]) for row in register]


def _written(row: Kept) -> str:
    birth = row.birth
    if birth.year is None or birth.day is None or birth.month is None:
        return str(min(birth.year, clock.today().year)) if birth.year else ""
    return f"{date(birth.year, birth.month, birth.day):%d.%m.%Y}"


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Side, Side, list[Kept], set[str]]:
    folder = tmp_path_factory.mktemp("two")
    asking, answering, both = registers(COUNT, COMMON, folder=DATA)
    ours = Side(folder / "ours")
    theirs = Side(folder / "theirs", ours.data)
    keys = []
    for side, register in ((ours, asking), (theirs, answering)):
        file = side.folder / "children.json"
        file.write_text(json.dumps(rows_of(register)), encoding="utf-8")
        keys.append(side.behind("prepare", side.folder.name, str(file)))
    ours.behind("know", keys[1])
    theirs.behind("know", keys[0])
    return ours, theirs, [*asking, *answering], {row.name for row in asking if row.place in both}


def test_who_is_known_to_both_is_found_and_no_name_travels(sides: tuple[Side, Side, list[Kept], set[str]]) -> None:
    ours, theirs, everybody, common = sides
    offer, answer = ours.folder / "offer.panah", ours.folder / "answer.panah"
    code = ours.behind("ask")
    assert "Two people have to approve it first" in ours.link("offer", code, "--output", str(offer), code=1)
    ours.behind("approve", "0")
    ours.link("offer", code, "--output", str(offer), code=1)
    assert not offer.exists()
    ours.behind("approve", "1")
    ours.link("offer", code, "--output", str(offer))
    assert "Two people" in theirs.link("answer", str(offer), "--output", str(answer), code=1)
    for who in ("0", "1"):
        theirs.behind("approve", who)
    theirs.link("answer", str(offer), "--output", str(answer))
    said = ours.link("finish", str(answer))
    found = set(ours.behind("found"))
    assert len(found & common) >= 88
    assert len(found - common) <= 15
    assert str(len(found)) in said
    assert "destroyed" in said
    assert "once" in ours.link("finish", str(answer), code=1)  # a file is used once
    assert "once" in theirs.link("answer", str(offer), "--output", str(answer) + "2", code=1)
    for travelled in (offer.read_bytes(), answer.read_bytes(), ours.transcript, theirs.transcript):
        assert not told_in(travelled, everybody)


def told_in(content: bytes, rows: Sequence[Kept]) -> list[str]:
    """Words of names, skeletons and phonetic keys that stand in these bytes."""
    needles = set()
    for name in read_names(row.name for row in rows):
        for word in name.words:
            needles |= {word.text, word.text.lower(), word.root, *coarse_codes(word), *fine_codes(word)}
    known = [needle for needle in needles if len(needle) >= SHORTEST]
    assert known
    return [
        needle
        for needle in known
        for charset in ("utf-8", "utf-16-le", "utf-16-be")
        if needle.encode(charset) in content
    ]


def test_the_search_for_names_finds_a_planted_one(sides: tuple[Side, Side, list[Kept], set[str]]) -> None:
    rows = sides[2]
    assert told_in(b"\x00" + rows[0].name.split()[0].encode() + b"\x00", rows)
