"""Papers for a family, what was told once, and print: on a phone, in Kazakh, without JavaScript."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from panah.casework.cases.models import Case, Interview
from panah.casework.people.codes import Safety
from panah.foundation.accounts.actions import choose_settings
from panah.foundation.accounts.models import Organisation
from panah.foundation.documents.models import Letter
from panah.foundation.security import clock
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.panah.casework.cases.actions.test_lettering import adult_of
from tests.panah.casework.cases.office import NAME, Office, Worker, assessed, in_plan, made_office, opened, served

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def office_with_a_child() -> tuple[Office, Case]:
    office = made_office()
    Organisation.objects.update(duty_phone="+7 000 555 11 22")
    case = opened(office)
    adult_of(office, case, Safety.SAFE)
    adult_of(office, case, Safety.SUSPECTED)
    assessed(office, case)
    in_plan(office, case, clock.today() + timedelta(days=9), goal="Мектепке бару")
    in_plan(office, case, clock.today() + timedelta(days=3), service_type="shelter", goal="Тыныш ұйықтау")
    served(office, case)
    return office, Case.objects.get(pk=case.pk)


def enters(visitor: Visitor, worker: Worker) -> None:
    choose_settings(by=worker.actor, person=worker.person, language="kk", theme="light")
    client = Client()
    client.force_login(worker.person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    visitor.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": visitor.address}])


def printed(page: Page, name: str) -> None:
    """The page as it comes out of a printer, where somebody wants to look at it."""
    folder = os.environ.get("PANAH_SCREENSHOTS")
    if folder:
        page.emulate_media(media="print")
        page.pdf(path=Path(folder) / f"{name}.pdf", prefer_css_page_size=True)
        page.emulate_media(media="screen")


def makes(visitor: Visitor, case: Case, kind: str, **fields: str) -> Page:
    page = visitor.goes_to(reverse("case-letter-new", args=[case.code, kind]))
    for name, value in fields.items():
        choice = page.locator(f'[name="{name}"][value="{value}"], [type="checkbox"][name="{name}"]')
        if choice.count():
            choice.first.check()
        else:
            page.locator(f'[name="{name}"]').fill(value)
    visitor.picture(f"letter-new-{kind}")
    presses(page.locator("main form button.main"))
    visitor.picture(f"letter-{kind}")
    printed(page, f"letter-{kind}")
    return page


def test_papers_are_made_for_a_family_and_come_out_of_a_printer(arrives: Arrives) -> None:
    office, case = office_with_a_child()
    visitor = arrives(javascript=False, phone=True, language="kk")
    enters(visitor, office.aigul)
    page = visitor.goes_to(reverse("case-letters", args=[case.code]))
    visitor.picture("letters")
    page = makes(visitor, case, "child-card", is_safe_to_carry="yes", first_name="Айгүл", language="uz")
    assert page.title() == Letter.objects.latest("made_at").code
    page.emulate_media(media="print")
    assert page.locator(".top").is_hidden()
    assert page.locator("article.card").is_visible()
    assert NAME not in page.content()
    page.emulate_media(media="screen")
    makes(visitor, case, "consent-form", scope="case_services", language="tg", with_pictures="on")
    for kind in ("plan-copy", "closure-letter", "extract", "access-list"):
        makes(visitor, case, kind, language="kk")
    makes(visitor, case, "assessment-summary", language="kk")
    makes(visitor, case, "transfer-form", language="kk", to="Үлгі-2")
    assert Letter.objects.count() == 8


def test_what_was_told_is_written_once_and_a_third_interview_asks_why(arrives: Arrives) -> None:
    office, case = office_with_a_child()
    visitor = arrives(javascript=False, phone=True, language="kk")
    enters(visitor, office.aigul)
    page = visitor.goes_to(reverse("case-told", args=[case.code]))
    page.locator('[name="topic"]').select_option("days")
    page.locator('[name="text"]').fill("Түнде нан сататынын өзі айтты")
    presses(page.locator("main form button.main"))
    assert page.locator("details").first.get_attribute("open") is None
    visitor.picture("told")
    for number in range(3):
        page = visitor.goes_to(reverse("case-interview", args=[case.code]))
        page.locator('[name="body"]').select_option("police")
        if number == 2:
            page.locator('[name="reason"]').select_option("court_demands")
            page.locator('[name="reason_text"]').fill("Сот сұрады")
            visitor.picture("interview-third")
        presses(page.locator("main form button.main"))
    assert Interview.objects.filter(case=case).count() == 3
    visitor.picture("told-after")


def test_a_form_and_a_case_come_out_on_paper(arrives: Arrives) -> None:
    office, case = office_with_a_child()
    visitor = arrives(javascript=False, language="kk")
    enters(visitor, office.aigul)
    page = visitor.goes_to(reverse("case-contact", args=[case.code]) + "?blank=1")
    assert page.locator("main form").count() == 0
    visitor.picture("blank-contact")
    printed(page, "blank-contact")
    page = visitor.goes_to(reverse("case-print", args=[case.code]))
    visitor.picture("print-ask")
    page.locator('[name="reason"][value="meeting"]').check()
    for part in ("name", "assessment", "timeline", "told", "papers"):
        page.locator(f'[name="parts"][value="{part}"]').check()
    presses(page.locator("main form button.main"))
    assert NAME in page.content()
    visitor.picture("print-case")
    printed(page, "print-case")
    page = visitor.goes_to(reverse("case", args=[case.code]))
    printed(page, "case-page")
