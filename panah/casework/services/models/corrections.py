from typing import Self

from django.db import models
from django.db.models import Q

from panah.casework.services.codes import ProposalState
from panah.casework.services.models.directory import Provider
from panah.foundation.accounts.models import Person
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.privacy import P0, P1


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Those of the entries that one's own organisation answers for."""
        if actor.kind == "system":
            return self
        if not actor.is_person:
            return self.none()
        return self.filter(provider__in=Provider.objects.kept_by(actor.organisation_id))

    def waiting(self) -> Self:
        return self.filter(state=ProposalState.WAITING)


class Proposal(models.Model):
    """What a body says through its link of its own entry. Nothing changes before an editor has read and accepted it."""

    id = models.BigAutoField(primary_key=True)
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="+")
    said = models.JSONField(default=dict)  # field of the entry -> what it should be
    name_and_post = models.CharField(max_length=200)
    came_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=ProposalState.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider"], condition=Q(state="waiting"), name="at_most_one_correction_waits"
            ),
        ]

    class Privacy:
        fields = {
            "id": P0, "provider": P0, "said": P1, "name_and_post": P1, "came_at": P1, "state": P1, "decided_at": P1,
            "decided_by": P1,
        }  # fmt: skip
        retention = "3 years"

    @property
    def code(self) -> str:
        """By which the audit names it."""
        return self.provider.code
