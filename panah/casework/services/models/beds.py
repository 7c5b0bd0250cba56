from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from panah.casework.services.models.directory import Provider
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.privacy import P0, P1


class BedQuerySet(models.QuerySet["Bed"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """The beds of a house are the business of the house; others learn how many are free (queries.free_beds)."""
        if actor.kind == "system":
            return self
        return self.filter(provider__organisation_id=actor.organisation_id) if actor.is_person else self.none()

    def in_use(self, day: date) -> Self:
        """Those in which somebody could sleep on this day, were they free."""
        out = BedOutage.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day).values("bed")
        return self.filter(is_active=True).exclude(pk__in=out)

    def free(self, now: datetime, day: date) -> Self:
        """Those in use that nobody holds. A reservation whose time has passed holds nothing, swept or not."""
        held = Reservation.objects.living(now).values("bed")
        return self.in_use(day).exclude(pk__in=held)


class Bed(models.Model):
    """A place to sleep in a house: a name and a room, as they are called there. Never an address."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=9, unique=True)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    room = models.CharField(max_length=40, blank=True)
    meant_for = models.CharField(max_length=30)  # code list bed_for
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day before it was given up

    objects = BedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "name"], name="a_bed_of_a_house_has_its_own_name")]

    class Privacy:
        fields = {
            "id": P0, "code": P0, "provider": P0, "name": P1, "room": P1, "meant_for": P1, "is_active": P1, "version": P0,
            "since": P1, "until": P1,
        }  # fmt: skip
        retention = "for ever"

    def __str__(self) -> str:
        return self.code


class BedOutage(models.Model):
    """Days on which nobody could sleep in a bed, and why: occupancy does not count them."""

    id = models.BigAutoField(primary_key=True)
    bed = models.ForeignKey(Bed, on_delete=models.CASCADE, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last such day; none: nobody knows yet
    reason = models.CharField(max_length=30)  # code list bed_out_reasons

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="an_outage_ends_after_it_begins"
            ),
        ]

    class Privacy:
        fields = {"id": P0, "bed": P1, "since": P1, "until": P1, "reason": P1}
        retention = "10 years"


def _house_or_asker(actor: Actor) -> Q:
    """The house, and the organisation that asked."""
    if actor.kind == "system":
        return Q()
    if not actor.is_person:
        return Q(pk__in=[])
    return Q(provider__organisation_id=actor.organisation_id) | Q(asked_by_id=actor.organisation_id)


class ReservationQuerySet(models.QuerySet["Reservation"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        return self.filter(_house_or_asker(actor))

    def living(self, now: datetime) -> Self:
        return self.filter(Q(until=None) | Q(until__gt=now), ended_at=None)


class Reservation(models.Model):
    """Who holds a bed: for two hours whoever is on the way, and from the admission on the guest.

    It knows no child: an age band and a sex, who asks and where to call back. The database lets a bed have one row that is
    not ended, so that of two who want the last bed one gets it.
    """

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=9, unique=True)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    bed = models.ForeignKey(Bed, on_delete=models.PROTECT, related_name="+")
    age_band = models.CharField(max_length=10)  # code list age_band
    sex = models.CharField(max_length=10)  # code list sex
    asked_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asker = models.CharField(max_length=120, blank=True)  # a body outside Panah, as it named itself
    call_back = models.CharField(max_length=30, blank=True)
    is_quiet = models.BooleanField(default=False)  # held for nobody yet: no word why, and none until when
    made_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)  # none: the guest is here
    extended_at = models.DateTimeField(null=True, blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=12, blank=True)  # codes.HoldEnd

    objects = ReservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bed"], condition=Q(ended_at=None), name="a_bed_is_held_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=False) | Q(came_at__isnull=False), name="a_reservation_has_an_end"
            ),
        ]
        indexes = [
            models.Index(fields=["until"], condition=Q(ended_at=None), name="reservations_to_expire"),
            models.Index(fields=["provider", "-made_at"], name="reservations_of_house"),
        ]

    class Privacy:
        fields = {
            "id": P0, "code": P1, "provider": P1, "bed": P1, "age_band": P1, "sex": P1, "asked_by": P1, "asker": P1,
            "call_back": P1, "is_quiet": P1, "made_at": P1, "until": P1, "extended_at": P1, "came_at": P1, "ended_at": P1,
            "end_reason": P1,
        }  # fmt: skip
        retention = "3 years"

    def __str__(self) -> str:
        return self.code


class WaitingQuerySet(models.QuerySet["Waiting"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        return self.filter(_house_or_asker(actor))

    def open(self) -> Self:
        return self.filter(ended_at=None).order_by("asked_at", "id")


class Waiting(models.Model):
    """Somebody for whom no bed was free, in the order of asking. No child, as in a reservation."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=9, unique=True)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    age_band = models.CharField(max_length=10)  # code list age_band
    sex = models.CharField(max_length=10)  # code list sex
    asked_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asker = models.CharField(max_length=120, blank=True)
    call_back = models.CharField(max_length=30, blank=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)  # code list waiting_outcomes

    objects = WaitingQuerySet.as_manager()

    class Privacy:
        fields = {
            "id": P0, "code": P1, "provider": P1, "age_band": P1, "sex": P1, "asked_by": P1, "asker": P1,
            "call_back": P1, "asked_at": P1, "ended_at": P1, "outcome": P1,
        }  # fmt: skip
        retention = "3 years"

    def __str__(self) -> str:
        return self.code
