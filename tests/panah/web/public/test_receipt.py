"""The receipt that a reporter takes along: sixteen digits, what happens next, and not a word about the child."""

from typing import Any

import pytest
from django.test import Client

from panah.engines.letters.press import CannotPrint, Press
from panah.foundation.documents.models import Letter, StoredFile
from panah.web.public import refer, throttle
from tests.engines.paper import squeezed, words_in
from tests.panah.casework.concerns.office import Office
from tests.panah.web.public.visitor import Visitor

SIX = {"kk": "Күні", "ru": "Дата", "en": "Day", "uz": "Sana", "ky": "Күнү", "tg": "Сана"}


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(refer, "PAUSE_SECONDS", 0)
    settings.PANAH_EMERGENCY_PHONES = {"police": "102"}
    throttle.REPORTS.forget()


def sent() -> Visitor:
    visitor = Visitor("kk")
    visitor.reaches_the_check()
    visitor.presses("send")
    return visitor


def taken(state: str, language: str) -> Any:
    return Client(enforce_csrf_checks=True).post(f"/{language}/refer/receipt/", {"state": state})


@pytest.mark.safeguard("S12", "the receipt of a report names the child or says what was seen")
def test_the_receipt_is_given_in_six_languages_and_kept_nowhere(office: Office) -> None:
    visitor = sent()
    state = visitor.hidden("state")
    assert 'form="refer" formaction="/kk/refer/receipt/"' in visitor.text
    for language, day in SIX.items():
        answer = taken(state, language)
        assert answer.headers["Content-Type"] == "application/pdf", language
        assert answer.headers["Content-Disposition"] == 'attachment; filename="receipt.pdf"'
        assert "no-store" in answer.headers["Cache-Control"]
        assert not answer.cookies
        said = words_in(answer.content)
        assert visitor.receipt in said
        assert day in said
        assert "102" in said
        assert f"/{language}/answer/" in squeezed(said)
        assert "anary" not in said
        assert "[?]" not in said
    assert not Letter.objects.exists()
    assert not StoredFile.objects.exists()


def test_without_a_report_there_is_no_receipt(office: Office) -> None:
    visitor = Visitor("ru")
    visitor.opens()
    for state in (visitor.hidden("state"), "x", ""):
        answer = taken(state, "ru")
        assert (answer.status_code, answer.headers["Location"]) == (302, "/ru/refer/")
    assert Client().get("/ru/refer/receipt/").status_code == 405


def test_when_the_press_fails_the_digits_still_stand_there(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*given: Any) -> bytes:
        raise CannotPrint("TypstError")

    visitor = sent()
    monkeypatch.setattr(Press, "pdf", refuses)
    page = taken(visitor.hidden("state"), "en").content.decode()
    assert "The PDF could not be made" in page
    assert visitor.receipt in page
