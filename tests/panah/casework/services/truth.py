"""What the rules of the project say, row by row, as somebody reasoned it by hand. docs/eligibility.md is made from it."""

from dataclasses import dataclass
from datetime import date

from panah.casework.services.codes import ProviderKind
from panah.casework.services.rules import Age, Facts, Place

THEN, BETWEEN, NOW = date(2020, 5, 1), date(2022, 1, 1), date(2026, 11, 21)
UNSURE = Age()


@dataclass(frozen=True)
class Row:
    place: Place
    day: date
    facts: Facts
    answer: str
    reasons: frozenset[str]


def who(age: int | Age = UNSURE, *words: str) -> Facts:
    """Words in the order of the fields: sex, citizenship, status, papers, company; "" is not known."""
    return Facts(Age.sure(age) if isinstance(age, int) else age, *words)


def _rows(kind: str, service: str, *rows: tuple[date, Facts, str]) -> list[Row]:
    return [_row(Place(ProviderKind(kind), service), *row) for row in rows]


def _row(place: Place, day: date, facts: Facts, expected: str) -> Row:
    """``expected`` is the answer with its reasons after it: "call papers_can_follow not_known"."""
    answer, *reasons = expected.split()
    return Row(place, day, facts, answer, frozenset(reasons))


GIRL = ("female", "UZ", "presumed_victim", "none", "alone")
FOUND = ("female", "UZ", "identified_victim", "identity", "safe_adult")
FOUND_HERE = ("female", "KZ", "identified_victim", "identity", "alone")

STATE_SHELTER = _rows(
    "state_shelter",
    "shelter",
    (THEN, who(15, *GIRL), "no citizens_only_then"),
    (BETWEEN, who(15, *GIRL), "call rule_was_changing status_not_decided papers_can_follow guardianship_decides"),
    (NOW, who(15, *GIRL), "call status_not_decided papers_can_follow guardianship_decides"),
    (THEN, who(15, *FOUND), "no citizens_only_then"),
    (date(2020, 12, 31), who(15, *FOUND), "no citizens_only_then"),
    (date(2021, 1, 1), who(15, *FOUND), "call rule_was_changing"),
    (BETWEEN, who(15, *FOUND), "call rule_was_changing"),
    (date(2023, 6, 15), who(15, *FOUND), "call rule_was_changing"),
    (date(2023, 6, 16), who(15, *FOUND), "yes"),
    (NOW, who(15, *FOUND), "yes"),
    (THEN, who(15, *FOUND_HERE), "yes"),
    (date(2023, 6, 30), who(15, *FOUND_HERE), "yes"),
    (date(2023, 7, 1), who(15, *FOUND_HERE), "yes"),
    (NOW, who(15, *FOUND_HERE), "yes"),
    (date(2015, 1, 1), who(15, *FOUND_HERE), "call no_rule_that_day"),
    (NOW, who(15, "female", "KZ", "presumed_victim", "identity", "alone"), "call status_not_decided"),
    (NOW, who(15, "female", "KZ", "", "identity", "alone"), "call not_known"),
    (THEN, who(15, "female", "", "identified_victim", "identity", "safe_adult"), "call not_known"),
    (NOW, who(15, "female", "", "identified_victim", "identity", "safe_adult"), "yes"),
    (NOW, who(15, "female", "", "identified_victim", "identity", "alone"), "call not_known"),
    (THEN, who(25, "female", "stateless", "identified_victim", "identity", "alone"), "call sources_say_nothing"),
    (NOW, who(25, "female", "stateless", "identified_victim", "identity", "alone"), "yes"),
    (NOW, who(20, "female", "KZ", "not_a_victim", "identity", "alone"), "call other_ground_may_fit"),
    (THEN, who(20, "female", "UZ", "not_a_victim", "identity", "alone"), "no citizens_only_then"),
    (NOW, who(15, "female", "KZ", "identified_victim", "", "safe_adult"), "call not_known"),
    (NOW, who(15, "female", "KZ", "identified_victim", "none", "safe_adult"), "call papers_can_follow"),
    (NOW, who(15, "female", "KZ", "identified_victim", "identity", "unclear_adult"), "call adult_not_known_safe"),
    (NOW, who(15, "female", "KZ", "identified_victim", "identity"), "call not_known"),
    (NOW, who(30, "male", "UZ", "presumed_victim", "identity", "alone"), "call status_not_decided"),
    (NOW, who(30, "male", "KZ", "identified_victim", "identity", "alone"), "yes"),
    (NOW, who(UNSURE, "male", "KZ", "identified_victim", "identity", "alone"), "yes"),
    (NOW, who(8, "male", "UZ", "child_of_migrant_labourers", "identity", "safe_adult"), "call status_not_decided"),
    (NOW, who(8, "male", "KZ", "other_at_risk", "identity", "safe_adult"), "call status_not_decided"),
    (NOW, who(), "call not_known"),
    (THEN, who(), "call not_known"),
)

