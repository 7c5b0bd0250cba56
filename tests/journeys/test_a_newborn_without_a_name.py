"""A newborn without name or papers: nothing is required that nobody knows, and the child is found by code all the same (S8)."""

import pytest

from panah.casework.cases.models import Case, Paper
from panah.casework.people.models import Relative
from panah.casework.people.queries import names_of
from tests.journeys.conftest import Arrives, Visitor, presses
from tests.journeys.town import MAIN, signed_in, town, types_day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _is_registered(nurse: Visitor) -> Case:
    page = nurse.goes_to("/app/children/new/")
    types_day(page, "birth")
    page.check("input[name=urgency][value=high]")
    nurse.picture("newborn-1-nothing-is-required")
    presses(page, MAIN)
    case: Case = Case.objects.get()
    nurse.picture("newborn-2-case")
    return case


def _sleeps_in_hospital(nurse: Visitor, case: Case) -> None:
    page = nurse.goes_to(f"/app/c/{case.code}/sleep/")
    page.check("input[name=answer][value=hospital_or_institution]")
    types_day(page, "happened_on")
    presses(page, MAIN)


def _mother_is_written_down(nurse: Visitor, case: Case) -> Relative:
    page = nurse.goes_to(f"/app/c/{case.code}/family/")
    presses(page, MAIN)
    page = nurse.goes_to(f"/app/c/{case.code}/family/adult/")
    page.select_option("select[name=relation]", "mother")
    presses(page, MAIN)
    nurse.picture("newborn-3-family")
    mother: Relative = Relative.objects.get()
    return mother


def _birth_certificate_is_asked_for(nurse: Visitor, case: Case) -> None:
    page = nurse.goes_to(f"/app/c/{case.code}/papers/new/")
    page.select_option("select[name=paper_type]", "birth_certificate")
    page.check("input[name=status][value=never_had]")
    presses(page, MAIN)
    nurse.picture("newborn-4-papers")


def _is_named(nurse: Visitor, case: Case, name: str) -> None:
    page = nurse.goes_to(f"/app/c/{case.code}/names/")
    page.fill("input[name=name]", name)
    presses(page, MAIN)


@pytest.mark.safeguard("S8", "a newborn without name, date or papers is refused, or its mother taken for safe")
def test_a_newborn_without_name_or_papers_is_a_whole_record(arrives: Arrives) -> None:
    here = town()
    nurse = signed_in(arrives, here.nurse)
    case = _is_registered(nurse)
    assert names_of(case.child) == []
    assert (case.child.standing, case.child.age_band_at_entry, case.child.sex) == ("child", "under_1", "unknown")
    _sleeps_in_hospital(nurse, case)
    mother = _mother_is_written_down(nurse, case)
    assert mother.safety == "unknown"
    _birth_certificate_is_asked_for(nurse, case)
    assert Paper.objects.get().paper_type == "birth_certificate"
    _is_named(nurse, case, "Үлгібаева Айсұлу")
    page = nurse.goes_to("/app/find/")
    page.fill("input[name=text]", "Aisulu Ulgibaeva")
    presses(page, MAIN)
    nurse.picture("newborn-5-found-in-another-script")
    assert case.code in page.inner_text("main")
