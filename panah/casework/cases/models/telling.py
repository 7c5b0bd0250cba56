from django.db import models

from panah.casework.cases.models.work import GUARDED, WITH_CHILD, Case
from panah.foundation.accounts.models import Person
from panah.foundation.security.privacy import P0, P1, P2, P3
from panah.foundation.security.sealed import Guarded, SealedText


class ToldFact(Guarded):
    """What the child said by itself, what was seen, or what a paper says: kept with source and day, never asked for (S5)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=40)  # code list told_topics
    source = models.CharField(max_length=20)  # code list fact_sources
    text = SealedText(privacy=P3)
    happened_on = models.DateField()  # the day on which it was said, seen or read
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_reason = models.CharField(max_length=40, blank=True)  # code list taken_back_reasons

    class Privacy:
        fields = GUARDED | {
            "case": P1, "topic": P1, "source": P1, "text": P3, "happened_on": P1, "written_at": P1,
            "written_by": P1, "taken_back_at": P1, "taken_back_reason": P1,
        }  # fmt: skip
        retention = WITH_CHILD


class Interview(Guarded):
    """One time that the child was questioned, by whomever; the third one needs a reason."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    held_on = models.DateField()
    body = models.CharField(max_length=40)  # code list organisation_kinds
    held_by = SealedText(privacy=P2)
    was_recorded = models.CharField(max_length=10, default="unknown")  # code list yes_no_unknown
    topics = models.JSONField(default=list)  # code list told_topics
    present = SealedText(privacy=P2)
    reason = models.CharField(max_length=40, blank=True)  # code list interview_reasons
    reason_text = SealedText(privacy=P3)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_reason = models.CharField(max_length=40, blank=True)  # code list taken_back_reasons

    class Privacy:
        fields = GUARDED | {
            "case": P1, "held_on": P1, "body": P1, "held_by": P2, "was_recorded": P1, "topics": P1, "present": P2,
            "reason": P1, "reason_text": P3, "written_at": P1, "written_by": P1, "taken_back_at": P1,
            "taken_back_reason": P1,
        }  # fmt: skip
        retention = WITH_CHILD


class SleepAnswer(Guarded):
    """Where the child sleeps tonight, and with whom (S9). Without a safe adult the guardianship body hears of it in a day."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=30)  # code list sleeps_tonight
    with_whom = SealedText(privacy=P2)
    happened_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        fields = GUARDED | {
            "case": P1, "answer": P1, "with_whom": P2, "happened_on": P1, "written_at": P1, "written_by": P1,
        }  # fmt: skip
        retention = WITH_CHILD


class GuardianRequest(Guarded):
    """The guardianship body was told: whom there, by which way, under which number."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    told_to = SealedText(privacy=P2)
    channel = models.CharField(max_length=20)  # code list guardian_channel
    own_number = SealedText(privacy=P2)
    happened_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        fields = GUARDED | {
            "case": P1, "told_to": P2, "channel": P1, "own_number": P2, "happened_on": P1, "written_at": P1,
            "written_by": P1,
        }  # fmt: skip
        retention = WITH_CHILD


class Correction(models.Model):
    """One basic fact of the child that was corrected: from which code to which. What identifies is never kept here."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=40)  # of the child's record
    old = models.CharField(max_length=80, blank=True)  # codes and years; empty for what is sealed
    new = models.CharField(max_length=80, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "-written_at"], name="corrections_of_case")]

    class Privacy:
        fields = {"id": P0, "case": P1, "field": P1, "old": P1, "new": P1, "written_at": P1, "written_by": P1}
        retention = WITH_CHILD


class Printout(models.Model):
    """A case left the screen as paper: what for, which parts, by whom."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=40)  # code list print_reasons
    parts = models.JSONField(default=list)  # code list print_parts
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        fields = {"id": P0, "case": P1, "reason": P1, "parts": P1, "printed_at": P1, "printed_by": P1}
        retention = WITH_CHILD
