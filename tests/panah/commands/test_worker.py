import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone

from panah.commands import worker
from panah.commands.worker import JOBS, Job, Trust, Worker, command, heartbeat_path
from panah.foundation.clocks.rules import Heartbeat
from panah.foundation.documents.actions import keep_draft
from panah.foundation.documents.models import Draft
from panah.foundation.security import audit, clock
from panah.foundation.security.access import Actor
from tests.panah.foundation import given


@pytest.fixture(autouse=True)
def _own_data(settings: Any, tmp_path: Path) -> None:
    settings.PANAH_DATA = tmp_path


def _failing(by: Actor) -> str:
    raise ValueError("Canary")


def _noting(ran: list[str], name: str, every: float = 1.0) -> Job:
    """A job that notes that it ran."""

    def run(by: Actor) -> str:
        ran.append(name)
        return ""

    return Job(name, every, run)


def _ran_evenly() -> None:
    """As a worker that has been there for a month left it a minute ago."""
    last = clock.now() - timedelta(minutes=1)
    heartbeat_path().write_text(f"{Heartbeat(last, last - timedelta(days=30)).written()} 1\n")


@pytest.mark.django_db
def test_once_does_every_job_one_time_and_says_what_it_did() -> None:
    with clock.standing_at(timezone.now() - timedelta(days=31)):
        keep_draft(by=given.actor(), form="plan", content={"a": "b"})
    audit.append_alone(audit.Event(given.SYSTEM, "x"))
    _ran_evenly()
    done = CliRunner().invoke(command, ["--once"])
    assert (done.exit_code, done.output) == (0, "sweeps: 1 old drafts removed\n")
    assert not Draft.objects.exists()
    assert audit.checkpoint_path().exists()
    assert heartbeat_path().read_text().split()[-1] == str(os.getpid())


@pytest.mark.django_db
def test_once_with_nothing_to_do_is_silent() -> None:
    done = CliRunner().invoke(command, ["--once"])
    assert (done.exit_code, done.output) == (0, "")


@pytest.mark.django_db
def test_a_job_that_fails_lets_the_others_go_on() -> None:
    ran: list[str] = []
    assert Worker((Job("one", 1.0, _failing), _noting(ran, "two"))).turn() == 1
    assert ran == ["two"]


@pytest.mark.django_db
def test_once_fails_where_a_job_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "checkpoint_now", lambda: 1 / 0)
    assert CliRunner().invoke(command, ["--once"]).exit_code == 1


@pytest.mark.django_db
def test_each_job_has_its_own_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: moment[0])
    ran: list[str] = []
    jobs = (_noting(ran, "a", 10), _noting(ran, "b", 60))
    one = Worker(jobs)
    for _ in range(13):
        one.turn()
        moment[0] += 5
    assert (ran.count("a"), ran.count("b")) == (7, 2)


@pytest.mark.django_db
@pytest.mark.parametrize("jump", [timedelta(hours=25), timedelta(days=400)])
def test_a_clock_that_was_moved_calls_nobody_late_and_removes_nothing(
    jump: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    keep_draft(by=given.actor(), form="plan", content={"a": "b"})
    _ran_evenly()
    ran: list[str] = []
    late = Job("late", 0.0, _noting(ran, "told").run, Trust.TO_TELL)
    jobs = (*JOBS, late, _noting(ran, "always", 0.0))
    with clock.standing_at(timezone.now() + jump), caplog.at_level(logging.WARNING):
        assert Worker(jobs).turn() == 0
        assert ran == ["always"]
        assert CliRunner().invoke(command, ["--once"]).output == ""
    assert worker.MOVED in caplog.text
    assert Draft.objects.exists()
    assert Worker(jobs).turn() == 0  # set right again
    assert ran == ["always", "told", "always"]


@pytest.mark.django_db
def test_a_worker_asked_to_stop_begins_no_further_job() -> None:
    ran: list[str] = []
    stop = threading.Event()

    def ask(by: Actor) -> str:
        stop.set()
        return ""

    Worker((Job("asker", 1.0, ask), _noting(ran, "next")), stop).turn()
    assert ran == []


def test_a_sign_of_life_that_cannot_be_left_stops_nothing(
    settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.PANAH_DATA = tmp_path / "gone"
    with caplog.at_level(logging.ERROR):
        worker.beat()
    assert "no sign of life" in caplog.text


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An empty Panah of its own, as a process of its own sees it."""
    folder = tmp_path_factory.mktemp("panah")
    own = {"PANAH_DATA": f"{folder}/data", "PANAH_KEYS": f"{folder}/keys", "PANAH_DATABASE": ""}
    environment = {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "panah.site.settings"}
    (folder / "data").mkdir()
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], check=True, env=environment, timeout=120)
    return environment


@pytest.fixture
def running(installation: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    program = [sys.executable, "-c", "from panah.commands.main import main; main()", "worker"]
    process = subprocess.Popen(program, env=installation, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_worker_cleanly(
    installation: dict[str, str], running: subprocess.Popen[str], name: signal.Signals
) -> None:
    heartbeat = Path(installation["PANAH_DATA"]) / "worker.heartbeat"
    for _ in range(200):
        if heartbeat.exists() and heartbeat.read_text().split()[-1] == str(running.pid):
            break
        time.sleep(0.1)
    running.send_signal(name)
    output, _ = running.communicate(timeout=30)
    assert running.returncode == 0, output
    assert output.strip() == "The worker has stopped."
