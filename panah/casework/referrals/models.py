from django.db import models
from django.db.models import Q

from panah.casework.cases.models import Case, PlannedService
from panah.casework.concerns.models import ConcernChild
from panah.casework.people.models import Consent, choices
from panah.casework.referrals.codes import AnswerChannel, LegKind, ReferralStatus
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.security.codes import new_code
from panah.foundation.security.privacy import P0, P1, P2, P3
from panah.foundation.security.sealed import Guarded, SealedText

_GUARDED = {"id": P0, "file": P1, "version": P0}


class Referral(Guarded):
    """One child handed over from one body to another. Its file is that of the concern or of the case."""

    code = models.CharField(max_length=9, unique=True, default=new_code)
    concern_child = models.ForeignKey(ConcernChild, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    planned_service = models.ForeignKey(PlannedService, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sender_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    service_types = models.JSONField(default=list)  # code list service_types
    request = SealedText(privacy=P3)
    urgency = models.CharField(max_length=10, default="normal")
    status = models.CharField(max_length=12, choices=choices(*ReferralStatus), default=ReferralStatus.SENT)
    no_information_leg_reason = models.CharField(max_length=40)  # code list no_information_leg_reasons (S1)
    resulting_case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(concern_child=None, case__isnull=False) | Q(concern_child__isnull=False, case=None),
                name="a_referral_comes_from_a_concern_or_a_case",
            ),
        ]
        indexes = [models.Index(fields=["sender_organisation", "status", "-sent_at"], name="referrals_sent")]

    class Privacy:
        fields = _GUARDED | {
            "code": P1, "concern_child": P1, "case": P1, "planned_service": P1, "consent": P1, "sender_organisation": P1,
            "sender": P1, "service_types": P1, "request": P3, "urgency": P1, "status": P1, "no_information_leg_reason": P1,
            "resulting_case": P1, "sent_at": P1,
        }  # fmt: skip
        retention = "with the child"

    def __str__(self) -> str:
        return self.code


class Leg(Guarded):
    """What one body is asked: to take the child (person leg), or to know (information leg)."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=choices(*LegKind), default=LegKind.PERSON)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=12, choices=choices(*ReferralStatus), default=ReferralStatus.SENT)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_through = models.CharField(max_length=10, choices=choices(*AnswerChannel), blank=True)
    answered_by = SealedText(privacy=P2)  # name and post of whoever answered by link
    reason = models.CharField(max_length=40, blank=True)  # code list refusal_reasons
    where_next = models.CharField(max_length=40, blank=True)  # code list where_next
    remark = SealedText(privacy=P3)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=Q(kind="person") & ~Q(status__in=["refused", "withdrawn"]),
                name="at_most_one_person_leg",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["organisation", "status"], name="legs_of_organisation")]

    class Privacy:
        fields = _GUARDED | {
            "referral": P1, "kind": P1, "organisation": P1, "provider": P1, "status": P1, "acknowledged_at": P1,
            "answered_at": P1, "answered_through": P1, "answered_by": P2, "reason": P1, "where_next": P1, "remark": P3,
        }  # fmt: skip
        retention = "with the child"

    @property
    def code(self) -> str:
        return self.referral.code


class AnswerLink(models.Model):
    """A one-tap answer for a partner without account. Only hashes rest here; five wrong PINs pause it and tell the sender."""

    id = models.BigAutoField(primary_key=True)
    leg = models.ForeignKey(Leg, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    pin_hash = models.CharField(max_length=64)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    paused_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Privacy:
        fields = {
            "id": P0, "leg": P1, "token_hash": P1, "pin_hash": P1, "wrong_tries": P1, "paused_at": P1, "expires_at": P1,
            "ended_at": P1, "made_at": P1,
        }  # fmt: skip
        retention = "with the leg"
