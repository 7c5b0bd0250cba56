from typing import Self

from django.db import models

from panah.casework.services.codes import SaidBy
from panah.casework.services.models.directory import Provider
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.privacy import P0, P1


class EligibilityAnswerQuerySet(models.QuerySet["EligibilityAnswer"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Those of one's own organisation; of all for who counts the whole programme, and jobs."""
        if actor.kind == "system" or (actor.is_person and Permission.FIGURES_OF_ALL in actor.permissions):
            return self
        return self.filter(organisation_id=actor.organisation_id) if actor.is_person else self.none()


class EligibilityAnswer(models.Model):
    """A no, kept as evidence of a gap: which rule or which place refused, why, and a few coarse facts.

    No key leads from here to a child, a case or a person, nor from there to here, and there is no text: citizenship never
    stands beside anything that says who it was (S2). ``asking`` is a random mark, the same for all noes of one question.
    """

    id = models.BigAutoField(primary_key=True)
    asking = models.CharField(max_length=64)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # that asked
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    service_type = models.CharField(max_length=30)  # code list service_types
    answer = models.CharField(max_length=10)  # codes.Answer
    said_by = models.CharField(max_length=10, choices=[(one.value, one.value) for one in SaidBy])
    rule = models.CharField(max_length=60, blank=True)
    rule_valid_from = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=40)  # code list eligibility_reasons, by telephone refusal_reasons
    day = models.DateField()
    age_band = models.CharField(max_length=10)
    sex = models.CharField(max_length=10)
    citizenship = models.CharField(max_length=10)  # code list citizenship_group

    objects = EligibilityAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asking", "provider", "said_by", "rule"], name="a_no_is_counted_once"),
        ]
        indexes = [models.Index(fields=["day", "rule"], name="refusals_by_day")]

    class Privacy:
        fields = {
            "id": P0, "asking": P1, "organisation": P1, "provider": P0, "service_type": P1, "answer": P1, "said_by": P1,
            "rule": P0, "rule_valid_from": P0, "reason": P1, "day": P1, "age_band": P1, "sex": P1, "citizenship": P1,
        }  # fmt: skip
        retention = "5 years, without anything that names anybody"
