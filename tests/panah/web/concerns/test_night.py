"""This night comes first on the page of a concern, and the guardianship body can be written down, late too."""

import html
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from panah.casework.concerns.actions import ChildTold
from panah.casework.concerns.models import Concern
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from tests.panah.casework.concerns.office import Office, reported


@pytest.fixture
def client(office: Office) -> Client:
    found = Client()
    found.force_login(office.duty_worker)
    return found


def text_of(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return html.unescape(response.content.decode())


def guardian_clocks() -> int:
    return Timer.objects.running().filter(kind=TimerKind.GUARDIAN_REQUEST).count()


@pytest.mark.safeguard("S9", "the page of a concern hides below the story that a boy sleeps alone in the street")
def test_this_night_stands_first_and_says_whom_to_tell(office: Office, client: Client) -> None:
    concern = reported(office, sleeps_tonight="alone_or_street", sleeps_with="Canaryforeman")
    text = text_of(client.get(f"/app/concerns/{concern.code}/"))
    main = text[text.index("<h1") :]
    assert main.index("Где ребёнок ночует сегодня") < main.index("Что сообщили")
    assert "С ребёнком нет безопасного взрослого" in main
    assert f"/app/concerns/{concern.code}/guardian/" in main
    assert "Canaryforeman" not in text
    assert "Canaryforeman" in text_of(client.post(f"/app/concerns/{concern.code}/show/"))


def test_what_is_unclear_is_a_question_to_ask_today(office: Office, client: Client) -> None:
    for night in ("unknown", "with_unclear_adult"):
        concern = reported(office, night, sleeps_tonight=night)
        assert "Выясните сегодня" in text_of(client.get(f"/app/concerns/{concern.code}/"))
    safe = reported(office, "safe", sleeps_tonight="with_safe_adult")
    assert "Выясните сегодня" not in text_of(client.get(f"/app/concerns/{safe.code}/"))


def test_writing_whom_was_told_late_stops_the_clock(office: Office, client: Client) -> None:
    concern = reported(office, sleeps_tonight="place_of_work")
    assert guardian_clocks() == 1
    address = f"/app/concerns/{concern.code}/guardian/"
    day = timezone.localdate(clock.now())
    posted = {
        "who": "Canaryofficer", "channel": "paper", "number": "12-34", "happened_on_day": day.day, "once": "k",
        "happened_on_month": day.month, "happened_on_year": day.year, "version": concern.version,
    }  # fmt: skip
    text = text_of(client.post(address, posted | {"who": "", "at": "25:77"}))
    assert "12-34" in text
    assert guardian_clocks() == 1
    assert client.post(address, posted | {"at": "00:00"}).status_code == 302
    assert guardian_clocks() == 0
    concern.refresh_from_db()
    assert concern.guardian_told_at is not None
    assert timezone.localtime(concern.guardian_told_at).hour == 0
    assert "Canaryofficer" not in text_of(client.get(f"/app/concerns/{concern.code}/"))
    assert "Canaryofficer" in text_of(client.post(f"/app/concerns/{concern.code}/show/"))
    assert "Canaryofficer" in text_of(client.get(address))


def test_what_was_found_out_is_written_and_two_writers_see_both_texts(office: Office, client: Client) -> None:
    concern = reported(office)
    address = f"/app/concerns/{concern.code}/night/"
    first = {"sleeps_tonight": "with_safe_adult", "sleeps_with": "Canaryaunt", "version": concern.version, "once": "a"}
    second = first | {"sleeps_with": "Canaryuncle", "once": "b"}
    assert client.post(address, first).status_code == 302
    text = text_of(client.post(address, second))
    assert "Canaryaunt" in text
    assert "Canaryuncle" in text
    assert Concern.objects.get().sleeps_tonight == "with_safe_adult"


def test_children_stand_side_by_side_and_names_come_when_asked_for(office: Office, client: Client) -> None:
    children = (ChildTold("6_11", "male", "uz", "Canaryone"), ChildTold("under_1", "unknown"))
    concern = reported(office, children=children, is_same_family="yes")
    text = text_of(client.get(f"/app/concerns/{concern.code}/"))
    assert text.count('scope="row"') == 2
    assert "Одна семья" in text
    assert "Canaryone" not in text
    text = text_of(client.post(f"/app/concerns/{concern.code}/show/"))
    assert "Canaryone" in text
    assert "имя не названо" in text


def test_of_the_reporter_only_the_role_is_shown_until_names_are_asked_for(office: Office, client: Client) -> None:
    concern = reported(office)
    text = text_of(client.get(f"/app/concerns/{concern.code}/"))
    assert "Учитель" in text
    assert "Вечером" not in text
    assert "Вечером" in text_of(client.post(f"/app/concerns/{concern.code}/show/"))


def test_the_clock_of_the_guardianship_body_is_on_the_duty_workers_today(office: Office, client: Client) -> None:
    concern = reported(office, sleeps_tonight="alone_or_street")
    text = text_of(client.get("/app/"))
    assert text.count(f"/app/concerns/{concern.code}/") >= 2
    assert "Без взрослых или на улице" in text


def test_strangers_find_none_of_these_pages(office: Office) -> None:
    concern = reported(office, sleeps_tonight="alone_or_street")
    stranger = Client()
    stranger.force_login(office.stranger)
    for page in ("night", "guardian", "sentence"):
        assert stranger.get(f"/app/concerns/{concern.code}/{page}/").status_code == 404
    assert stranger.post(f"/app/concerns/{concern.code}/sentence/back/").status_code == 404
