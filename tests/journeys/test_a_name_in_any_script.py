"""A caseworker types the beginning of a name and finds the girl under both of her spellings; a stranger is told whom to ask."""

import pytest
from playwright.sync_api import expect

from panah.casework.people.actions import SpokenName
from panah.casework.people.rules import Birth
from panah.foundation.security.models import AuditEvent
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, signed_in
from tests.panah.casework.cases.office import Office, made_office, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KAZAKH, UZBEK = "ӘЙГЕРІМ Қасымова", "Qosimova Oygerim"
TYPED = "[data-typing] a"


@pytest.fixture
def office() -> Office:
    return made_office()


def _searches(worker: Visitor, text: str) -> str:
    page = worker.goes_to("/app/find/")
    page.fill("input[name=text]", text)
    presses(page, MAIN)
    return page.inner_text("main")


def test_a_name_is_found_in_any_script_while_it_is_typed_and_after(office: Office, arrives: Arrives) -> None:
    codes = [
        opened(office, f"form-{place}", names=(SpokenName(name),), birth=Birth(year=2014)).code
        for place, name in enumerate((KAZAKH, UZBEK))
    ]
    worker = signed_in(arrives, office.aigul.person, javascript=True)
    page = worker.goes_to("/app/find/")
    page.locator("input[name=text]").press_sequentially("Ай")
    expect(page.locator(TYPED)).to_have_count(0)
    page.locator("input[name=text]").press_sequentially("г")
    expect(page.locator(TYPED)).to_have_count(2)
    expect(page.locator(TYPED).filter(has_text="Oygerim")).to_contain_text(codes[1])
    worker.picture("find-1-typing")
    assert worker.axe_faults() == []
    page.keyboard.press("ArrowDown")
    expect(page.locator(TYPED).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("input[name=text]")).to_be_focused()
    found = _searches(worker, "Айгерим Касымова")
    assert all(code in found for code in codes)
    assert "Qosimova" in found
    worker.picture("find-2-reasons")
    assert worker.axe_faults() == []
    stranger = signed_in(arrives, office.lazzat.person)
    told = _searches(stranger, "Айгерим Касымова")
    assert not any(code in told for code in codes)
    assert "Qosimova" not in told
    assert "Here" in told
    stranger.picture("find-3-a-stranger")
    assert "Айг" not in str([vars(event) for event in AuditEvent.objects.all()])
    assert worker.faults == stranger.faults == []
