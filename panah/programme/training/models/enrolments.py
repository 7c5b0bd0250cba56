import uuid
from typing import Self

from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce

from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind, Relation
from panah.foundation.security.privacy import P0, P1
from panah.programme.directory.models import Adult, Forgets, at_once
from panah.programme.training.codes import AttendedBy, CameBy, EnrolmentState
from panah.programme.training.models.events import Event, HalfDay
from panah.programme.training.rules.enrolling import MAY_STILL_JOIN


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Whoever may see the event; by the participant's own link the one enrolment."""
        if actor.kind is ActorKind.LINK:
            return self.filter(own_hash=actor.id)
        return self.filter(event__in=Event.objects.visible_to(actor, relations).values("pk"))

    def taking_part(self) -> Self:
        return self.filter(state=EnrolmentState.ENROLLED)

    def with_person(self) -> Self:
        """``counted_as``: the entry of the directory under which the participant counts."""
        return self.annotate(counted_as=Coalesce(F("adult__same_as_id"), F("adult_id")))


def _gives_up(one: "Enrolment") -> bool:
    """Whether a place is held that nobody will come to."""
    has_come = one.attendances.exists()
    return one.state != EnrolmentState.CANCELLED and not has_come and one.event.state in MAY_STILL_JOIN


def _state_left(one: "Enrolment") -> str:
    return EnrolmentState.CANCELLED if _gives_up(one) else one.state


def _ended_left(one: "Enrolment") -> object:
    return at_once(one) if _gives_up(one) else one.ended_at


class Enrolment(models.Model):
    """Somebody takes part in an event, or waits for a place.

    ``code`` is the participant's own sign for the papers of the tests: short, and without a name. The secret of the own
    link is derived and never rests; ``own_hash`` finds it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="enrolments")
    adult = models.ForeignKey(Adult, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=5)  # rules.new_participant_code, once in an event
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in EnrolmentState])
    language = models.CharField(max_length=10)  # code list languages_spoken: in which this person wants to learn
    came_by = models.CharField(max_length=10, choices=[(one.value, one.value) for one in CameBy])
    is_unconfirmed = models.BooleanField(default=False)  # nobody has said yes to it (rules.enrolling)
    may_be_asked = models.BooleanField(default=False)  # half a year later; the own yes of the participant
    may_be_asked_since = models.DateTimeField(null=True, blank=True)
    own_hash = models.CharField(max_length=64, unique=True)
    made_with = models.CharField(max_length=64, blank=True)  # hash of the key of the form: only its page tells the code
    enrolled_at = models.DateTimeField()
    enrolled_by = models.CharField(max_length=64, blank=True)  # id of the actor
    moved_up_at = models.DateTimeField(null=True, blank=True)  # from the waiting list
    ended_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # that the event does not take place, or that a place is free
    pre_done_at = models.DateTimeField(null=True, blank=True)  # the test before is in
    post_done_at = models.DateTimeField(null=True, blank=True)  # the test at the end is in

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "adult"], name="an_adult_enrols_once_in_an_event"),
            models.UniqueConstraint(fields=["event", "code"], name="a_participant_code_stands_once_in_an_event"),
        ]
        indexes = [
            models.Index(fields=["event", "state", "enrolled_at"], name="enrolments_in_order"),
            models.Index(fields=["adult"], name="enrolments_of_adult"),
        ]

    class Privacy:
        fields = {
            "id": P0, "event": P1, "adult": P1, "code": P1, "state": P1, "language": P1, "came_by": P1,
            "is_unconfirmed": P1, "may_be_asked": P1, "may_be_asked_since": P1, "own_hash": P1, "made_with": P0, "enrolled_at": P1,
            "enrolled_by": P1,
            "moved_up_at": P1, "ended_at": P1, "told_at": P1, "pre_done_at": P1, "post_done_at": P1,
        }  # fmt: skip
        retention = "with the event"
        forgets = Forgets(
            "adult", {"may_be_asked": False, "may_be_asked_since": None, "state": _state_left, "ended_at": _ended_left}
        )

    def __str__(self) -> str:
        return self.code


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        return self.filter(enrolment__in=Enrolment.objects.visible_to(actor, relations).values("pk"))


class Attendance(models.Model):
    """Somebody was there for half a day, and by what that is known."""

    id = models.BigAutoField(primary_key=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attendances")
    half_day = models.ForeignKey(HalfDay, on_delete=models.CASCADE, related_name="attendances")
    known_by = models.CharField(max_length=10, choices=[(one.value, one.value) for one in AttendedBy])
    at = models.DateTimeField()
    by = models.CharField(max_length=64, blank=True)  # id of the actor

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "half_day"], name="one_attends_half_a_day_once")]

    class Privacy:
        fields = {"id": P0, "enrolment": P1, "half_day": P1, "known_by": P1, "at": P1, "by": P1}
        retention = "with the event"
        forgets = Forgets("enrolment__adult")
