import uuid
from datetime import datetime
from typing import Self

from django.db import models

from panah.casework.calls.codes import CallbackResult, CallState, CallType
from panah.casework.concerns.models import Concern
from panah.casework.people.models import choices
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.privacy import P0, P1, P2, P3
from panah.foundation.security.sealed import Guarded, SealedText


class Call(Guarded):
    """One talk on the line. A number rests only where it is safe to call back, sealed, and until that was done."""

    code = models.CharField(max_length=9, unique=True)  # that of the file
    organisation = models.ForeignKey(  # whose line; the index of the list serves it
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    operator = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    called_at = models.DateTimeField()
    written_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=choices(*CallState), default=CallState.SAVED)
    type = models.CharField(max_length=20, choices=choices(*CallType), blank=True)
    language = models.CharField(max_length=10, default="unknown")  # code list languages_spoken
    caller = models.CharField(max_length=20, blank=True)  # code list caller_kinds
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    topics = models.JSONField(default=list)  # code list call_topics
    told = models.JSONField(default=list)  # numbers of answer cards
    note = SealedText(privacy=P3)
    outcome = models.CharField(max_length=20, blank=True)  # code list call_outcomes
    is_danger_now = models.CharField(max_length=10, default="unknown")  # yes | no | unknown
    police_called_at = models.DateTimeField(null=True, blank=True)
    no_police_reason = models.CharField(max_length=30, blank=True)  # code list no_police_reasons
    number_mark = models.CharField(max_length=64, blank=True)  # keyed: knows the same number again
    alias_mark = models.CharField(max_length=64, blank=True)  # keyed: knows the same nickname again
    last_two = models.CharField(max_length=2, blank=True)
    is_earlier_unsaid = models.BooleanField(default=False)  # its mark came over the limit of looks
    number = SealedText(privacy=P2)  # only one that is safe
    call_back_at = models.DateTimeField(null=True, blank=True)
    call_back_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    call_back_taken_at = models.DateTimeField(null=True, blank=True)
    call_back_result = models.CharField(max_length=20, choices=choices(*CallbackResult), blank=True)
    call_back_tries = models.PositiveSmallIntegerField(default=0)
    concern = models.ForeignKey(Concern, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    referred_at = models.DateTimeField(null=True, blank=True)
    rung_at = models.DateTimeField(null=True, blank=True)  # the duty worker, the last time
    picked_up_at = models.DateTimeField(null=True, blank=True)
    picked_up_by = SealedText(privacy=P2)  # who took the caller over

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-called_at"], name="calls_of_a_line"),
            models.Index(fields=["organisation", "number_mark"], name="calls_of_a_number"),
            models.Index(fields=["organisation", "alias_mark"], name="calls_of_an_alias"),
        ]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P1, "organisation": P1, "operator": P1, "called_at": P1,
            "written_at": P1, "state": P1, "type": P1, "language": P1, "caller": P1, "place": P1, "topics": P1,
            "told": P1, "note": P3, "outcome": P1, "is_danger_now": P1, "police_called_at": P1, "no_police_reason": P1,
            "number_mark": P1, "alias_mark": P1, "last_two": P1, "is_earlier_unsaid": P1,
            "number": P2, "call_back_at": P1, "call_back_by": P1,
            "call_back_taken_at": P1, "call_back_result": P1, "call_back_tries": P1, "concern": P1, "referred_at": P1,
            "rung_at": P1, "picked_up_at": P1, "picked_up_by": P2,
        }  # fmt: skip
        retention = (
            "what was said 90 days, a number until the call back, the mark of a caller a year, the count for ever"
        )

    def __str__(self) -> str:
        return self.code

    @property
    def waits_for_call_back(self) -> bool:
        return self.call_back_at is not None and self.call_back_result in {"", CallbackResult.NOT_REACHED}


class ShiftHandOver(Guarded):
    """What one shift leaves to the next: a list that was made by itself, a note, and who has read it."""

    code = models.CharField(max_length=9, unique=True)  # that of the file
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    items = models.JSONField(default=list)  # [code of a call, kind of its clock, when it is due]
    note = SealedText(privacy=P3)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P1, "organisation": P1, "made_by": P1, "made_at": P1,
            "items": P1, "note": P3, "confirmed_by": P1, "confirmed_at": P1,
        }  # fmt: skip
        retention = "90 days"

    def __str__(self) -> str:
        return self.code


class CallerLookQuerySet(models.QuerySet["CallerLook"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """One's own."""
        return self.filter(person=actor.person_id) if actor.person_id else self.none()

    def since(self, moment: datetime) -> Self:
        return self.filter(at__gt=moment)


class CallerLook(models.Model):
    """Somebody asked whether a caller is known: counted, so that nobody goes through a list of numbers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    found = models.PositiveSmallIntegerField()  # earlier calls

    objects = CallerLookQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="looks_of_a_person")]

    class Privacy:
        fields = {"id": P0, "organisation": P1, "person": P1, "at": P1, "found": P1}
        retention = "90 days"

    @property
    def code(self) -> str:
        """By which the audit names it: whose line."""
        return self.organisation.code