_STATE = Place(ProviderKind.NGO_SHELTER, "shelter", "state")
_DONOR = Place(ProviderKind.NGO_SHELTER, "shelter", "donor")
NGO_SHELTER = [
    _row(_STATE, THEN, who(15, *GIRL), "no citizens_only_then"),
    _row(_DONOR, THEN, who(15, *GIRL), "yes"),
    _row(_STATE, THEN, who(15, *FOUND_HERE), "yes"),
    _row(_STATE, THEN, who(15, "female", "", "", "", "alone"), "call not_known"),
    _row(_STATE, NOW, who(15, *GIRL), "yes"),
    *_rows(
        "ngo_shelter",
        "shelter",
        (THEN, who(15, *GIRL), "call not_known"),
        (NOW, who(15, *GIRL), "yes"),
        (NOW, who(15, "female", "", "", "", "alone"), "yes"),
        (NOW, who(UNSURE, "female", "", "", "", "alone"), "yes"),
        (NOW, who(25, "female", "TJ", "", "none", "own_children"), "yes"),
        (NOW, who(8, "male", "UZ", "", "", "alone"), "yes"),
        (NOW, who(8, "", "UZ", "", "", "brothers_and_sisters"), "yes"),
        (NOW, who(15, "male", "UZ", "", "", "alone"), "call mostly_women"),
        (NOW, who(30, "male", "KZ", "", "", "alone"), "call mostly_women"),
        (NOW, who(15, "", "", "", "", "alone"), "call not_known"),
        (NOW, who(UNSURE, "male", "", "", "", "alone"), "call not_known"),
        (NOW, who(15, "female", "UZ", "", "", "unclear_adult"), "call adult_not_known_safe"),
        (NOW, who(25, "female", "UZ"), "call not_known"),
    ),
]

OTHER_BEDS = [
    *_rows(
        "crisis_centre",
        "shelter",
        (NOW, who(30, "female", "KZ", "", "", "own_children"), "yes"),
        (NOW, who(30, "female", "UZ", "", "", "own_children"), "call practice_differs"),
        (NOW, who(30, "female", "", "", "", "own_children"), "call not_known"),
        (NOW, who(10, "female", "KZ", "", "", "safe_adult"), "yes"),
        (NOW, who(UNSURE, "male", "KZ", "", "", "safe_adult"), "yes"),
        (NOW, who(15, "female", "KZ", "", "", "alone"), "call comes_with_an_adult"),
        (NOW, who(40, "male", "KZ", "", "", "alone"), "call mostly_women"),
    ),
    *_rows(
        "state_centre_for_children",
        "shelter",
        (NOW, who(12, "male", "", "", "", "alone"), "call guardianship_decides"),
        (NOW, who(17, "male", "", "", "", "alone"), "call guardianship_decides"),
        (NOW, who(Age(17, 19), "male", "", "", "", "alone"), "call guardianship_decides"),
        (NOW, who(18, "male", "", "", "", "alone"), "no children_only"),
        (NOW, who(Age(18, 25), "", "", "", "", "alone"), "no children_only"),
        (THEN, who(19, "male", "", "", "", "alone"), "call no_rule"),
        (NOW, who(2, "male", "", "", "", "alone"), "call younger_go_elsewhere"),
        (NOW, who(UNSURE, "", "", "", "", "alone"), "call not_known"),
    ),
    *_rows(
        "infant_home",
        "shelter",
        (NOW, who(0), "call guardianship_decides"),
        (NOW, who(3), "call guardianship_decides"),
        (NOW, who(4), "no infants_only"),
        (NOW, who(Age(2, 5)), "call not_known"),
        (NOW, who(Age(16, 40)), "no infants_only"),
        (NOW, who(), "call not_known"),
        (date(2020, 6, 1), who(4), "call no_rule_that_day"),
    ),
    *_rows("guardianship_body", "shelter", (NOW, who(15), "call guardianship_decides")),
    *_rows("school", "shelter", (NOW, who(15), "call no_rule")),
]

