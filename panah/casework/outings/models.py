import uuid
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from panah.casework.concerns.models import Concern
from panah.casework.outings import rules
from panah.casework.outings.codes import Counted, Decision, HandOver, MigrationCheck
from panah.casework.people.models import choices
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.privacy import P0, P1, P2, P3
from panah.foundation.security.sealed import Guarded, GuardedQuerySet, SealedText

_GUARDED = {"id": P0, "file": P1, "version": P0}


class OutingQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """In the office for which one works now: whoever moves to another takes no outing along (S15)."""
        rows = super().visible_to(actor, relations)
        return rows.filter(organisation_id=actor.organisation_id) if actor.is_person else rows


class Outing(Guarded):
    """A group goes to one place on one day. Its file lets in its members and the office, and holds no child."""

    code = models.CharField(max_length=9, unique=True)  # that of its file
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    spot = models.CharField(max_length=120, blank=True)  # the market or the crossing, as people call it
    starts_at = models.DateTimeField()
    purpose = models.CharField(max_length=30)  # code list outing_purposes
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.CharField(max_length=64)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=64, blank=True)
    migration_check = models.CharField(max_length=10, choices=choices(*MigrationCheck), blank=True)  # said at closing
    check_note = SealedText(privacy=P3)  # who made it, and why
    signed_at = models.DateTimeField(null=True, blank=True)  # when the signed paper came back

    objects: ClassVar[Any] = OutingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-starts_at"], name="outings_of_organisation")]

    class Privacy:
        fields = _GUARDED | {
            "code": P1, "organisation": P1, "leader": P1, "place": P1, "spot": P1, "starts_at": P1, "purpose": P1,
            "opened_at": P1, "opened_by": P1, "closed_at": P1, "closed_by": P1, "migration_check": P1,
            "check_note": P3, "signed_at": P1,
        }  # fmt: skip
        retention = "10 years"

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class OfAnOuting(models.QuerySet[Any]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Whoever may see the outing."""
        return self.filter(outing__in=Outing.objects.visible_to(actor, relations).values("pk"))


class OutingMember(models.Model):
    """Somebody of Panah, or a post of another body whose holder signs on paper: no name of theirs is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    outing = models.ForeignKey(Outing, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=120, blank=True)
    body = models.CharField(max_length=120, blank=True)
    joined_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = OfAnOuting.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outing", "person"], condition=Q(removed_at=None, person__isnull=False),
                name="a_member_stands_once_in_an_outing",
            ),
        ]  # fmt: skip

    class Privacy:
        fields = {
            "id": P0, "outing": P1, "person": P1, "post": P1, "body": P1, "joined_at": P1, "removed_at": P1,
        }  # fmt: skip
        retention = "with the outing"

    @property
    def code(self) -> str:
        return self.outing.code


class OutingTally(models.Model):
    """How many of one kind were met, and how many of them were not in school or had no papers: numbers of nobody (S11)."""

    id = models.BigAutoField(primary_key=True)
    outing = models.ForeignKey(Outing, on_delete=models.CASCADE, related_name="+")
    counted = models.CharField(max_length=12, choices=choices(*Counted))
    age_band = models.CharField(max_length=10, default="unknown")  # code list age_band
    sex = models.CharField(max_length=10, default="unknown")  # code list sex
    count = models.PositiveIntegerField(default=0)
    not_in_school = models.PositiveIntegerField(default=0)
    no_papers = models.PositiveIntegerField(default=0)

    objects = OfAnOuting.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outing", "counted", "age_band", "sex"], name="one_tally_of_each_kind"),
        ]

    class Privacy:
        fields = {
            "id": P0, "outing": P1, "counted": P1, "age_band": P1, "sex": P1, "count": P1, "not_in_school": P1,
            "no_papers": P1,
        }  # fmt: skip
        retention = "for ever"

    @property
    def code(self) -> str:
        return self.outing.code


class OutingChildQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """What is not sealed goes with the outing; what is, opens for whoever wrote it and for the office alone."""
        return self.filter(outing__in=Outing.objects.visible_to(actor, relations).values("pk"))


