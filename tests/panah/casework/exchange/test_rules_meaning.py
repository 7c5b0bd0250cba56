"""What a row says about a person, and what it must not be made to say."""

import pytest

from panah.casework.cases.codes import Stage
from panah.casework.exchange.rules.meaning import case_status_word, status_word
from panah.casework.people.codes import Category, Standing
from panah.casework.people.rules import Birth
from tests.panah.casework.exchange.readings import meaning


@pytest.mark.parametrize(
    ("values", "standing", "band", "written"),
    [
        ({"vic_AgeWhenTrafficked": "09--17"}, Standing.CHILD, "unknown", "9–17"),
        ({"vic_AgeWhenTrafficked": "0--8"}, Standing.CHILD, "unknown", "0–8"),
        ({"vic_AgeWhenTrafficked": "18--20"}, Standing.ADULT, "adult", "18–20"),
        ({"vic_AgeWhenTrafficked": "48+"}, Standing.ADULT, "adult", "48+"),
        ({"vic_AgeWhenTrafficked": "15--20"}, Standing.CHILD, "unknown", "15–20"),
        ({"vic_AgeWhenTrafficked": "15-17"}, Standing.CHILD, "15_17", "15–17"),
        ({"vic_AgeWhenTrafficked": "16"}, Standing.CHILD, "15_17", "16"),
        ({"prs_Gender": "Feminine"}, Standing.CHILD, "unknown", ""),
        ({"prs_Birthdate": "2000-01-01", "cas_IncomingReferralDate": "2012-01-01"}, Standing.CHILD, "12_14", "12"),
        ({"prs_Birthdate": "2000-01-01"}, Standing.ADULT, "adult", "26"),
        ({"prs_Birthdate": "2020", "cas_IncomingReferralDate": "2019"}, Standing.CHILD, "under_1", "0"),
    ],
)
def test_in_doubt_somebody_is_a_child(values: dict[str, str], standing: str, band: str, written: str) -> None:
    found = meaning(**values)
    assert (found.standing, found.age_band, found.age_as_written) == (standing, band, written)


@pytest.mark.parametrize(
    ("status", "body", "category"),
    [
        ("ActualVictimOfTrafficking", "", Category.IDENTIFIED_VICTIM),
        ("PossibleVictimOfTrafficking", "NGO", Category.PRESUMED_VICTIM),
        ("NotAVictimOfTrafficking", "Police", Category.NOT_A_VICTIM),
        ("NotAVictimOfTrafficking", "CourtOrProsecution", Category.NOT_A_VICTIM),
        ("NotAVictimOfTrafficking", "NGO", Category.UNKNOWN),
        ("NotAVictimOfTrafficking", "", Category.UNKNOWN),
        ("", "Police", Category.UNKNOWN),
    ],
)
def test_not_a_victim_is_only_what_a_competent_body_decided(status: str, body: str, category: str) -> None:
    found = meaning(vic_TraffickingStatus=status, vic_TraffickingStatusDecisionMakingOrg=body, con_Consent="TRUE")
    assert found.category == category
    assert found.is_negative_without_body == (category == Category.UNKNOWN and bool(status))


@pytest.mark.parametrize("category", [*Category])
def test_at_risk_and_undecided_leave_as_an_empty_status(category: Category) -> None:
    with_status = {Category.PRESUMED_VICTIM, Category.IDENTIFIED_VICTIM, Category.NOT_A_VICTIM}
    assert bool(status_word(category)) == (category in with_status)


def test_what_our_words_cannot_hold_exactly_is_not_rounded_into_a_claim() -> None:
    found = meaning(
        prs_FirstName="Айгерім", prs_MiddleName="Ерланқызы", prs_SecondName="Қасымова", prs_Gender="NonConforming",
        prs_Citizenship="FR;KZ", prs_PrimaryLanguage="kaz", cas_IncomingReferralDate="2012", vic_AgeWhenTrafficked="16",
        cas_Status="Follow Up", con_Consent="yes",
    )  # fmt: skip
    assert found.sex == "unknown"
    assert found.citizenship_group == "other"
    assert found.language == "kk"
    assert found.birth == Birth(year=1996, is_about=True)
    assert found.name is not None
    assert (found.name.full, found.name.family, found.name.given) == (
        "Қасымова Айгерім Ерланқызы",
        "Қасымова",
        "Айгерім",
    )
    assert found.stage == Stage.REVIEW
    assert found.has_consent


@pytest.mark.parametrize(
    ("status", "stage"),
    [("Active", Stage.IN_SERVICE), ("Closed", Stage.CLOSED), ("ClosedReferred", Stage.CLOSED), ("", Stage.NEW)],
)
def test_a_case_without_a_status_waits_for_somebody_rather_than_rest_unseen(status: str, stage: Stage) -> None:
    assert meaning(prs_Gender="Feminine", cas_Status=status).stage == stage


def test_how_a_case_stands_leaves_in_the_words_of_the_standard() -> None:
    assert {stage: case_status_word(stage) for stage in (Stage.NEW, Stage.REVIEW, Stage.CLOSED)} == {
        Stage.NEW: "Active",
        Stage.REVIEW: "FollowUp",
        Stage.CLOSED: "Closed",
    }
