"""Two siblings, from a teacher's report to the closure of both cases: told once, visited together, counted as two.

In Kazakh, on phones, without JavaScript.
"""

import pytest

from panah.casework.cases.models import Case, DeliveredService, Visit
from panah.casework.concerns.models import Concern
from panah.casework.people.models import Family
from panah.casework.referrals.models import Leg
from panah.foundation.reference.codes import code_list
from panah.foundation.security import audit
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import (
    MAIN,
    Town,
    answer_seen,
    receipt_on,
    signed_in,
    stranger,
    town,
    types_day,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAMES = ("Нұрсұлтан Үлгібаев", "Айзере Үлгібаева")
NEXT = "main .row button.main"


def _reports_two(teacher: Visitor) -> str:
    page = teacher.goes_to("/kk/refer/")
    presses(page, MAIN)
    page.check("input[name=sleeps_tonight][value=with_unclear_adult]")
    presses(page, MAIN)
    page.check("input[value=works]")
    page.fill("textarea", "Екеуі түнде базарда нан сатады.")
    presses(page, MAIN)
    page.select_option("select[name=place]", index=3)
    page.select_option("select[name=age_band]", "6_11")
    page.check("input[name=sex][value=male]")
    page.fill("input[name=name]", NAMES[0])
    presses(page, "button[name=go][value=add-child]")
    assert page.input_value("input[name=name]") == NAMES[0], "what was typed of the first child stands"
    page.select_option("select[name=age_band_2]", "1_5")
    page.check("input[name=sex_2][value=female]")
    page.fill("input[name=name_2]", NAMES[1])
    page.check("input[name=is_same_family][value=yes]")
    teacher.picture("siblings-1-two-children")
    presses(page, MAIN)
    page.check("input[name=stays_anonymous]")
    presses(page, MAIN)
    teacher.picture("siblings-2-check")
    presses(page, MAIN)
    return receipt_on(page)


def _refers_both(duty: Visitor, concern: Concern) -> None:
    page = duty.goes_to(f"/app/concerns/{concern.code}/")
    duty.picture("siblings-3-concern")
    presses(page, MAIN)
    page = duty.goes_to(f"/app/concerns/{concern.code}/refer/")
    for box in page.locator("input[name=children]").all():
        box.check()
    page.check("input[name=service_types][value=psychological]")
    page.check("input[name=urgency][value=normal]")
    duty.picture("siblings-4-both-at-once")
    presses(page, NEXT)
    page.check("input[name=receiver] >> nth=0")
    page.fill("textarea[name=request]", "Екі балаға қолдау керек.")
    presses(page, NEXT)
    page.check("input[name=information][value=keep]")
    page.select_option("select[name=reason]", "no_ground")
    presses(page, NEXT)
    duty.picture("siblings-5-check")
    presses(page, NEXT)


def _accepts(supervisor: Visitor, leg: Leg, here: Town) -> None:
    page = supervisor.goes_to(f"/app/r/{leg.code}/accept/")
    page.check(f"input[name=lead][value='{here.caseworker.pk}']")
    presses(page, MAIN)


def _asks_where_they_sleep(worker: Visitor, code: str) -> None:
    page = worker.goes_to(f"/app/c/{code}/sleep/")
    page.check("input[name=answer][value=with_safe_adult]")
    types_day(page, "happened_on")
    presses(page, MAIN)


def _assesses(worker: Visitor, code: str) -> None:
    page = worker.goes_to(f"/app/c/{code}/contact/")
    page.check("input[name=kind][value=first_safety_contact]")
    types_day(page, "happened_on")
    page.fill("textarea[name=text]", "Екеуімен мектепте сөйлестік.")
    presses(page, MAIN)
    for area in code_list("assessment_domains").codes:
        page = worker.goes_to(f"/app/c/{code}/assess/{area}/")
        page.check("input[name=situation][value=unknown]")
        presses(page, MAIN)
    page.check("input[name=risk][value=medium]")
    presses(page, MAIN)


def _plans(worker: Visitor, code: str) -> None:
    page = worker.goes_to(f"/app/c/{code}/plan/")
    page.check("input[name=service_type][value=psychological]")
    page.fill("textarea[name=goal]", "Түнде үйде болу")
    types_day(page, "due_on")
    presses(page, "#add button.button:not([type=button])")
    page = worker.goes_to(f"/app/c/{code}/plan/")
    page.check("input[name=agreed_with][value=child]")
    types_day(page, "agreed_on")
    presses(page, "form[action$='/agree/'] button.button:not([type=button])")


def _visits_both(worker: Visitor, cases: list[Case]) -> None:
    """In one step, from the case of the elder."""
    page = worker.goes_to(f"/app/c/{cases[0].code}/service/")
    page.check("input[name=service_type][value=basic_needs]")
    types_day(page, "happened_on")
    for box in page.locator("input[name=siblings]").all():
        box.check()
    worker.picture("siblings-6-one-visit")
    presses(page, MAIN)


def _plans_are_fulfilled(worker: Visitor, case: Case) -> None:
    page = worker.goes_to(f"/app/c/{case.code}/plan/")
    presses(page, "main ul.tasks a.button >> nth=0")
    worker.picture("siblings-6-planned")
    presses(page, MAIN)


def _closes(worker: Visitor, supervisor: Visitor, code: str) -> None:
    page = supervisor.goes_to(f"/app/c/{code}/plan/")
    presses(page.locator("button[name=decision][value=approve]"))
    page = worker.goes_to(f"/app/c/{code}/close/")
    page.select_option("select[name=reason]", "goals_met")
    for item in code_list("closure_checks").codes:
        page.check(f"input[name=check_{item}][value=yes]")
    for answer in page.locator("select[name^=goal_]").all():
        answer.select_option(index=1)
    presses(page, MAIN)
    worker.picture("siblings-8-closing")
    page = supervisor.goes_to(f"/app/c/{code}/close/")
    supervisor.picture("siblings-9-sign")
    presses(page, MAIN)


def test_two_siblings_are_told_of_once_helped_together_and_let_go(arrives: Arrives) -> None:
    here = town()
    teacher = stranger(arrives)
    receipt = _reports_two(teacher)
    concern = Concern.objects.get()
    _refers_both(signed_in(arrives, here.duty), concern)
    legs = list(Leg.objects.order_by("sent_at", "code"))
    assert len(legs) == 2
    supervisor = signed_in(arrives, here.supervisor, phone=False)
    for leg in legs:
        _accepts(supervisor, leg, here)
    cases = list(Case.objects.order_by("opened_at"))
    assert len(cases) == 2
    assert Family.objects.count() == 1
    assert {case.child.family_id for case in cases} == {Family.objects.get().pk}
    worker = signed_in(arrives, here.caseworker)
    for case in cases:
        _asks_where_they_sleep(worker, case.code)
        _assesses(worker, case.code)
        _plans(worker, case.code)
    _visits_both(worker, cases)
    assert Visit.objects.count() == 1
    assert DeliveredService.objects.filter(service_type="basic_needs").count() == 2
    for case in cases:
        _plans_are_fulfilled(worker, case)
        _closes(worker, supervisor, case.code)
    assert set(Case.objects.values_list("stage", flat=True)) == {"closed"}
    told = answer_seen(teacher, receipt)
    teacher.picture("siblings-7-answer-page")
    for word in (here.ngo.code, *(case.code for case in cases), *NAMES):
        assert word not in told
    assert audit.verify()[1] == []
