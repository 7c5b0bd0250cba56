from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from panah.casework.cases.models import Case
from panah.casework.concerns.models import Concern
from panah.casework.operations.codes import AdultPart, ArrivalNext, ArrivalStep
from panah.casework.operations.models.nights import Night
from panah.casework.operations.rules import is_child
from panah.casework.people.codes import Safety
from panah.casework.people.models import choices
from panah.casework.services.models import Reservation
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.privacy import P0, P1, P2, P3
from panah.foundation.security.sealed import Guarded, GuardedQuerySet, SealedJSON, SealedText


class ArrivalQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        rows = super().visible_to(actor, relations)
        return rows.filter(night__organisation_id=actor.organisation_id) if actor.is_person else rows

    def standing(self) -> Self:
        return self.filter(removed_at=None)

    def children(self) -> Self:
        """Whoever is not known to be grown."""
        return self.standing().exclude(age_band="adult")

    def adults(self) -> Self:
        return self.standing().filter(age_band="adult")


class Arrival(Guarded):
    """Somebody came in. They are called by the number on their band; a name comes later, or never, and rests sealed.

    There is no field for a citizenship, and none for what was done to them (S11, S5).
    """

    night = models.ForeignKey(Night, on_delete=models.PROTECT, related_name="+")
    band = models.CharField(max_length=5)
    age_band = models.CharField(max_length=10, default="unknown")  # code list age_band
    sex = models.CharField(max_length=10, default="unknown")  # code list sex
    language = models.CharField(max_length=10, default="unknown")  # code list languages_spoken
    group = models.PositiveSmallIntegerField(null=True, blank=True)  # who came together: a number on the bands
    safety = models.CharField(max_length=10, choices=choices(*Safety), default=Safety.UNKNOWN)  # of an adult (S3)
    part = models.CharField(max_length=10, choices=choices(*AdultPart), default=AdultPart.UNKNOWN)  # of an adult (S10)
    is_medical_first = models.BooleanField(default=False)
    needs = SealedJSON(privacy=P3)  # code list arrival_needs
    name = SealedText(privacy=P2)
    note = SealedText(privacy=P3)
    arrived_at = models.DateTimeField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    talk_why = SealedText(privacy=P3)  # why the talk began before all was given
    talk_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sleeps_tonight = models.CharField(max_length=30, default="unknown")  # code list sleeps_tonight (S9)
    sleeps_with = SealedText(privacy=P2)
    reservation = models.ForeignKey(Reservation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    placed_at = models.DateTimeField(null=True, blank=True)  # since when it is known where they sleep
    next_step = models.CharField(max_length=10, choices=choices(*ArrivalNext), blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner_body = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ArrivalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["night", "band"], condition=Q(removed_at=None), name="a_band_is_worn_once_in_a_night"
            ),
        ]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "night": P1, "band": P1, "age_band": P1, "sex": P1, "language": P1,
            "group": P1, "safety": P1, "part": P1, "is_medical_first": P1, "needs": P3, "name": P2, "note": P3,
            "arrived_at": P1, "written_at": P1, "written_by": P1, "talk_why": P3, "talk_by": P1, "sleeps_tonight": P1,
            "sleeps_with": P2, "reservation": P1, "placed_at": P1, "next_step": P1, "owner": P1, "owner_body": P1, "concern": P1,
            "case": P1, "decided_at": P1, "removed_at": P1,
        }  # fmt: skip
        retention = "90 days after the night was closed; the child lives on in its concern"

    def __str__(self) -> str:
        return self.band

    @property
    def code(self) -> str:
        """That of its night, by which the audit names it."""
        return self.night.code

    @property
    def is_child(self) -> bool:
        return is_child(self.age_band)


class GivenQuerySet(models.QuerySet["Given"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        return self.filter(arrival__in=Arrival.objects.visible_to(actor, relations).values("pk"))

    def standing(self) -> Self:
        return self.filter(taken_back_at=None)


class Given(models.Model):
    """Somebody who arrived drank, ate, rested, was seen by a doctor: when, and who says so."""

    id = models.BigAutoField(primary_key=True)
    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=15, choices=choices(*ArrivalStep))
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = GivenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["arrival", "step"], condition=Q(taken_back_at=None), name="what_was_given_stands_once"
            ),
        ]

    class Privacy:
        fields = {"id": P0, "arrival": P1, "step": P1, "at": P1, "by": P1, "taken_back_at": P1}
        retention = "with the arrival"
