"""In danger the first thing is a phone; the second is where the child sleeps (S9)."""

import pytest

from panah.casework.concerns.models import Concern
from panah.foundation.clocks.models import Timer
from panah.web.public import throttle
from tests.panah.casework.concerns.office import Office
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
