"""The main job, end to end, in Kazakh, on a phone, without JavaScript.

A teacher reports; the duty worker looks, and refers; the receiving organisation answers by link and PIN; its caseworker assesses,
plans, helps; the supervisor signs; the teacher's answer page tells as little at the end as it must (S4).
"""

import re

import pytest

from panah.casework.cases.models import Case
from panah.casework.concerns.models import Concern
from panah.casework.referrals.models import Referral
from panah.foundation.accounts.models import Person
from panah.foundation.reference.codes import code_list
from panah.foundation.security import audit
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, answer_seen, receipt_on, signed_in, stranger, town, types_day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHILD = "Нұрсұлтан Үлгібаев"


def _reports(teacher: Visitor) -> str:
    page = teacher.goes_to("/kk/refer/")
    presses(page, MAIN)
    presses(page, MAIN)
    page.check("input[value=works]")
    page.fill("textarea", "Түнде базарда нан сатады, сабақта ұйықтап қалады.")
    presses(page, MAIN)
    page.select_option("select[name=place]", index=3)
    page.select_option("select[name=age_band]", "6_11")
    page.check("input[name=sex][value=male]")
    page.fill("input[name=name]", CHILD)
    presses(page, MAIN)
    page.check("input[name=stays_anonymous]")
    presses(page, MAIN)
    presses(page, MAIN)
    return receipt_on(page)


def _refers(duty: Visitor, concern: Concern) -> tuple[str, str]:
    """From Today to the answer link; gives its path and the PIN."""
    page = duty.goes_to("/app/")
    duty.picture("way-1-today-of-duty-worker")
    assert concern.code in page.inner_text("main")
    presses(page, "ul.actions a.button >> nth=0")
    presses(page, MAIN)
    presses(page, "main a.button.main")
    page.check("input[name=service_types][value=psychological]")
    page.check("input[name=urgency][value=normal]")
    presses(page, "main .row button.main")
    page.check("input[name=receiver] >> nth=0")
    page.fill("textarea[name=request]", "Балаға қолдау керек, тілі өзбекше.")
    presses(page, "main .row button.main")
    presses(page, "main .row button.main")
    assert page.locator(".field.wrong, .error, [aria-invalid=true]").count() >= 1, (
        "no answer stands there beforehand (S1)"
    )
    page.check("input[name=information][value=keep]")
    page.select_option("select[name=reason]", "no_ground")
    presses(page, "main .row button.main")
    duty.picture("way-2-check-of-referral")
    presses(page, "main .row button.main")
    referral = Referral.objects.get()
    page = duty.goes_to(f"/app/r/{referral.code}/link/")
    presses(page, MAIN)
    duty.picture("way-3-answer-link")
    text = page.inner_text("main") + page.input_value("#message")
    path, pin = re.search(r"/t/\S+", text), re.search(r"\d{3}\s?\d{3}", page.inner_text("p.figure"))
    assert path
    assert pin
    return path.group(), pin.group()


def _accepts(partner: Visitor, path: str, pin: str) -> None:
    page = partner.goes_to(path)
    page.fill("input[name=pin]", "000000" if pin != "000000" else "111111")
    presses(page, MAIN)
    assert page.locator("input[name=pin]").count() == 1
    page.fill("input[name=pin]", pin)
    presses(page, MAIN)
    partner.picture("way-4-request-behind-the-link")
    shown = page.inner_text("main")
    assert CHILD.split()[0] not in shown
    presses(page, "button[value=accepted]")
    page.fill("[name=name_and_post]", "Үлгі маман, психолог")
    presses(page, MAIN)
    partner.picture("way-5-accepted")


def _names_a_lead(supervisor: Visitor, case: Case, lead: Person) -> None:
    page = supervisor.goes_to("/app/")
    supervisor.picture("way-6-nobody-leads")
    assert case.code in page.inner_text("main")
    page = supervisor.goes_to(f"/app/c/{case.code}/lead/")
    page.check(f"input[value='{lead.pk}']")
    presses(page, MAIN)


def _assesses(worker: Visitor, code: str) -> None:
    page = worker.goes_to(f"/app/c/{code}/contact/")
    types_day(page, "happened_on")
    page.fill("textarea[name=text]", "Баламен мектепте сөйлестік, қауіпсіз.")
    presses(page, MAIN)
    for area in code_list("assessment_domains").codes:
        page = worker.goes_to(f"/app/c/{code}/assess/{area}/")
        page.check("input[name=situation][value=unknown]")
        if area == "feelings":
            page.check("input[name=needs][value=psychological]")
        presses(page, MAIN)
    worker.picture("way-7-eight-areas")
    page.check("input[name=risk][value=medium]")
    page.fill("textarea[name=child_view]", "Мектепке барғым келеді.")
    presses(page, MAIN)


def _plans_and_helps(worker: Visitor, code: str) -> None:
    page = worker.goes_to(f"/app/c/{code}/plan/")
    page.check("input[name=service_type][value=psychological]")
    page.fill("textarea[name=goal]", "Тыныш ұйықтау")
    types_day(page, "due_on")
    presses(page, "main form >> nth=0 >> button")
    worker.picture("way-8-plan")
    page.check("input[name=agreed_with][value=child]")
    types_day(page, "agreed_on")
    presses(page, MAIN)
    page = worker.goes_to("/app/")
    worker.picture("way-9-today-of-caseworker")
    presses(page, "ul.actions a.button >> nth=0")
    page.fill("textarea[name=what_was_done]", "Алғашқы әңгіме, 40 минут.")
    presses(page, "main form >> nth=0 >> button.main")
    worker.picture("way-10-case")


def _asks_to_close(worker: Visitor, code: str) -> None:
    page = worker.goes_to(f"/app/c/{code}/close/")
    page.select_option("select[name=reason]", "goals_met")
    for item in code_list("closure_checks").codes:
        page.check(f"input[name=check_{item}][value=yes]")
    page.fill("textarea[name=child_opinion]", "Енді жақсы ұйықтаймын.")
    presses(page, MAIN)


def test_a_child_is_noticed_handed_over_helped_and_let_go(arrives: Arrives) -> None:
    here = town()
    teacher = stranger(arrives)
    receipt = _reports(teacher)
    concern = Concern.objects.get()
    assert concern.code not in answer_seen(teacher, receipt)
    path, pin = _refers(signed_in(arrives, here.duty), concern)
    _accepts(stranger(arrives), path, pin)
    case = Case.objects.get()
    assert case.organisation == here.ngo
    supervisor = signed_in(arrives, here.supervisor, phone=False)
    _names_a_lead(supervisor, case, here.caseworker)
    worker = signed_in(arrives, here.caseworker)
    _assesses(worker, case.code)
    _plans_and_helps(worker, case.code)
    _asks_to_close(worker, case.code)
    page = supervisor.goes_to("/app/")
    presses(page, "ul.actions a.button.main >> nth=0")
    supervisor.picture("way-11-sign")
    presses(page, MAIN)
    case.refresh_from_db()
    assert case.stage == "closed"
    told = answer_seen(teacher, receipt)
    teacher.picture("way-12-answer-page")
    for word in (here.ngo.code, "Үлгі", case.code, "жабыл", "психолог"):
        assert word not in told
    assert audit.verify()[1] == []
