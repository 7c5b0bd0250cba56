"""What can be done in the network of those who help."""

from panah.casework.services.actions.directory import (
    OfAnotherOrganisation,
    ProviderDetails,
    UnknownService,
    add_provider,
    confirm_provider,
    offer_services,
    retire_provider,
)

__all__ = [
    "OfAnotherOrganisation",
    "ProviderDetails",
    "UnknownService",
    "add_provider",
    "confirm_provider",
    "offer_services",
    "retire_provider",
]
