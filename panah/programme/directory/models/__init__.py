from panah.programme.directory.models.adults import Adult, AdultKey, AdultPair, OfPublicWork
from panah.programme.directory.models.forgetting import Forgets, at_once, forgetting_models
from panah.programme.directory.models.institutions import Institution, Responsibility
from panah.programme.directory.models.lists import BroughtList
from panah.programme.directory.models.partners import Partnership

__all__ = [
    "Adult",
    "AdultKey",
    "AdultPair",
    "BroughtList",
    "Forgets",
    "Institution",
    "OfPublicWork",
    "Partnership",
    "Responsibility",
    "at_once",
    "forgetting_models",
]
