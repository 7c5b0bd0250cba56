import socket

import pytest
from click.testing import CliRunner

from panah.commands import serve
from panah.foundation.security.access import Actor
from panah.foundation.security.actions import mark_as_demo
from panah.foundation.security.permissions import EVERYTHING

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_port_that_is_taken_is_said_in_a_sentence(port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        result = CliRunner().invoke(serve.command, ["--port", str(port)])
    assert result.exit_code == 1
    assert f"Port {port} on 127.0.0.1 is taken" in result.output


def test_an_unprepared_database_is_said_in_a_sentence(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "waiting_migrations", lambda: ["cases.0001_initial"])
    result = CliRunner().invoke(serve.command, ["--port", str(port)])
    assert result.exit_code == 1
    assert "Run: panah setup" in result.output


def test_the_server_takes_over_after_saying_where_it_is(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr("panah.commands.serve.os.execv", lambda program, words: started.append(words))
    monkeypatch.setattr("panah.commands.serve.connection.close", lambda: None)
    result = CliRunner().invoke(serve.command, ["--port", str(port), "--workers", "2"])
    assert f"http://127.0.0.1:{port}/" in result.output
    assert started[0][started[0].index("--workers") + 1] == "2"


def test_a_demo_tells_of_the_door_with_one_click() -> None:
    assert "/demo/" not in serve.welcome("127.0.0.1", 8000)
    mark_as_demo(by=Actor.system("test", EVERYTHING))
    assert "http://127.0.0.1:8000/demo/" in serve.welcome("::", 8000)
