"""How near a provider is, whether its entry may be believed, and whom it takes: yes, no because, or call."""

from panah.casework.services.codes import Doubt
from panah.casework.services.rules.beds import beds_that_fit
from panah.casework.services.rules.directory import (
    HIDDEN_PLACES,
    LINK_OPENS_FOR,
    TOKEN_BYTES,
    entry_doubts,
    is_hidden_place,
    likely_kind,
    link_opens,
    looks_like_address,
    token_hash,
)
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
from panah.casework.services.rules.loading import FaultyRules, Known, rulebook_of
from panah.casework.services.rules.nearness import (
    STAYS_TRUE_FOR,
    Nearness,
    Spot,
    may_be_wrong,
    nearness,
    nearness_by,
    order_of,
)

__all__ = [
    "FOR_FACTS",
    "HIDDEN_PLACES",
    "LINK_OPENS_FOR",
    "LONGEST_LIFE",
    "NEVER_OFFERED",
    "NOTHING_KNOWN",
    "STAYS_TRUE_FOR",
    "TOKEN_BYTES",
    "Age",
    "Alternative",
    "Because",
    "Doubt",
    "Facts",
    "FaultyRules",
    "Known",
    "Nearness",
    "Place",
    "Rule",
    "Rulebook",
    "Spot",
    "Verdict",
    "answer",
    "beds_that_fit",
    "entry_doubts",
    "is_hidden_place",
    "likely_kind",
    "link_opens",
    "looks_like_address",
    "may_be_wrong",
    "nearness",
    "nearness_by",
    "order_of",
    "rulebook_of",
    "token_hash",
]
