from django.db import models

from panah.casework.cases.codes import NoteKind, ServiceStatus
from panah.casework.cases.models.helping import Helper
from panah.casework.cases.models.work import GUARDED, WITH_CHILD, Case, PlannedService
from panah.casework.people.models import Child, choices
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.security.privacy import P0, P1, P3
from panah.foundation.security.sealed import Guarded, SealedText


class Visit(models.Model):
    """One act for several children at once: one visit, and a service for each of them."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField()
    written_at = models.DateTimeField()

    class Privacy:
        fields = {"id": P0, "organisation": P1, "happened_on": P1, "written_at": P1}
        retention = WITH_CHILD


class DeliveredService(Guarded):
    """A dated act for a child. What insight counts by is frozen here, so that counting opens nothing."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    planned = models.ForeignKey(PlannedService, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    service_type = models.CharField(max_length=30)  # code list service_types
    status = models.CharField(max_length=10, choices=choices(*ServiceStatus), default=ServiceStatus.DELIVERED)
    happened_on = models.DateField()
    written_at = models.DateTimeField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    region = models.CharField(max_length=12, blank=True)  # place code at delivery
    age_band = models.CharField(max_length=10, default="unknown")
    category = models.CharField(max_length=30, default="unknown")
    standing = models.CharField(max_length=5, default="child")
    what_was_done = SealedText(privacy=P3)
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)  # ISO 4217
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    helper = models.ForeignKey(Helper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_reason = models.CharField(max_length=40, blank=True)  # code list taken_back_reasons

    class Meta:
        indexes = [
            models.Index(fields=["status", "happened_on", "child"], name="services_by_day"),
            models.Index(fields=["case", "-happened_on"], name="services_of_case"),
        ]

    class Privacy:
        fields = GUARDED | {
            "case": P1, "child": P1, "planned": P1, "service_type": P1, "status": P1, "happened_on": P1,
            "written_at": P1, "organisation": P1, "provider": P1, "region": P1, "age_band": P1, "category": P1,
            "standing": P1, "what_was_done": P3, "cost": P1, "currency": P1, "visit": P1, "helper": P1,
            "written_by": P1, "taken_back_at": P1, "taken_back_reason": P1,
        }  # fmt: skip
        retention = WITH_CHILD


class Note(Guarded):
    """What happened and when, and when it was written: late paper is welcome (S14)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=choices(*NoteKind), default=NoteKind.OTHER)
    text = SealedText(privacy=P3)
    happened_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    helper = models.ForeignKey(Helper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "-happened_on"], name="notes_of_case")]

    class Privacy:
        fields = GUARDED | {
            "case": P1, "kind": P1, "text": P3, "happened_on": P1, "written_at": P1, "written_by": P1, "helper": P1,
        }  # fmt: skip
        retention = WITH_CHILD


class Paper(Guarded):
    """A document that the child needs: what there is of it, where it was asked for and by when it should come."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    paper_type = models.CharField(max_length=40)  # code list paper_types
    status = models.CharField(max_length=20)  # code list paper_status
    applied_on = models.DateField(null=True, blank=True)
    applied_at = SealedText(privacy=P3)
    due_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Privacy:
        fields = GUARDED | {
            "case": P1, "paper_type": P1, "status": P1, "applied_on": P1, "applied_at": P3, "due_on": P1,
            "received_on": P1, "written_at": P1,
        }  # fmt: skip
        retention = WITH_CHILD


class Review(Guarded):
    """What the lead, the team and the child found, and how it goes on."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=20)  # code list review_outcomes
    risk_before = models.CharField(max_length=10, blank=True)
    risk_after = models.CharField(max_length=10, blank=True)
    text = SealedText(privacy=P3)
    child_says = SealedText(privacy=P3)
    happened_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        fields = GUARDED | {
            "case": P1, "outcome": P1, "risk_before": P1, "risk_after": P1, "text": P3, "child_says": P3,
            "happened_on": P1, "written_at": P1, "written_by": P1,
        }  # fmt: skip
        retention = WITH_CHILD


class DepthDecision(models.Model):
    """A sign proposed protection, and a person said yes or no, with a reason (S7)."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    sign = models.CharField(max_length=40)  # code list protection_signs
    proposed_at = models.DateTimeField()
    depth = models.CharField(max_length=12, blank=True)  # decided; empty while it waits
    reason = models.CharField(max_length=40, blank=True)  # code list depth_reasons
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        fields = {
            "id": P0, "case": P1, "sign": P1, "proposed_at": P1, "depth": P1, "reason": P1, "decided_at": P1,
            "decided_by": P1,
        }  # fmt: skip
        retention = WITH_CHILD

    @property
    def code(self) -> str:
        return self.case.code
