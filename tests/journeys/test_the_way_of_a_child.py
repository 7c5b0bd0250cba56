"""The main job, end to end, in Kazakh, on a phone, without JavaScript.

A teacher reports; the duty worker looks, and refers; the receiving organisation answers by link and PIN; its caseworker assesses,
plans, helps; the supervisor signs; the teacher's answer page tells as little at the end as it must (S4).
"""

import re
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from panah.casework.cases.models import Case
from panah.casework.concerns.models import Concern
from panah.casework.referrals.models import Referral
from panah.casework.services.actions import ProviderDetails, add_provider
from panah.foundation.accounts.actions import add_organisation, add_person, answer_for, give_role
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.codes import code_list
from panah.foundation.security import audit, clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role
from panah.web.public import throttle
from tests.journeys.conftest import Arrives, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
JOB = Actor.system("test", EVERYTHING)
MAIN = "main button.main"
PLAIN = {"Save-Data": "on"}
CHILD = "Нұрсұлтан Үлгібаев"


@dataclass
class Town:
    duty: Person
    caseworker: Person
    supervisor: Person
    ngo: Organisation


def _person(organisation: Organisation, role: Role) -> Person:
    person = add_person(by=JOB, username=role.value, display_name=role.value, password=None, language="kk")
    give_role(by=JOB, person=person, organisation=organisation, role=role)
    return person


def _organisation(code: str, kind: str) -> Organisation:
    return add_organisation(by=JOB, code=code, kind=kind, names={"kk": code, "ru": code, "en": code})


def _town() -> Town:
    load_places(by=JOB)
    desk, ngo = _organisation("desk", "social_protection"), _organisation("ulgi", "ngo")
    answer_for(by=JOB, organisation=desk, place=None)
    names = {"kk": "Үлгі көмек", "ru": "Үлгі помощь", "en": "Ulgi help"}
    details = ProviderDetails(names, ("psychological", "basic_needs"), duty_phone="+7 000 000 00 01")
    add_provider(by=JOB, organisation=ngo, details=details)
    return Town(
        _person(desk, Role.DUTY_WORKER), _person(ngo, Role.CASEWORKER), _person(ngo, Role.SUPERVISOR), ngo
    )  # fmt: skip


def _signed_in(arrives: Arrives, person: Person, *, phone: bool = True) -> Visitor:
    visitor = arrives(javascript=False, phone=phone, language="kk", extra_http_headers=PLAIN)
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    visitor.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": visitor.address}])
    return visitor


def _reports(teacher: Visitor) -> str:
    page = teacher.goes_to("/kk/refer/")
    page.click(MAIN)
    page.click(MAIN)
    page.check("input[value=works]")
    page.fill("textarea", "Түнде базарда нан сатады, сабақта ұйықтап қалады.")
    page.click(MAIN)
    page.select_option("select[name=place]", index=3)
    page.select_option("select[name=age_band]", "6_11")
    page.check("input[name=sex][value=male]")
    page.fill("input[name=name]", CHILD)
    page.click(MAIN)
    page.check("input[name=stays_anonymous]")
    page.click(MAIN)
    page.click(MAIN)
    found = re.search(r"\d{4} \d{4} \d{4} \d{4}", page.inner_text("main"))
    assert found
    return found.group()


def _answer_seen(teacher: Visitor, receipt: str) -> str:
    page = teacher.goes_to("/kk/answer/")
    page.fill("input[name=receipt]", receipt)
    page.press("input[name=receipt]", "Enter")
    return page.inner_text("main")


def _refers(duty: Visitor, concern: Concern) -> tuple[str, str]:
    """From Today to the answer link; gives its path and the PIN."""
    page = duty.goes_to("/app/")
    duty.picture("way-1-today-of-duty-worker")
    assert concern.code in page.inner_text("main")
    page.click("ul.actions a.button >> nth=0")
    page.click(MAIN)
    page.click("main a.button.main")
    page.check("input[name=service_types][value=psychological]")
    page.check("input[name=urgency][value=normal]")
    page.click("main .row button.main")
    page.check("input[name=receiver] >> nth=0")
    page.fill("textarea[name=request]", "Балаға қолдау керек, тілі өзбекше.")
    page.click("main .row button.main")
    page.click("main .row button.main")
    assert page.locator(".field.wrong, .error, [aria-invalid=true]").count() >= 1, (
        "no answer stands there beforehand (S1)"
    )
    page.check("input[name=information][value=keep]")
    page.select_option("select[name=reason]", "no_ground")
    page.click("main .row button.main")
    duty.picture("way-2-check-of-referral")
    page.click("main .row button.main")
    referral = Referral.objects.get()
    page = duty.goes_to(f"/app/r/{referral.code}/link/")
    page.click(MAIN)
    duty.picture("way-3-answer-link")
    text = page.inner_text("main") + page.input_value("#message")
    path, pin = re.search(r"/t/\S+", text), re.search(r"\d{3}\s?\d{3}", page.inner_text("p.figure"))
    assert path
    assert pin
    return path.group(), pin.group()


