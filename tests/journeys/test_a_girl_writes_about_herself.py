"""A girl of 14 scans a picture at her school, on a phone without JavaScript, and writes in Uzbek, until she reads the answer.

The head of the office hung the picture up; the desk reads it in Kazakh, calls nobody at home, and lets her read a sentence.
"""

import pytest
from playwright.sync_api import Page

from panah.casework.concerns.models import Concern, Poster
from panah.foundation.reference.codes import code_list
from panah.foundation.security.roles import Role
from panah.web.public import throttle
from tests.journeys.conftest import Arrives, Visitor, enters, presses
from tests.journeys.town import MAIN, PLAIN, receipt_on, signed_in
from tests.panah.casework.concerns.office import Office, made_office, person_in
from tests.panah.web.public.test_write import TOPICS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OURS = "+7 000 000 00 07"
HERS = "Maktabdan keyin meni ishga olib ketishadi, men 14 yoshdaman. Uyda aytolmayman."


def hangs_up(arrives: Arrives, office: Office) -> str:
    """The short address that stands below the picture, as a camera reads it."""
    head = signed_in(arrives, person_in(office.organisation, Role.HEAD_OF_ORGANISATION, "head", language="kk"))
    page = head.goes_to("/app/posters/")
    page.fill("input[name=hangs_at]", "Үлгі мектебі")
    page.select_option("select[name=place]", office.district.code)
    presses(page, MAIN)
    presses(page, "main a.button.main")
    head.picture("friend-poster")
    address = page.inner_text("figcaption")
    return "/q/" + address.split("/q/")[1]


def writes(girl: Visitor, address: str) -> str:
    page = girl.goes_to(address)
    assert page.url.split("/")[3:5] == ["uz", "write"]
    page.check("input[name=about_whom][value=me]")
    girl.picture("friend-1")
    presses(page, MAIN)
    page.fill("textarea[name=what_was_seen]", HERS)
    girl.picture("friend-2")
    presses(page, MAIN)
    page.fill("textarea[name=safe_when]", "soat 14 dan keyin")
    girl.picture("friend-3")
    presses(page, MAIN)
    girl.picture("friend-sent")
    return receipt_on(page)


def is_quiet(page: Page) -> None:
    """Neither the screen nor the title nor the address says what it is about; the way out is there."""
    shown = f"{page.inner_text('body')} {page.title()} {page.url}".lower()
    assert [word for words in TOPICS.values() for word in words if word in shown] == []
    assert page.locator("[data-exit]").is_visible()
    assert page.locator(f'a[href="tel:{OURS}"]').count() == 1


@pytest.mark.safeguard(
    "S12", "a girl of 14 is found out by her phone: by its screen, its history or a call to her home"
)
def test_a_girl_writes_in_uzbek_through_the_picture_at_school_and_reads_the_answer(arrives: Arrives) -> None:
    office = made_office()
    throttle.REPORTS.forget()
    type(office.organisation).objects.update(duty_phone=OURS)
    address = hangs_up(arrives, office)
    girl = arrives(javascript=False, phone=True, language="uz", extra_http_headers=PLAIN)
    receipt = writes(girl, address)
    is_quiet(girl.page)
    assert girl.context.cookies() == []
    assert Poster.objects.get().came == 1
    concern = Concern.objects.get()
    assert concern.organisation == office.organisation
    duty = signed_in(arrives, office.duty_worker)
    page = duty.goes_to(f"/app/concerns/{concern.code}/")
    told = page.inner_text("main")
    assert code_list("about_whom").label("me", "ru") in told
    assert code_list("safe_way").label("here", "ru") in told
    assert "Не звоните родителям" in told
    duty.picture("friend-desk")
    presses(page, MAIN)
    page.goto(f"{duty.address}/app/concerns/{concern.code}/sentence/")
    page.check("input[name=sentence][value=look_tomorrow]")
    presses(page, MAIN)
    page = girl.goes_to("/uz/write/answer/")
    page.fill("input[name=receipt]", receipt)
    enters(page, "input[name=receipt]")
    girl.picture("friend-answer")
    is_quiet(page)
    seen = page.inner_text("main")
    assert "Xabaringizni oʻqidik" in seen
    assert code_list("answer_sentences_to_you").label("look_tomorrow", "uz") in seen
    page.fill("textarea[name=message]", "rahmat")
    presses(page, MAIN)
    assert "Yuborildi." in page.inner_text("main")
