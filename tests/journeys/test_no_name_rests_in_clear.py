"""Two hundred invented names go in by every door, and are looked for in everything that stays on the disk (G4)."""

import csv
import logging
import re
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client

from panah.casework.cases.models import Case
from panah.casework.concerns.models import Concern
from panah.commands.exchange import import_command
from panah.engines.matching.keys.blocking import blocking_keys, word_keys
from panah.engines.matching.names.reading import read_name
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.web.public import refer, throttle
from tests.canaries import STEMS, canaries, digests_in, digests_taken, scan, sightings
from tests.panah.casework.concerns.office import Office, made_office, person_in
from tests.panah.web.public.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = 200
KEYS = re.compile(rb"w:[a-z]{1,7}|p:[a-z]{1,7}\\+[a-z]{1,7}")  # as panah.engines.matching.keys writes them
REPORTS, CASES, ROWS = 10, 25, 20


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    if connection.vendor != "sqlite":
        pytest.skip("looks into SQLite's files")
    monkeypatch.setattr(refer, "PAUSE_SECONDS", 0)
    throttle.REPORTS.forget()
    yield canaries(COUNT)
    throttle.REPORTS.forget()


def _reports(words: Iterator[str]) -> None:
    for _ in range(REPORTS):
        seen, where, child = next(words), next(words), next(words)
        visitor = Visitor()
        visitor.reaches_the_check(
            seen={"what_was_seen": seen}, child={"where_child_is": where, "name": child, "place": "unknown"}
        )
        visitor.presses("send")
        visitor.client.post("/ru/answer/", {"receipt": visitor.receipt, "message": next(words), "go": "add"})


def _wrong_forms(client: Client, words: Iterator[str]) -> None:
    """What is refused must leave as little behind as what is taken."""
    client.post("/app/children/new/", {"name": next(words), "birth_day": "40"})
    client.post("/app/c/0000-0000/contact/", {"text": next(words)})
    client.post("/app/drafts/contact/0000-0000/", {"text": next(words)})
    client.post(f"/ru/refer/?{next(words)}", {"step": "seen", "what_was_seen": next(words) * 2_000, "go": "next"})
    client.get(f"/app/c/{next(words)}/")


def _cases(client: Client, words: Iterator[str]) -> None:
    for number in range(CASES):
        names = {"name": next(words), "document_name": next(words)}
        rest = {"sex": "male", "age_band": "6_11", "language": "uz", "urgency": "normal", "once": f"{number:020}"}
        response = client.post("/app/children/new/", names | rest)
        assert response.status_code == 302, response.content.decode()[:2000]
        client.post(response.headers["Location"] + "name/")


def _works_in_one(client: Client, words: Iterator[str]) -> None:
    code = Case.objects.values_list("code", flat=True).first()
    day = clock.today()
    today = {"happened_on_day": day.day, "happened_on_month": day.month, "happened_on_year": day.year}
    for _ in range(5):
        contact = {"kind": "first_safety_contact", "text": next(words)} | today
        assert client.post(f"/app/c/{code}/contact/", contact).status_code == 302
    for area in code_list("assessment_domains").codes:
        answer = {"situation": "unknown", "observed": next(words), "child_says": next(words)}
        assert client.post(f"/app/c/{code}/assess/{area}/", answer).status_code == 302
    client.post(f"/app/c/{code}/assess/complete/", {"risk": "low", "child_view": next(words)})
    for _ in range(5):
        service = {"service_type": "medical", "what_was_done": next(words)} | today
        assert client.post(f"/app/c/{code}/service/", service).status_code == 302
    for _ in range(5):
        client.post("/app/find/", {"text": next(words)})


def _imports(office: Office, words: Iterator[str], folder: Path) -> str:
    """Through the command, as an office does; the file itself is theirs."""
    path = folder / "records.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["ext_RecordId", "prs_FirstName", "prs_SecondName", "prs_Gender", "cas_Status"])
        writer.writerows([[f"R{row}", next(words), next(words), "Feminine", "Closed"] for row in range(ROWS)])
    answer = CliRunner().invoke(import_command, ["htcds", str(path), "--organisation", office.organisation.code])
    assert answer.exit_code == 0, answer.output
    path.unlink()
    return answer.output


def _sounds_in(data: bytes, names: list[str], place: str) -> list[str]:
    """What a name sounds like, and the keys it is looked for under before they are keyed: whoever has them reads the name back."""
    roots = {root.encode() for stem in STEMS for word in read_name(stem).words for root in word.roots}
    found = [f"sounds of a name in {place}" for root in roots if root in data]
    keys = {key.encode() for name in names for key in word_keys(read_name(name))}
    keys |= {key.encode() for one, other in pairwise(names) for key in blocking_keys(read_name(f"{one} {other}"))}
    return found + [f"{key!r} in {place}" for key in {match[0] for match in KEYS.finditer(data)} & keys]


def _new_files(since: float) -> list[Path]:
    """What this run left in the folder for temporary files, its own browser's and database's aside."""
    places = []
    for path in Path(tempfile.gettempdir()).iterdir():
        try:
            if path.stat().st_mtime >= since and (path.is_file() or path.name.startswith("panah")):
                places.append(path)
        except FileNotFoundError:
            continue
    return places


def test_no_name_rests_in_clear(names: list[str], tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    began = time.time()
    caplog.set_level(logging.DEBUG)
    office = made_office()
    worker = person_in(office.organisation, Role.CASEWORKER, "worker")
    client = Client()
    client.force_login(worker)
    words = iter(names)
    with digests_taken() as digests:
        _reports(words)
        _cases(client, words)
        _works_in_one(client, words)
        printed = _imports(office, words, tmp_path)
        _wrong_forms(client, words)
    assert Concern.objects.count() == REPORTS
    assert Case.objects.count() == CASES + ROWS
    sessions = " ".join(str(session.get_decoded()) for session in Session.objects.all())
    spoken = "\n".join([caplog.text, printed, sessions, *(f"{one.subject} {one.body}" for one in mail.outbox)])
    found = [*sightings(spoken.encode(), names, "logs, output, sessions, mail")]
    found += scan([Path(settings.PANAH_DATA), *_new_files(began)], names)
    found += digests_in(spoken.encode(), digests, "logs, output, sessions, mail")
    for path in (path for path in Path(settings.PANAH_DATA).rglob("*") if path.is_file()):
        content = path.read_bytes()
        found += digests_in(content, digests, str(path))
        assert _sounds_in(content, names, str(path)) == []
    assert _sounds_in(spoken.encode(), names, "logs, output, sessions, mail") == []
    assert found == []
    control = Path(settings.PANAH_DATA) / "control.txt"
    control.write_text(names[0], encoding="utf-8")
    planted = " ".join([*word_keys(read_name(names[0])), read_name(names[0]).words[0].root])
    assert len(_sounds_in(planted.encode(), names, "control")) == len(planted.split())
    try:
        assert scan([Path(settings.PANAH_DATA)], names) != [], "the scanner sees nothing at all"
    finally:
        control.unlink()
