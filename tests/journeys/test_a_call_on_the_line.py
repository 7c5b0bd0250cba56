"""Somebody calls about a boy in a bakery. The operator writes with the keyboard alone, passes the call on, and knows the caller
again when they call the second time from a number that is spelt otherwise.

In Kazakh, with JavaScript, at a desk; and the same once more without JavaScript, on a phone.
"""

import pytest
from playwright.sync_api import Page

from panah.casework.calls.models import Call
from panah.casework.concerns.models import Concern
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security.roles import Role
from tests.journeys.conftest import Arrives, Visitor, enters, presses
from tests.journeys.town import MAIN, Town, answer_seen, organisation, person, receipt_on, signed_in, stranger, town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = "Үлгі: наубайханада он жасар бала түнде жұмыс істейді."


def _tabs_to(page: Page, name: str) -> None:
    """Tab after Tab, in the order of the talk, until a field of this question has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name || document.activeElement.id").endswith(name):
            return
    raise AssertionError(f"Tab does not come to {name}")


def _writes_with_the_keyboard(page: Page) -> None:
    """Arrows choose within a question, Tab goes to the next one, Ctrl+Enter saves."""
    page.locator("input[name=type]").first.focus()
    page.keyboard.press("ArrowDown")  # from information to a concern for a child
    for name in ("language", "caller"):
        _tabs_to(page, name)
        page.keyboard.press("Space")
    _tabs_to(page, "topics")
    _tabs_to(page, "note")
    page.keyboard.type(SAID)
    _tabs_to(page, "number")
    page.keyboard.type("8 701 234 56 78")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


def _operator(here: Town) -> Person:
    assert here.desk
    return person(organisation("line", "hotline"), Role.HOTLINE_OPERATOR)


def _passes_on(operator: Visitor, call: Call) -> Page:
    page = operator.goes_to(f"/app/calls/{call.code}/")
    presses(page, "main a.button.main")
    assert SAID in page.input_value("textarea[name=what_was_seen]"), "nothing is typed twice"
    page.check("input[name=signs][value=works]")
    page.check("input[name=sleeps_tonight][value=place_of_work]")
    page.select_option("select[name=age_band]", "6_11")
    operator.picture("call-2-pass-on")
    presses(page, MAIN)
    return page


def test_a_call_becomes_a_concern_and_the_caller_is_known_again(arrives: Arrives) -> None:
    here = town()
    someone = _operator(here)
    operator = signed_in(arrives, someone, phone=False, javascript=True)
    page = operator.goes_to("/app/calls/new/")
    _writes_with_the_keyboard(page)
    call = Call.objects.get()
    assert (call.type, call.last_two, call.state) == ("child_concern", "78", "saved")
    assert f"Сақталды: {call.code}." in page.inner_text("body")
    operator.picture("call-1-saved")

    page = _passes_on(operator, call)
    assert page.url.endswith(f"/app/calls/{call.code}/transfer/")
    assert not any(word in page.url + page.title() for word in ("наубай", "234"))
    concern = Concern.objects.get()
    assert concern.code in page.inner_text("main")
    page.fill("input[name=who]", "Кезекші Гүлнар")
    operator.picture("call-3-telephone")
    presses(page, MAIN)
    receipt = receipt_on(page)
    assert answer_seen(stranger(arrives), receipt)
    assert Timer.objects.running().filter(kind=TimerKind.CONCERN_FIRST_LOOK, file=concern.file_id).exists()
    assert concern.code in signed_in(arrives, here.duty).goes_to("/app/").inner_text("main")

    page = operator.goes_to("/app/calls/new/")
    page.fill("input[name=number]", "+7 (701) 234-56-78")
    enters(page, "input[name=number]")
    found = page.inner_text("#found")
    assert "бұрын 1 рет хабарласқан" in found
    assert "Балаға алаңдайды" in found
    assert page.input_value("input[name=number]") == "+7 (701) 234-56-78", "the talk goes on"
    assert operator.axe_faults() == []
    operator.picture("call-4-known")


def test_a_caller_who_hangs_up_is_written_down_on_a_phone_without_script(arrives: Arrives) -> None:
    someone = _operator(town())
    operator = signed_in(arrives, someone)
    page = operator.goes_to("/app/calls/new/")
    page.fill("textarea[name=note]", SAID)
    page.check("input[name=told][value='3']")
    presses(page, "button[name=hung_up]")
    call = Call.objects.get()
    assert (call.state, call.told) == ("dropped", [3])
    assert "Қоңырау үзілді: жазбасын аяқтаңыз" in operator.goes_to("/app/").inner_text("main")
    page = operator.goes_to(f"/app/calls/{call.code}/change/")
    assert page.input_value("textarea[name=note]") == SAID
    page.check("input[name=type][value=child_concern]")
    page.check("input[name=is_danger_now][value=yes]")
    operator.picture("call-5-danger")
    presses(page, MAIN)
    page = operator.goes_to("/app/calls/")
    assert "Қауіп: полиция қашан шақырылғаны жазылмаған" in page.inner_text("main")
    presses(page, f"a[href='/app/calls/{call.code}/danger/']")
    page.fill("input[name=police_at]", "00:01")
    presses(page, MAIN)
    assert "жазылмаған" not in operator.goes_to("/app/calls/").inner_text("main")
