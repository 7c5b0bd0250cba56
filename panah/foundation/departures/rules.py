"""Days of leaving and of leave, and who may be given work meanwhile."""

from dataclasses import dataclass
from datetime import date, timedelta

from panah.foundation.departures.codes import Kind

FURTHEST = timedelta(days=366)


@dataclass(frozen=True)
class Verdict:
    """``reason`` is empty where it may be; else a code for which the actions have a sentence."""

    reason: str = ""

    @property
    def is_yes(self) -> bool:
        return not self.reason


def may_begin(kind: Kind, since: date, until: date | None, today: date) -> Verdict:
    """Whether somebody may leave on this day, or be on leave in these days."""
    if since > today + FURTHEST or (until is not None and until > today + FURTHEST):
        return Verdict("too_far")
    if kind is not Kind.LEAVE:
        return Verdict()
    if until is None:
        return Verdict("no_last_day")
    if until < since:
        return Verdict("days_turned")
    return Verdict("already_over") if until < today else Verdict()


def is_away(kind: Kind, since: date, until: date | None, today: date) -> bool:
    """Whether nothing is given to whoever goes: from the beginning of a leave on; of somebody who leaves at once."""
    if kind is not Kind.LEAVE:
        return True
    return since <= today and (until is None or today <= until)


def returns_on(until: date) -> date:
    """The first day on which somebody is back."""
    return until + timedelta(days=1)