def _accepts(partner: Visitor, path: str, pin: str) -> None:
    page = partner.goes_to(path)
    page.fill("input[name=pin]", "000000" if pin != "000000" else "111111")
    page.click(MAIN)
    assert page.locator("input[name=pin]").count() == 1
    page.fill("input[name=pin]", pin)
    page.click(MAIN)
    partner.picture("way-4-request-behind-the-link")
    shown = page.inner_text("main")
    assert CHILD.split()[0] not in shown
    page.click("button[value=accepted]")
    page.fill("[name=name_and_post]", "Үлгі маман, психолог")
    page.click(MAIN)
    partner.picture("way-5-accepted")


def _names_a_lead(supervisor: Visitor, case: Case, lead: Person) -> None:
    page = supervisor.goes_to("/app/")
    supervisor.picture("way-6-nobody-leads")
    assert case.code in page.inner_text("main")
    page = supervisor.goes_to(f"/app/c/{case.code}/lead/")
    page.check(f"input[value='{lead.pk}']")
    page.click(MAIN)


def _today(page: Page, field: str) -> None:
    """Three inputs of a date: the day that is today where people work."""
    day = clock.today()
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.fill(f"input[name={field}_{part}]", str(value))


def _assesses(worker: Visitor, code: str) -> None:
    page = worker.goes_to(f"/app/c/{code}/contact/")
    _today(page, "happened_on")
    page.fill("textarea[name=text]", "Баламен мектепте сөйлестік, қауіпсіз.")
    page.click(MAIN)
    for area in code_list("assessment_domains").codes:
        page = worker.goes_to(f"/app/c/{code}/assess/{area}/")
        page.check("input[name=situation][value=unknown]")
        if area == "feelings":
            page.check("input[name=needs][value=psychological]")
        page.click(MAIN)
    worker.picture("way-7-eight-areas")
    page.check("input[name=risk][value=medium]")
    page.fill("textarea[name=child_view]", "Мектепке барғым келеді.")
    page.click(MAIN)


def _plans_and_helps(worker: Visitor, code: str) -> None:
    page = worker.goes_to(f"/app/c/{code}/plan/")
    page.check("input[name=service_type][value=psychological]")
    page.fill("textarea[name=goal]", "Тыныш ұйықтау")
    _today(page, "due_on")
    page.click("main form >> nth=0 >> button")
    worker.picture("way-8-plan")
    page.check("input[name=agreed_with][value=child]")
    _today(page, "agreed_on")
    page.click(MAIN)
    page = worker.goes_to("/app/")
    worker.picture("way-9-today-of-caseworker")
    page.click("ul.actions a.button >> nth=0")
    page.fill("textarea[name=what_was_done]", "Алғашқы әңгіме, 40 минут.")
    page.click("main form >> nth=0 >> button.main")
    worker.picture("way-10-case")


def _asks_to_close(worker: Visitor, code: str) -> None:
    page = worker.goes_to(f"/app/c/{code}/close/")
    page.select_option("select[name=reason]", "goals_met")
    for item in code_list("closure_checks").codes:
        page.check(f"input[name=check_{item}][value=yes]")
    page.fill("textarea[name=child_opinion]", "Енді жақсы ұйықтаймын.")
    page.click(MAIN)


def test_a_child_is_noticed_handed_over_helped_and_let_go(arrives: Arrives) -> None:
    town = _town()
    throttle.REPORTS.forget()
    teacher = arrives(javascript=False, phone=True, language="kk", extra_http_headers=PLAIN)
    receipt = _reports(teacher)
    concern = Concern.objects.get()
    assert concern.code not in _answer_seen(teacher, receipt)
    path, pin = _refers(_signed_in(arrives, town.duty), concern)
    _accepts(arrives(javascript=False, phone=True, language="kk", extra_http_headers=PLAIN), path, pin)
    case = Case.objects.get()
    assert case.organisation == town.ngo
    supervisor = _signed_in(arrives, town.supervisor, phone=False)
    _names_a_lead(supervisor, case, town.caseworker)
    worker = _signed_in(arrives, town.caseworker)
    _assesses(worker, case.code)
    _plans_and_helps(worker, case.code)
    _asks_to_close(worker, case.code)
    page = supervisor.goes_to("/app/")
    page.click("ul.actions a.button.main >> nth=0")
    supervisor.picture("way-11-sign")
    page.click(MAIN)
    case.refresh_from_db()
    assert case.stage == "closed"
    told = _answer_seen(teacher, receipt)
    teacher.picture("way-12-answer-page")
    for word in (town.ngo.code, "Үлгі", case.code, "жабыл", "психолог"):
        assert word not in told
    assert audit.verify()[1] == []
