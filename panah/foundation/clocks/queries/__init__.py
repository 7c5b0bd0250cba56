"""What runs, by which rules, and who hears of it."""

from panah.foundation.clocks.queries.company import LEADERS, Company
from panah.foundation.clocks.queries.days import calendar_of, own_days
from panah.foundation.clocks.queries.running import (
    awaited_by,
    awaited_timers,
    deadline_rules,
    ladder,
    next_due,
    own_timers,
    said_by_an_earlier_one,
)

__all__ = [
    "LEADERS",
    "Company",
    "awaited_by",
    "awaited_timers",
    "calendar_of",
    "deadline_rules",
    "ladder",
    "next_due",
    "own_days",
    "own_timers",
    "said_by_an_earlier_one",
]
