from typing import Any, ClassVar, Self

from django.db import models

from panah.casework.cases.codes import CaseState, ClosureDecision, Depth, Domain, Risk, ServiceStatus, Stage
from panah.casework.concerns.models import Concern
from panah.casework.people.models import Child, choices
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.privacy import P0, P1, P3
from panah.foundation.security.sealed import Guarded, GuardedQuerySet, SealedText

GUARDED = {"id": P0, "file": P1, "version": P0}
WITH_CHILD = "with the child"


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
    depth = models.CharField(max_length=12, choices=choices(*Depth), default=Depth.PROTECTION)
    proposed_sign = models.CharField(max_length=40, blank=True)  # code list protection_signs: proposes protection (S7)
    state = models.CharField(max_length=15, choices=choices(*CaseState), default=CaseState.ACTIVE)
    paused_until = models.DateField(null=True, blank=True)
    is_safe_now = models.CharField(max_length=10, default="unknown")  # the one safety question: yes_no_unknown
    sleeps_tonight = models.CharField(max_length=30, default="unknown")  # code list sleeps_tonight (S9)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    plan_agreed_on = models.DateField(null=True, blank=True)
    plan_agreed_with = models.CharField(max_length=20, blank=True)  # child | guardian | both
    plan_approved_at = models.DateTimeField(null=True, blank=True)
    plan_approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "stage", "-opened_at"], name="cases_of_organisation"),
            models.Index(fields=["lead", "stage", "-opened_at"], name="cases_of_lead"),
        ]

    class Privacy:
        fields = GUARDED | {
            "code": P1, "child": P1, "organisation": P1, "lead": P1, "concern": P1, "stage": P1, "urgency": P1,
            "risk": P1, "depth": P1, "proposed_sign": P1, "state": P1, "paused_until": P1, "is_safe_now": P1,
            "sleeps_tonight": P1, "plan_approved_at": P1, "plan_approved_by": P1, "opened_at": P1, "closed_at": P1,
            "plan_agreed_on": P1, "plan_agreed_with": P1,
        }  # fmt: skip
        retention = WITH_CHILD

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
        retention = WITH_CHILD


class Assessment(Guarded):
    """How the child is, in eight domains; "unknown" and "not asked today" are full answers (S5)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    started_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    child_view = SealedText(privacy=P3)

    class Privacy:
        fields = GUARDED | {"case": P1, "started_at": P1, "completed_at": P1, "completed_by": P1, "child_view": P3}
        retention = WITH_CHILD


class DomainAnswer(Guarded):
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    domain = models.CharField(max_length=20, choices=choices(*Domain))
    situation = models.CharField(max_length=20)  # code list domain_situation
    observed = SealedText(privacy=P3)
    child_says = SealedText(privacy=P3)
    needs = models.JSONField(default=list)  # code list service_types
    not_asked = models.CharField(max_length=40, blank=True)  # code list not_asked_reasons
    is_still_true = models.BooleanField(default=False)  # what an earlier assessment says was shown and confirmed
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "domain"], name="one_answer_for_each_domain")]

    class Privacy:
        fields = GUARDED | {
            "assessment": P1, "domain": P1, "situation": P1, "observed": P3, "child_says": P3, "needs": P1,
            "not_asked": P1, "is_still_true": P1, "answered_at": P1,
        }  # fmt: skip
        retention = WITH_CHILD


class PlannedService(Guarded):
    """A goal in the child's words, and who does what by when."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    service_type = models.CharField(max_length=30)  # code list service_types
    domain = models.CharField(max_length=20, choices=choices(*Domain), blank=True)  # where the need was found
    goal = SealedText(privacy=P3)
    goal_status = models.CharField(max_length=20, blank=True)  # code list goal_status, asked at reviews and at the end
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=choices(*ServiceStatus), default=ServiceStatus.PLANNED)
    reason = models.CharField(max_length=40, blank=True)  # code list not_given_reasons
    written_at = models.DateTimeField()

    class Privacy:
        fields = GUARDED | {
            "case": P1, "service_type": P1, "domain": P1, "goal": P3, "goal_status": P1, "provider": P1,
            "person": P1, "due_on": P1, "status": P1, "reason": P1, "written_at": P1,
        }  # fmt: skip
        retention = WITH_CHILD

    @property
    def service_label(self) -> str:
        return code_list("service_types").label(self.service_type)


class ClosureRequest(Guarded):
    """Asked by the lead, signed or returned by a supervisor who is somebody else."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=40)  # code list closure_reasons
    checklist = models.JSONField(default=dict)  # item of code list closure_checks -> yes | no | not_needed
    child_opinion = SealedText(privacy=P3)
    follow_up_on = models.DateField(null=True, blank=True)
    keep_until = models.DateField(null=True, blank=True)  # how long the papers are kept
    decision = models.CharField(max_length=10, choices=choices(*ClosureDecision), default=ClosureDecision.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    remark = SealedText(privacy=P3)

    class Privacy:
        fields = GUARDED | {
            "case": P1, "reason": P1, "checklist": P1, "child_opinion": P3, "follow_up_on": P1, "keep_until": P1,
            "decision": P1, "asked_at": P1, "asked_by": P1, "decided_at": P1, "decided_by": P1, "remark": P3,
        }  # fmt: skip
        retention = WITH_CHILD
