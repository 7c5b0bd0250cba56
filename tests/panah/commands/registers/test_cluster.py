"""On a Dask cluster, in processes of this machine and in one process the links are the same, also when somebody is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.house.source import ROOT
from tests.panah.commands.registers import registers
from tests.panah.commands.registers.test_command import link

pytestmark = pytest.mark.slow
PANAH = [sys.executable, "-c", "from panah.commands.main import main; main()", "link", "registers"]
CELLS = 36


@dataclass
class Place:
    """Two registers, the links that one process finds, and surroundings for processes of their own."""

    folder: Path
    environment: dict[str, str]
    a: Path
    b: Path
    expected: bytes

    def begun(self, name: str, *words: str) -> subprocess.Popen[str]:
        program = [*PANAH, str(self.a), str(self.b), "--out", str(self.folder / name), "--rows", "10", *words]
        return subprocess.Popen(program, env=self.environment, cwd=ROOT, stderr=subprocess.PIPE, text=True)

    def compared(self, name: str) -> int:
        return len([*(self.folder / f"{name}.unfinished").glob("links-*.sealed")])

    def midway(self, name: str, process: subprocess.Popen[str]) -> None:
        """Until some cells are compared; the others are still to come."""
        ends = time.monotonic() + 60
        while not self.compared(name) and process.poll() is None and time.monotonic() < ends:
            time.sleep(0.005)
        assert 0 < self.compared(name) < CELLS


@pytest.fixture
def place(tmp_path: Path, settings: Any) -> Place:
    settings.PANAH_KEYS = tmp_path / "keys"
    own = {"PANAH_DATA": f"{tmp_path}/data", "PANAH_KEYS": f"{tmp_path}/keys", "PANAH_DEBUG": ""}
    environment = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "panah.site.settings", "PYTHONPATH": str(ROOT)}
    a, b = registers(tmp_path)
    assert link(a, b, tmp_path / "one.csv", "--rows", "10").exit_code == 0
    return Place(tmp_path, environment, a, b, (tmp_path / "one.csv").read_bytes())


@dataclass
class Cluster:
    address: str
    workers: list[int]


@pytest.fixture
def cluster(place: Place) -> Iterator[Cluster]:
    pytest.importorskip("distributed", reason="the extra `registers` is not installed")
    program = [sys.executable, "-m", "tests.panah.commands.registers.cluster"]
    with subprocess.Popen(
        program, env=place.environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield Cluster(**json.loads(process.stdout.readline()))
        process.communicate("")


def finished(process: subprocess.Popen[str]) -> None:
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said


def test_a_cluster_of_which_a_worker_is_killed_writes_the_same_bytes(place: Place, cluster: Cluster) -> None:
    process = place.begun("links.csv", "--scheduler", cluster.address)
    place.midway("links.csv", process)
    os.kill(cluster.workers[0], signal.SIGKILL)
    finished(process)
    assert (place.folder / "links.csv").read_bytes() == place.expected
    finished(place.begun("again.csv", "--scheduler", cluster.address))
    assert (place.folder / "again.csv").read_bytes() == place.expected


def test_a_run_that_is_killed_goes_on_and_writes_the_same_bytes(place: Place) -> None:
    process = place.begun("links.csv", "--workers", "2")
    place.midway("links.csv", process)
    process.kill()
    process.communicate()
    assert not (place.folder / "links.csv").exists()
    finished(place.begun("links.csv", "--workers", "2", "--resume"))
    assert (place.folder / "links.csv").read_bytes() == place.expected
    assert not [*(place.folder / "keys").glob("registers-*")]
    assert not (place.folder / "links.csv.unfinished").exists()


def test_a_scheduler_that_is_not_there_loses_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="the extra `registers` is not installed")
    process = place.begun("links.csv", "--scheduler", "tcp://127.0.0.1:9")
    _, said = process.communicate(timeout=120)
    assert (process.returncode, "No scheduler answers at tcp://127.0.0.1:9." in said) == (1, True), said
    assert not (place.folder / "links.csv.unfinished").exists()
