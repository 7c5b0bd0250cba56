from panah.programme.directory.models.adults import Adult, AdultKey, AdultPair, OfPublicWork
from panah.programme.directory.models.institutions import Institution, Responsibility
from panah.programme.directory.models.lists import BroughtList
from panah.programme.directory.models.partners import Partnership

__all__ = [
    "Adult",
    "AdultKey",
    "AdultPair",
    "BroughtList",
    "Institution",
    "OfPublicWork",
    "Partnership",
    "Responsibility",
]
