import html
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from panah.foundation.security import clock
from panah.programme.training.codes import Wave
from panah.programme.training.models import ItemAnswer, Sitting
from panah.programme.training.queries import own_token
from panah.web.public.throttle import WRONG_CODES_OF_NETWORK
from tests.panah.programme.training.examined import FIRST, LAST, Course, at

ALL = {"q1": "B", "q2": ["A", "C"], "q3": "A", "wave": "pre", "go": "send"}


@pytest.fixture(autouse=True)
def _a_network_nobody_knows() -> Iterator[None]:
    WRONG_CODES_OF_NETWORK.forget()
    yield
    WRONG_CODES_OF_NETWORK.forget()


def own(course: Course, number: int = 0, language: str = "kk") -> str:
    return f"/{language}/q/test/{own_token(course.people[number])}/"


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_a_participant_answers_once_and_is_told_so(course: Course) -> None:
    client = Client()
    with clock.standing_at(at(FIRST)):
        page = client.get(own(course))
        assert "Баланы кім тыңдайды?" in text(page)
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert not page.cookies
        assert client.post(own(course), ALL).status_code == 302
        again = client.get(own(course))
        assert "<form" not in text(again).split("<main")[1]
        client.post(own(course), ALL | {"q1": "A"})
    assert Sitting.objects.get().right == 3


def test_what_is_not_answered_is_asked_about_once_and_the_rest_is_kept(course: Course) -> None:
    client = Client()
    with clock.standing_at(at(FIRST)):
        page = text(client.post(own(course, language="ru"), {"q1": "B", "wave": "pre", "go": "send"}))
        assert not Sitting.objects.exists()
        assert 'value="B" checked' in page.replace('id="id_q1_1" ', "").replace("required ", "") or "checked" in page
        assert 'value="anyway"' in page
        client.post(own(course, language="ru"), {"q1": "B", "wave": "pre", "go": "anyway"})
    assert Sitting.objects.get().right == 1
    assert ItemAnswer.objects.filter(chosen="").count() == 2


def test_another_language_keeps_what_was_chosen(course: Course) -> None:
    with clock.standing_at(at(FIRST)):
        page = text(Client().post(own(course, language="ru"), {"q2": ["A", "C"], "switch_language": "ru"}))
    assert "Какие есть признаки?" in page
    assert page.count("checked") == 2
    assert not Sitting.objects.exists()


def test_an_invented_answer_is_refused_and_nothing_breaks(course: Course) -> None:
    with clock.standing_at(at(FIRST)):
        assert Client().post(own(course), ALL | {"q1": "Z"}).status_code == 200
        assert Client().post(own(course), ALL | {"wave": "x"}).status_code == 302
    assert Sitting.objects.get().wave == Wave.PRE


@pytest.mark.parametrize(
    ("day", "opens"),
    [(FIRST - timedelta(days=8), False), (FIRST, True), (LAST, True), (LAST + timedelta(days=1), False)],
)
def test_before_and_after_the_days_there_is_a_sentence_and_no_form(course: Course, day: date, opens: bool) -> None:
    with clock.standing_at(at(day)):
        page = Client().get(own(course))
    assert page.status_code == 200
    assert ('name="q1"' in text(page)) is opens


def test_the_picture_of_the_room_asks_for_the_own_code(course: Course) -> None:
    address = f"/kk/q/test/{course.event.code}/"
    with clock.standing_at(at(FIRST)):
        client = Client()
        assert 'name="own"' in text(client.get(address))
        page = text(client.post(address, {"own": "ав 234"}))
        assert 'name="q1"' in page
        assert own_token(course.people[0]) not in page
        done = client.post(address, ALL | {"own": "AB234"})
        assert done.status_code == 200
    assert Sitting.objects.get().enrolment == course.people[0]


def test_a_wrong_code_tells_nothing_and_may_not_be_tried_for_ever(course: Course) -> None:
    address = f"/kk/q/test/{course.event.code}/"
    with clock.standing_at(at(FIRST)):
        for _try in range(60):
            Client().post(address, {"own": "ZZZZZ"})
        assert 'name="q1"' not in text(Client().post(address, {"own": "AB234"}))


def test_an_unknown_link_is_not_there(course: Course) -> None:
    page = Client().get("/kk/q/test/abcdefghijklmnopqrstuvwxyz/")
    assert page.status_code == 404
    other = Client().get("/kk/q/practice/abcdefghijklmnopqrstuvwxyz/")
    assert text(other).replace("/practice/", "/test/") == text(page)


def test_without_a_language_the_phone_chooses(course: Course) -> None:
    answer = Client(headers={"accept-language": "ru"}).get(f"/q/test/{own_token(course.people[0])}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, own(course, language="ru"))
