from datetime import time
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from panah.casework.services.codes import OpeningDays, ProviderKind
from panah.casework.services.rules import is_hidden_place, looks_like_address
from panah.foundation.accounts.models import Membership, Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind, Relation
from panah.foundation.security.privacy import P0, P1


class ProviderQuerySet(models.QuerySet["Provider"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """The directory holds no secret: whoever signed in may read it."""
        return self if actor.is_person or actor.kind == "system" else self.none()

    def offering(self, service_type: str) -> Self:
        offered = OfferedService.objects.filter(service_type=service_type).values("provider")
        return self.filter(pk__in=offered, is_active=True)

    def within(self, region: str) -> Self:
        """Those in a region or one of its districts, those that serve it too, and those for the whole country."""
        further = ServedPlace.objects.filter(Q(place=region) | Q(place__parent=region)).values("provider")
        return self.filter(Q(place=region) | Q(place__parent=region) | Q(place__isnull=True) | Q(pk__in=further))

    def speaking(self, language: str) -> Self:
        """Those with somebody who interprets this language; who speaks it themselves stands in a column of its own."""
        return self.filter(pk__in=Interpreter.objects.filter(language=language).values("provider"))

    def kept_by(self, organisation_id: object) -> Self:
        """What this organisation answers for: its own, and what it looks after for bodies with nobody in Panah."""
        people = Membership.objects.valid().filter(organisation=OuterRef("organisation"))
        looked_after = Q(keeper_id=organisation_id) & ~Exists(people)
        return self.filter(Q(organisation_id=organisation_id) | looked_after)


class Provider(models.Model):
    """One place of service of an organisation. A shelter has a code name and a phone, never an address."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=9, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    keeper = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=30, default=ProviderKind.NGO_SERVICES)  # code list provider_kind
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    duty_phone = models.CharField(max_length=20, blank=True)
    night_phone = models.CharField(max_length=20, blank=True)
    contact_person = models.CharField(max_length=120, blank=True)  # whom to ask for on the telephone
    languages = models.JSONField(default=list)  # code list languages_spoken
    funding = models.CharField(max_length=10, default="unknown")  # code list funding
    opening_days = models.CharField(max_length=30, default=OpeningDays.UNKNOWN)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    is_open_at_night = models.BooleanField(default=False)
    takes_children_alone = models.CharField(max_length=10, default="unknown")  # code list yes_no_unknown
    takes_nobody_now = models.BooleanField(default=False)
    confirmed_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    objects = ProviderQuerySet.as_manager()

    class Privacy:
        fields = {
            "id": P0, "code": P0, "organisation": P0, "keeper": P0, "kind": P0, "name_kk": P0, "name_ru": P0,
            "name_en": P0, "place": P0, "duty_phone": P0, "night_phone": P0, "contact_person": P1, "languages": P0,
            "funding": P0, "opening_days": P0, "opens_at": P0, "closes_at": P0, "is_open_at_night": P0,
            "takes_children_alone": P0, "takes_nobody_now": P0, "confirmed_on": P0, "is_active": P0, "version": P0,
        }  # fmt: skip
        retention = "for ever"

    def __str__(self) -> str:
        return self.code

    def label(self, language: str) -> str:
        """Its name; where people hide nothing that looks like an address is shown, wherever it was typed (S12)."""
        name = {"kk": self.name_kk, "ru": self.name_ru}.get(language, self.name_en)
        if is_hidden_place(self.kind) and looks_like_address(name):
            return f"{code_list('provider_kind').label(self.kind, language)} {self.code}"
        return name

    @property
    def whom_to_ask_for(self) -> str:
        """The person on the telephone, unless the words say where people hide."""
        is_told = is_hidden_place(self.kind) and looks_like_address(self.contact_person)
        return "" if is_told else self.contact_person

    @property
    def hours(self) -> tuple[time, time] | None:
        return (self.opens_at, self.closes_at) if self.opens_at and self.closes_at else None

    def phone(self, *, at_night: bool = False) -> str:
        """Whom to call now; that of its organisation where it has none of its own."""
        own = self.night_phone if at_night and self.night_phone else self.duty_phone or self.night_phone
        return own or self.organisation.duty_phone


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


class ServedPlace(models.Model):
    """A place that a provider serves beside its own."""

    id = models.BigAutoField(primary_key=True)
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "place"], name="a_place_is_served_once")]

    class Privacy:
        fields = {"id": P0, "provider": P0, "place": P0}
        retention = "for ever"


class Interpreter(models.Model):
    """Somebody who interprets, by language and sex: a girl may want to speak through a woman. Without a name."""

    id = models.BigAutoField(primary_key=True)
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)  # code list languages_spoken
    sex = models.CharField(max_length=10)  # code list sex

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "language", "sex"], name="an_interpreter_is_listed_once")
        ]

    class Privacy:
        fields = {"id": P0, "provider": P0, "language": P0, "sex": P0}
        retention = "for ever"


class ConfirmationLinkQuerySet(models.QuerySet["ConfirmationLink"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """That of whoever holds it, and those of the entries that one's own organisation answers for."""
        if actor.kind is ActorKind.LINK:
            return self.filter(token_hash=actor.id)
        if actor.is_person:
            return self.filter(provider__in=Provider.objects.kept_by(actor.organisation_id))
        return self if actor.kind is ActorKind.SYSTEM else self.none()


class ConfirmationLink(models.Model):
    """A link by which a body without account says whether its entry is still true. Only the hash of its secret rests."""

    id = models.BigAutoField(primary_key=True)
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # answered, or a newer one was made

    objects = ConfirmationLinkQuerySet.as_manager()

    class Privacy:
        fields = {
            "id": P0, "provider": P0, "token_hash": P1, "made_at": P1, "made_by": P1, "expires_at": P1, "ended_at": P1,
        }  # fmt: skip
        retention = "90 days after it ended"

    @property
    def code(self) -> str:
        """By which the audit names it."""
        return self.provider.code
