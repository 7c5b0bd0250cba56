"""What the pages of a family and of a child's consents show."""

from panah.web.family.queries.adults import (
    adult_facts,
    adult_or_404,
    adult_table,
    details_of,
    names_of_adults,
    safety_events,
    sealed_facts,
    to_decide,
    who_is_judged,
)
from panah.web.family.queries.consents import (
    Word,
    adults_who_may_speak,
    anew_words,
    consent_events,
    override_facts,
    override_or_404,
    override_table,
    safe_adult,
    words_that_hold,
)
from panah.web.family.queries.home import child_table, family_facts, family_of, home_facts, known_family

__all__ = [
    "Word",
    "adult_facts",
    "adult_or_404",
    "adult_table",
    "adults_who_may_speak",
    "anew_words",
    "child_table",
    "consent_events",
    "details_of",
    "family_facts",
    "family_of",
    "home_facts",
    "known_family",
    "names_of_adults",
    "override_facts",
    "override_or_404",
    "override_table",
    "safe_adult",
    "safety_events",
    "sealed_facts",
    "to_decide",
    "who_is_judged",
    "words_that_hold",
]
