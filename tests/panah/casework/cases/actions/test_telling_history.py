from datetime import date

import pytest

from panah.casework.cases import actions
from panah.casework.cases.models import Case, Correction, Printout
from panah.casework.cases.queries import corrections_of
from panah.casework.people.actions import Basics
from panah.casework.people.rules import Birth
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from tests.panah.casework.cases.office import Office, opened


def corrected(office: Office, case: Case, birth: Birth, sex: str = "female", language: str = "uz") -> None:
    basics = Basics(sex, birth, "unknown", language, office.district)
    actions.correct_case_basics(by=office.aigul.actor, case=case, basics=basics)


def lines(case: Case) -> dict[str, tuple[str, str]]:
    return {row.field: (row.old, row.new) for row in corrections_of(case)}


def test_what_was_corrected_stays_beside_what_it_was_before(office: Office) -> None:
    case = opened(office)
    year = clock.today().year - 13
    corrected(office, case, Birth(year=year - 1), language="tg")
    assert lines(case)["language"] == ("uz", "tg")
    assert lines(case)["birth_year"] == (str(year), str(year - 1))
    assert "sex" not in lines(case)
    assert corrections_of(case)[0].written_by == office.aigul.person


def test_saving_the_same_again_leaves_no_line(office: Office) -> None:
    case = opened(office)
    corrected(office, case, Birth(year=clock.today().year - 13))
    corrected(office, case, Birth(year=clock.today().year - 13))
    assert len(corrections_of(case)) == len({row.field for row in corrections_of(case)})
    before = Correction.objects.count()
    corrected(office, case, Birth(year=clock.today().year - 13))
    assert Correction.objects.count() == before


@pytest.mark.safeguard("S12", "the history of a record keeps the birth date of a child in clear")
def test_of_what_identifies_only_that_it_was_corrected_is_kept(office: Office) -> None:
    case = opened(office)
    corrected(office, case, Birth(day=date(2015, 3, 14)))
    corrected(office, case, Birth(day=date(2015, 3, 15)))
    assert lines(case)["birth_date"] == ("", "")
    kept = " ".join(str(row) for row in Correction.objects.values_list("old", "new"))
    assert "2015-03" not in kept


def test_the_history_of_one_case_is_not_that_of_another(office: Office) -> None:
    one, other = opened(office), opened(office)
    corrected(office, one, Birth(year=2010))
    assert corrections_of(other) == []


@pytest.mark.safeguard("S12", "a whole case is printed and nobody said what for")
def test_a_case_is_printed_only_by_who_says_what_for(office: Office) -> None:
    case = opened(office)
    for reason, parts in (("", ("plan",)), ("curiosity", ("plan",)), ("meeting", ()), ("meeting", ("everything",))):
        with pytest.raises(actions.SayWhatFor):
            actions.record_print(by=office.aigul.actor, case=case, reason=reason, parts=parts)
    kept = actions.record_print(by=office.aigul.actor, case=case, reason="meeting", parts=("plan", "services"))
    assert (kept.printed_by, kept.parts) == (office.aigul.person, ["plan", "services"])


def test_a_stranger_prints_nothing(office: Office) -> None:
    case = opened(office)
    for stranger in (office.lazzat, office.nurzhan, office.gulnar):
        with pytest.raises(NotPermitted):
            actions.record_print(
                by=stranger.actor, case=case, reason="meeting", parts=list(code_list("print_parts").codes)
            )
    assert not Printout.objects.exists()
