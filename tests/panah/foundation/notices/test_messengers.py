"""The contract with Apprise: against a small stand-in always, against the package itself where it is installed."""

import importlib.util
import socket
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import ModuleType
from typing import Any, ClassVar

import pytest

from panah.foundation.notices.codes import Channel, NoticeKind
from panah.foundation.notices.delivery import Delivered, deliver_due, fault_of_way
from panah.foundation.notices.models import Message
from panah.foundation.security import clock
from tests.panah.foundation import given
from tests.panah.foundation.notices.given import NOON, reached, told

pytestmark = pytest.mark.django_db
PHONE = "+77010000042"


class Asset:
    """What Apprise calls an asset: how it is to behave. Unknown words are refused, as the package does."""

    app_id, app_desc, app_url, async_mode, http_redirects = "Apprise", "x", "x", True, True

    def __init__(self, **words: Any) -> None:
        for name, value in words.items():
            if not hasattr(Asset, name):
                raise AttributeError(name)
            setattr(self, name, value)


class Service:
    """What Apprise calls Apprise."""

    said: ClassVar[list[tuple[str, str]]] = []
    assets: ClassVar[list[Asset]] = []
    answer: ClassVar[Any] = True

    def __init__(self, asset: Asset) -> None:
        self.assets.append(asset)
        self.addresses: list[str] = []

    def add(self, address: str) -> bool:
        self.addresses.append(address)
        return address.startswith("sms://")

    def notify(self, body: str, body_format: str) -> bool:
        self.said.append((self.addresses[0], body))
        if isinstance(self.answer, Exception):
            raise self.answer
        if callable(self.answer):
            self.answer()
        return bool(self.answer)


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    module = ModuleType("apprise")
    module.Apprise, module.AppriseAsset = Service, Asset  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "apprise", module)
    monkeypatch.setattr(Service, "answer", True)
    Service.said.clear()
    Service.assets.clear()
    settings.PANAH_SMS, settings.PANAH_TARGETS = "sms://key:secret@gate.example.kz/{to}", "https://gate.example.kz"


def _deliver() -> Delivered:
    with clock.standing_at(NOON):
        told(kind=NoticeKind.REFERRAL_ARRIVED, person=reached(PHONE, channel=Channel.SMS))
        return deliver_due(by=given.SYSTEM)


def test_an_sms_says_as_little_as_an_email_and_goes_to_one_number() -> None:
    assert _deliver() == Delivered(sent=1)
    [(address, body)] = Service.said
    assert address == "sms://key:secret@gate.example.kz/%2B77010000042"
    assert body.splitlines()[0] == "1 request."
    assert "/x/" in body


def test_nothing_is_followed_elsewhere_or_sent_by_other_threads() -> None:
    _deliver()
    [asset] = Service.assets
    assert (asset.async_mode, asset.http_redirects, asset.app_id) == (False, False, "Panah")


def test_an_older_version_is_asked_for_nothing_that_it_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Asset, "http_redirects")
    assert _deliver() == Delivered(sent=1)


@pytest.mark.parametrize("answer", [False, RuntimeError("the service said no to +77010000042")])
def test_what_the_service_did_not_take_is_tried_again_and_nothing_of_it_is_kept(
    monkeypatch: pytest.MonkeyPatch, answer: Any
) -> None:
    monkeypatch.setattr(Service, "answer", answer)
    assert _deliver() == Delivered(failed=1)
    assert Message.objects.get().error_code in {"NotTaken", "RuntimeError"}


def test_where_the_package_is_missing_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    assert _deliver() == Delivered(failed=1)
    assert Message.objects.get().error_code == "ModuleNotFoundError"
    assert "panah[channels]" in fault_of_way(Channel.SMS)


@pytest.mark.parametrize("way", ["sms://gate.example.kz/", "unknown://{to}"])
def test_a_way_that_cannot_be_read_sends_nothing(settings: Any, way: str) -> None:
    settings.PANAH_SMS = way
    assert _deliver() == Delivered(failed=1)
    assert Service.said == []


def test_without_a_list_of_machines_no_service_is_called(settings: Any) -> None:
    settings.PANAH_TARGETS = ""
    assert _deliver() == Delivered(failed=1)
    assert Service.said == []


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_service_that_is_not_the_listed_one_is_refused_whatever_the_library_makes_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def call() -> None:
        socket.create_connection(("192.0.2.7", 443), timeout=1)

    monkeypatch.setattr(Service, "answer", staticmethod(call))
    assert _deliver() == Delivered(failed=1)
    assert Message.objects.get().error_code == "TargetRefused"
    assert not Message.objects.get().is_uncertain


class _Gate(BaseHTTPRequestHandler):
    """A service of this machine: takes what is posted, or leads elsewhere."""

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self.server.taken.append(self.rfile.read(length).decode())  # type: ignore[attr-defined]
        elsewhere = self.server.elsewhere  # type: ignore[attr-defined]
        self.send_response(307 if elsewhere else 200)
        if elsewhere:
            self.send_header("Location", elsewhere)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def gate() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), _Gate) as server:
        server.taken, server.elsewhere = [], ""  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(5)


IS_THERE = importlib.util.find_spec("apprise") is not None
if_it_is_there = pytest.mark.skipif(not IS_THERE, reason="the extra 'channels' is not installed")
of_its_own_code = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


def _through_the_package(monkeypatch: pytest.MonkeyPatch, settings: Any, gate: HTTPServer) -> None:
    monkeypatch.delitem(sys.modules, "apprise")
    settings.PANAH_SMS = f"json://127.0.0.1:{gate.server_address[1]}/{{to}}"
    settings.PANAH_TARGETS = f"http://127.0.0.1:{gate.server_address[1]}"


@of_its_own_code
@if_it_is_there
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_package_itself_sends_our_words(monkeypatch: pytest.MonkeyPatch, settings: Any, gate: Any) -> None:
    _through_the_package(monkeypatch, settings, gate)
    assert _deliver() == Delivered(sent=1)
    [taken] = gate.taken
    assert "1 request." in taken


@of_its_own_code
@if_it_is_there
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_package_itself_is_not_led_elsewhere(monkeypatch: pytest.MonkeyPatch, settings: Any, gate: Any) -> None:
    _through_the_package(monkeypatch, settings, gate)
    gate.elsewhere = "http://192.0.2.7/taken"
    assert _deliver() == Delivered(failed=1)
    assert len(gate.taken) == 1


@of_its_own_code
@if_it_is_there
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_package_itself_is_refused_what_is_not_listed(
    monkeypatch: pytest.MonkeyPatch, settings: Any, gate: Any
) -> None:
    _through_the_package(monkeypatch, settings, gate)
    settings.PANAH_TARGETS = "https://gate.example.kz"
    assert _deliver() == Delivered(failed=1)
    assert (gate.taken, Message.objects.get().error_code) == ([], "TargetRefused")
