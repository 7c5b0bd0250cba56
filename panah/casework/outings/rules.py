"""What may be asked when, who looks the same, and whether the clock of a phone can be right."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from panah.casework.outings.codes import COUNTED, Decision, Doubt

MOST_SIGNS = 6
NEAR_IN_TIME = timedelta(minutes=30)
SAME_MAY_BE_UNDONE_FOR = timedelta(days=30)
OFFLINE_FOR = timedelta(days=3)
TAKEN_IN_FOR = timedelta(days=14)  # what was sealed while the form was open
MOST_FROM_A_PHONE = 150
MOST_URGENT_FROM_A_PHONE = 10
UNANSWERED_AFTER = timedelta(hours=4)
CLOCKS_MAY_DIFFER_BY = timedelta(minutes=10)
PHONE_MAY_BE_BEHIND_BY = timedelta(days=400)  # a phone may lie in a drawer for a year
PHONE_MAY_BE_AHEAD_BY = timedelta(days=2)
SETS_OUT_BEFORE = timedelta(hours=6)  # whoever goes out takes the form along, and may meet a child on the way
UNKNOWN = "unknown"
LIMITS = {
    "contact": 200,
    "seen": 5_000,
    "who_took": 200,
    "remark": 5_000,
    "check_note": 2_000,
    "post": 120,
    "body": 120,
}


@dataclass(frozen=True)
class Met:
    """What two entries are compared by: no word that was said, and no name."""

    by: str
    at: datetime
    age_band: str
    sex: str
    signs: frozenset[str]


def leaves_a_record(decision: Decision) -> bool:
    """Who needed no more than a word is a number (S11)."""
    return decision not in COUNTED


def may_ask_citizenship(decision: Decision, *, rule_needs_it: bool) -> bool:
    """Only after the decision to hand a child on, and only where a rule of the service that is asked needs it (S11)."""
    return decision not in COUNTED and rule_needs_it


def looks_the_same(one: Met, other: Met) -> bool:
    """Whether two entries may be of one child. A person decides; what is not known speaks neither for nor against."""
    if one.by == other.by or abs(one.at - other.at) > NEAR_IN_TIME:
        return False
    alike = _alike(one.age_band, other.age_band) and _alike(one.sex, other.sex)
    return alike and (bool(one.signs & other.signs) or not (one.signs and other.signs))


def _alike(one: str, other: str) -> bool:
    return one == other or UNKNOWN in (one, other)


def may_undo_same(since: datetime, now: datetime) -> bool:
    return now < since + SAME_MAY_BE_UNDONE_FOR


def clock_doubt(met_at: datetime, arrived_at: datetime, starts_at: datetime) -> Doubt | None:
    """A phone that says a time after ours, or long before anybody set out, has a wrong clock."""
    if met_at > arrived_at + CLOCKS_MAY_DIFFER_BY:
        return Doubt.AHEAD
    return Doubt.BEHIND if met_at < starts_at - SETS_OUT_BEFORE else None


def believed(met_at: datetime | None, arrived_at: datetime) -> datetime | None:
    """The time that a phone says, where it can be one at all; a clock that says nonsense is not written down."""
    if met_at is None or not -PHONE_MAY_BE_AHEAD_BY < arrived_at - met_at < PHONE_MAY_BE_BEHIND_BY:
        return None
    return met_at


def offline_until(taken_at: datetime) -> datetime:
    return taken_at + OFFLINE_FOR


def taken_in_until(taken_at: datetime) -> datetime:
    return taken_at + TAKEN_IN_FOR


def report_due(starts_at: datetime) -> datetime:
    return starts_at + timedelta(days=1)


def is_unanswered(arrived_at: datetime, now: datetime, *, is_answered: bool) -> bool:
    return not is_answered and now >= arrived_at + UNANSWERED_AFTER


def faults_of_signs(signs: Collection[str], known: Collection[str]) -> bool:
    return len(set(signs)) > MOST_SIGNS or not set(signs) <= set(known)


def too_long(texts: dict[str, str]) -> tuple[int, int] | None:
    """The length and the limit of the first text that does not fit; nothing is ever cut."""
    return next(((len(text), LIMITS[name]) for name, text in texts.items() if len(text) > LIMITS[name]), None)
