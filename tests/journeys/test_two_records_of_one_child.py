"""A caseworker finds one girl under two codes, compares, joins and parts them; two organisations come to the same by telephone."""

import pytest

from panah.casework.linking.models import Pair, SameDecision
from panah.casework.people.actions import SpokenName
from panah.casework.people.models import Child
from panah.casework.people.rules import Birth
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, signed_in
from tests.panah.casework.cases.office import Office, Worker, made_office, opened
from tests.panah.casework.linking.seeking import sought

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KAZAKH, UZBEK, BORN = "ӘЙГЕРІМ Қасымова", "Qosimova Oygerim", Birth(year=2014)
COMPARE = "form[action$='/same/compare/']"
WORDS = ("Oygerim", "ӘЙГЕРІМ")


@pytest.fixture
def office() -> Office:
    return made_office()


def _known(office: Office, name: str, lead: Worker | None = None) -> Child:
    return opened(office, f"form-{name[:3]}", names=(SpokenName(name),), birth=BORN, lead=lead or office.aigul).child


def _finds_and_compares(worker: Visitor) -> str:
    page = worker.goes_to("/app/find/")
    page.fill("input[name=text]", "Айгерим Касымова")
    presses(page, MAIN)
    presses(page, f"{COMPARE} button.button")
    return page.inner_text("main")


@pytest.mark.parametrize("javascript", [True, False])
def test_both_codes_open_one_child_and_again_two(office: Office, arrives: Arrives, *, javascript: bool) -> None:
    codes = [_known(office, name).code for name in (KAZAKH, UZBEK)]
    worker = signed_in(arrives, office.aigul.person, javascript=javascript, phone=not javascript)
    way = "desktop" if javascript else "phone"
    beside = _finds_and_compares(worker)
    assert all(code in beside for code in codes)
    assert not any(word in beside for word in WORDS)
    worker.picture(f"{way}-same-2-side-by-side")
    page = worker.page
    if javascript:
        page.on("dialog", lambda dialog: dialog.accept())
        with page.expect_navigation():
            page.locator("form[data-hold] button").press("Enter")
    else:
        presses(page, "form[action$='/names/'] button")
    assert all(word in page.inner_text("main") for word in WORDS)
    worker.picture(f"{way}-same-3-names")
    presses(page, "button[name=decision][value=both]")
    worker.picture(f"{way}-same-4-joined")
    for code, other in (codes, codes[::-1]):
        assert other in worker.goes_to(f"/app/c/{code}/").inner_text("main")
    assert Child.objects.exclude(same_as=None).count() == 1
    again = _finds_and_compares(worker)
    assert all(code in again for code in codes)
    presses(page, "form[action$='/undo/'] button")
    worker.picture(f"{way}-same-5-two-again")
    assert not Child.objects.exclude(same_as=None).exists()
    assert worker.faults == []


def _asks(worker: Visitor, pair: Pair) -> None:
    page = worker.goes_to(f"/app/same/{pair.code}/ask/")
    page.fill("input[name=call]", "+7 000 000 00 07")
    worker.picture("ask-2-asks")
    presses(page, MAIN)
    worker.picture("ask-3-asked")


def _says_the_same(worker: Visitor, name: str) -> None:
    worker.page.check("input[name=answer][value=same]")
    worker.picture(name)
    presses(worker.page, MAIN)


def test_two_organisations_join_their_records_only_where_both_say_so(office: Office, arrives: Arrives) -> None:
    _known(office, KAZAKH)
    theirs = _known(office, UZBEK, office.lazzat)
    sought()
    pair = Pair.objects.get()
    asker, asked = (signed_in(arrives, worker.person) for worker in (office.aigul, office.lazzat))
    told = asker.goes_to("/app/same/").inner_text("main")
    assert theirs.code not in told
    asker.picture("ask-1-queue")
    _asks(asker, pair)
    today = asked.goes_to("/app/")
    asked.picture("ask-4-today-of-the-other")
    presses(today, "a[href*='/same/questions/']")
    assert "+7 000 000 00 07" in today.inner_text("main")
    _says_the_same(asked, "ask-5-the-question")
    assert not SameDecision.objects.exists()
    asker.goes_to(f"/app/same/{pair.code}/own/")
    _says_the_same(asker, "ask-6-after-the-call")
    asker.picture("ask-7-one-child")
    assert Child.objects.exclude(same_as=None).count() == 1
    assert asker.faults == asked.faults == []
