"""Files that say something else than last time."""

import datetime

import pytest

from panah.casework.cases.codes import Stage
from panah.casework.cases.models import Case, Episode
from panah.casework.people.actions import decide_category
from panah.casework.people.codes import Category
from panah.casework.people.models import Name
from panah.casework.people.queries import has_consent
from panah.foundation.accounts.models import Organisation
from tests.panah.casework.exchange.acting import (
    GIRL,
    head_of,
    imported,
    made,
    only_child,
)
from tests.panah.casework.people.finding import found_by_name

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return made("first")


def test_a_changed_row_changes_what_nobody_changed_here(organisation: Organisation) -> None:
    imported(organisation, GIRL)
    decide_category(by=head_of(organisation), child=only_child(), category=Category.OTHER_AT_RISK, ground="observation")
    again = imported(
        organisation,
        {
            **GIRL,
            "prs_FirstName": "Аида",
            "prs_Birthdate": "2011-05-04",
            "vic_TraffickingStatus": "ActualVictimOfTrafficking",
            "con_Consent": "TRUE",
            "cas_Status": "Active",
        },
    )
    assert (again.new, again.changed) == (0, 1)
    child = only_child()
    assert (child.birth_date, child.birth_year) == (datetime.date(2011, 5, 4), 2011)
    assert child.category == Category.OTHER_AT_RISK
    assert Name.objects.count() == 2
    for name in ("Айгерим Касымова", "Аида Касымова"):
        assert found_by_name(head_of(organisation), name)
    assert has_consent(child, "case_services")
    assert (Case.objects.get().stage, Episode.objects.count()) == (Stage.IN_SERVICE, 2)
    assert imported(organisation, GIRL).changed == 1


def test_a_file_never_closes_a_case(organisation: Organisation) -> None:
    imported(organisation, {**GIRL, "cas_Status": "Active"})
    imported(organisation, GIRL)
    assert Case.objects.get().stage == Stage.IN_SERVICE
