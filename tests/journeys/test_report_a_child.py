"""A teacher reports a child on a phone without JavaScript; the duty worker sees it; the teacher asks what became of it."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from panah.casework.concerns.models import Concern
from panah.casework.concerns.queries import concern_of_receipt
from panah.casework.concerns.rules import normalise_receipt
from panah.foundation.accounts.models import Person
from panah.web.public import throttle
from tests.journeys.conftest import Arrives, Visitor, enters, presses
from tests.panah.casework.concerns.office import made_office, reported

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEXT = "main button.main"
PLAIN = {"Save-Data": "on"}  # no fonts: they are made at set-up


def signs_in(visitor: Visitor, person: Person) -> None:
    """With a session that exists already: signing in has its own tests."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    visitor.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": visitor.address}])


def is_accessible(visitor: Visitor) -> None:
    """Nothing serious by axe; without JavaScript in the page it cannot look, so only visitors with it call this."""
    serious = [fault["id"] for fault in visitor.axe_faults() if fault["impact"] in ("serious", "critical")]
    assert serious == [], visitor.page.url


def reports(visitor: Visitor, language: str, *, looks: Any = lambda visitor: None) -> str:
    """Through the six steps to the 16 digits."""
    page = visitor.goes_to(f"/{language}/refer/")
    visitor.picture(f"refer-1-{language}")
    looks(visitor)
    page.check("input[name=is_danger_now][value=no]")
    presses(page, NEXT)
    page.check("input[name=sleeps_tonight][value=with_unclear_adult]")
    visitor.picture(f"refer-night-{language}")
    looks(visitor)
    presses(page, NEXT)
    page.check("input[value=works]")
    page.check("input[value=no_papers]")
    page.fill("textarea", "Түнде базарда нан сатады, сабақта ұйықтап қалады")
    visitor.picture(f"refer-2-{language}")
    looks(visitor)
    presses(page, NEXT)
    presses(page, NEXT)
    visitor.picture(f"refer-3-wrong-{language}")
    looks(visitor)
    if page.locator("select[data-typeahead]").count() == 0:
        page.select_option("select[name=place]", index=5)
    page.fill("textarea[name=where_child_is]", "Орталық базар, нан қатары")
    page.select_option("select[name=age_band]", "6_11")
    page.check("input[name=sex][value=male]")
    visitor.picture(f"refer-3-{language}")
    presses(page, NEXT)
    page.fill("input[name=reporter_contact]", "8 701 000 55 44")
    page.check("input[name=safe_time][value=evening]")
    visitor.picture(f"refer-4-{language}")
    looks(visitor)
    presses(page, NEXT)
    visitor.picture(f"refer-5-{language}")
    looks(visitor)
    presses(page, NEXT)
    visitor.picture(f"receipt-{language}")
    looks(visitor)
    receipt = re.search(r"\d{4} \d{4} \d{4} \d{4}", page.inner_text("main"))
    assert receipt
    return receipt.group()


def test_a_teacher_reports_without_javascript_and_sees_the_answer(arrives: Arrives) -> None:
    made_office()
    throttle.REPORTS.forget()
    teacher = arrives(javascript=False, phone=True, language="kk", extra_http_headers=PLAIN)
    receipt = reports(teacher, "kk")
    concern = Concern.objects.get()
    assert concern_of_receipt(normalise_receipt(receipt)) == concern
    assert teacher.context.cookies() == []
    page = teacher.goes_to("/kk/answer/")
    page.fill("input[name=receipt]", "0000 0000 0000 0000")
    enters(page, "input[name=receipt]")
    teacher.picture("answer-wrong-kk")
    assert "/kk/answer/" in page.url
    page.fill("input[name=receipt]", receipt)
    enters(page, "input[name=receipt]")
    teacher.picture("answer-kk")
    assert "Хабарламаңызды алдық" in page.inner_text("h1")
    page.fill("textarea", "Бүгін тағы көрдім")
    presses(page, "main button")
    assert page.locator("[role=status]").count() == 1
    throttle.WRONG_RECEIPTS_OF_NETWORK.forget()


def test_reload_back_and_another_language_lose_nothing(arrives: Arrives) -> None:
    made_office()
    throttle.REPORTS.forget()
    teacher = arrives(javascript=False, phone=True, language="ru", extra_http_headers=PLAIN)
    page = teacher.goes_to("/ru/refer/")
    presses(page, NEXT)
    presses(page, NEXT)
    page.check("input[value=works]")
    page.fill("textarea", "Нан сатады")
    presses(page, "nav button[lang=kk]")
    assert page.input_value("textarea") == "Нан сатады"
    presses(page, NEXT)
    presses(page, "button.back")
    assert page.input_value("textarea") == "Нан сатады"
    assert page.is_checked("input[value=works]")
    presses(page, NEXT)
    page.select_option("select[name=place]", "unknown")
    page.fill("input[name=name]", "Үлгібаев")
    enters(page, "input[name=name]")
    page.check("input[name=stays_anonymous]")
    presses(page, NEXT)
    page.dblclick(NEXT)
    page.wait_for_selector("main .figure")
    receipt = page.inner_text("main .figure")
    page.reload()
    assert page.inner_text("main .figure") == receipt
    assert Concern.objects.count() == 1


@pytest.mark.parametrize("language", ["kk", "ru", "en", "uz", "ky", "tg"])
def test_every_public_page_is_accessible_and_fits_a_phone(arrives: Arrives, settings: Any, language: str) -> None:
    settings.PANAH_NIGHT_PHONE = "+7 000 000 03 01"  # an own line is the longest beside the emergency lines
    made_office()
    throttle.REPORTS.forget()
    visitor = arrives(phone=True, language=language, extra_http_headers=PLAIN)

    def looks(visitor: Visitor) -> None:
        is_accessible(visitor)
        wide = visitor.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, visitor.page.url

    for path in ("", "signs/", "safety/", "answer/", "write/", "refer/?blank=1"):
        visitor.goes_to(f"/{language}/{path}")
        assert path != "safety/" or settings.PANAH_NIGHT_PHONE in visitor.page.inner_text("main")
        name = "".join(sign for sign in path if sign.isalpha()) or "home"
        visitor.picture(f"public-{name}-{language}")
        looks(visitor)
    reports(visitor, language, looks=looks)


@pytest.mark.parametrize("phone", [True, False])
def test_a_duty_worker_looks_takes_and_sets_aside(arrives: Arrives, phone: bool) -> None:
    office = made_office()
    concern = reported(office, is_danger_now="yes", is_unverified=True)
    reported(office, "form-2")
    worker = arrives(phone=phone, language="ru", extra_http_headers=PLAIN)
    signs_in(worker, office.duty_worker)
    size = "phone" if phone else "desktop"
    page = worker.goes_to("/app/concerns/")
    worker.picture(f"concerns-{size}")
    is_accessible(worker)
    presses(page, f"text={concern.code}")
    page.click("summary >> nth=0")
    worker.picture(f"concern-{size}")
    is_accessible(worker)
    presses(page, "main button.main")
    assert page.locator("[role=status]").count() >= 1
    page.goto(worker.address + f"/app/concerns/{concern.code}/aside/")
    presses(page, NEXT)
    worker.picture(f"concern-aside-{size}")
    is_accessible(worker)
    page.check("input[value=no_sign_of_harm]")
    page.fill("textarea", "Қоңырау шалдық: бала үйде, анасымен.")
    presses(page, NEXT)
    worker.picture(f"concern-set-aside-{size}")
    concern.refresh_from_db()
    assert concern.status == "not_a_concern"
