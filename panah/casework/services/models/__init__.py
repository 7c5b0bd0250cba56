"""What the network remembers: who helps, with what and whom it takes, who was refused why, and which beds are held."""

from panah.casework.services.models.beds import Bed, BedOutage, BedQuerySet, Reservation, ReservationQuerySet, Waiting
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
    "Bed",
    "BedOutage",
    "BedQuerySet",
    "ConfirmationLink",
    "EligibilityAnswer",
    "EligibilityAnswerQuerySet",
    "Interpreter",
    "OfferedService",
    "Proposal",
    "ProposalQuerySet",
    "Provider",
    "ProviderQuerySet",
    "Reservation",
    "ReservationQuerySet",
    "ServedPlace",
    "Waiting",
]
