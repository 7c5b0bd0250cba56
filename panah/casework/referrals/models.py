from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from panah.casework.cases.models import Case, Helper, PlannedService
from panah.casework.concerns.models import ConcernChild
from panah.casework.people.models import Consent, ConsentOverride, choices
from panah.casework.referrals.codes import AnswerChannel, Ground, HandOverStep, LegKind, ReferralStatus
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.security import grants
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.privacy import P0, P1, P2, P3
from panah.foundation.security.sealed import Guarded, GuardedQuerySet, SealedJSON, SealedText

_GUARDED = {"id": P0, "file": P1, "version": P0}
SENDING_SIDE = frozenset({Relation.DUTY, Relation.LEAD, Relation.LEAD_ORGANISATION})


class ReferralQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """The side that hands over, alone: a receiver sees its own leg and nothing of the others.

        Within the organisation for which somebody works now: who moves to another takes no hand-over along (S15). What a
        case asks of others goes with the case to whoever leads it, and is seen by those who may see cases: the desk hands
        over concerns.
        """
        rows = super().visible_to(actor, SENDING_SIDE if relations is None else relations & SENDING_SIDE)
        if not actor.is_person:
            return rows
        of_a_concern = Q(case=None, sender_organisation_id=actor.organisation_id)
        rows = rows.filter(of_a_concern | Q(case__organisation_id=actor.organisation_id))
        return rows if Permission.CASE_VIEW in actor.permissions else rows.filter(case__isnull=True)


class Referral(Guarded):
    """One child handed over from one body to another. Its file is that of the concern or of the case."""

    code = models.CharField(max_length=9, unique=True)  # that of its first leg
    concern_child = models.ForeignKey(ConcernChild, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    planned_service = models.ForeignKey(
        PlannedService, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sender_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    service_types = models.JSONField(default=list)  # code list service_types
    urgency = models.CharField(max_length=10, default="normal")
    status = models.CharField(max_length=12, choices=choices(*ReferralStatus), default=ReferralStatus.SENT)
    no_information_leg_reason = models.CharField(max_length=40, blank=True)  # code list no_information_leg_reasons (S1)
    override = models.ForeignKey(ConsentOverride, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resulting_helper = models.ForeignKey(Helper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resulting_case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField()

    objects: ClassVar[Any] = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(concern_child=None, case__isnull=False) | Q(concern_child__isnull=False, case=None),
                name="a_referral_comes_from_a_concern_or_a_case",
            ),
        ]
        indexes = [
            models.Index(fields=["sender_organisation", "status", "-sent_at"], name="referrals_sent"),
            models.Index(fields=["id", "case", "sender_organisation"], name="referrals_asked_by"),  # without its rows
        ]

    class Privacy:
        fields = _GUARDED | {
            "code": P1, "concern_child": P1, "case": P1, "planned_service": P1, "consent": P1,
            "sender_organisation": P1, "sender": P1, "service_types": P1, "urgency": P1, "status": P1,
            "no_information_leg_reason": P1, "override": P1, "resulting_helper": P1, "resulting_case": P1,
            "sent_at": P1,
        }  # fmt: skip
        retention = "with the child"

    def __str__(self) -> str:
        return self.code


class LegQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Its receiver, and the side that sent it. What a relation allows is asked of the leg's own file."""
        here = Q(organisation_id=actor.organisation_id) if actor.is_person else Q()
        received = Q(grants.visible(actor, relations)) & here
        if relations is not None or actor.kind is ActorKind.SYSTEM:
            return self.filter(received)
        return self.filter(received | Q(referral__in=Referral.objects.visible_to(actor)))


class Leg(Guarded):
    """What one body is asked: to take the child (person leg), or to know (information leg).

    Each leg is a file of its own with what this body is told, so that it opens nothing of the concern or the case.
    """

    code = models.CharField(max_length=9, unique=True)  # that of its file
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=choices(*LegKind), default=LegKind.PERSON)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    request = SealedText(privacy=P3)
    status = models.CharField(max_length=12, choices=choices(*ReferralStatus), default=ReferralStatus.SENT)
    sent_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_through = models.CharField(max_length=15, choices=choices(*AnswerChannel), blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # by the body itself, what had been told to us
    ticked = models.JSONField(default=list, blank=True)  # code list disclosed_facts: each decided by itself (S1)
    disclosed = SealedJSON(privacy=P2)  # ticked fact -> words, as they were when they were told
    terms = models.JSONField(default=dict, blank=True)  # the codes of the packet, as they were when it was told
    fingerprint = SealedText(privacy=P2)  # of the whole packet; sealed, since in clear it would confirm a guess
    reason = models.CharField(max_length=40, blank=True)  # code list refusal_reasons, or withdrawal_reasons
    where_next = models.CharField(max_length=40, blank=True)  # code list where_next
    ground = models.CharField(max_length=20, choices=choices(*Ground), blank=True)  # of an information leg (S1)
    ground_source = models.CharField(max_length=200, blank=True)  # the article of the law
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = LegQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=Q(kind="person") & ~Q(status__in=["refused", "withdrawn"]),
                name="at_most_one_person_leg",
            ),
            models.CheckConstraint(
                condition=Q(kind="person") | (~Q(ground="") & Q(decided_by__isnull=False)),
                name="an_authority_is_told_on_a_ground_by_somebody",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["organisation", "status", "-sent_at"], name="legs_of_organisation"),
            models.Index(  # all that is counted of an answer, so that no row of a leg with its sealed texts is read
                fields=["answered_at", "kind", "status", "organisation", "sent_at", "reason", "referral"],
                condition=Q(answered_at__isnull=False),
                name="legs_answered",
            ),
        ]

    class Privacy:
        fields = _GUARDED | {
            "code": P1, "referral": P1, "kind": P1, "organisation": P1, "provider": P1, "request": P3, "status": P1,
            "sent_at": P1, "acknowledged_at": P1, "answered_at": P1, "answered_through": P1, "confirmed_at": P1,
            "ticked": P1, "disclosed": P2, "terms": P1, "fingerprint": P2, "reason": P1, "where_next": P1, "ground": P1,
            "ground_source": P1, "decided_by": P1,
        }  # fmt: skip
        retention = "with the child"

    def __str__(self) -> str:
        return self.code


