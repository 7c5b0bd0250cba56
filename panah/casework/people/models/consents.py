from typing import ClassVar

from django.db import models

from panah.casework.people.codes import ConsentDecision, OverrideOutcome
from panah.casework.people.models.children import Child
from panah.casework.people.models.families import Relative, choices
from panah.foundation.accounts.models import Person
from panah.foundation.security.privacy import P0, P1, P3
from panah.foundation.security.sealed import Guarded, SealedText


class Consent(models.Model):
    """What a child or guardian agreed to, for one scope. None recorded means no sharing."""

    id = models.BigAutoField(primary_key=True)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    scope = models.CharField(max_length=40)  # code list consent_scopes
    decision = models.CharField(max_length=15, choices=choices(*ConsentDecision))
    given_by = models.CharField(max_length=40, blank=True)  # code list relation_to_child; "self" is the child
    relative = models.ForeignKey(Relative, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    method = models.CharField(max_length=20, blank=True)  # code list consent_methods
    form = models.CharField(max_length=40, blank=True)  # code list consent_forms
    given_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=64)

    class Meta:
        get_latest_by: ClassVar[list[str]] = ["written_at", "id"]

    class Privacy:
        fields = {
            "id": P0, "child": P1, "scope": P1, "decision": P1, "given_by": P1, "relative": P1, "method": P1,
            "form": P1, "given_on": P1, "expires_on": P1, "withdrawn_at": P1, "written_at": P1, "written_by": P1,
        }  # fmt: skip
        retention = "with the child"


class ConsentOverride(Guarded):
    """Help that does not wait for a yes: in serious danger one person decides, and a second one confirms within a day."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    ground = models.CharField(max_length=40)  # code list override_grounds
    explanation = SealedText(privacy=P3)
    was_told = models.CharField(max_length=10)  # whether the child or the guardian was told: code list yes_no_unknown
    why_not_told = SealedText(privacy=P3)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=choices(*OverrideOutcome), default=OverrideOutcome.WAITS)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lapsed_at = models.DateTimeField(null=True, blank=True)  # a day of silence was found and told

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "child": P1, "ground": P1, "explanation": P3, "was_told": P1,
            "why_not_told": P3, "decided_at": P1, "decided_by": P1, "outcome": P1, "answered_at": P1,
            "answered_by": P1, "lapsed_at": P1,
        }  # fmt: skip
        retention = "with the child"

    @property
    def code(self) -> str:
        """That of the child, by which the audit names it."""
        return self.child.code
