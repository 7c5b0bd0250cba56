from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from panah.casework.cases.models import Case
from panah.casework.people.models import choices
from panah.casework.referrals.models import Leg
from panah.casework.services.models import Bed, Provider, Reservation
from panah.casework.stays.codes import ExitAnswer
from panah.foundation.accounts.models import Person
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.privacy import P0, P1, P2, P3
from panah.foundation.security.sealed import Guarded, GuardedQuerySet, SealedJSON, SealedText

_GUARDED = {"id": P0, "file": P1, "version": P0}
_KEPT = "as long as the child’s case; without a case 5 years after the exit"


class StayQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """The house alone, within the organisation at work: not even the lead of the case sees more than that they sleep there."""
        rows = super().visible_to(actor, relations)
        return rows.filter(provider__organisation_id=actor.organisation_id) if actor.is_person else rows

    def here(self) -> Self:
        """Those who have not left."""
        return self.filter(left_at=None)


class OfAStayQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        rows = super().visible_to(actor, relations)
        return rows.filter(stay__provider__organisation_id=actor.organisation_id) if actor.is_person else rows


class Stay(Guarded):
    """Somebody sleeps in a house, from the admission to the exit; a file of its own, which opens nothing of a case."""

    code = models.CharField(max_length=9, unique=True)  # that of its file
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    bed = models.ForeignKey(Bed, on_delete=models.PROTECT, related_name="+")
    reservation = models.ForeignKey(Reservation, on_delete=models.PROTECT, related_name="+")  # by which the bed is held
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    leg = models.ForeignKey(Leg, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    age_band = models.CharField(max_length=10)  # code list age_band
    sex = models.CharField(max_length=10)  # code list sex
    language = models.CharField(max_length=10, default="unknown")  # code list languages_spoken
    name = SealedText(privacy=P2)
    came_from = models.CharField(max_length=30)  # code list came_from
    brought_by = SealedText(privacy=P2)
    admitted_at = models.DateTimeField()
    written_at = models.DateTimeField()
    admitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    belongings = SealedText(privacy=P3)
    health_now = SealedText(privacy=P3)
    allergies = SealedText(privacy=P3)
    rules_language = models.CharField(max_length=10, blank=True)  # in which the house rules were read
    consent = models.CharField(max_length=30)  # code list stay_consents
    checked_on = models.DateField(null=True, blank=True)
    check_words = SealedText(privacy=P3)
    expected_until = models.DateField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    exit_written_at = models.DateTimeField(null=True, blank=True)
    leaves_to = models.CharField(max_length=30, blank=True)  # code list leaves_to
    leaves_with = models.CharField(max_length=30, blank=True)  # codes.LeavesWith
    left_with = SealedText(privacy=P2)
    agreed_by = models.JSONField(default=list, blank=True)  # code list exit_agreed_by
    follow_up = SealedText(privacy=P3)

    objects: ClassVar[Any] = StayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bed"], condition=Q(left_at=None), name="a_bed_has_one_guest"),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=models.F("admitted_at")), name="nobody_leaves_before_coming"
            ),
        ]
        indexes = [models.Index(fields=["provider", "-admitted_at"], name="stays_of_house")]

    class Privacy:
        fields = _GUARDED | {
            "code": P1, "provider": P1, "bed": P1, "reservation": P1, "case": P1, "leg": P1, "age_band": P1, "sex": P1,
            "language": P1, "name": P2, "came_from": P1, "brought_by": P2, "admitted_at": P1, "written_at": P1,
            "admitted_by": P1, "belongings": P3, "health_now": P3, "allergies": P3, "rules_language": P1, "consent": P1,
            "checked_on": P1, "check_words": P3, "expected_until": P1, "left_at": P1, "exit_written_at": P1,
            "leaves_to": P1, "leaves_with": P1, "left_with": P2, "agreed_by": P1, "follow_up": P3,
        }  # fmt: skip
        retention = _KEPT

    def __str__(self) -> str:
        return self.code


class OfAStay(Guarded):
    """What is written of a guest: it lies in the file of the stay, and the house alone sees it."""

    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[Any] = OfAStayQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def code(self) -> str:
        """That of the stay, by which the audit names it."""
        return self.stay.code


class ExitRequest(OfAStay):
    """A guest is to leave alone, or with somebody who is not known to be safe: a second person says yes or no (S3)."""

    leaves_with = models.CharField(max_length=30)  # codes.LeavesWith
    relation = models.CharField(max_length=40, blank=True)  # code list relation_to_child
    who = SealedText(privacy=P2)
    reason = SealedText(privacy=P3)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=10, choices=choices(*ExitAnswer), default=ExitAnswer.WAITS)
    remark = SealedText(privacy=P3)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stay"], condition=Q(answer="waits"), name="one_exit_waits_for_an_answer"),
        ]

    class Privacy:
        fields = _GUARDED | {
            "stay": P1, "leaves_with": P1, "relation": P1, "who": P2, "reason": P3, "asked_at": P1, "asked_by": P1,
            "answer": P1, "remark": P3, "answered_at": P1, "answered_by": P1,
        }  # fmt: skip
        retention = _KEPT


class DailyLog(OfAStay):
    """One line of one guest on one day; written late as gladly as on time (S14)."""

    day = models.DateField()
    answers = SealedJSON(privacy=P3)  # ate, slept, health, school, mood, medicine: code lists log_…
    words = SealedText(privacy=P3)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stay", "day"], name="a_day_of_a_guest_is_one_line")]

    class Privacy:
        fields = _GUARDED | {"stay": P1, "day": P1, "answers": P3, "words": P3, "written_at": P1, "written_by": P1}
        retention = _KEPT


class Incident(OfAStay):
    """Something happened. The head is told at once, and nobody can remove it."""

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)  # code list incident_kinds
    happened_at = models.DateTimeField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = SealedText(privacy=P3)
    who_was_hurt = SealedText(privacy=P3)
    what_was_done = SealedText(privacy=P3)
    informed = models.JSONField(default=list, blank=True)  # code list incident_informed
    answer = models.CharField(max_length=20, blank=True)  # code list incident_answers
    answer_words = SealedText(privacy=P3)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        fields = _GUARDED | {
            "stay": P1, "kind": P1, "happened_at": P1, "written_at": P1, "written_by": P1, "what": P3,
            "who_was_hurt": P3, "what_was_done": P3, "informed": P1, "answer": P1, "answer_words": P3,
            "answered_at": P1, "answered_by": P1,
        }  # fmt: skip
        retention = "10 years; never removed by hand"


class Appointment(OfAStay):
    """Something planned for a guest: a doctor, a medicine, a visitor. A tick says that it was done."""

    kind = models.CharField(max_length=30)  # code list appointment_kinds
    at = models.DateTimeField()
    words = SealedText(privacy=P3)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["at"], condition=Q(done_at=None), name="appointments_ahead")]

    class Privacy:
        fields = _GUARDED | {"stay": P1, "kind": P1, "at": P1, "words": P3, "done_at": P1, "done_by": P1}
        retention = _KEPT
