"""What everybody starts with: few targets, clear sentences, nothing left behind."""

import re
import subprocess
from pathlib import Path

import pytest

from scripts.debian import postgres_folder
from scripts.postgres import throw_away_cluster
from tests.house.source import ROOT

SH = "/bin/sh"


def test_make_has_at_most_ten_targets_and_each_says_what_it_does() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", text, re.MULTILINE)
    assert len(targets) <= 10
    assert re.findall(r"^([a-z]+): *## \S", text, re.MULTILINE) == targets


def _fake_python(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!{SH}\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("", "Python 3.11 or newer, and none was found"),
        ("exit 1", "python3 here is older"),
        ('case "$2" in *ensurepip*) exit 1;; esac', "sudo apt-get install python3-venv"),
    ],
)
def test_what_is_missing_is_named_in_one_sentence(script: str, words: str, tmp_path: Path) -> None:
    if script:
        _fake_python(tmp_path, "python3", script)
    environment = {"PATH": str(tmp_path)}
    command = [SH, str(ROOT / "scripts" / "python.sh")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_good_python_is_found(tmp_path: Path) -> None:
    _fake_python(tmp_path, "python3", "exit 1")
    _fake_python(tmp_path, "python3.12", "exit 0")
    command = [SH, str(ROOT / "scripts" / "python.sh")]
    done = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert done.stdout == "python3.12\n"


def _fails_with_a_cluster(seen: list[Path]) -> None:
    with throw_away_cluster() as address:
        folder = Path(address.partition("host=")[2])
        assert (folder / ".s.PGSQL.5432").is_socket()
        assert _named_by_processes(folder)
        seen.append(folder)
        raise ZeroDivisionError


def _named_by_processes(folder: Path) -> bool:
    listed = subprocess.run(["ps", "-e", "-o", "args"], capture_output=True, text=True, check=True)
    return str(folder) in listed.stdout


@pytest.mark.skipif(postgres_folder() is None, reason="PostgreSQL is not installed here")
def test_the_cluster_of_the_tests_is_thrown_away_also_after_a_fault() -> None:
    seen: list[Path] = []
    with pytest.raises(ZeroDivisionError):
        _fails_with_a_cluster(seen)
    assert not seen[0].exists()
    assert not _named_by_processes(seen[0])
