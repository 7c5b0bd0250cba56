from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind, Relation
from panah.foundation.security.privacy import P0, P1, P3
from panah.foundation.security.sealed import GuardedQuerySet, SealedText
from panah.programme.directory.models import Forgets, OfPublicWork
from panah.programme.training.codes import HandedHow, PracticeOften, PracticeUse
from panah.programme.training.models.enrolments import Enrolment


class PracticeCheckQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Whoever may see the event; by the participant's own link the one that is asked of."""
        if actor.kind is ActorKind.LINK:
            return self.filter(enrolment__own_hash=actor.id)
        rows = super().visible_to(actor, relations)
        return rows.filter(enrolment__event__organisation_id=actor.organisation_id) if actor.is_person else rows

    def answered(self) -> Self:
        return self.filter(answered_at__isnull=False)

    def to_ask(self) -> Self:
        """Of those who said yes, and have not taken it back."""
        return self.filter(enrolment__may_be_asked=True)


class PracticeCheck(OfPublicWork):
    """Half a year after a training: does the participant use it, and what stands in the way?

    It rests in the file of the event and opens with the participant's own link. Of whom somebody referred nothing is asked,
    only whether and how many; words are sealed, for somebody may name a child in spite of the warning.
    """

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="practice_check")
    asked_at = models.DateTimeField()  # from then on the link opens
    sent_at = models.DateTimeField(null=True, blank=True)  # the link was passed on
    sent_by = models.CharField(max_length=64, blank=True)  # id of the actor
    sent_how = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in HandedHow])
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminded_by = models.CharField(max_length=64, blank=True)
    sampled_at = models.DateTimeField(null=True, blank=True)  # chosen to be telephoned
    called_at = models.DateTimeField(null=True, blank=True)  # somebody tried, and nobody answered
    answered_at = models.DateTimeField(null=True, blank=True)
    is_by_phone = models.BooleanField(default=False)
    written_by = models.CharField(max_length=64, blank=True)  # id of the actor who telephoned
    used = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in PracticeUse])
    often = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in PracticeOften])
    referred = models.PositiveSmallIntegerField(null=True, blank=True)  # how many; 0 nobody; none: not said
    obstacles = models.JSONField(default=list)  # code list practice_obstacle
    words = SealedText(privacy=P3)

    objects: ClassVar[Any] = PracticeCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, used="") | (Q(answered_at__isnull=False) & ~Q(used="")),
                name="an_answer_says_whether_it_is_used",
            ),
        ]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "enrolment": P1, "asked_at": P1, "sent_at": P1, "sent_by": P1,
            "sent_how": P1, "reminded_at": P1, "reminded_by": P1,
            "sampled_at": P1, "called_at": P1, "answered_at": P1, "is_by_phone": P1, "written_by": P1, "used": P1, "often": P1,
            "referred": P1, "obstacles": P1, "words": P3,
        }  # fmt: skip
        retention = "with the event"
        forgets = Forgets("enrolment__adult", {"words": ""})

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return self.enrolment.code
