"""Whom we help: children and adults, their families and what they agreed to."""

from panah.casework.people.models.children import CategoryDecision, Child, Name, NameToken
from panah.casework.people.models.consents import Consent, ConsentOverride
from panah.casework.people.models.families import Family, Relative, SafetyDecision, choices

__all__ = [
    "CategoryDecision",
    "Child",
    "Consent",
    "ConsentOverride",
    "Family",
    "Name",
    "NameToken",
    "Relative",
    "SafetyDecision",
    "choices",
]
