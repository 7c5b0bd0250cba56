from typing import Any, ClassVar, Self

from django.db import models

from panah.casework.cases.codes import ClosureDecision, Domain, NoteKind, Risk, ServiceStatus, Stage
from panah.casework.concerns.models import Concern
from panah.casework.people.models import Child, choices
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.privacy import P0, P1, P3
from panah.foundation.security.sealed import Guarded, GuardedQuerySet, SealedText

_GUARDED = {"id": P0, "file": P1, "version": P0}
_WITH_CHILD = "with the child"


class CaseQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Within the organisation for which somebody works now: whoever moves to another takes no case along (S15)."""
        rows = super().visible_to(actor, relations)
        return rows.filter(organisation_id=actor.organisation_id) if actor.is_person else rows


class Case(Guarded):
    """The work for one child: one for each child's record, with one lead organisation and one lead."""

    code = models.CharField(max_length=9, unique=True)  # that of the child
    child = models.OneToOneField(Child, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stage = models.CharField(max_length=15, choices=choices(*Stage), default=Stage.NEW)
    urgency = models.CharField(max_length=10, default="normal")
    risk = models.CharField(max_length=10, choices=choices(*Risk), blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    plan_agreed_on = models.DateField(null=True, blank=True)
    plan_agreed_with = models.CharField(max_length=20, blank=True)  # child | guardian | both

    objects: ClassVar[Any] = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "stage", "-opened_at"], name="cases_of_organisation"),
            models.Index(fields=["lead", "stage", "-opened_at"], name="cases_of_lead"),
        ]

    class Privacy:
        fields = _GUARDED | {
            "code": P1, "child": P1, "organisation": P1, "lead": P1, "concern": P1, "stage": P1, "urgency": P1, "risk": P1,
            "opened_at": P1, "closed_at": P1, "plan_agreed_on": P1, "plan_agreed_with": P1,
        }  # fmt: skip
        retention = _WITH_CHILD

    def __str__(self) -> str:
        return self.code


class Episode(models.Model):
    """From an opening to a closing."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=40, blank=True)  # code list closure_reasons

    class Privacy:
        fields = {"id": P0, "case": P1, "opened_at": P1, "closed_at": P1, "reason": P1}
        retention = _WITH_CHILD


class Assessment(Guarded):
    """How the child is, in eight domains; "unknown" and "not asked today" are full answers (S5)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    started_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    child_view = SealedText(privacy=P3)

    class Privacy:
        fields = _GUARDED | {"case": P1, "started_at": P1, "completed_at": P1, "completed_by": P1, "child_view": P3}
        retention = _WITH_CHILD


class DomainAnswer(Guarded):
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    domain = models.CharField(max_length=20, choices=choices(*Domain))
    situation = models.CharField(max_length=20)  # code list domain_situation
    observed = SealedText(privacy=P3)
    child_says = SealedText(privacy=P3)
    needs = models.JSONField(default=list)  # code list service_types
    not_asked = models.CharField(max_length=40, blank=True)  # code list not_asked_reasons
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "domain"], name="one_answer_for_each_domain")]

    class Privacy:
        fields = _GUARDED | {
            "assessment": P1, "domain": P1, "situation": P1, "observed": P3, "child_says": P3, "needs": P1, "not_asked": P1,
            "answered_at": P1,
        }  # fmt: skip
        retention = _WITH_CHILD


class PlannedService(Guarded):
    """A goal in the child's words, and who does what by when."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    service_type = models.CharField(max_length=30)  # code list service_types
    goal = SealedText(privacy=P3)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=choices(*ServiceStatus), default=ServiceStatus.PLANNED)
    reason = models.CharField(max_length=40, blank=True)  # code list not_given_reasons
    written_at = models.DateTimeField()

    class Privacy:
        fields = _GUARDED | {
            "case": P1, "service_type": P1, "goal": P3, "provider": P1, "person": P1, "due_on": P1, "status": P1, "reason": P1,
            "written_at": P1,
        }  # fmt: skip
        retention = _WITH_CHILD

    @property
    def service_label(self) -> str:
        return code_list("service_types").label(self.service_type)

    @property
    def status_label(self) -> str:
        return code_list("service_status").label(self.status)


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

    class Meta:
        indexes = [
            models.Index(fields=["status", "happened_on", "child"], name="services_by_day"),
            models.Index(fields=["case", "-happened_on"], name="services_of_case"),
        ]

    class Privacy:
        fields = _GUARDED | {
            "case": P1, "child": P1, "planned": P1, "service_type": P1, "status": P1, "happened_on": P1, "written_at": P1,
            "organisation": P1, "provider": P1, "region": P1, "age_band": P1, "category": P1, "standing": P1,
            "what_was_done": P3,
        }  # fmt: skip
        retention = _WITH_CHILD


class Note(Guarded):
    """What happened and when, and when it was written: late paper is welcome (S14)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=choices(*NoteKind), default=NoteKind.OTHER)
    text = SealedText(privacy=P3)
    happened_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "-happened_on"], name="notes_of_case")]

    class Privacy:
        fields = _GUARDED | {
            "case": P1, "kind": P1, "text": P3, "happened_on": P1, "written_at": P1, "written_by": P1,
        }  # fmt: skip
        retention = _WITH_CHILD


class ClosureRequest(Guarded):
    """Asked by the lead, signed or returned by a supervisor who is somebody else."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=40)  # code list closure_reasons
    checklist = models.JSONField(default=dict)  # item of code list closure_checks -> yes | no | not_needed
    child_opinion = SealedText(privacy=P3)
    follow_up_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=choices(*ClosureDecision), default=ClosureDecision.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    remark = SealedText(privacy=P3)

    class Privacy:
        fields = _GUARDED | {
            "case": P1, "reason": P1, "checklist": P1, "child_opinion": P3, "follow_up_on": P1, "decision": P1, "asked_at": P1,
            "asked_by": P1, "decided_at": P1, "decided_by": P1, "remark": P3,
        }  # fmt: skip
        retention = _WITH_CHILD
