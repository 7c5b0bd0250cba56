"""How near a provider is, whether its entry may be believed, and whom it takes: yes, no because, or call."""

from panah.casework.services.rules.beds import beds_that_fit
from panah.casework.services.rules.eligibility import (
    NEVER_OFFERED,
    Alternative,
    Because,
    Place,
    Rule,
    Rulebook,
    Verdict,
    answer,
)
from panah.casework.services.rules.facts import FOR_FACTS, LONGEST_LIFE, NOTHING_KNOWN, Age, Facts
from panah.casework.services.rules.loading import FaultyRules, rulebook_of
from panah.casework.services.rules.nearness import (
    STAYS_TRUE_FOR,
    Nearness,
    Spot,
    may_be_wrong,
    nearness,
    order_of,
)

__all__ = [
    "FOR_FACTS",
    "LONGEST_LIFE",
    "NEVER_OFFERED",
    "NOTHING_KNOWN",
    "STAYS_TRUE_FOR",
    "Age",
    "Alternative",
    "Because",
    "Facts",
    "FaultyRules",
    "Nearness",
    "Place",
    "Rule",
    "Rulebook",
    "Spot",
    "Verdict",
    "answer",
    "beds_that_fit",
    "may_be_wrong",
    "nearness",
    "order_of",
    "rulebook_of",
]
