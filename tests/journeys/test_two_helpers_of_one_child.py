"""A clinic and another NGO help one child whom our NGO leads: each sees what it was shown, and nothing of the other.

In Kazakh, without JavaScript; who visits the child has a phone.
"""

import pytest

from panah.casework.cases.actions import start_case
from panah.casework.cases.models import Case, DeliveredService, Helper
from panah.casework.people.actions import ChildDetails, SpokenName
from panah.casework.people.rules import Birth
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Membership, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.security import audit, clock
from panah.foundation.security.roles import Role
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, Town, organisation, person, provider, signed_in, town, types_day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "Айзере Үлгібаева"
COUGH, LETTERS = "Жөтелін қарап беріңіз.", "Сабақтан қалмауына көмектесіңіз."
GOAL = "Қайтадан мектепке бару"
EXAMINED, TUTORED = "Дәрігер қарады, дәрі жазып берді.", "Математикадан үш сабақ өтті."


def _girl_of_sixteen(here: Town) -> Case:
    """Old enough to say yes alone."""
    known = ChildDetails(
        names=(SpokenName(NAME),), sex="female", birth=Birth(year=clock.today().year - 17), language="kk"
    )
    role = Membership.objects.get(person=here.caseworker)
    return start_case(by=actor_of(role), organisation=here.ngo, lead=here.caseworker, details=known)


def _says_yes(worker: Visitor, case: Case) -> None:
    page = worker.goes_to(f"/app/c/{case.code}/consent/")
    page.select_option("select[name=scope]", "share_with_organisation")
    page.check("input[name=decision][value=given]")
    types_day(page, "given_on")
    worker.picture("helpers-1-her-yes")
    presses(page, MAIN)


def _plans(worker: Visitor, case: Case) -> None:
    page = worker.goes_to(f"/app/c/{case.code}/plan/")
    page.check("input[name=service_type][value=education]")
    page.fill("textarea[name=goal]", GOAL)
    types_day(page, "due_on")
    presses(page, "#add button.button:not([type=button])")


def _lets_help(worker: Visitor, case: Case, service: str, whom: str, request: str, parts: tuple[str, ...]) -> str:
    """What was looked at before it was shared, word for word."""
    page = worker.goes_to(f"/app/c/{case.code}/share/")
    page.check(f"input[name=service][value={service}]")
    presses(page, MAIN)
    page.select_option("select[name=whom]", whom)
    page.fill("textarea[name=request]", request)
    for box in page.locator("input[name=parts]").all():
        box.set_checked(box.input_value() in parts)
    worker.picture(f"helpers-2-{service}-what-is-shown")
    presses(page, "button[name=go][value=look]")
    worker.picture(f"helpers-3-{service}-they-will-see")
    preview = page.inner_text("main")
    presses(page, "button[name=go][value=share]")
    return preview


def _finds_own_part(helper: Visitor, helped: Helper, case: Case) -> None:
    page = helper.goes_to("/app/")
    today = page.inner_text("main")
    assert helped.code in today
    assert case.code not in today
    assert NAME not in today
    helper.picture(f"helpers-4-{helped.organisation.code}-today")
    presses(page, f"main a[href='/app/h/{helped.code}/']")


def _takes_and_helps(helper: Visitor, helped: Helper, done: str) -> None:
    page = helper.goes_to(f"/app/h/{helped.code}/")
    presses(page, MAIN)
    page = helper.goes_to(f"/app/h/{helped.code}/service/")
    types_day(page, "happened_on")
    page.fill("textarea[name=what_was_done]", done)
    presses(page, MAIN)


def _status(visitor: Visitor, path: str) -> int:
    answer = visitor.page.request.get(visitor.address + path, max_redirects=0)
    return answer.status


def _helpers(here: Town) -> tuple[Person, str]:
    friends = organisation("demeu", "ngo")
    tutor = person(friends, Role.CASEWORKER, "tutor")
    return tutor, f"provider:{provider(friends, 'Демеу', ('education',)).code}"


@pytest.mark.safeguard("S15", "a clinic that helps a child reads the name, the plan or what another helper did")
def test_an_ngo_and_a_clinic_help_one_child_and_each_sees_its_part(arrives: Arrives) -> None:
    here = town()
    tutor, friends = _helpers(here)
    clinic = f"provider:{Provider.objects.get(organisation=here.clinic).code}"
    case = _girl_of_sixteen(here)
    worker = signed_in(arrives, here.caseworker)
    _says_yes(worker, case)
    _plans(worker, case)
    seen_by_clinic = _lets_help(worker, case, "medical", clinic, COUGH, ("name",))
    seen_by_friends = _lets_help(worker, case, "education", friends, LETTERS, ("goals",))
    assert NAME in seen_by_clinic
    assert GOAL not in seen_by_clinic
    assert GOAL in seen_by_friends
    assert NAME not in seen_by_friends
    medical, school = (Helper.objects.get(organisation__code=code) for code in ("clinic", "demeu"))
    nurse, teacher = signed_in(arrives, here.nurse), signed_in(arrives, tutor)
    for helper, part in ((nurse, medical), (teacher, school)):
        _finds_own_part(helper, part, case)
        helper.picture(f"helpers-4-{part.organisation.code}-own-part")
    page = nurse.page
    presses(page, "form[action$='/name/'] button")
    assert NAME in page.inner_text("main")
    _takes_and_helps(nurse, medical, EXAMINED)
    _takes_and_helps(teacher, school, TUTORED)
    nurse.picture("helpers-5-clinic-wrote")
    at_clinic = nurse.goes_to(f"/app/h/{medical.code}/").content()
    at_friends = teacher.goes_to(f"/app/h/{school.code}/").content()
    for text, own, other in ((at_clinic, EXAMINED, (TUTORED, GOAL)), (at_friends, TUTORED, (EXAMINED, COUGH, NAME))):
        assert own in text
        assert not [word for word in (*other, case.code, case.child.code) if word in text]
    for helper, part in ((nurse, school), (teacher, medical)):
        assert _status(helper, f"/app/h/{part.code}/") == 404
        assert _status(helper, f"/app/c/{case.code}/") == 404
    timeline = worker.goes_to(f"/app/c/{case.code}/").content()
    worker.picture("helpers-6-the-lead-sees-both")
    assert EXAMINED in timeline
    assert TUTORED in timeline
    assert DeliveredService.objects.filter(case=case).count() == 2
    assert audit.verify()[1] == []