class Step(Guarded):
    """One line of the story of a hand-over, kept with the side that sent: what was told, and what was answered by whom."""

    leg = models.ForeignKey(Leg, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=15, choices=choices(*HandOverStep))
    at = models.DateTimeField()
    happened_on = models.DateField(null=True, blank=True)  # the day that an outside body names
    through = models.CharField(max_length=15, choices=choices(*AnswerChannel), blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_by = SealedText(privacy=P2)  # name and post of whoever answered without account
    own_number = SealedText(privacy=P2)  # the number that an outside body gave it
    text = SealedText(privacy=P3)
    packet = SealedText(privacy=P3)  # canonical form of what the body was told from here on; empty where nothing was

    class Meta:
        indexes = [models.Index(fields=["leg", "at"], name="steps_of_leg")]

    class Privacy:
        fields = _GUARDED | {
            "leg": P1, "kind": P1, "at": P1, "happened_on": P1, "through": P1, "person": P1, "answered_by": P2,
            "own_number": P2, "text": P3, "packet": P3,
        }  # fmt: skip
        retention = "with the child"

    @property
    def code(self) -> str:
        """That of its leg, by which the audit names it."""
        return self.leg.code


class AnswerLinkQuerySet(models.QuerySet["AnswerLink"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """A link shows itself to whoever holds it; people reach it through its leg."""
        if actor.kind is ActorKind.SYSTEM:
            return self
        return self.filter(pk=actor.id) if actor.kind is ActorKind.LINK else self.none()

    def not_ended(self) -> Self:
        return self.filter(ended_at__isnull=True)


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
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = AnswerLinkQuerySet.as_manager()

    class Privacy:
        fields = {
            "id": P0, "leg": P1, "token_hash": P1, "pin_hash": P1, "wrong_tries": P1, "paused_at": P1,
            "expires_at": P1, "ended_at": P1, "made_at": P1, "made_by": P1,
        }  # fmt: skip
        retention = "with the leg"

    @property
    def code(self) -> str:
        return self.leg.code
