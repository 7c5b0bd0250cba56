"""What is wrong with a register is said with its line; nothing is written, nothing rests, no cell is repeated."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from panah.commands.link.registers import registers_command
from tests.panah.commands.registers import written
from tests.panah.commands.registers.test_command import keys, link, nothing_rests

__all__ = ["keys"]
GOOD = [["id", "name"], ["1", "Касымова Айгерим"]]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["id", "кто"], ["1", "Касымова"]], "among its 2 headings none was known for a name"),
        ([["Касымова Айгерим"], ["Ли Вера"]], "among its 1 headings none was known for a name"),
        ([["id", "name"], ["1", "Касымова"], ["", "Ли"]], "bad.csv, line 3 has no identifier."),
        ([["id", "name"], ["1", "Касымова"], ["1", "Ли"], ["1", "Им"]], "bad.csv, line 3 has the identifier of line 2."),
        ([["id", "name"], ["1", "Касымова", "2011"]], "bad.csv, line 2 has 3 cells, the first line has 2."),
        ([["id", "name"], ["1"]], "bad.csv, line 2 has 1 cells, the first line has 2."),
        ([["id", "name"], ["1" * 101, "Ли"]], "line 2 has an identifier of more than 100 letters."),
        ([["id", "name"], ["1", "К" * 10_001]], "line 2: a cell is too long."),
        ([["id", "name"], *([str(place)] for place in range(30))], "there are more faults than these 20."),
    ],
)
def test_faults_are_told_with_their_line(tmp_path: Path, keys: Path, rows: list[list[str]], sentence: str) -> None:
    good, bad = written(tmp_path / "good.csv", GOOD), written(tmp_path / "bad.csv", rows)
    for pair in ((good, bad), (bad, good)):
        done = link(*pair, tmp_path / "links.csv")
        assert done.exit_code == 1
        assert sentence in done.output
        assert "Касымова" not in done.output
        assert not (tmp_path / "links.csv").exists()
        assert nothing_rests(tmp_path, keys)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"PK\x03\x04...", "is a workbook"),
        (b"PAR1 and no more", "damaged"),
        (b"id,name\n1,\0\0\0\n", "neither text nor Parquet"),
        ("id,name\n1,Касымова\n".encode("cp866"), "letters of bad.csv cannot be read"),
        ("id,name\n1,Қасымова\n".encode() + b"2,\xff\n", "letters of bad.csv cannot be read"),
        (b'id,name\n1,"Li\n', "quotation marks do not close"),
    ],
)
def test_files_of_another_kind_are_refused(tmp_path: Path, keys: Path, content: bytes, sentence: str) -> None:
    good, bad = written(tmp_path / "good.csv", GOOD), tmp_path / "bad.csv"
    bad.write_bytes(content)
    done = link(good, bad, tmp_path / "links.csv")
    assert (done.exit_code, sentence in done.output) == (1, True), done.output
    assert nothing_rests(tmp_path, keys)


def test_a_heading_that_is_not_there_is_repeated_as_it_was_typed(tmp_path: Path) -> None:
    good = written(tmp_path / "good.csv", GOOD)
    done = link(good, good, tmp_path / "links.csv", "--born", "когда")
    assert "among its 2 headings “когда” for the birth is not there." in done.output


def test_registers_of_headings_alone_and_of_nobody_give_no_links(tmp_path: Path) -> None:
    a, b = written(tmp_path / "a.csv", GOOD[:1]), written(tmp_path / "b.csv", [*GOOD[:1], ["1", ""], ["2", "😀"]])
    assert "0 links, 0 strong; 0 rows beside 2" in link(a, b, tmp_path / "one.csv").stdout
    assert "0 links, 0 strong; 2 rows beside 0" in link(b, a, tmp_path / "two.csv").stdout
    assert "0 links, 0 strong; 2 rows beside 2" in link(b, b, tmp_path / "three.csv").stdout


def test_what_stands_is_not_overwritten(tmp_path: Path) -> None:
    good, out = written(tmp_path / "good.csv", GOOD), tmp_path / "links.csv"
    out.write_text("mine")
    assert link(good, good, out).exit_code == 2
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "mine").write_text("mine")
    done = link(good, good, out, "--force", "--work", str(tmp_path / "work"))
    assert (done.exit_code, "holds something else" in done.output) == (1, True)
    assert "no unfinished run" in link(good, good, out, "--force", "--resume").output
    assert (tmp_path / "work" / "mine").read_text() == out.read_text() == "mine"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("nonsense", "looks like tcp://127.0.0.1:8786"),
        ("tcp://127.0.0.1:many", "looks like tcp://127.0.0.1:8786"),
        ("http://127.0.0.1:80", "looks like tcp://127.0.0.1:8786"),
        ("tcp://10.1.2.3:8786", "travels in clear"),
    ],
)
def test_a_scheduler_is_an_address_whose_way_is_closed_to_others(tmp_path: Path, address: str, sentence: str) -> None:
    a, b = written(tmp_path / "a.csv", GOOD), written(tmp_path / "b.csv", [*GOOD, ["2", "Ли Вера"]])
    assert "not both" in link(a, b, tmp_path / "links.csv", "--scheduler", address).output
    words = [str(a), str(b), "--out", str(tmp_path / "links.csv"), "--scheduler", address]
    done = CliRunner().invoke(registers_command, words)
    assert (done.exit_code, sentence in done.output) == (1, True)
    assert not (tmp_path / "links.csv").exists()
