from typing import Self

from django.db import models
from django.db.models import Q

from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.privacy import P0, P1


class ProviderQuerySet(models.QuerySet["Provider"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """The directory holds no secret: whoever signed in may read it."""
        return self if actor.is_person or actor.kind == "system" else self.none()

    def offering(self, service_type: str) -> Self:
        offered = OfferedService.objects.filter(service_type=service_type).values("provider")
        return self.filter(pk__in=offered, is_active=True)

    def serving(self, places: list[str]) -> Self:
        """Those for one of these places, and those for the whole country."""
        return self.filter(Q(place__in=places) | Q(place__isnull=True))


class Provider(models.Model):
    """One place of service of an organisation. A shelter has a code name and a phone, never an address."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=9, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    duty_phone = models.CharField(max_length=20, blank=True)
    contact_person = models.CharField(max_length=120, blank=True)  # whom to ask for on the telephone
    languages = models.JSONField(default=list)  # code list languages_spoken
    confirmed_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    objects = ProviderQuerySet.as_manager()

    class Privacy:
        fields = {
            "id": P0, "code": P0, "organisation": P0, "name_kk": P0, "name_ru": P0, "name_en": P0, "place": P0,
            "duty_phone": P0, "contact_person": P1, "languages": P0, "confirmed_on": P0, "is_active": P0,
        }  # fmt: skip
        retention = "for ever"

    def __str__(self) -> str:
        return self.code

    def label(self, language: str) -> str:
        return {"kk": self.name_kk, "ru": self.name_ru}.get(language, self.name_en)


class OfferedService(models.Model):
    """One type of service that a provider offers."""

    id = models.BigAutoField(primary_key=True)
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="+")
    service_type = models.CharField(max_length=30)  # code list service_types

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "service_type"], name="a_service_is_offered_once")]

    class Privacy:
        fields = {"id": P0, "provider": P0, "service_type": P0}
        retention = "for ever"
