import uuid
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Count, F, Q

from panah.foundation.accounts.models import Organisation
from panah.foundation.documents.models import StoredFile
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind, Relation, new_code
from panah.foundation.security.privacy import P0, P1
from panah.foundation.security.sealed import GuardedQuerySet
from panah.programme.directory.models import OfPublicWork
from panah.programme.training.codes import CancelReason, DayPart, EnrolmentState, EventKind, EventState
from panah.programme.training.models.teaching import Module, ModuleVersion, Trainer


class EventQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """In the office for which one works now; by its link the one event that the link is of."""
        if actor.kind is ActorKind.LINK:
            return self.filter(enrol_hash=actor.id)
        rows = super().visible_to(actor, relations)
        return rows.filter(organisation_id=actor.organisation_id) if actor.is_person else rows

    def held(self) -> Self:
        return self.exclude(state=EventState.CANCELLED)

    def with_numbers(self) -> Self:
        """``enrolled`` and ``waiting``: how many."""
        return self.annotate(
            enrolled=Count("enrolments", filter=Q(enrolments__state=EnrolmentState.ENROLLED)),
            waiting=Count("enrolments", filter=Q(enrolments__state=EnrolmentState.WAITING)),
        )


class Event(OfPublicWork):
    """One training, from its plan to its report. Its file lets in the office; of the people in it enrolments tell."""

    code = models.CharField(max_length=9, unique=True)  # that of its file
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in EventKind])
    round = models.CharField(max_length=60, blank=True)  # of which series or grant, as the office calls it
    title_kk = models.CharField(max_length=160)
    title_ru = models.CharField(max_length=160)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    venue = models.CharField(max_length=200, blank=True)
    is_venue_accessible = models.CharField(max_length=10, default="unknown")  # code list yes_no_unknown
    languages = models.JSONField(default=list)  # code list languages_spoken: in which it is taught
    versions = models.ManyToManyField(ModuleVersion, through="EventModule", related_name="+")
    trainers = models.ManyToManyField(Trainer, through="EventTrainer", related_name="+")
    places = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    has_test = models.BooleanField(default=True)  # before and after
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in EventState])
    is_listed = models.BooleanField(default=False)  # on the public page; else only who has the link enrols
    enrol_hash = models.CharField(max_length=64, unique=True)
    link_round = models.PositiveSmallIntegerField(default=1)  # a renewed link ends the one before
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)  # the last day on which one may enrol
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(
        max_length=20, blank=True, choices=[(one.value, one.value) for one in CancelReason]
    )
    cancel_note = models.CharField(max_length=300, blank=True)
    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=64, blank=True)  # id of the actor; none where a list brought it

    objects: ClassVar[Any] = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="an_event_ends_after_it_began"),
            models.CheckConstraint(condition=Q(places__gte=1), name="an_event_has_places"),
        ]
        indexes = [
            models.Index(fields=["organisation", "-starts_on"], name="events_of_organisation"),
            models.Index(fields=["state", "starts_on"], name="events_by_state"),
        ]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P1, "organisation": P0, "kind": P0, "round": P0,
            "title_kk": P0, "title_ru": P0, "place": P0, "venue": P0, "is_venue_accessible": P0, "languages": P0,
            "versions": P0, "trainers": P1, "places": P0, "starts_on": P0, "ends_on": P0, "has_test": P0, "state": P0,
            "is_listed": P0, "enrol_hash": P1, "link_round": P0, "opened_at": P0, "closes_on": P0, "closed_at": P0,
            "cancelled_at": P0, "cancelled_because": P0, "cancel_note": P1, "planned_at": P0, "planned_by": P1,
        }  # fmt: skip
        retention = "5 years; figures keep numbers alone"

    def __str__(self) -> str:
        return self.code

    def label(self, language: str) -> str:
        return self.title_kk if language == "kk" else self.title_ru


class OfAnEvent(models.QuerySet[Any]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Whoever may see the event."""
        return self.filter(event__in=Event.objects.visible_to(actor, relations).values("pk"))


class EventModule(models.Model):
    """Which version of a module the event teaches, in their order."""

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="taught")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ModuleVersion, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["event", "module"], name="an_event_teaches_a_module_once")]

    class Privacy:
        fields = {"id": P0, "event": P0, "module": P0, "version": P0, "position": P0}
        retention = "with the event"


class EventTrainer(models.Model):
    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="teaching")
    trainer = models.ForeignKey(Trainer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "trainer"], name="a_trainer_stands_in_an_event_once")]

    class Privacy:
        fields = {"id": P0, "event": P1, "trainer": P1}
        retention = "with the event"


class HalfDay(models.Model):
    """Half a day of an event, by which attendance is counted. ``number`` runs from 1."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="half_days")
    code = models.CharField(max_length=9, unique=True, default=new_code)  # by which the QR of the room names it
    number = models.PositiveSmallIntegerField()
    date = models.DateField()
    part = models.CharField(max_length=10, choices=[(one.value, one.value) for one in DayPart])
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    sheet = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")  # signed

    objects = OfAnEvent.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="a_half_day_has_its_number"),
            models.UniqueConstraint(fields=["event", "date", "part"], name="an_event_has_a_half_day_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_half_day_ends_after_it_began"),
        ]

    class Privacy:
        fields = {
            "id": P0, "event": P0, "code": P1, "number": P0, "date": P0, "part": P0, "starts_at": P0, "ends_at": P0,
            "sheet": P1,
        }  # fmt: skip
        retention = "with the event"

    def __str__(self) -> str:
        return self.code

    def is_on(self, now: datetime) -> bool:
        return self.starts_at <= now < self.ends_at
