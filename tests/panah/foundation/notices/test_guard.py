"""Nothing is called that is not listed: by name, by number, by a redirect, by a name service that lies, by a program."""

import contextlib
import socket
import subprocess
import sys
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from panah.foundation.notices.delivery.guard import TargetRefused, guarded

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])


@pytest.fixture
def listener() -> Any:
    """Notes who comes."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.2)
        yield server


def _port(listener: socket.socket) -> int:
    return int(listener.getsockname()[1])


def _nobody_came(listener: socket.socket) -> bool:
    try:
        caller, _ = listener.accept()
    except TimeoutError:
        return True
    caller.close()
    return False


def test_what_is_listed_is_called(listener: socket.socket, settings: Any) -> None:
    settings.PANAH_TARGETS = f"smtp://localhost:{_port(listener)} smtp://127.0.0.1:{_port(listener)}"
    with guarded(), socket.create_connection(("127.0.0.1", _port(listener)), timeout=1):
        pass
    assert not _nobody_came(listener)


@pytest.mark.parametrize("targets", ["", "https://api.telegram.org", "https://127.0.0.1", "smtp://10.0.0.1:{port}"])
def test_what_is_not_listed_is_never_called(listener: socket.socket, settings: Any, targets: str) -> None:
    settings.PANAH_TARGETS = targets.format(port=_port(listener))
    with pytest.raises(TargetRefused), guarded():
        socket.create_connection(("127.0.0.1", _port(listener)), timeout=1)
    assert _nobody_came(listener)


def test_a_number_that_was_not_looked_for_by_name_is_refused_too(listener: socket.socket, settings: Any) -> None:
    settings.PANAH_TARGETS = f"https://api.telegram.org:{_port(listener)}"
    with pytest.raises(TargetRefused), guarded(), socket.socket() as caller:
        caller.connect(("127.0.0.1", _port(listener)))
    assert _nobody_came(listener)


def test_a_name_service_that_answers_with_this_machine_leads_nowhere(
    listener: socket.socket, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is listed; somebody else decides where it leads."""
    port = _port(listener)
    settings.PANAH_TARGETS = f"https://api.telegram.org:{port}"
    here = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: here)
    with pytest.raises(TargetRefused), guarded():
        socket.create_connection(("api.telegram.org", port), timeout=1)
    assert _nobody_came(listener)


class _Elsewhere(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(302)
        self.send_header("Location", self.server.elsewhere)  # type: ignore[attr-defined]
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        return


def test_a_redirect_leads_nowhere_else(listener: socket.socket, settings: Any) -> None:
    with HTTPServer(("127.0.0.1", 0), _Elsewhere) as server:
        server.elsewhere = f"http://127.0.0.1:{_port(listener)}/"  # type: ignore[attr-defined]
        threading.Thread(target=server.handle_request, daemon=True).start()
        port = int(server.server_address[1])
        settings.PANAH_TARGETS = f"http://127.0.0.1:{port}"
        with pytest.raises(TargetRefused), guarded():
            urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"http://127.0.0.1:{port}/", timeout=2)
    assert _nobody_came(listener)


def _call_and_say_nothing(port: int) -> None:
    with contextlib.suppress(Exception):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def test_a_library_that_swallows_the_refusal_does_not_hide_it(listener: socket.socket, settings: Any) -> None:
    settings.PANAH_TARGETS = ""
    with pytest.raises(TargetRefused) as refused, guarded():
        _call_and_say_nothing(_port(listener))
    assert refused.value.target == "127.0.0.1"


def test_other_threads_are_watched_as_well_while_a_message_is_sent(listener: socket.socket, settings: Any) -> None:
    settings.PANAH_TARGETS = ""
    with pytest.raises(TargetRefused), guarded(), ThreadPoolExecutor(1) as others:
        others.submit(_call_and_say_nothing, _port(listener)).result(5)
    assert _nobody_came(listener)


def test_no_program_is_started_on_the_way(settings: Any) -> None:
    settings.PANAH_TARGETS = "https://api.telegram.org"
    with pytest.raises(TargetRefused), guarded():
        subprocess.run([sys.executable, "-c", ""], check=True)


def test_afterwards_all_is_as_before(listener: socket.socket, settings: Any) -> None:
    settings.PANAH_TARGETS = ""
    with guarded():
        pass
    with socket.create_connection(("127.0.0.1", _port(listener)), timeout=1):
        pass
    assert not _nobody_came(listener)
