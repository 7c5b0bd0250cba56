"""What the network remembers: who helps, with what and whom it takes."""

from panah.casework.services.models.directory import OfferedService, Provider, ProviderQuerySet

__all__ = ["OfferedService", "Provider", "ProviderQuerySet"]
