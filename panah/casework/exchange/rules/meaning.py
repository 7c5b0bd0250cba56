"""What a row says about a person, in Panah's own words; and, for the way out, back again.

What our words cannot hold exactly (an age band that crosses ours, a bare year, two citizenships) stays in the row,
which is kept whole. Nothing is rounded into a claim: in doubt somebody is a child, and undecided is not "not a victim".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from panah.casework.cases.codes import Stage
from panah.casework.exchange.codes import CaseStatus, TraffickingStatus
from panah.casework.exchange.rules.fields import CATEGORY
from panah.casework.exchange.rules.rows import HtcdsRecord
from panah.casework.exchange.rules.values import AgeRange
from panah.casework.people.codes import Category, Standing
from panah.casework.people.rules import ADULT_AGE, Birth, age_band, age_on
from panah.engines.tables.days import PartialDate

SEX_BY_GENDER = {
    "Feminine": "female",
    "TransgenderFeminine": "female",
    "Masculine": "male",
    "TransgenderMasculine": "male",
}
GENDER_BY_SEX = {"female": "Feminine", "male": "Masculine"}
# Only a body of the state can decide that somebody is not a victim; the others can only say that they saw no sign.
COMPETENT_BODIES = frozenset({"Police", "CourtOrProsecution", "NonPoliceGovernmentalOrganization"})
SECTOR_OF_BODY = {
    "Police": "internal_affairs",
    "NonPoliceGovernmentalOrganization": "social_protection",
    "NGO": "ngo",
    "CourtOrProsecution": "court_or_prosecution",
}
STAGE_OF_STATUS: dict[str, Stage] = {
    CaseStatus.ACTIVE: Stage.IN_SERVICE,
    CaseStatus.FOLLOW_UP: Stage.REVIEW,
    CaseStatus.CLOSED: Stage.CLOSED,
    CaseStatus.CLOSED_REFERRED: Stage.CLOSED,
}
CITIZENSHIPS_WITH_A_GROUP = frozenset({"KZ", "UZ", "KG", "TJ", "TM", "RU"})


@dataclass(frozen=True, slots=True)
class PersonName:
    full: str
    family: str = ""
    given: str = ""
    middle: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One row as Panah understands it."""

    standing: Standing
    sex: str
    birth: Birth
    age_band: str
    age_as_written: str
    citizenship_group: str
    language: str
    category: Category
    body: str
    name: PersonName | None
    stage: Stage
    came: PartialDate | None
    ended: date | None
    has_consent: bool
    is_negative_without_body: bool = False

    def plain_fields(self) -> dict[str, Any]:
        """What may stand unsealed, by field of the record."""
        return {
            "standing": self.standing,
            "sex": self.sex,
            "birth_year": self.birth.known_year,
            "is_birth_year_about": self.birth.is_about,
            "age_band_at_entry": self.age_band,
            "citizenship_group": self.citizenship_group,
            "language": self.language,
            "category": self.category,
        }


def meaning_of(record: HtcdsRecord, languages: Mapping[str, str], today: date) -> Meaning:
    """``languages`` leads from ISO 639-2 to the codes of the list of languages spoken."""
    values = record.values
    came = values.get("cas_IncomingReferralDate")
    came = came if isinstance(came, PartialDate) else None
    age = _age(values.get("vic_AgeWhenTrafficked"))
    birth = _birth(values.get("prs_Birthdate"), age, came)
    then = age_on(birth, came.earliest if came else today) if birth.known_year and not birth.is_about else None
    if then is not None and then >= 0:
        age = AgeRange(then, then)
    status = str(values.get("vic_TraffickingStatus", ""))
    body = str(values.get("vic_TraffickingStatusDecisionMakingOrg", ""))
    own = str(values.get(CATEGORY, ""))
    return Meaning(
        standing=_standing(age),
        sex=SEX_BY_GENDER.get(str(values.get("prs_Gender", "")), "unknown"),
        birth=birth,
        age_band=_band(age),
        age_as_written=_age_as_written(age),
        citizenship_group=_citizenship_group(values.get("prs_Citizenship")),
        language=_language(str(values.get("prs_PrimaryLanguage", "")), languages),
        category=_category(status, body, own),
        body=SECTOR_OF_BODY.get(body, ""),
        name=_name(values),
        stage=STAGE_OF_STATUS.get(str(values.get("cas_Status", "")), Stage.NEW),
        came=came,
        ended=_ended(values),
        has_consent=values.get("con_Consent") is True,
        is_negative_without_body=body not in COMPETENT_BODIES
        and (status == TraffickingStatus.NOT_A_VICTIM or own == Category.NOT_A_VICTIM),
    )


