from panah.casework.linking.models.exchanging import Approval, Counterpart, Exchange, FoundElsewhere
from panah.casework.linking.models.pairs import Pair, SameDecision, SameQuestion, Sought

__all__ = [
    "Approval",
    "Counterpart",
    "Exchange",
    "FoundElsewhere",
    "Pair",
    "SameDecision",
    "SameQuestion",
    "Sought",
]