class OutingChild(Guarded):
    """A child who was handed on from an outing, in a file of its own: nobody else has a row.

    ``met_at`` is the time that the device gave, ``arrived_at`` ours; both are kept, and ours decides the order.
    """

    code = models.CharField(max_length=9, unique=True)  # that of its file
    outing = models.ForeignKey(Outing, on_delete=models.CASCADE, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decision = models.CharField(max_length=12, choices=choices(*Decision))
    age_band = models.CharField(max_length=10, default="unknown")  # code list age_band
    sex = models.CharField(max_length=10, default="unknown")  # code list sex
    company = models.CharField(max_length=20, default="unknown")  # code list outing_company
    language = models.CharField(max_length=10, default="unknown")  # code list languages_spoken
    signs = models.JSONField(default=list)  # code list outing_signs
    needs = models.JSONField(default=list)  # code list need_types
    contact_ok = models.CharField(max_length=10, default="unknown")  # code list yes_no_unknown
    contact = SealedText(privacy=P2)
    seen = SealedText(privacy=P3)  # what was volunteered or seen, in the member's own words
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    hand_over = models.CharField(max_length=12, choices=choices(*HandOver), blank=True)
    who_took = SealedText(privacy=P2)
    citizenship = SealedText(privacy=P2)  # only where a rule of the service asks for it, after the decision (S11)
    card_is_safe = models.CharField(
        max_length=10, default="no"
    )  # is a card safe to carry? code list yes_no_unknown (S12)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    met_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    was_sealed = models.BooleanField(default=False)  # it waited in a phone without network
    taken = models.ForeignKey(
        "TakenOffline", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )  # from which phone it came
    is_late = models.BooleanField(default=False)  # after the report was closed, or the days of the form were over
    from_former_member = models.BooleanField(default=False)
    same_as = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    same_since = models.DateTimeField(null=True, blank=True)
    same_said_by = models.CharField(max_length=64, blank=True)

    objects: ClassVar[Any] = OutingChildQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["outing", "arrived_at"], name="children_of_outing")]

    class Privacy:
        fields = _GUARDED | {
            "code": P1, "outing": P1, "concern": P1, "decision": P1, "age_band": P1, "sex": P1, "company": P1,
            "language": P1, "signs": P1, "needs": P1, "contact_ok": P1, "contact": P2, "seen": P3, "provider": P1,
            "hand_over": P1, "who_took": P2, "citizenship": P2, "card_is_safe": P1, "recorded_by": P1, "met_at": P1,
            "arrived_at": P1, "was_sealed": P1, "taken": P1, "is_late": P1, "from_former_member": P1, "same_as": P1,
            "same_since": P1, "same_said_by": P1,
        }  # fmt: skip
        retention = "with the concern; its number stays"

    def __str__(self) -> str:
        return self.code


class OutingEntry(models.Model):
    """That a form has come, by the hash of its key: sent ten times it is still one. Of whom it was stands nowhere here."""

    id = models.BigAutoField(primary_key=True)
    outing = models.ForeignKey(Outing, on_delete=models.CASCADE, related_name="+")
    key_hash = models.CharField(max_length=64)
    tally = models.ForeignKey(OutingTally, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    child = models.ForeignKey(OutingChild, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outing", "key_hash"], name="a_form_counts_once")]

    class Privacy:
        fields = {"id": P0, "outing": P1, "key_hash": P0, "tally": P1, "child": P1}
        retention = "with the outing"


class TakenOffline(models.Model):
    """A member took the form along to where there is no network. What comes back under its token acts for that member here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    outing = models.ForeignKey(Outing, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    came_back = models.PositiveIntegerField(default=0)
    last_came_at = models.DateTimeField(null=True, blank=True)
    said_empty_at = models.DateTimeField(null=True, blank=True)  # the member says that nothing is left in the phone
    lost_at = models.DateTimeField(null=True, blank=True)  # somebody says that the phone is lost: it opens nothing more

    objects = OfAnOuting.as_manager()

    class Privacy:
        fields = {
            "id": P0, "outing": P1, "person": P1, "token_hash": P1, "made_at": P1, "expires_at": P1, "came_back": P1,
            "last_came_at": P1, "said_empty_at": P1, "lost_at": P1,
        }  # fmt: skip
        retention = "with the outing"

    @property
    def code(self) -> str:
        return self.outing.code

    def opens(self, now: datetime) -> bool:
        return self.lost_at is None and now < self.expires_at

    def takes_in(self, sealed_at: datetime | None, now: datetime) -> bool:
        """What was sealed while it opened comes late too: nobody can read it back or write it again."""
        if self.opens(now):
            return True
        sealed = rules.believed(sealed_at, now)
        is_in_time = sealed is not None and sealed < self.expires_at and now < rules.taken_in_until(self.made_at)
        return self.lost_at is None and is_in_time


class OutingRemark(Guarded):
    """A correction or a remark of the report; what is written after it was closed is marked as such."""

    outing = models.ForeignKey(Outing, on_delete=models.CASCADE, related_name="+")
    text = SealedText(privacy=P3)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    is_after_closing = models.BooleanField(default=False)

    class Privacy:
        fields = _GUARDED | {
            "outing": P1, "text": P3, "written_by": P1, "written_at": P1, "is_after_closing": P1,
        }  # fmt: skip
        retention = "with the outing"

    @property
    def code(self) -> str:
        return self.outing.code