HEALTH_AND_SCHOOL = [
    *_rows(
        "maternity_ward",
        "medical",
        (NOW, who(15, "female"), "yes"),
        (NOW, who(22, "female", "UZ", "", "none"), "yes"),
        (NOW, who(22), "call not_known"),
        (NOW, who(22, "male"), "call no_rule"),
    ),
    *_rows(
        "health_organisation",
        "medical",
        (NOW, who(7, "", "KZ"), "yes"),
        (NOW, who(7, "", "UZ"), "call urgent_help_is_for_all"),
        (NOW, who(7), "call urgent_help_is_for_all not_known"),
    ),
    *_rows(
        "school",
        "education",
        (NOW, who(9, "", "KZ", "", "identity"), "yes"),
        (NOW, who(9, "", "KZ", "", "none"), "call papers_can_follow"),
        (NOW, who(9, "", "UZ", "", "identity"), "call registration_helps"),
        (NOW, who(9, "", "UZ", "", "none"), "call registration_helps papers_can_follow"),
        (NOW, who(9, "", "", "", "identity"), "call not_known"),
        (NOW, who(5, "", "KZ", "", "identity"), "call no_rule"),
    ),
    *_rows(
        "kindergarten",
        "education",
        (NOW, who(4, "", "KZ", "", "identity"), "yes"),
        (NOW, who(4, "", "KG", "", "identity"), "call registration_helps"),
    ),
]

FAMILY_AND_LAW = [
    *_rows(
        "family_support_centre",
        "psychological",
        (NOW, who(9, "", "KZ"), "yes"),
        (NOW, who(9, "", "TJ"), "call practice_differs"),
        (date(2025, 2, 28), who(9, "", "KZ"), "call no_rule_that_day"),
    ),
    *_rows(
        "one_stop_room",
        "psychological",
        (date(2026, 3, 1), who(9), "call no_rule_that_day"),
        (date(2026, 3, 2), who(9), "call conditions_not_read"),
        (NOW, who(), "call conditions_not_read"),
    ),
    *_rows(
        "legal_aid",
        "legal",
        (NOW, who(15, "", "KZ"), "yes"),
        (NOW, who(15, "", "KG"), "call practice_differs"),
    ),
    *_rows("ngo_services", "legal", (NOW, who(), "yes")),
    *_rows(
        "public_service_centre",
        "identity_papers",
        (NOW, who(9, "", "KZ", "", "identity"), "yes"),
        (NOW, who(9, "", "KZ", "", "none"), "call papers_can_follow"),
        (NOW, who(9, "", "UZ", "", "identity"), "call no_rule"),
    ),
    *_rows(
        "consulate",
        "identity_papers",
        (NOW, who(9, "", "UZ"), "call only_if_they_wish"),
        (NOW, who(9), "call only_if_they_wish"),
        (NOW, who(9, "", "KZ"), "call no_rule"),
    ),
    *_rows(
        "migration_service", "residence", (NOW, who(30, "female", "UZ", "identified_victim"), "call only_if_they_wish")
    ),
    *_rows(
        "partner_abroad",
        "repatriation",
        (NOW, who(12), "call best_interests_first"),
        (NOW, who(), "call best_interests_first"),
        (NOW, who(25), "call only_if_they_wish"),
    ),
]

TRUTH = (*STATE_SHELTER, *NGO_SHELTER, *OTHER_BEDS, *HEALTH_AND_SCHOOL, *FAMILY_AND_LAW)
