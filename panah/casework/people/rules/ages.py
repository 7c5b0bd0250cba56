"""Ages, bands, whose yes counts: pure, so that every row of their tables can be read."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from panah.casework.people.codes import Category, ConsentForm, OverrideOutcome, Safety, Standing

ADULT_AGE = 18
SHORTEST_PHONE = 7
_PHONE = re.compile(r"\+?\d[\d\s()./-]{5,}\d")
LONGEST_LIFE = 130
DECIDED_BY_A_BODY = frozenset({Category.IDENTIFIED_VICTIM, Category.NOT_A_VICTIM})  # nobody else may say so (S6)
ABOUT_MARGIN = 2  # years by which a guessed year of birth may be wrong: in doubt somebody is a child
TIME_TO_CONFIRM = timedelta(hours=24)
NOTICE_OF_CONSENT = timedelta(days=14)
NOTICE_OF_ADULTHOOD = timedelta(days=90)
NEEDS_A_CAREGIVER = frozenset(
    {ConsentForm.CAREGIVER, ConsentForm.CAREGIVER_AND_ORAL_ASSENT, ConsentForm.CAREGIVER_AND_WRITTEN_ASSENT}
)
OF_THE_SMALL = frozenset({ConsentForm.CAREGIVER, ConsentForm.CAREGIVER_AND_ORAL_ASSENT})
_FORMS = (
    (5, ConsentForm.CAREGIVER),
    (11, ConsentForm.CAREGIVER_AND_ORAL_ASSENT),
    (14, ConsentForm.CAREGIVER_AND_WRITTEN_ASSENT),
    (17, ConsentForm.OWN_CONSENT),
)
_AGE_IN_BAND = {"under_1": 0, "1_5": 5, "6_11": 11, "12_14": 14, "15_17": 17, "adult": ADULT_AGE}
_BANDS = ((0, "under_1"), (5, "1_5"), (11, "6_11"), (14, "12_14"), (17, "15_17"))


@dataclass(frozen=True)
class Birth:
    """What is known of a birth: a whole date, a year and a month, a year, a year that is a guess, or nothing."""

    day: date | None = None
    year: int | None = None
    is_about: bool = False
    month: int | None = None  # only beside a year

    @property
    def known_year(self) -> int | None:
        return self.day.year if self.day else self.year

    @property
    def month_text(self) -> str:
        """As it rests: "05" where the year and the month are known and the day is not, else nothing."""
        return f"{self.month:02d}" if self.month and self.day is None and self.year is not None else ""

    @property
    def latest(self) -> date | None:
        """The last day on which somebody with this birth may have been born."""
        if self.day is not None or self.year is None:
            return self.day
        if not self.month_text or self.month == 12:
            return date(self.year, 12, 31)
        return date(self.year, (self.month or 0) + 1, 1) - timedelta(days=1)

    @property
    def earliest(self) -> date | None:
        """The first day on which somebody with this birth may have been born."""
        if self.day is not None or self.year is None:
            return self.day
        return date(self.year, int(self.month_text or 1), 1)


def age_on(birth: Birth, day: date) -> int | None:
    """Whole years; of the possible ages the youngest, since in doubt somebody is a child."""
    born = birth.latest
    if born is None:
        return None
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    age = day.year - born.year - (0 if had_birthday else 1)
    return age if birth.day is not None else max(0, age)


def age_band(age: int | None) -> str:
    """The code of the band (code list age_band)."""
    if age is None or age < 0:
        return "unknown"
    return next((band for highest, band in _BANDS if age <= highest), "adult")


def is_adult(age: int | None) -> bool:
    """Age unknown is a child."""
    return age is not None and age >= ADULT_AGE


def may_be_born(birth: Birth, today: date) -> bool:
    """Not in the future, not longer ago than people live."""
    year = birth.known_year
    if year is not None and not today.year - LONGEST_LIFE <= year <= today.year:
        return False
    return birth.earliest is None or birth.earliest <= today


def standing_of(birth: Birth, band: str, day: date) -> Standing:
    """In which right somebody is helped who came on ``day``; whose age is not known is a child."""
    age = age_on(birth, day)
    if age is None:
        return Standing.ADULT if band == "adult" else Standing.CHILD
    return Standing.ADULT if is_adult(age - (ABOUT_MARGIN if birth.is_about else 0)) else Standing.CHILD


def band_of(birth: Birth, told: str, day: date) -> str:
    """The band on ``day``: from the birth where it is known, else as it was told."""
    age = age_on(birth, day)
    if age is None:
        return told
    is_uncertain = is_adult(age) and standing_of(birth, told, day) is Standing.CHILD
    return "unknown" if is_uncertain else age_band(age)  # of a guess about 18 nobody says adult


def standing_on(birth: Birth, band: str, came_as: Standing, day: date) -> Standing:
    """In which right a service of ``day`` is given. Who came as an adult stays one; a child is one until 18 (S10)."""
    return Standing.ADULT if came_as is Standing.ADULT else standing_of(birth, band, day)


def adult_from(birth: Birth) -> date | None:
    """The first day on which somebody may be 18; of two possible days the earlier, so that nobody is told too late."""
    born = birth.earliest
    if born is None:
        return None
    is_leap_day = (born.month, born.day) == (2, 29)
    return date(born.year + ADULT_AGE, 3, 1) if is_leap_day else born.replace(year=born.year + ADULT_AGE)


def adulthood_notice(birth: Birth) -> date | None:
    """When to begin speaking of it: the first of a month, at least 90 days ahead, so that the day tells no birthday."""
    grown = adult_from(birth)
    return (grown - NOTICE_OF_ADULTHOOD).replace(day=1) if grown is not None else None


def consent_notice(expires_on: date, today: date) -> date | None:
    """When to ask anew: 14 days before a consent ends; of a shorter one its last day; of an ended one never."""
    if expires_on < today:
        return None
    notice = expires_on - NOTICE_OF_CONSENT
    return notice if notice >= today else expires_on


def form_for(age: int | None, band: str = "unknown") -> ConsentForm:
    """Whose yes to ask for at this age (common practice, to be checked against law). Of an unknown age the mildest."""
    years = age if age is not None else _AGE_IN_BAND.get(band)
    if years is None:
        return ConsentForm.CAREGIVER_AND_ORAL_ASSENT
    return next((form for highest, form in _FORMS if years <= highest), ConsentForm.ADULT_CONSENT)


def may_speak(safety: str, standing: str) -> str:
    """What keeps an adult from speaking for somebody, or nothing. The one rule of safe, suspected and unknown (S3)."""
    if safety != Safety.SAFE:
        return "suspected" if safety == Safety.SUSPECTED else "not_decided"
    return "speaks_for_oneself" if standing == Standing.ADULT else ""


def what_a_yes_lacks(*, form: str, proposed: str, is_age_known: bool, is_said_by_oneself: bool, has_adult: bool) -> str:
    """What keeps a yes from being one, or nothing. Written without its form it counts as said alone.

    Alone nobody below twelve says yes, else a word put into a small mouth would do. Above that a youth without any safe
    adult must be able to, and so must whoever's age is not known.
    """
    if has_adult:
        return ""
    if not is_said_by_oneself:
        return "nobody_said_it"
    is_too_young = is_age_known and proposed in OF_THE_SMALL
    return "caregiver_missing" if is_too_young or form in NEEDS_A_CAREGIVER else ""


def override_holds(outcome: str, decided_at: datetime, now: datetime) -> bool:
    """A second person said yes, or still has time to; silence for a day is no yes."""
    is_in_time = outcome == OverrideOutcome.WAITS and now < decided_at + TIME_TO_CONFIRM
    return outcome == OverrideOutcome.CONFIRMED or is_in_time


def may_last(given_on: date | None, expires_on: date | None, today: date) -> str:
    """What is wrong with the days of a consent, or nothing."""
    if given_on is not None and given_on > today:
        return "given_in_future"
    if expires_on is not None and expires_on < (given_on or today):
        return "ends_before_it_begins"
    return ""


def ends_in(text: str, digits: str) -> bool:
    """Whether a phone in this text, whatever stands beside it, ends in these digits."""
    numbers = (re.sub(r"\D", "", found) for found in _PHONE.findall(text))
    return any(len(number) >= SHORTEST_PHONE and number.endswith(digits) for number in numbers)
