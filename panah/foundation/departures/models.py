import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.departures.codes import Kind, Piece, Return
from panah.foundation.departures.rules import is_away
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.privacy import P0, P1


class DepartureQuerySet(models.QuerySet["Departure"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """One's own; and those of the office for whoever may give its work on."""
        if not actor.is_person or not actor.organisation:
            return self.none()
        rows = self.filter(organisation_id=actor.organisation_id)
        return rows if Permission.DEPARTURE_KEEP in actor.permissions else rows.filter(person_id=actor.person_id)

    def open(self) -> Self:
        """Not everything has another holder yet."""
        return self.filter(done_at=None, cancelled_at=None)

    def on_leave(self) -> Self:
        """Handed over, and not back yet."""
        return self.filter(kind=Kind.LEAVE, returned_at=None, cancelled_at=None).exclude(done_at=None)


class Departure(models.Model):
    """Somebody leaves one office, or is away from it for some days. No word says why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    since = models.DateField()  # the last day of work, or the first day of a leave
    until = models.DateField(null=True, blank=True)  # the last day of a leave
    stand_in = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)  # when the account ended, of whoever left for good
    done_at = models.DateTimeField(null=True, blank=True)  # when everything had another holder
    returned_at = models.DateTimeField(null=True, blank=True)  # when it was said of each piece whether it comes back
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = DepartureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(done_at=None, cancelled_at=None),
                name="somebody_leaves_an_office_once",
            ),
        ]  # fmt: skip

    class Privacy:
        fields = {
            "id": P0, "person": P1, "organisation": P0, "kind": P1, "since": P1, "until": P1, "stand_in": P1,
            "started_by": P1, "started_at": P1, "ended_at": P1, "done_at": P1, "returned_at": P1, "cancelled_at": P1,
        }  # fmt: skip
        retention = "3 years after the last membership of the person"

    @property
    def code(self) -> str:
        """By which the audit says whom it is about."""
        return str(self.person_id)

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None

    @property
    def is_away_now(self) -> bool:
        """Whether nothing new is given to this person today."""
        if self.cancelled_at is not None or self.returned_at is not None:
            return False
        return is_away(Kind(self.kind), self.since, self.until, clock.today())


class Given(models.Model):
    """One piece of what rested on somebody, and who has it now. ``subject`` is the key of the record, no word of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    departure = models.ForeignKey(Departure, on_delete=models.CASCADE, related_name="+")
    piece = models.CharField(max_length=10, choices=[(piece.value, piece.value) for piece in Piece])
    subject = models.CharField(max_length=40)
    subject_code = models.CharField(max_length=20, blank=True)
    to_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)  # none: it waits, since the account ended first
    answer = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Return], blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["departure", "piece", "subject"], name="a_piece_is_given_once"),
        ]

    class Privacy:
        fields = {
            "id": P0, "departure": P1, "piece": P1, "subject": P1, "subject_code": P1, "to_person": P1, "given_by": P1,
            "given_at": P1, "answer": P1, "answered_at": P1,
        }  # fmt: skip
        retention = "with the departure"

    @property
    def key(self) -> str:
        return f"{self.piece}:{self.subject}"
