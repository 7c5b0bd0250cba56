from panah.casework.linking.models.exchanging import Approval, Counterpart, Exchange, FoundElsewhere

__all__ = ["Approval", "Counterpart", "Exchange", "FoundElsewhere"]
