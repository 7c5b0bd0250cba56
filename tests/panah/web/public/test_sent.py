"""Once a message has arrived nothing shows it again, whatever the browser of whoever holds the phone now sends once more."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from panah.casework.concerns.models import Concern, ConcernMessage
from panah.foundation.security import clock
from panah.web.public import refer, throttle
from tests.panah.casework.concerns.office import Office
from tests.panah.web.public.test_write import WORDS, Girl
from tests.panah.web.public.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(refer, "PAUSE_SECONDS", 0)
    throttle.REPORTS.forget()
    yield
    throttle.REPORTS.forget()


def pages_of(girl: Girl) -> list[str]:
    """Every page of her way, as the browser keeps what led to it."""
    pages = [girl.opens(), girl.presses(about_whom="me"), girl.presses(what_was_seen=WORDS)]
    girl.presses()
    return pages


@pytest.mark.safeguard("S12", "after a quick way out somebody presses Back and Reload, and reads what she wrote")
@pytest.mark.parametrize("minutes", [1, 30, 90])
def test_once_it_was_sent_no_page_shows_her_words_again(office: Office, minutes: int) -> None:
    girl = Girl(language="en")
    pages = pages_of(girl)
    with clock.standing_at(clock.now() + timedelta(minutes=minutes)):
        for page in pages:
            for fields in (
                {"go": "next"},
                {"go": "back"},
                {"go": "again"},
                {"switch_language": "en"},
                {"go": "next", "reporter_contact": "no"},
            ):
                girl.text = page
                step = {"what_was_seen": WORDS} if 'value="words"' in page else {"about_whom": "me"}
                if 'name="state"' in page and girl.hidden("step") != "whom":
                    assert WORDS not in girl.presses(**(step | fields))
                    assert "<textarea" not in girl.text
    assert Concern.objects.count() == 1


def test_the_digits_are_shown_again_at_once_and_after_ten_minutes_no_more(office: Office) -> None:
    girl = Girl(language="en")
    receipt = girl.writes()
    page = girl.text
    with clock.standing_at(clock.now() + timedelta(minutes=9)):
        girl.presses()
        assert girl.receipt == receipt
    for minutes in (11, 50, 120):
        with clock.standing_at(clock.now() + timedelta(minutes=minutes)):
            girl.text = page
            assert "It was sent" in girl.presses()
            assert receipt not in girl.text


def test_a_page_that_is_loaded_again_before_it_was_sent_is_the_same_page(office: Office) -> None:
    girl = Girl(language="en")
    girl.opens()
    girl.presses(about_whom="me")
    girl.presses(what_was_seen=WORDS)
    girl.presses("back")
    assert WORDS in girl.presses("again")


def test_what_was_not_sent_is_readable_for_an_hour(office: Office) -> None:
    girl = Girl(language="en")
    girl.opens()
    girl.presses(about_whom="me")
    girl.presses(what_was_seen=WORDS)
    with clock.standing_at(clock.now() + timedelta(minutes=61)):
        assert WORDS not in girl.presses("back")
        assert "got lost" in girl.text


@pytest.mark.safeguard(
    "S12", "somebody presses Back on the phone of a reporter, and reads what was reported and by whom"
)
def test_once_it_was_sent_no_page_shows_the_report_again(office: Office) -> None:
    visitor = Visitor("en")
    page = visitor.reaches_the_check()
    visitor.presses("send")
    receipt = visitor.receipt
    for go in ("change-seen", "back", "again"):
        visitor.text = page
        text = visitor.presses(go)
        assert "Canary" not in text
        assert visitor.receipt == receipt
    visitor.text = page
    assert "Canary" not in visitor.switches("ru")
    with clock.standing_at(clock.now() + timedelta(minutes=11)):
        visitor.text = page
        assert receipt not in visitor.presses("send")
    assert Concern.objects.count() == 1
    assert not ConcernMessage.objects.exists()
