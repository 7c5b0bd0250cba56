import uuid
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models

from panah.casework.services.models import Reservation
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.privacy import P0, P1, P2, P3
from panah.foundation.security.sealed import Guarded, GuardedQuerySet, SealedJSON, SealedText


class OfThoseNamedQuerySet(GuardedQuerySet):
    """Whoever was named, and nobody by the office or the role; only while they work for this organisation."""

    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        rows = super().visible_to(actor, relations)
        return rows.filter(organisation_id=actor.organisation_id) if actor.is_person else rows


class StandBy(Guarded):
    """A day ahead, of which two people know and nobody else.

    When it is rests sealed, and no clock is set to it: a row that says when could warn those who must not know. There is no
    field for a place, for whom it is about, or for who else acts.
    """

    code = models.CharField(max_length=9, unique=True)  # that of its file
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begins = SealedText(privacy=P2)  # the moment, as ISO 8601
    places = SealedText(privacy=P2)  # how many beds may be needed
    crew = SealedJSON(privacy=P2)  # the ids of those who will see the night once it begins
    note = SealedText(privacy=P3)
    changes = SealedJSON(privacy=P2)  # of the second person: when, from whom, to whom, by whom
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = OfThoseNamedQuerySet.as_manager()

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P1, "organisation": P1, "made_by": P1, "second": P1,
            "begins": P2, "places": P2, "crew": P2, "note": P3, "changes": P2, "made_at": P1, "confirmed_at": P1,
            "called_off_at": P1, "begun_at": P1,
        }  # fmt: skip
        retention = "3 days after its day, or after it was called off"

    def __str__(self) -> str:
        return self.code

    @property
    def begins_at(self) -> datetime:
        """Once it was opened."""
        return datetime.fromisoformat(self.begins)


class Night(Guarded):
    """Many have arrived, or are arriving. It is there for those who were named for it."""

    code = models.CharField(max_length=9, unique=True)  # that of its file
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    for_the_morning = SealedText(privacy=P3)
    counted = models.JSONField(
        default=dict, blank=True
    )  # of a night that was closed: how many, and how long they waited

    objects: ClassVar[Any] = OfThoseNamedQuerySet.as_manager()

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P1, "organisation": P1, "leader": P1, "began_at": P1,
            "closed_at": P1, "closed_by": P1, "for_the_morning": P3, "counted": P1,
        }  # fmt: skip
        retention = "its rows 90 days after it was closed; the counts for ever"

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class HeldPlaceQuerySet(models.QuerySet["HeldPlace"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """With what it is held for."""
        ahead = StandBy.objects.visible_to(actor, relations).values("pk")
        now = Night.objects.visible_to(actor, relations).values("pk")
        return self.filter(models.Q(stand_by__in=ahead) | models.Q(night__in=now))

    def free(self) -> Self:
        """Still held, and given to nobody."""
        return self.filter(reservation__is_quiet=True, reservation__ended_at=None)


class HeldPlace(models.Model):
    """A bed that is held in quiet, and what for. The house sees that it is held, and by which organisation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stand_by = models.ForeignKey(StandBy, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    night = models.ForeignKey(Night, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    reservation = models.OneToOneField(Reservation, on_delete=models.PROTECT, related_name="+")

    objects = HeldPlaceQuerySet.as_manager()

    class Privacy:
        fields = {"id": P0, "stand_by": P1, "night": P1, "reservation": P1}
        retention = "with the stand-by; of a night with its rows"

    @property
    def code(self) -> str:
        return self.reservation.code
