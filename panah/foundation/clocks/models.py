import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.models import File
from panah.foundation.security.privacy import P0, P1
from panah.foundation.security.roles import Reach


class TimerQuerySet(models.QuerySet["Timer"]):
    def running(self) -> Self:
        return self.filter(stopped_at__isnull=True)

    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """One's own, and those of nobody in one's organisation; with reach over the organisation all of it.

        Only in the organisation for which one works now: whoever moves to another takes nothing along.
        """
        if not actor.is_person or not actor.organisation:
            return self.none()
        team = self.filter(organisation_id=actor.organisation_id)
        if actor.reach is Reach.ORGANISATION:
            return team
        return team.filter(Q(person_id=actor.person_id) | Q(person__isnull=True))

    def to_climb(self, now: datetime) -> Self:
        """Those for which a further rung of the ladder is due, the longest due first."""
        return self.running().filter(climbs_at__lte=now).order_by("climbs_at", "id")

    def blocking(self, file: File) -> Self:
        return self.running().filter(file=file, blocks_closure=True)


class Timer(models.Model):
    """Somebody must do something until a moment. Everything shown of it is a code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=40)  # codes.TimerKind
    organisation = models.ForeignKey(  # the index of Today serves it; beside a second one SQLite chooses the worse
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_by_organisation = models.ForeignKey(  # the index of what was asked serves it
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    asked_by_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    subject_code = models.CharField(max_length=20)
    sex = models.CharField(max_length=10, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    is_birth_year_about = models.BooleanField(default=False)  # a guess: it makes nobody an adult
    age_band = models.CharField(max_length=10, blank=True)
    place = models.CharField(max_length=12, blank=True)
    fact = models.CharField(max_length=40, blank=True)  # "code_list:code", one coded fact worth showing
    urgency = models.CharField(max_length=10, blank=True)  # danger | high | normal, later high | medium | low risk
    address_name = models.CharField(max_length=60)  # URL name and code of the page where it is done
    address_code = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField()
    written_at = models.DateTimeField(default=clock.now)  # when we began to know of it; paper may come late (S14)
    due_at = models.DateTimeField()
    rule_source = models.CharField(max_length=80, blank=True)
    blocks_closure = models.BooleanField(default=False)
    is_by_rule = models.BooleanField(default=True)  # else its day was agreed, and no calendar moves it
    level = models.PositiveSmallIntegerField(default=0)  # rungs of the ladder already climbed
    climbs_at = models.DateTimeField(null=True, blank=True)  # when the next rung is due; none: the ladder has ended
    done_at = models.DateTimeField(null=True, blank=True)  # when it happened; late paper may be written after (S14)
    reminded_at = models.DateTimeField(null=True, blank=True)  # by whoever waits for it, at most once a day
    stopped_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True)

    objects = TimerQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "person", "due_at", "kind"],
                name="timers_of_today",
                condition=Q(stopped_at=None),
            ),
            models.Index(fields=["person", "due_at"], name="timers_of_person", condition=Q(stopped_at=None)),
            models.Index(fields=["asked_by_organisation", "due_at"], name="timers_asked", condition=Q(stopped_at=None)),
            models.Index(fields=["asked_by_organisation", "kind", "due_at"], name="timers_asked_ever"),
            models.Index(fields=["file", "kind"], name="timers_of_file"),
            models.Index(fields=["due_at"], name="timers_due", condition=Q(stopped_at=None)),
            models.Index(fields=["climbs_at"], name="timers_to_climb", condition=Q(stopped_at=None)),
            models.Index(
                fields=["file", "organisation", "due_at"], name="timers_next_due", condition=Q(stopped_at=None)
            ),
        ]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "kind": P1, "organisation": P1, "person": P1, "asked_by_organisation": P1,
            "asked_by_person": P1, "subject_code": P1, "sex": P1, "birth_year": P1, "is_birth_year_about": P1,
            "age_band": P1, "place": P1, "fact": P1, "urgency": P1,
            "address_name": P0, "address_code": P1, "started_at": P1, "written_at": P1,
            "due_at": P1, "rule_source": P0, "blocks_closure": P0, "is_by_rule": P0, "level": P1, "climbs_at": P1,
            "done_at": P1, "reminded_at": P1, "stopped_at": P1, "outcome": P1,
        }  # fmt: skip
        retention = "with its file"

    @property
    def code(self) -> str:
        """That of what it is about, by which the audit names it."""
        return self.subject_code

    @property
    def known_from(self) -> datetime:
        """From when on its time runs for whoever must act: a start that was written late runs from the writing."""
        return max(self.started_at, self.written_at)


class Alarm(models.Model):
    """Which notices a clock gave rise to, so that they are withdrawn when it turns out to have been done."""

    id = models.BigAutoField(primary_key=True)
    timer = models.ForeignKey(Timer, on_delete=models.CASCADE, related_name="+")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField()  # the rung that was reached

    class Meta:
        constraints = [models.UniqueConstraint(fields=["timer", "notice"], name="an_alarm_is_noted_once")]

    class Privacy:
        fields = {"id": P0, "timer": P1, "notice": P1, "level": P1}
        retention = "with its notice: 90 days"


class OwnDay(models.Model):
    """A day that one office has off or works, against the calendar of the country. Its own clocks alone honour it."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    is_working = models.BooleanField()
    reason = models.CharField(max_length=200)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "date"], name="an_office_says_it_once_of_a_day")]

    class Privacy:
        fields = {"id": P0, "organisation": P0, "date": P0, "is_working": P0, "reason": P1, "set_by": P1, "set_at": P0}
        retention = "for ever"

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """By which the audit names it."""
        return self.date.isoformat()
