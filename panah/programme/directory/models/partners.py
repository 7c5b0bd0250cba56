import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind, Relation
from panah.foundation.security.privacy import P0
from panah.programme.directory.models.institutions import is_kept_by


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Who carries the programme is no secret. It is ended by those who wrote it down, and by the partner."""
        if not actor.is_person or relations is None:
            return self if actor.is_person or actor.kind is ActorKind.SYSTEM else self.none()
        return self.filter(is_kept_by(actor, "organisation"))

    def over(self, first: date, last: date) -> Self:
        """Those of at least one of these days, both included."""
        return self.filter(Q(until=None) | Q(until__gte=first), since__lte=last)


class Partnership(models.Model):
    """An organisation carries the programme with others, from a day until a day, by a paper."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    paper = models.CharField(max_length=120)  # name, number and day of the agreement
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # its last day
    brought_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(until=None), name="a_partner_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_partnership_ends_after_it_began"
            ),
        ]  # fmt: skip

    class Privacy:
        fields = {"id": P0, "organisation": P0, "paper": P0, "since": P0, "until": P0, "brought_by": P0}
        retention = "for ever"

    @property
    def code(self) -> str:
        """By which the audit names it: with whom."""
        return self.organisation.code
