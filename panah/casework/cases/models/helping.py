from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from panah.casework.cases.codes import TransferStatus
from panah.casework.cases.models.work import GUARDED, WITH_CHILD, Case
from panah.casework.people.models import choices
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.security import grants
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.privacy import P1, P2, P3
from panah.foundation.security.sealed import Guarded, GuardedQuerySet, SealedJSON, SealedText

LEADING_SIDE = frozenset({Relation.LEAD, Relation.LEAD_ORGANISATION})
HELPING_SIDE = frozenset({Relation.HELPER})
ASKED_SIDE = frozenset({Relation.RECEIVER})


def _seen(actor: Actor, relations: frozenset[Relation] | None, side: frozenset[Relation], here: str) -> Q:
    """One side of a shared file: in by a relation of that side, at work for the organisation that has it."""
    wanted = side if relations is None else relations & side
    return Q(grants.visible(actor, wanted)) & Q(**{here: actor.organisation_id})


class HelperQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """The side that leads and the one that helps, each within the organisation at work (S15).

        Whoever works for both at different hours sees as a helper only what was shown to the helper.
        """
        if not actor.is_person:
            return super().visible_to(actor, relations)
        leads = _seen(actor, relations, LEADING_SIDE, "case__organisation_id")
        return self.filter(leads | _seen(actor, relations, HELPING_SIDE, "organisation_id"))


class Helper(Guarded):
    """An organisation that helps the child of a case with one thing, and sees what was shown to it and nothing else (S15).

    Its part is a file of its own: ``shown`` is a copy of what the lead chose, and what the helper writes rests here too.
    """

    code = models.CharField(max_length=9, unique=True)  # that of its file
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    service_types = models.JSONField(default=list)  # code list service_types
    request = SealedText(privacy=P3)
    name = SealedText(privacy=P2)  # a copy, where it was shown; opened by itself, so that the log says who looked
    parts = models.JSONField(default=list)  # code list shared_parts
    shown = SealedJSON(privacy=P3)  # part -> text, as it was when it was shared
    starts_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=40, blank=True)  # code list helper_end_reasons

    objects: ClassVar[Any] = HelperQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "ended_at", "-starts_on"], name="helpers_of_organisation")]

    class Privacy:
        fields = GUARDED | {
            "code": P1, "case": P1, "organisation": P1, "provider": P1, "person": P1, "service_types": P1,
            "request": P3, "name": P2, "parts": P1, "shown": P3, "starts_on": P1, "until": P1, "written_at": P1, "ended_at": P1,
            "end_reason": P1,
        }  # fmt: skip
        retention = WITH_CHILD

    def __str__(self) -> str:
        return self.code


class TransferQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """The side that hands the case over and the one that is asked to lead it."""
        if not actor.is_person:
            return super().visible_to(actor, relations)
        hands_over = _seen(actor, relations, LEADING_SIDE, "from_organisation_id")
        return self.filter(hands_over | _seen(actor, relations, ASKED_SIDE, "organisation_id"))


class Transfer(Guarded):
    """A whole case goes to another lead organisation; until that one has said yes, the first one answers for the child."""

    code = models.CharField(max_length=9, unique=True)  # that of its file
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    from_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40)  # code list transfer_reasons
    summary = SealedText(privacy=P3)
    status = models.CharField(max_length=15, choices=choices(*TransferStatus), default=TransferStatus.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    refusal_reason = models.CharField(max_length=40, blank=True)  # code list refusal_reasons
    where_next = models.CharField(max_length=40, blank=True)  # code list where_next
    remark = SealedText(privacy=P3)

    objects: ClassVar[Any] = TransferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(status__in=["asked", "acknowledged"]), name="one_transfer_at_a_time"
            )
        ]

    class Privacy:
        fields = GUARDED | {
            "code": P1, "case": P1, "from_organisation": P1, "organisation": P1, "reason": P1, "summary": P3,
            "status": P1, "asked_at": P1, "asked_by": P1, "acknowledged_at": P1, "answered_at": P1,
            "answered_by": P1, "refusal_reason": P1, "where_next": P1, "remark": P3,
        }  # fmt: skip
        retention = WITH_CHILD

    def __str__(self) -> str:
        return self.code
