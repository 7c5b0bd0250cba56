"""The page of the working calendar: who changes it, and what it says."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import OwnDay, Timer
from panah.foundation.reference.actions import set_calendar_day
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.queries import holidays_of, working_calendar
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.web.calendar.queries import holiday_words
from tests.panah.casework.cases.office import SYSTEM, Office, Worker, hired, opened
from tests.panah.web.cases.visiting import day, signed_in, text_of, words_of


@pytest.fixture
def head(office: Office) -> Worker:
    return hired(office.organisation, Role.HEAD_OF_ORGANISATION, "head")


def next_working_day() -> date:
    calendar, found = working_calendar(clock.now()), clock.today() + timedelta(days=1)
    while not calendar.is_working_day(found):
        found += timedelta(days=1)
    return found


def test_a_head_adds_a_day_off_and_takes_it_back(office: Office, head: Worker) -> None:
    opened(office)
    timer = Timer.objects.get(kind=TimerKind.FIRST_SAFETY_CONTACT)
    client, chosen = signed_in(head), next_working_day()
    sent = day("day", chosen) | {"kind": "off", "reason": "Order 12: the office moves"}
    page = client.post("/app/calendar/day/", sent, follow=True)
    words = words_of(page)
    assert "Saved. 1 running deadline has moved." in words
    assert "Order 12: the office moves" in words
    moved = Timer.objects.get(pk=timer.pk)
    assert moved.due_at > timer.due_at
    page = client.post(f"/app/calendar/{chosen}/restore/", follow=True)
    assert "No own days. The usual days off hold." in words_of(page)
    assert Timer.objects.get(pk=timer.pk).due_at == timer.due_at


def test_what_makes_no_sense_comes_back_with_its_words(head: Worker) -> None:
    client = signed_in(head)
    sent = day("day", next_working_day()) | {"kind": "worked", "reason": "Canary order"}
    text = text_of(client.post("/app/calendar/day/", sent))
    assert "The calendar says so already." in text
    assert "Canary order" in text
    assert not OwnDay.objects.exists()


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.SUPERVISOR, Role.DUTY_WORKER, Role.MONITORING_OFFICER])
def test_others_do_not_come_here(office: Office, role: Role) -> None:
    client = signed_in(hired(office.organisation, role, "somebody"))
    for address in ("/app/calendar/", "/app/calendar/day/"):
        assert client.get(address).status_code in (403, 404)
    assert client.post(f"/app/calendar/{next_working_day()}/restore/").status_code in (403, 404)


@pytest.mark.parametrize("address", ["/app/calendar/nonsense/restore/", "/app/calendar/2026-13-45/restore/"])
def test_a_day_that_is_none_is_not_found(head: Worker, address: str) -> None:
    assert signed_in(head).post(address).status_code == 404


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_holiday_of_ten_years_has_its_name_in_the_language(language: str) -> None:
    listed = code_list("public_holidays")
    with translation.override(language):
        for year in range(2024, 2034):
            for holiday in holidays_of(year):
                assert holiday.code in listed.codes, holiday
                assert listed.label(holiday.code) in holiday_words(holiday)


def test_both_years_are_shown(head: Worker) -> None:
    words = words_of(signed_in(head).get("/app/calendar/"))
    year = clock.today().year
    assert f"16.12.{year}" in words
    assert f"16.12.{year + 1}" in words


def test_the_page_tells_own_days_from_those_of_a_decree_and_from_those_of_others(office: Office, head: Worker) -> None:
    set_calendar_day(by=SYSTEM, day=date(2026, 12, 17), is_working=False, names={}, source="Decree 7")
    stranger = hired(office.other, Role.HEAD_OF_ORGANISATION, "stranger")
    for worker, reason in ((head, "Canaryours"), (stranger, "Canarytheirs")):
        sent = day("day", next_working_day()) | {"kind": "off", "reason": reason}
        assert signed_in(worker).post("/app/calendar/day/", sent).status_code == 302
    own, _, decreed = text_of(signed_in(head).get("/app/calendar/")).partition("Moved by a decree, for everybody")
    assert "Canaryours" in own
    assert "Canarytheirs" not in own + decreed
    assert "Decree 7" in decreed
    assert "Decree 7" not in own
    assert "/restore/" in own
    assert "/restore/" not in decreed
