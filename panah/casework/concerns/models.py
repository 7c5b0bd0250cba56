import uuid
from typing import Self

from django.db import models

from panah.casework.concerns.codes import AboutWhom, AnswerStatus, ConcernStatus, SafeWay, Sender, Urgency
from panah.casework.people.models import Child, choices
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.privacy import P0, P1, P2, P3
from panah.foundation.security.sealed import Guarded, SealedJSON, SealedText


class Concern(Guarded):
    """One report about one child or several. Of the receipt a keyed hash rests; of the reporter's address nothing."""

    code = models.CharField(max_length=9, unique=True)  # that of the file
    receipt_hash = models.CharField(max_length=64, unique=True)
    told_hash = models.CharField(
        max_length=64, blank=True
    )  # keyed: shows whether a form sent again says something else
    status = models.CharField(max_length=20, choices=choices(*ConcernStatus), default=ConcernStatus.RECEIVED)
    answer_status = models.CharField(max_length=20, choices=choices(*AnswerStatus), default=AnswerStatus.RECEIVED)
    urgency = models.CharField(max_length=10, choices=choices(*Urgency), default=Urgency.NORMAL)
    is_danger_now = models.CharField(max_length=10, default="unknown")  # yes | no | unknown
    signs = models.JSONField(default=list)  # code list public_signs
    what_was_seen = SealedText(privacy=P3)
    sleeps_tonight = models.CharField(max_length=30, default="unknown")  # code list sleeps_tonight (S9)
    sleeps_with = SealedText(privacy=P2)
    is_same_family = models.CharField(max_length=10, default="unknown")  # of several children: code list yes_no_unknown
    guardian_told_at = models.DateTimeField(
        null=True, blank=True
    )  # the guardianship body, of a child without safe adult
    guardian_told = SealedJSON(privacy=P2)  # whom there, post, number, by which way, and when it was written
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    where_child_is = SealedText(privacy=P2)
    reporter_role = models.CharField(max_length=30, blank=True)  # code list reporter_roles
    reporter_contact = SealedText(privacy=P2)
    stays_anonymous = models.BooleanField(default=False)
    safe_time = models.CharField(max_length=20, blank=True)  # code list safe_time
    about_whom = models.CharField(max_length=10, choices=choices(*AboutWhom), blank=True)  # first person; else empty
    safe_way = models.CharField(max_length=10, choices=choices(*SafeWay), blank=True)
    safe_when = SealedText(privacy=P2)  # in the writer's own words
    language = models.CharField(max_length=5)  # in which the report was written
    is_unverified = models.BooleanField(default=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField()
    written_at = models.DateTimeField(
        null=True, blank=True
    )  # where it waited without network; by the phone's own clock
    looked_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=40, blank=True)  # code list nothing_reasons
    released_sentence = models.CharField(max_length=40, blank=True)  # code list answer_sentences: one more word (S4)
    decision_note = SealedText(privacy=P3)

    class Meta:
        indexes = [models.Index(fields=["organisation", "status", "-received_at"], name="concerns_of_organisation")]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P1, "receipt_hash": P1, "told_hash": P1, "status": P1,
            "answer_status": P1, "urgency": P1, "is_danger_now": P1, "signs": P1, "what_was_seen": P3,
            "sleeps_tonight": P1, "sleeps_with": P2, "is_same_family": P1, "guardian_told_at": P1,
            "guardian_told": P2, "released_sentence": P1, "place": P1, "where_child_is": P2, "reporter_role": P1,
            "reporter_contact": P2, "stays_anonymous": P1, "safe_time": P1, "about_whom": P1, "safe_way": P1,
            "safe_when": P2, "language": P1, "is_unverified": P1, "organisation": P1, "received_at": P1,
            "written_at": P1,
            "looked_at": P1, "decided_at": P1, "decided_by": P1, "reason": P1, "decision_note": P3,
        }  # fmt: skip
        retention = "90 days where nothing came of it; else with the child"

    def __str__(self) -> str:
        return self.code

    @property
    def is_first_person(self) -> bool:
        """Somebody young wrote it, of themselves or of a friend, and reads the answer."""
        return bool(self.about_whom)


class ConcernChild(Guarded):
    """A child as the reporter tells it; joined to a child's record once there is one."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=1)
    age_band = models.CharField(max_length=10, default="unknown")  # code list age_band
    sex = models.CharField(max_length=10, default="unknown")  # code list sex
    language = models.CharField(max_length=10, default="unknown")  # code list languages_spoken
    name = SealedText(privacy=P2)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "concern": P1, "position": P0, "age_band": P1, "sex": P1,
            "language": P1, "name": P2, "child": P1,
        }  # fmt: skip
        retention = "with the concern"


class ConcernMessage(Guarded):
    """Something added afterwards with the receipt."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="+")
    sender = models.CharField(max_length=10, choices=choices(*Sender), default=Sender.REPORTER)
    text = SealedText(privacy=P3)
    written_at = models.DateTimeField()
    is_unverified = models.BooleanField(default=False)  # one of very many of one network in a few minutes

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "concern": P1, "sender": P1, "text": P3, "written_at": P1,
            "is_unverified": P1,
        }  # fmt: skip
        retention = "with the concern"

    @property
    def code(self) -> str:
        """That of its concern, by which the audit names it."""
        return self.concern.code


class PosterQuerySet(models.QuerySet["Poster"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Those that the actor's own office hung up."""
        return self.filter(organisation=actor.organisation) if actor.organisation else self.none()

    def hanging(self) -> Self:
        return self.filter(ended_at=None)


class Poster(models.Model):
    """A square picture on a wall of a school, by which the young reach us. It knows its district and a count: of nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=9, unique=True)  # in the address that the picture holds; says nothing
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    hangs_at = models.CharField(max_length=120)  # the school or organisation
    came = models.PositiveIntegerField(default=0)  # messages that came by it; never shown as it is
    came_before = models.PositiveIntegerField(default=0)  # until the month of the last one began
    counted_in = models.DateField(null=True, blank=True)  # the first day of that month
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PosterQuerySet.as_manager()

    class Privacy:
        fields = {
            "id": P0, "code": P0, "organisation": P1, "place": P1, "hangs_at": P1, "came": P1, "came_before": P1,
            "counted_in": P1, "made_at": P1, "made_by": P1, "ended_at": P1,
        }  # fmt: skip
        retention = "for ever"

    def __str__(self) -> str:
        return self.code


class TallyQuerySet(models.QuerySet["Tally"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Those of the actor's own office."""
        return self.filter(organisation=actor.organisation) if actor.organisation else self.none()


class Tally(models.Model):
    """People who were told something or of whom nothing came: counted, and nobody recorded."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    region = models.CharField(max_length=12, blank=True)  # place code
    month = models.DateField()  # its first day
    outcome = models.CharField(max_length=20)  # code list triage_outcomes
    age_band = models.CharField(max_length=10, default="unknown")  # code list age_band
    sex = models.CharField(max_length=10, default="unknown")  # code list sex
    count = models.PositiveIntegerField(default=0)

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "region", "month", "outcome", "age_band", "sex"], name="one_count_of_each_kind"
            )
        ]

    class Privacy:
        fields = {
            "id": P0, "organisation": P1, "region": P1, "month": P1, "outcome": P1, "age_band": P1, "sex": P1,
            "count": P1,
        }  # fmt: skip
        retention = "for ever"

    @property
    def code(self) -> str:
        return self.organisation.code if self.organisation else ""
