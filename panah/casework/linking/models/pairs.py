import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from panah.casework.linking.codes import Answer, Band, Origin, PairKind, PairState
from panah.casework.people.codes import Sameness
from panah.casework.people.models import Child
from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation, new_code
from panah.foundation.security.grants import visible
from panah.foundation.security.privacy import P0, P1, P2
from panah.foundation.security.sealed import Guarded, SealedText


def choices(*codes: object) -> list[tuple[str, str]]:
    return [(str(code), str(code)) for code in codes]


class PairQuerySet(models.QuerySet["Pair"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Who sees one of the two records sees that there may be a second; of that one it tells nothing."""
        one, other = (visible(actor, relations, file=f"{side}__file_id") for side in ("one", "other"))
        return self.filter(Q(one) | Q(other))


class Pair(models.Model):
    """Two records that may be one child, or children of one home. It waits for a person; nothing is joined by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=9, unique=True, default=new_code)
    one = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=choices(*PairKind), default=PairKind.SAME)
    origin = models.CharField(max_length=10, choices=choices(*Origin))
    band = models.CharField(max_length=10, choices=choices(*Band))
    score = models.IntegerField()  # points of the comparison: orders, decides nothing
    state = models.CharField(max_length=10, choices=choices(*PairState), default=PairState.OPEN)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_records_are_one_pair"),
            models.CheckConstraint(condition=~Q(one=models.F("other")), name="nobody_is_a_pair_alone"),
        ]
        indexes = [models.Index(fields=["state", "found_at"], name="pairs_that_wait")]

    class Privacy:
        fields = {
            "id": P0, "code": P1, "one": P1, "other": P1, "kind": P1, "origin": P1, "band": P1, "score": P1,
            "state": P1, "found_at": P1, "decided_at": P1, "decided_by": P1,
        }  # fmt: skip
        retention = "with the first of both records that goes"

    def __str__(self) -> str:
        return self.code


class SameDecisionQuerySet(models.QuerySet["SameDecision"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        child, first = (visible(actor, relations, file=f"{side}__file_id") for side in ("child", "first"))
        return self.filter(Q(child) | Q(first))

    def standing(self) -> Self:
        return self.filter(undone_at=None)


class SameDecision(models.Model):
    """A person said that ``child`` is ``first``. ``Child.same_as`` follows from all that stand, and from nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=9, unique=True, default=new_code)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    first = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")  # under whose code it goes on
    sameness = models.CharField(max_length=10, choices=choices(*Sameness))
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=64, blank=True)

    objects = SameDecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(child=models.F("first")), name="nobody_is_joined_to_oneself"),
        ]

    class Privacy:
        fields = {
            "id": P0, "code": P1, "child": P1, "first": P1, "sameness": P1, "decided_at": P1, "decided_by": P1,
            "undone_at": P1, "undone_by": P1,
        }  # fmt: skip
        retention = "with the first of both records that goes"

    def __str__(self) -> str:
        return self.code


class SameQuestion(Guarded):
    """One organisation asked another by telephone whether two records are one child. It lies in the file of the record
    of whoever is asked, which is all that they see; neither is shown anything of the other's."""

    code = models.CharField(max_length=9, unique=True, default=new_code)
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="questions")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")  # of whoever is asked
    asked = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asker = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    call = SealedText(privacy=P2)  # whom of the asker to call, and where
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    answer = models.CharField(max_length=10, choices=choices(*Answer), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    own_answer = models.CharField(max_length=10, choices=choices(*Answer), blank=True)  # of the asker, after the call
    own_answered_at = models.DateTimeField(null=True, blank=True)
    own_answered_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pair"], condition=Q(closed_at=None), name="one_question_of_a_pair_at_a_time"
            )
        ]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P1, "pair": P1, "child": P1, "asked": P1, "asker": P1,
            "call": P2, "asked_at": P1, "asked_by": P1, "answer": P1, "answered_at": P1, "answered_by": P1,
            "own_answer": P1, "own_answered_at": P1, "own_answered_by": P1, "closed_at": P1,
        }  # fmt: skip
        retention = "with the first of both records that goes"

    def __str__(self) -> str:
        return self.code


class Sought(models.Model):
    """That a record was compared with the others, and as it stood then. Without a row it was not."""

    child = models.OneToOneField(Child, on_delete=models.CASCADE, primary_key=True, related_name="+")
    version = models.PositiveIntegerField()  # of the record: a birthday that was corrected asks for a new comparison
    sought_at = models.DateTimeField()

    class Privacy:
        fields = {"child": P1, "version": P0, "sought_at": P1}
        retention = "with the child"
