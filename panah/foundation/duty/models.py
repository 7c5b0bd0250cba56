import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.duty.codes import Cover
from panah.foundation.duty.rules import Hours, Span
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.privacy import P0, P1


class Desk(models.Model):
    """How one organisation keeps its list: for which hours, and the telephone that is answered then."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, primary_key=True, related_name="+")
    cover = models.CharField(max_length=10)  # codes.Cover
    night_from = models.TimeField()
    night_until = models.TimeField()
    phone = models.CharField(max_length=20, blank=True)  # of whoever is on duty: one number for every turn
    why_none = models.CharField(max_length=200, blank=True)  # no list is kept: who answers instead
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Privacy:
        fields = {
            "organisation": P0, "cover": P0, "night_from": P0, "night_until": P0, "phone": P0, "why_none": P1,
            "version": P0, "written_by": P1, "written_at": P1,
        }  # fmt: skip
        retention = "for ever"

    @property
    def code(self) -> str:
        return self.organisation.code

    @property
    def hours(self) -> Hours:
        return Hours(Cover(self.cover), self.night_from, self.night_until)


class TurnQuerySet(models.QuerySet["Turn"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Those of the organisation for which one works now: telephones of colleagues are for colleagues."""
        if not actor.is_person or not actor.organisation:
            return self.none()
        return self.filter(organisation_id=actor.organisation_id)

    def standing(self) -> Self:
        return self.filter(removed_at=None)

    def meeting(self, span: Span) -> Self:
        return self.standing().filter(begins_at__lt=span.ends, ends_at__gt=span.begins)


class Turn(models.Model):
    """Somebody is on duty from a moment until a moment. No child stands here: a list hangs on a wall."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(  # the index of the list serves it
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    backup = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    phone = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "ends_at"], name="turns_of_a_list", condition=Q(removed_at=None)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="a_turn_ends_after_it_began"),
        ]

    class Privacy:
        fields = {
            "id": P0, "organisation": P0, "person": P1, "backup": P1, "begins_at": P1, "ends_at": P1, "phone": P1,
            "version": P0, "written_by": P1, "written_at": P1, "removed_at": P1,
        }  # fmt: skip
        retention = "10 years"

    @property
    def code(self) -> str:
        """By which the audit names it: whose list."""
        return self.organisation.code

    @property
    def span(self) -> Span:
        return Span(self.begins_at, self.ends_at)
