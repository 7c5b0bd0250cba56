import html
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from panah.casework.concerns.codes import AnswerStatus, ConcernStatus
from panah.casework.concerns.models import Concern, ConcernMessage
from panah.casework.concerns.queries import receipt_of
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock, vault
from panah.foundation.security.sealed import reveal
from panah.web.public import refer, throttle
from tests.panah.casework.concerns.office import Office, reported

WRONG = "0000 0000 0000 0000"


@pytest.fixture(autouse=True)
def _nobody_tried() -> Iterator[None]:
    yield
    throttle.WRONG_RECEIPTS_OF_NETWORK.forget()
    throttle.WRONG_TRIES_OF_RECEIPT.forget()


def asks(receipt: str, language: str = "en", client: Client | None = None, **more: Any) -> str:
    response = (client or Client(enforce_csrf_checks=True)).post(f"/{language}/answer/", {"receipt": receipt, **more})
    assert response.status_code == 200
    assert not response.cookies
    return html.unescape(response.content.decode())


def hidden(text: str, name: str = "state") -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found, text
    return found.group(1)


def test_the_receipt_shows_the_state_in_each_language(office: Office) -> None:
    reported(office)
    for language, words in (("en", "We received your message"), ("ru", "Мы получили"), ("kk", "Хабарламаңызды алдық")):
        assert words in asks(receipt_of("form-1"), language)


@pytest.mark.safeguard("S4", "the reporter is the employer and asks where the child is, with whom, and what came of it")
@pytest.mark.parametrize("answer", list(AnswerStatus))
@pytest.mark.parametrize("language", ["kk", "ru", "en", "uz", "ky", "tg"])
def test_an_employer_who_reports_learns_no_body_no_place_and_no_outcome(
    office: Office, answer: AnswerStatus, language: str
) -> None:
    """S4: whatever was decided, the page says one of four sentences; all else on it is the same for all."""
    concern = reported(office)
    pages = set()
    for status in ConcernStatus:
        Concern.objects.filter(pk=concern.pk).update(status=status, answer_status=answer, reason="no_sign_of_harm")
        text = asks(receipt_of("form-1"), language)
        pages.add(re.sub(r'name="state" value="[^"]*"|\d\d:\d\d', "", text))  # nor the minute at which it was printed
        assert code_list("answer_status").label(answer, language) in text
    (page,) = pages
    told = re.sub(r"<footer.*</footer>|<head>.*</head>", "", page, flags=re.DOTALL)
    forbidden = ["Canary", concern.code, office.district.label(language), str(office.district.region())]
    for name in ("concern_status", "nothing_reasons", "organisation_kinds", "service_types", "sectors"):
        forbidden += [code_list(name).label(code, language) for code in code_list(name).codes]
    for others in AnswerStatus:
        if others is not answer:
            forbidden.append(code_list("answer_status").label(others, language))
    allowed = {code_list("answer_status").label(answer, language)}
    found = [
        words for words in forbidden if len(words) > 4 and words in told and not any(words in one for one in allowed)
    ]
    assert found == []


@pytest.mark.safeguard("S17", "somebody guesses receipts to learn whether a child was reported")
def test_wrong_unknown_and_expired_receipts_look_the_same(office: Office) -> None:
    concern = reported(office)
    pages = {re.sub(r'value="[^"]*"', "", asks(receipt)) for receipt in (WRONG, "abc", "👩‍👧\x00", "9" * 500)}
    with clock.standing_at(concern.received_at + timedelta(days=366)):
        pages.add(re.sub(r'value="[^"]*"', "", asks(receipt_of("form-1"))))
    (page,) = pages
    assert "We find no report with this number" in page


def test_after_many_wrong_tries_of_a_network_even_a_right_one_is_answered_as_wrong(office: Office) -> None:
    concern = reported(office)
    for number in range(throttle.WRONG_RECEIPTS_OF_NETWORK.limit):
        asks(f"{number:016d}")
    assert "We find no report" in asks(receipt_of("form-1"))
    with clock.standing_at(concern.received_at + timedelta(minutes=61)):
        assert "We received your message" in asks(receipt_of("form-1"))


def test_right_tries_are_never_counted(office: Office) -> None:
    reported(office)
    for _ in range(12):
        assert "We received your message" in asks(receipt_of("form-1"))


