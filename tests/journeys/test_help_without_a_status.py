"""A mother from a migrant family needs shoes and a kindergarten place: she is helped, and no status is asked (S7).

A month later the caseworker notices a sign. It proposes protection; a person decides; nothing is typed again.
"""

import pytest

from panah.casework.cases.codes import Depth
from panah.casework.cases.models import Case, DeliveredService
from panah.foundation.reference.codes import code_list
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, signed_in, town, types_day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "Zulfiya Үлгібаева"
MOST_QUESTIONS = 8
NOT_ASKED = ("citizenship", "category", "status", "papers", "migration", "document")


def _is_helped(worker: Visitor) -> Case:
    page = worker.goes_to("/app/help/new/")
    asked = set(
        page.locator("main form [name]:not([type=hidden]):not(button)").evaluate_all("all => all.map(one => one.name)")
    )
    questions = {name.removesuffix("_day").removesuffix("_month").removesuffix("_year") for name in asked}
    questions.discard("")
    assert len(questions) <= MOST_QUESTIONS
    assert not [name for name in questions if any(word in name for word in NOT_ASKED)]
    page.check("input[name=danger][value=no]")
    page.select_option("select[name=age_band]", "adult")
    page.check("input[name=sex][value=female]")
    page.select_option("select[name=language]", "uz")
    page.fill("input[name=name]", NAME)
    page.check("input[name=needs][value=basic_needs]")
    page.check("input[name=needs][value=education]")
    page.check("input[name=agreed_by][value=self]")
    types_day(page, "day")
    worker.picture("help-1-eight-questions")
    presses(page, MAIN)
    worker.picture("help-2-helped")
    return Case.objects.get()


def _notices_a_sign(worker: Visitor, case: Case) -> str:
    page = worker.goes_to(f"/app/c/{case.code}/contact/")
    types_day(page, "happened_on")
    page.fill("textarea[name=text]", "Жұмыс берушісі құжатын алып қойғанын өзі айтты.")
    sign = code_list("protection_signs").codes[0]
    page.check(f"input[name=signs][value={sign}]")
    presses(page, MAIN)
    worker.picture("help-3-a-sign-proposes-protection")
    case.refresh_from_db()
    assert (case.depth, case.proposed_sign) == (Depth.HELP, sign)
    return sign


@pytest.mark.safeguard(
    "S7", "a mother who needs shoes and a kindergarten place is asked for her status, or told everything twice"
)
def test_a_mother_is_helped_without_a_status_and_later_protected_without_a_word_typed_again(arrives: Arrives) -> None:
    here = town()
    worker = signed_in(arrives, here.caseworker)
    case = _is_helped(worker)
    assert (case.depth, case.child.standing, case.child.category) == (Depth.HELP, "adult", "unknown")
    given = DeliveredService.objects.filter(case=case).count()
    assert given == 2
    _notices_a_sign(worker, case)
    page = worker.goes_to("/app/")
    worker.picture("help-4-today-asks-a-person")
    assert case.code in page.inner_text("main")
    page = worker.goes_to(f"/app/c/{case.code}/depth/")
    worker.picture("help-5-a-person-decides")
    page.check("input[name=depth][value=protection]")
    page.select_option("select[name=reason]", index=1)
    presses(page, MAIN)
    case.refresh_from_db()
    assert case.depth == Depth.PROTECTION
    assert DeliveredService.objects.filter(case=case).count() == given
    page = worker.goes_to(f"/app/c/{case.code}/")
    worker.picture("help-6-protection")
    assert page.locator("text=Бағалау").count()
