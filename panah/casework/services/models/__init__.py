"""What the network remembers: who helps, with what and whom it takes, and who was refused why."""

from panah.casework.services.models.corrections import Proposal, ProposalQuerySet
from panah.casework.services.models.directory import (
    ConfirmationLink,
    Interpreter,
    OfferedService,
    Provider,
    ProviderQuerySet,
    ServedPlace,
)
from panah.casework.services.models.refusals import EligibilityAnswer, EligibilityAnswerQuerySet

__all__ = [
    "ConfirmationLink",
    "EligibilityAnswer",
    "EligibilityAnswerQuerySet",
    "Interpreter",
    "OfferedService",
    "Proposal",
    "ProposalQuerySet",
    "Provider",
    "ProviderQuerySet",
    "ServedPlace",
]