def test_one_number_tried_from_many_networks_is_stopped_too(office: Office) -> None:
    reported(office)
    for number in range(5):
        Client(REMOTE_ADDR=f"10.0.{number}.1").post("/en/answer/", {"receipt": "1" * 16})
    assert throttle.WRONG_TRIES_OF_RECEIPT.is_over("1" * 16)
    assert not throttle.WRONG_RECEIPTS_OF_NETWORK.is_over("10.0.1.0/24")


def test_a_message_is_added_once_however_often_it_is_sent(office: Office) -> None:
    reported(office)
    page = asks(receipt_of("form-1"))
    for _ in range(2):
        response = Client().post("/en/answer/", {"state": hidden(page), "message": "Canarymore \x00👋"})
        text = response.content.decode()
        assert "Sent. A specialist reads it." in text
        assert "Canary" not in text
    message = ConcernMessage.objects.get()
    with vault.ring():
        reveal(office.duty, message)
    assert message.text == "Canarymore 👋"


def test_a_message_that_is_too_long_or_empty_gets_a_sentence_and_stays(office: Office) -> None:
    reported(office)
    page = asks(receipt_of("form-1"))
    text = asks("", state=hidden(page), message="x" * 5_000_000)
    assert "5000000 characters; 2000 fit" in text
    assert "x" * 5_000_000 in text
    assert "Write what you want to add." in asks("", state=hidden(page), message="  ")
    assert not ConcernMessage.objects.exists()


def test_an_answer_page_left_open_asks_for_the_digits_again_and_keeps_the_message(office: Office) -> None:
    concern = reported(office)
    page = asks(receipt_of("form-1"))
    with clock.standing_at(concern.received_at + timedelta(hours=2)):
        text = asks("", state=hidden(page), message="Canarykept")
        assert "Enter the 16 digits again" in text
        assert "Canarykept" in text
        assert "Canarykept" in asks(receipt_of("form-1"), message="Canarykept")
    assert "Enter the 16 digits again" in asks("", state="tampered", message="Canarykept")
    assert not ConcernMessage.objects.exists()


def test_another_language_keeps_the_answer_and_the_words(office: Office) -> None:
    reported(office)
    page = asks(receipt_of("form-1"))
    text = asks("", "ru", state=hidden(page), message="Canarykept", switch_language="ru")
    assert "Мы получили ваше сообщение" in text
    assert "Canarykept" in text
    assert "1234 5678" in asks("1234 5678", "ru", switch_language="ru")


def test_no_address_of_a_visitor_is_kept_by_the_counters(office: Office) -> None:
    Client(REMOTE_ADDR="203.0.113.77").post("/en/answer/", {"receipt": WRONG})
    kept = repr(vars(throttle.WRONG_RECEIPTS_OF_NETWORK)) + repr(vars(throttle.WRONG_TRIES_OF_RECEIPT))
    assert "203.0.113" not in kept
    assert WRONG.replace(" ", "") not in kept


def test_a_server_that_listens_on_both_kinds_of_address_does_not_take_a_country_for_one_network(office: Office) -> None:
    """Else five slips of one visitor would shut the answer page to everybody."""
    for number in range(throttle.WRONG_RECEIPTS_OF_NETWORK.limit):
        Client(REMOTE_ADDR="::ffff:10.1.1.1").post("/en/answer/", {"receipt": f"{number:016d}"})
    assert throttle.WRONG_RECEIPTS_OF_NETWORK.is_over("10.1.1.0/24")
    assert not throttle.WRONG_RECEIPTS_OF_NETWORK.is_over("::/48")


def test_very_many_messages_from_one_network_are_taken_and_marked(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refer, "PAUSE_SECONDS", 0)
    throttle.REPORTS.forget()
    reported(office)
    receipt = receipt_of("form-1")
    asks_to_add(receipt, "first")
    for _ in range(throttle.REPORTS.limit):
        throttle.REPORTS.count("127.0.0.0/24")
    asks_to_add(receipt, "one of very many")
    throttle.REPORTS.forget()
    marks = ConcernMessage.objects.order_by("written_at").values_list("is_unverified", flat=True)
    assert list(marks) == [False, True]


def asks_to_add(receipt: str, message: str) -> None:
    client = Client()
    assert client.post("/en/answer/", {"state": hidden(asks(receipt)), "message": message}).status_code == 200
