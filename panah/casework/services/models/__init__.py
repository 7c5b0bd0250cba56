"""What the network remembers: who helps, with what and whom it takes, and which beds are held."""

from panah.casework.services.models.beds import Bed, BedOutage, BedQuerySet, Reservation, ReservationQuerySet, Waiting
from panah.casework.services.models.directory import OfferedService, Provider, ProviderQuerySet

__all__ = [
    "Bed",
    "BedOutage",
    "BedQuerySet",
    "OfferedService",
    "Provider",
    "ProviderQuerySet",
    "Reservation",
    "ReservationQuerySet",
    "Waiting",
]
