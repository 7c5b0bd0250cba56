from dataclasses import replace
from datetime import date

import pytest

from panah.programme.directory.codes import Basis, Gap, Part
from panah.programme.directory.rules import Said, Who, matrix

STAGES = ("signal", "plan", "justice")
DAY = date(2026, 11, 23)
POLICE, AKIMAT = Who("police"), Who("akimat")
OWN_POLICE = Who("police", "AAAA-AAAA", ("KZ-31",))
NGO = Who("ngo", "BBBB-BBBB", ("KZ-31",))
LAW = Said(POLICE, "justice", Part.LEADS, Basis.LAW, "criminal_procedure_code", "M")
AGREED = Said(NGO, "plan", Part.LEADS, Basis.AGREEMENT, "Хаттама №3")


def test_who_does_what_is_one_row_for_each_and_one_cell_for_each_stage() -> None:
    told = replace(LAW, part=Part.IS_TOLD, stage="plan")
    table = matrix([LAW, told], [AGREED], stages=STAGES, on=DAY)
    assert [row.who for row in table.rows] == [POLICE, NGO]
    assert table.rows[0].cells == {"justice": (LAW,), "plan": (told,)}
    assert table.at("plan") == (AGREED, told)  # who leads goes first
    assert table.leaders["justice"] == (POLICE,)


def test_a_stage_that_nobody_leads_is_a_gap() -> None:
    table = matrix([LAW], [AGREED], stages=STAGES, on=DAY)
    assert table.gaps == {"signal": Gap.NOBODY_LEADS}
    helps = replace(LAW, stage="signal", part=Part.TAKES_PART)
    assert matrix([LAW, helps], [AGREED], stages=STAGES, on=DAY).gaps == {"signal": Gap.NOBODY_LEADS}
    assert set(matrix([], [], stages=STAGES, on=DAY).gaps) == set(STAGES)


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (POLICE, AKIMAT, True),  # the law names two
        (POLICE, NGO, True),  # the law says one, an agreement another
        (POLICE, OWN_POLICE, False),  # the body of the kind that the law names
        (OWN_POLICE, NGO, True),
        (OWN_POLICE, replace(NGO, area=("KZ-61",)), False),  # of another region
        (OWN_POLICE, replace(NGO, area=()), True),  # the whole country holds the region too
        (replace(NGO, area=("KZ-31", "a")), replace(NGO, code="C", area=("KZ-31", "b")), False),  # each in its district
        (NGO, replace(NGO, code="C"), True),  # two of one kind on one ground
        (NGO, replace(NGO, code="C", area=("KZ-31", "a")), False),  # of one kind the one above and the one within
    ],
)
def test_two_lead_only_where_they_lead_the_same_ground(one: Who, other: Who, clash: bool) -> None:
    rows = [replace(AGREED, who=who, basis=Basis.AGREEMENT if who.code else Basis.LAW) for who in (one, other)]
    for order in (rows, rows[::-1]):
        law, agreed = ([row for row in order if bool(row.who.code) is by_code] for by_code in (False, True))
        found = matrix(law, agreed, stages=STAGES, on=DAY).gaps.get("plan")
        assert found == (Gap.TWO_LEAD if clash else None)


def test_what_has_not_begun_or_has_ended_is_left_out() -> None:
    ended, ahead = replace(AGREED, until=date(2026, 11, 22)), replace(LAW, since=date(2026, 11, 24))
    assert matrix([ahead], [ended], stages=STAGES, on=DAY).rows == ()
    last, first = replace(AGREED, until=DAY), replace(LAW, since=DAY)
    assert len(matrix([first], [last], stages=STAGES, on=DAY).rows) == 2


def test_a_stage_that_is_no_longer_one_breaks_nothing() -> None:
    assert matrix([], [replace(AGREED, stage="gone")], stages=STAGES, on=DAY).rows == ()


def test_what_the_law_says_of_a_kind_stands_before_its_institutions() -> None:
    district = replace(OWN_POLICE, code="D", area=("KZ-31", "a"))
    said = [replace(AGREED, who=who) for who in (district, OWN_POLICE, NGO)]
    assert [row.who for row in matrix([LAW], said, stages=STAGES, on=DAY).rows] == [POLICE, OWN_POLICE, district, NGO]
