"""In danger the first thing is a phone; the second is where the child sleeps (S9)."""

from datetime import time
from typing import Any

import pytest

from panah.casework.concerns.models import Concern
from panah.foundation.accounts.actions import answer_for
from panah.foundation.clocks.models import Timer
from panah.foundation.duty.actions import keep_desk
from panah.foundation.duty.codes import Cover
from panah.foundation.duty.rules import Hours
from panah.foundation.security.roles import Role
from panah.web.public import throttle
from tests.panah.casework.concerns.office import SYSTEM, Office, actor_for, person_in
from tests.panah.web.public.visitor import Visitor


def test_danger_now_leads_to_a_page_that_says_to_call_and_what_to_do_meanwhile(office: Office) -> None:
    visitor = Visitor("en")
    visitor.opens()
    text = visitor.presses(is_danger_now="yes")
    assert visitor.step == "call"
    main = text[text.index("<main") :]
    for number in ("102", "112"):
        assert main.index(f'href="tel:{number}"') < main.index("<form")
    for words in ("Call now", "While you wait", "Do not stop the adult", "Go on with the report", "Step 1 of 6"):
        assert words in text
    assert "Go on with the report" in visitor.switches("en")
    visitor.presses()
    assert visitor.step == "night"
    visitor.presses("back")
    assert visitor.step == "call"
    visitor.presses("back")
    assert visitor.step == "danger"


def test_the_own_telephone_stands_beside_the_lines_and_no_name_is_asked(office: Office, settings: Any) -> None:
    visitor = Visitor("en")
    visitor.opens()
    text = visitor.presses(is_danger_now="yes")
    main = text[text.index("<main") : text.index("<form")]
    assert "You need not say your name." in main
    assert "our duty phone" not in main, "none is set"
    settings.PANAH_NIGHT_PHONE = "+7 000 111 22 33"
    for language, words in (
        ("en", "our duty phone"),
        ("uz", "bizning navbatchi telefonimiz"),
        ("tg", "телефони навбатдории мо"),
    ):
        visitor = Visitor(language)
        visitor.opens()
        text = visitor.presses(is_danger_now="yes")
        phones = text[text.index("<main") : text.index("<form")]
        for number in ("102", "112", "111", "+70001112233"):
            assert f'href="tel:{number}"' in phones
        assert words in phones


@pytest.mark.safeguard("S9", "the page of danger sends people to our telephone in a night that nobody holds")
def test_in_a_gap_the_own_telephone_is_not_offered(office: Office, settings: Any) -> None:
    settings.PANAH_NIGHT_PHONE = "+7 000 111 22 33"
    answer_for(by=SYSTEM, organisation=office.organisation, place=None)
    hours = Hours(Cover.ALWAYS, time(18), time(9))
    keep_desk(by=actor_for(person_in(office.organisation, Role.SUPERVISOR, "chief")), hours=hours)
    visitor = Visitor("en")
    visitor.opens()
    text = visitor.presses(is_danger_now="yes")
    assert "+7 000 111 22 33" not in text
    assert 'href="tel:112"' in text


@pytest.mark.safeguard("S9", "the form asks for signs, names and places before it asks where the child sleeps")
def test_where_the_child_sleeps_tonight_comes_first_and_may_be_unknown(office: Office) -> None:
    visitor = Visitor("en")
    visitor.opens()
    text = visitor.presses(is_danger_now="no")
    assert visitor.step == "night"
    assert "<h1>Where does the child sleep tonight?</h1>" in text
    visitor.presses()
    assert visitor.step == "seen"


def test_whoever_changes_the_answer_to_danger_is_told_whom_to_call_and_returns_to_the_check(office: Office) -> None:
    visitor = Visitor("en")
    visitor.reaches_the_check()
    visitor.presses("change-danger")
    visitor.presses(is_danger_now="yes")
    assert visitor.step == "call"
    visitor.presses()
    assert visitor.step == "check"


def test_a_boy_alone_in_the_street_at_night_starts_the_clock_of_the_duty_office(office: Office) -> None:
    throttle.REPORTS.forget()
    visitor = Visitor("uz")
    visitor.reaches_the_check(
        danger={"is_danger_now": "unknown"}, night={"sleeps_tonight": "alone_or_street", "sleeps_with": ""}
    )
    visitor.presses("send")
    concern = Concern.objects.get()
    assert (concern.language, concern.sleeps_tonight, concern.urgency) == ("uz", "alone_or_street", "high")
    assert {timer.kind for timer in Timer.objects.running()} == {"concern_first_look", "guardian_request"}