def _ended(values: Mapping[str, object]) -> date | None:
    """The end of the plan, or the day on which somebody went on to another organisation; only where it is exact."""
    for field in ("spl_ActualEndDate", "cas_OutgoingReferralDate"):
        value = values.get(field)
        if isinstance(value, PartialDate) and value.exact:
            return value.exact
    return None


def _age(value: object) -> AgeRange | None:
    return value if isinstance(value, AgeRange) else None


def _birth(value: object, age: AgeRange | None, came: PartialDate | None) -> Birth:
    """The date itself, the bare year, or a year reckoned from an exact age: that one is about."""
    if isinstance(value, PartialDate):
        return Birth(day=value.exact, year=value.year)
    if age and age.exact is not None and came:
        return Birth(year=came.year - age.exact, is_about=True)
    return Birth()


def _standing(age: AgeRange | None) -> Standing:
    return Standing.ADULT if age and age.low >= ADULT_AGE else Standing.CHILD


def _band(age: AgeRange | None) -> str:
    """The band that holds the whole range; a range across two bands is not known, unless all of it is adult."""
    if age is None:
        return "unknown"
    if age.low >= ADULT_AGE:
        return "adult"
    lower, upper = age_band(age.low), age_band(age.high)
    return lower if lower == upper else "unknown"


def _age_as_written(age: AgeRange | None) -> str:
    if age is None:
        return ""
    if age.high is None:
        return f"{age.low}+"
    return str(age.low) if age.low == age.high else f"{age.low}–{age.high}"


def _citizenship_group(value: object) -> str:
    """The first that is named; all of them stay in the row."""
    if not isinstance(value, tuple) or not value:
        return "unknown"
    return value[0] if value[0] in CITIZENSHIPS_WITH_A_GROUP else "other"


def _language(code: str, languages: Mapping[str, str]) -> str:
    if not code.strip():
        return "unknown"
    return languages.get(code.strip().casefold()[:3], "other")


def _category(status: str, body: str, own: str) -> Category:
    """What an own list says in our words comes first; its "not a victim" has no body behind it and decides nothing."""
    if own:
        return Category.UNKNOWN if own == Category.NOT_A_VICTIM else Category(own)
    if status == TraffickingStatus.ACTUAL:
        return Category.IDENTIFIED_VICTIM
    if status == TraffickingStatus.POSSIBLE:
        return Category.PRESUMED_VICTIM
    if status == TraffickingStatus.NOT_A_VICTIM and body in COMPETENT_BODIES:
        return Category.NOT_A_VICTIM
    return Category.UNKNOWN


def _name(values: Mapping[str, object]) -> PersonName | None:
    given, middle, family = (
        str(values.get(field, "")).strip() for field in ("prs_FirstName", "prs_MiddleName", "prs_SecondName")
    )
    full = " ".join(part for part in (family, given, middle) if part)
    return PersonName(full, family, given, middle) if full else None


STATUS_OF_CATEGORY = {
    Category.PRESUMED_VICTIM: TraffickingStatus.POSSIBLE,
    Category.IDENTIFIED_VICTIM: TraffickingStatus.ACTUAL,
    Category.NOT_A_VICTIM: TraffickingStatus.NOT_A_VICTIM,
}


def status_word(category: str) -> str:
    """At risk and undecided leave as an empty status (S6)."""
    found = STATUS_OF_CATEGORY.get(Category(category))
    return found.value if found else ""


def case_status_word(stage: str) -> str:
    if stage == Stage.CLOSED:
        return CaseStatus.CLOSED.value
    return CaseStatus.FOLLOW_UP.value if stage == Stage.REVIEW else CaseStatus.ACTIVE.value
