"""Parquet and Dask are extras: what they give where they are there, and the sentence where they are not."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from panah.commands.link.registers import registers_command
from tests.panah.commands.registers import links_in, written
from tests.panah.commands.registers.test_command import keys, link

__all__ = ["keys"]
ROWS = [["id", "name", "born"], ["1", "Касымова Айгерим", "2011-03-17"]]


def test_a_register_in_parquet_is_read(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="the extra `registers` is not installed")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = {"id": [7, 8], "full name": ["KASSYMOVA AIGERIM", None], "dob": [2011.0, float("nan")]}
    parquet.write_table(pyarrow.table(columns), tmp_path / "b.parquet")
    done = link(written(tmp_path / "a.csv", ROWS), tmp_path / "b.parquet", tmp_path / "links.csv")
    assert done.exit_code == 0, done.output
    found = links_in(tmp_path / "links.csv")
    assert [(row["id_a"], row["id_b"]) for row in found] == [("1", "7")]
    assert "birth_same_year" in found[0]["reasons"]


def test_without_pyarrow_a_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and more")
    done = link(written(tmp_path / "a.csv", ROWS), tmp_path / "b.parquet", tmp_path / "links.csv")
    assert (done.exit_code, "pyarrow is not installed" in done.output) == (1, True)


def test_without_dask_a_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    a = written(tmp_path / "a.csv", ROWS)
    words = [str(a), str(a), "--out", str(tmp_path / "links.csv"), "--scheduler", "tcp://127.0.0.1:8786"]
    done = CliRunner().invoke(registers_command, words)
    assert (done.exit_code, "Dask is not installed" in done.output) == (1, True)
    assert not (tmp_path / "links.csv.unfinished").exists()
