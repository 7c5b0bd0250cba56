"""``panah link registers``, as an administrator calls it."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from panah.commands.link.registers import registers_command
from panah.commands.registers import running
from panah.commands.registers.steps import Run, Step
from panah.commands.registers.workers import OneProcess
from tests.canaries import canaries, scan, sightings
from tests.panah.commands.registers import links_in, registers, written

EXPECTED = {(f"a{number}", f"b{number}") for number in range(0, 60, 3)}


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings: Any) -> Path:
    settings.PANAH_KEYS = tmp_path / "keys"
    return Path(settings.PANAH_KEYS)


def link(a: Path, b: Path, out: Path, *words: str) -> Result:
    return CliRunner().invoke(registers_command, [str(a), str(b), "--out", str(out), "--workers", "1", *words])


def strong(out: Path) -> set[tuple[str, str]]:
    return {(row["id_a"], row["id_b"]) for row in links_in(out) if row["band"] == "strong"}


def nothing_rests(tmp_path: Path, keys: Path) -> bool:
    return not [*tmp_path.glob("*.unfinished*"), *tmp_path.glob("**/*.part"), *keys.glob("registers*")]


def test_the_same_children_are_found_without_their_names(tmp_path: Path, keys: Path) -> None:
    done = link(*registers(tmp_path), tmp_path / "links.csv")
    assert done.exit_code == 0, done.output
    assert strong(tmp_path / "links.csv") == EXPECTED
    assert f"{len(links_in(tmp_path / 'links.csv'))} links, 20 strong; 60 rows beside 60" in done.stdout
    first = links_in(tmp_path / "links.csv")[0]
    assert first["reasons"].endswith("birth_same_day sex_same")
    assert stat.S_IMODE((tmp_path / "links.csv").stat().st_mode) == 0o600
    assert nothing_rests(tmp_path, keys)


def test_small_pieces_many_parts_and_processes_write_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = registers(tmp_path)
    link(a, b, tmp_path / "one.csv", "--least", "0.01")
    monkeypatch.setattr(running, "ENTRIES_OF_A_PART", 500)
    assert link(a, b, tmp_path / "two.csv", "--least", "0.01", "--rows", "13").exit_code == 0
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_names_are_written_where_they_are_asked_for_and_no_formula_with_them(tmp_path: Path) -> None:
    rows = [["id", "name", "born"], ["=1+1", "Касымова Айгерим", "17.03.2011"]]
    a, b = written(tmp_path / "a.csv", rows), written(tmp_path / "b.csv", [*rows, ["2", "", ""]])
    done = link(a, b, tmp_path / "links.csv", "--with-names")
    assert links_in(tmp_path / "links.csv")[0]["name_b"] == "Касымова Айгерим"
    assert links_in(tmp_path / "links.csv")[0]["id_a"] == "'=1+1"
    assert "holds names" in done.stderr
    assert "linked to nobody: 1." in done.stderr


def test_one_register_beside_itself_shows_who_stands_in_it_twice(tmp_path: Path) -> None:
    rows = [["id", "ФИО", "Дата рождения"], ["1", "Касымова Айгерим", "17.03.2011"], ["2", "Ли Вера", "2010"]]
    a = written(tmp_path / "a.csv", [*rows, ["3", "KASSYMOVA AIGERIM", "2011-03-17"]])
    done = link(a, a, tmp_path / "links.csv")
    assert [(row["id_a"], row["id_b"]) for row in links_in(tmp_path / "links.csv")] == [("1", "3")]
    assert "Both registers are one" in done.stderr
    b = tmp_path / "copy.csv"
    b.write_bytes(a.read_bytes())
    link(a, b, tmp_path / "again.csv", "--rows", "10")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "links.csv").read_bytes()


def test_headings_are_said_for_both_or_for_one(tmp_path: Path) -> None:
    a = written(tmp_path / "a.csv", [["x", "y", "when"], ["1", "Касымова Айгерим", "2011"]], delimiter=";", encoding="cp1251")
    b = written(tmp_path / "b.csv", [["n", "f", "g", "when"], ["7", "KASSYMOVA", "AIGERIM", "2011"]], delimiter="\t")
    words = ("--name", "A=y", "--name", "B=f+g", "--born", "when", "--id", "A=x", "--id", "B=line")
    assert link(a, b, tmp_path / "links.csv", *words).exit_code == 0
    assert [(row["id_a"], row["id_b"]) for row in links_in(tmp_path / "links.csv")] == [("1", "2")]


class Ends:
    """Carries out some steps, and is then ended from outside."""

    def __init__(self, after: int) -> None:
        self.left = after

    def carry_out(self, run: Run, steps: list[Step]) -> Iterator[str]:
        for result in OneProcess().carry_out(run, steps):
            yield result
            self.left -= 1
            if not self.left:
                raise KeyboardInterrupt


@pytest.mark.parametrize("after", [1, 12, 14, 20])
def test_a_run_that_was_ended_goes_on_where_it_stood(
    tmp_path: Path, keys: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = registers(tmp_path)
    link(a, b, tmp_path / "whole.csv", "--rows", "10")
    out = tmp_path / "links.csv"
    with monkeypatch.context() as patched:
        patched.setattr("panah.commands.registers.workers.OneProcess", lambda: Ends(after))
        assert link(a, b, out, "--rows", "10").exit_code == 1
    unfinished = tmp_path / "links.csv.unfinished"
    stood = {path: path.stat().st_mtime_ns for path in unfinished.glob("*.sealed")}
    assert len(stood) > after
    assert "--resume" in link(a, b, out, "--rows", "10").output
    assert "other registers or other options" in link(a, b, out, "--rows", "10", "--least", "0.5", "--resume").output
    assert {path: path.stat().st_mtime_ns for path in stood} == stood
    assert link(a, b, out, "--rows", "10", "--resume").exit_code == 0
    assert out.read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert nothing_rests(tmp_path, keys)


@pytest.mark.safeguard("S12", "a run over a register of a thousand names is ended midway; all that it left is searched")
def test_what_an_ended_run_leaves_holds_no_name(tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = canaries(1000)
    rows = [["id", "name", "born"], *([str(place), f"{name} Ли", "17.03.2011"] for place, name in enumerate(planted))]
    folder = tmp_path / "registers"
    folder.mkdir()
    a, b = written(folder / "a.csv", rows), written(folder / "b.csv", [*rows, ["x", "Ли", ""]])
    assert scan([a], planted)
    monkeypatch.setattr("panah.commands.registers.workers.OneProcess", lambda: Ends(4))
    done = link(a, b, tmp_path / "links.csv")
    left = [path for path in (tmp_path / "links.csv.unfinished").iterdir() if path.is_file()]
    assert len(left) > 4
    assert not scan(left, planted)
    assert not sightings(done.output.encode(), planted)
    assert stat.S_IMODE((tmp_path / "links.csv.unfinished").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in left} == {0o600}
    assert len([*keys.glob("registers-*.key")]) == 1


def test_without_its_key_a_run_opens_to_nobody_and_is_thrown_away(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = registers(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr("panah.commands.registers.workers.OneProcess", lambda: Ends(1))
        link(a, b, tmp_path / "links.csv")
    next(keys.glob("registers-*.key")).unlink()
    assert "nothing opens it again" in link(a, b, tmp_path / "links.csv", "--resume").output
    assert link(a, b, tmp_path / "links.csv", "--discard").exit_code == 0
    assert strong(tmp_path / "links.csv") == EXPECTED


def test_a_damaged_file_is_said_and_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = registers(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr("panah.commands.registers.workers.OneProcess", lambda: Ends(1))
        link(a, b, tmp_path / "links.csv")
    file = tmp_path / "links.csv.unfinished" / "rows-b-0.sealed"
    file.write_bytes(bytes(file.stat().st_size))
    done = link(a, b, tmp_path / "links.csv", "--resume")
    assert (done.exit_code, "is damaged" in done.output) == (1, True)
