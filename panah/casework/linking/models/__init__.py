from panah.casework.linking.models.pairs import Pair, SameDecision, SameQuestion, Sought

__all__ = ["Pair", "SameDecision", "SameQuestion", "Sought"]
