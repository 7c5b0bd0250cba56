from panah.programme.directory.models.adults import Adult, AdultKey, AdultPair, OfPublicWork
from panah.programme.directory.models.institutions import Institution, Responsibility

__all__ = ["Adult", "AdultKey", "AdultPair", "Institution", "OfPublicWork", "Responsibility"]
