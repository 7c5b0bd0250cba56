"""Names typed into the public form rest nowhere in clear: not in the database, its journal, the audit, or the logs."""

import logging
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from panah.casework.concerns.models import Concern
from panah.web.public import throttle
from tests.canaries import canaries, scan, sightings
from tests.panah.casework.concerns.office import made_office
from tests.panah.web.public.visitor import Visitor


def test_no_name_typed_into_the_form_rests_in_clear(
    database_files: list[Path], caplog: pytest.LogCaptureFixture
) -> None:
    made_office()
    throttle.REPORTS.forget()
    caplog.set_level(logging.DEBUG)
    words = canaries(15)
    before = set(Path(tempfile.gettempdir()).glob("*"))
    for start in range(0, 15, 5):
        seen, where, name, contact, message = words[start : start + 5]
        visitor = Visitor()
        visitor.reaches_the_check(
            seen={"what_was_seen": seen},
            child={"where_child_is": where, "name": name},
            you={"reporter_contact": contact},
        )
        visitor.presses("send")
        page = Client().post("/ru/answer/", {"receipt": visitor.receipt}).content.decode()
        state = page.split('name="state" value="')[1].split('"')[0]
        Client().post("/ru/answer/", {"state": state, "message": message})
    assert Concern.objects.count() == 3
    files = [path for path in settings.PANAH_DATA.rglob("*") if path.is_file()]
    fresh = [path for path in set(Path(tempfile.gettempdir()).glob("*")) - before if path.is_file()]
    assert set(database_files) <= set(files)
    assert scan([*files, *fresh], words) == []
    assert sightings(caplog.text.encode(), words) == set()


def test_the_scanner_would_have_found_a_name_in_the_database(database_files: list[Path]) -> None:
    made_office()
    throttle.REPORTS.forget()
    visitor = Visitor()
    visitor.reaches_the_check()
    visitor.presses("send")
    (word,) = canaries(1)
    Concern.objects.update(reason=word)
    assert scan([settings.PANAH_DATA], [word])
