"""What a cell means, however people write it."""

import pytest

from panah.casework.exchange.codes import RowFault
from panah.casework.exchange.rules.values import AgeRange, Value
from panah.engines.tables.days import PartialDate, Unclear
from panah.engines.tables.shapes import CellFault
from tests.panah.casework.exchange.readings import field, value

TRADE = "G_WholesaleAndRetailTradeRepairOfMotorVehicles"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DebtBondage", ("DebtBondage",)),
        ("DebtBondage ;TakesEarnings", ("DebtBondage", "TakesEarnings")),
        ("DebtBondage TakesEarnings", ("DebtBondage", "TakesEarnings")),
        ("Debt bondage; Physical abuse;", ("DebtBondage", "PhysicalAbuse")),
        ("Debt bondage, Physical abuse", ("DebtBondage", "PhysicalAbuse")),
        ("MethodsOfControlRestrictsMovement;RestrictsMovement", ("RestrictsMovement",)),
        ("UsesChildren", ("UsesChildren",)),
        ("  ", None),
        ("-99", None),
    ],
)
def test_several_values_are_read_however_they_stand_apart(text: str, expected: tuple[str, ...] | None) -> None:
    assert value("vic_MethodsOfControl", text) == expected


def test_seventeen_ways_of_control_are_accepted() -> None:
    assert {*field("vic_MethodsOfControl").choices} >= {"RestrictsMovement", "Other", "WithholdsDocuments"}
    assert len({*field("vic_MethodsOfControl").choices} - {"UsesChildren"}) == 17


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("prs_Gender", "feminine", "Feminine"),
        ("prs_Gender", "Ер", "Masculine"),
        ("prs_Gender", "Не указан или не известен", "NonSpecifiedUnknown"),
        ("prs_Gender", "Non-Conforming", "NonConforming"),
        ("vic_ForcedLabourIndustry", "Wholesale and retail trade; repair of motor vehicles and motorcycles", (TRADE,)),
        ("vic_ForcedLabourIndustry", "F_Construction P_Education", ("F_Construction", "P_Education")),
        ("vic_ForcedLabourIndustry", "C13", ("C13",)),
        ("vic_RelationshipToTrafficker", "Unacquainted", "Unaquainted"),
        ("vic_Vulnerabilities", "Poverty", ("Poverty",)),
        ("vic_RecruitmentWebsitesAndApps", "VK; OLX", "VK; OLX"),
        ("prs_Citizenship", "UZ", ("UZ",)),
        ("prs_Citizenship", "uzb; KAZ", ("UZ", "KZ")),
        ("prs_Citizenship", "UZ KZ", ("UZ", "KZ")),
        ("prs_Citizenship", "Қазақстан", ("KZ",)),
        ("prs_Citizenship", "00", ()),
        ("con_Consent", "иә", True),
        ("con_Consent", "FALSE", False),
        ("vic_AgeWhenTrafficked", "9", AgeRange(9, 9)),
        ("vic_AgeWhenTrafficked", "09--17", AgeRange(9, 17)),
        ("vic_AgeWhenTrafficked", "0–8", AgeRange(0, 8)),
        ("vic_AgeWhenTrafficked", "48+", AgeRange(48, None)),
        ("cas_IncomingReferralDate", "2012", PartialDate(2012)),
        ("cas_IncomingReferralDate", "2012-05", PartialDate(2012, 5)),
        ("cas_IncomingReferralDate", "05.2012", PartialDate(2012, 5)),
        ("cas_IncomingReferralDate", "4/5/2012", PartialDate(2012, 5, 4)),
        ("cas_IncomingReferralDate", "2012-05-04T00:00:00Z", PartialDate(2012, 5, 4)),
        ("cas_IncomingReferralDate", "41033", PartialDate(2012, 5, 4)),
        ("prs_NumberOfChildren", "2", 2.0),
        ("prs_FirstName", " as it is ", " as it is "),
    ],
)  # fmt: skip
def test_a_value_is_read_as_people_write_it(code: str, text: str, expected: Value) -> None:
    assert value(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text", "sentence"),
    [
        ("prs_Gender", "girl", CellFault.NOT_IN_LIST),
        ("vic_MethodsOfControl", "DebtBondage;Nonsense", CellFault.NOT_IN_LIST),
        ("prs_Citizenship", "Atlantis", RowFault.COUNTRY_UNCLEAR),
        ("con_Consent", "maybe", RowFault.YES_NO_UNCLEAR),
        ("vic_AgeWhenTrafficked", "17--9", RowFault.AGE_UNCLEAR),
        ("vic_AgeWhenTrafficked", "121", RowFault.AGE_UNCLEAR),
        ("cas_IncomingReferralDate", "31.02.2012", CellFault.DATE_DOES_NOT_EXIST),
        ("cas_IncomingReferralDate", "12.31.2012", CellFault.DATE_DOES_NOT_EXIST),
        ("cas_IncomingReferralDate", "4 May 2012", CellFault.DATE_UNCLEAR),
        ("cas_IncomingReferralDate", "1012", CellFault.DATE_OUT_OF_TIME),
        ("prs_NumberOfChildren", "two", CellFault.NUMBER_UNCLEAR),
        ("prs_NumberOfChildren", "nan", CellFault.NUMBER_UNCLEAR),
    ],
)
def test_a_value_that_cannot_be_read_is_a_fault_without_the_value(code: str, text: str, sentence: str) -> None:
    with pytest.raises(Unclear) as caught:
        value(code, text)
    assert caught.value.sentence == sentence
    assert text not in {str(shown) for shown in caught.value.values.values()}


def test_a_slip_of_the_pen_is_answered_with_the_word_that_was_meant() -> None:
    with pytest.raises(Unclear) as caught:
        value("prs_Gender", "Femminine")
    assert caught.value.values["suggestion"] == "Feminine"
