"""Whoever writes a telephone down learns whether it is known: so often in an hour, and on record."""

from typing import Any

import pytest

from panah.foundation.security.models import AuditEvent
from panah.programme.directory.models import Adult, AdultPair
from panah.web.accounts.log import what
from panah.web.adults.asking import ASKED_BEFORE, NUMBERS_ASKED
from tests.panah.programme.bureau import Bureau, known
from tests.panah.web.adults.test_pages import PHONE, at, typed
from tests.panah.web.cases.visiting import text_of, words_of


@pytest.fixture
def nobody_asked() -> Any:
    NUMBERS_ASKED.forget()
    ASKED_BEFORE.forget()
    yield
    NUMBERS_ASKED.forget()
    ASKED_BEFORE.forget()


@pytest.mark.usefixtures("nobody_asked")
def test_nobody_goes_through_telephones_to_see_whose_are_known(bureau: Bureau) -> None:
    known(bureau, phone=PHONE, post="психолог")
    guesser, url = at(bureau.dana), "/app/adults/new/"
    for number in range(NUMBERS_ASKED.limit):
        guesser.post(url, typed(bureau, name="Ерлан Бөтен", phone=f"+7 701 555 {number // 100:02} {number % 100:02}"))
    page = guesser.post(url, typed(bureau, name="Марат Жаңа", workplace="ауруханада", phone=PHONE))
    words = words_of(page)
    assert "You asked about many telephones this hour" in words
    assert "психолог" not in words
    assert 'value="Марат Жаңа"' in text_of(page)  # what was written is kept
    assert not Adult.objects.filter(name="Марат Жаңа").exists()
    assert guesser.post(url, typed(bureau, name="Марат Жаңа", workplace="", phone="")).status_code == 302
    own = Adult.objects.get(name="Марат Жаңа")
    sent = typed(bureau, name="Марат Жаңа", workplace="", phone=PHONE, version=str(own.version))
    assert "You asked about many telephones" in words_of(guesser.post(f"/app/adults/{own.code}/change/", sent))
    assert not AdultPair.objects.filter(second=own).exists()
    assert "somebody who is known already" in words_of(at(bureau.timur).post(url, typed(bureau, phone=PHONE)))


@pytest.mark.usefixtures("nobody_asked")
def test_the_same_number_again_is_asked_once(bureau: Bureau) -> None:
    known(bureau, phone=PHONE)
    client = at(bureau.dana)
    for _ in range(NUMBERS_ASKED.limit + 5):
        page = client.post("/app/adults/new/", typed(bureau, name="Марат Бөтен", phone=PHONE))
        assert "somebody who is known already" in words_of(page)


@pytest.mark.usefixtures("nobody_asked")
def test_who_was_shown_as_known_stands_in_the_record_of_acts(bureau: Bureau) -> None:
    adult = known(bureau, phone=PHONE)
    at(bureau.dana).post("/app/adults/new/", typed(bureau, name="Марат Бөтен", phone=PHONE))
    event = AuditEvent.objects.get(verb="adults.look_for_adult")
    assert (event.actor, event.fields, event.count) == (bureau.dana.actor.id, [adult.code], 1)
    assert what(event) == "Was shown who may be known already"
