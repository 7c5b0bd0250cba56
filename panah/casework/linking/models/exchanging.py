from django.db import models

from panah.casework.linking.rules.exchanging import Said, State, Which
from panah.casework.people.models import Child, choices
from panah.engines.matching.private.tokens import Side
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.security.codes import new_code
from panah.foundation.security.privacy import P0, P1, P2
from panah.foundation.security.sealed import Guarded, SealedText

_GUARDED = {"id": P0, "file": P1, "version": P0}


class Counterpart(Guarded):
    """Another organisation with which ours asks whether a child is known to both. Its key was read aloud, not sent alone."""

    code = models.CharField(max_length=9, unique=True)  # that of its file
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # ours
    name = models.CharField(max_length=120)
    public_key = models.CharField(max_length=64)
    focal_point = models.CharField(max_length=200)  # post and telephone of an office, as in the directory
    is_abroad = models.BooleanField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "public_key"], condition=models.Q(ended_at=None), name="a_counterpart_once"
            ),
        ]

    class Privacy:
        fields = _GUARDED | {
            "code": P1, "organisation": P1, "name": P1, "public_key": P0, "focal_point": P1, "is_abroad": P1,
            "written_at": P1, "written_by": P1, "ended_at": P1,
        }  # fmt: skip
        retention = "as long as an exchange with it is kept"

    def __str__(self) -> str:
        return self.name


class Exchange(Guarded):
    """One question across organisations, from two approvals to its answer. Of children it knows how many, and nothing more.

    ``key`` and ``plan`` rest here from the offer to its answer, seven days at most: which token of a file is whose.
    """

    code = models.CharField(max_length=9, unique=True)  # that of its file
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    counterpart = models.ForeignKey(Counterpart, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=choices(*Side))
    which = models.CharField(max_length=5, choices=choices(*Which))
    state = models.CharField(max_length=10, choices=choices(*State), default=State.WAITS)
    number = models.CharField(max_length=32)  # what both sides call it; random
    offer_digest = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)  # the declared batch of this side
    their_size = models.PositiveIntegerField(default=0)
    child_count = models.PositiveIntegerField(default=0)
    left_out_count = models.PositiveIntegerField(default=0)
    found_count = models.PositiveIntegerField(default=0)
    key = SealedText(privacy=P2)
    plan = SealedText(privacy=P2)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)  # our file was written
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number", "side"], name="an_exchange_happens_once"),
        ]
        indexes = [models.Index(fields=["counterpart", "side", "made_at"], name="exchanges_of_a_month")]

    class Privacy:
        fields = _GUARDED | {
            "code": P1, "organisation": P1, "counterpart": P1, "side": P1, "which": P1, "state": P1, "number": P0,
            "offer_digest": P0, "size": P1, "their_size": P1, "child_count": P1, "left_out_count": P1,
            "found_count": P1, "key": P2, "plan": P2, "asked_at": P1, "made_at": P1, "ended_at": P1,
        }  # fmt: skip
        retention = "10 years; its key and plan until the answer, seven days at most"

    def __str__(self) -> str:
        return self.code


class Approval(models.Model):
    """One of two people who said that a file may leave, having read what is in it."""

    id = models.BigAutoField(primary_key=True)
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="approvals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "person"], name="nobody_approves_twice")]

    class Privacy:
        fields = {"id": P0, "exchange": P1, "person": P1, "approved_at": P1}
        retention = "with its exchange"


class FoundElsewhere(Guarded):
    """This child is possibly known to a counterpart too: somebody calls its focal point. It says nothing of how."""

    code = models.CharField(max_length=9, unique=True, default=new_code)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    said = models.CharField(max_length=15, choices=choices(*Said), blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "child"], name="a_child_is_found_once")]

    class Privacy:
        fields = _GUARDED | {
            "code": P1, "child": P1, "exchange": P1, "found_at": P1, "said": P1, "said_at": P1, "said_by": P1,
        }  # fmt: skip
        retention = "with the child"

    def __str__(self) -> str:
        return self.code
