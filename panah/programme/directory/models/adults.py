from collections.abc import Mapping
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.privacy import P0, P1, P2, P3, Class
from panah.foundation.security.sealed import Guarded, GuardedQuerySet, SealedText
from panah.programme.directory.codes import PairState, Recognition, TraineeSector
from panah.programme.directory.models.institutions import Institution


class OfPublicWork(Guarded):
    """A record of the public work: whoever reads its sealed fields needs no right that would open a child's."""

    reading_rights: ClassVar[Mapping[Class, Permission]] = {P2: Permission.CONTACT_READ, P3: Permission.CONTACT_READ}

    class Meta:
        abstract = True


LISTED = Q(same_as=None, forgotten_at=None, is_active=True)


class AdultQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Names and posts are shared among those who run the public work, so that nobody is written down twice.

        What is changed, and the telephone, takes that one's organisation knows the person: ``relations`` ask for it.
        """
        if relations is None and actor.is_person and Permission.ADULT_VIEW in actor.permissions:
            return self
        return super().visible_to(actor, relations)

    def counted(self) -> Self:
        """Each person once: those whom somebody has found to be an earlier entry are left out."""
        return self.filter(same_as=None)

    def listed(self) -> Self:
        """Whom a list shows: each person once, without those who left or asked to be forgotten. Figures take ``counted``.

        Every name has a key to be put in order by; that it is asked for leads a planner to the indexes below.
        """
        return self.filter(LISTED, sort_key__gte="")

    def with_person(self) -> Self:
        """``counted_as``: the entry under which this one counts."""
        return self.annotate(counted_as=Coalesce(F("same_as_id"), F("pk")))


class Adult(OfPublicWork):
    """Somebody of the public work: a teacher who learns, a trainer, a champion, whom to call at a stakeholder. Nobody else.

    Name and post are known at work and rest in clear; telephone and letters are sealed, and found by a keyed mark. Who left
    the work is no longer ``is_active`` and still counts; of who asked to be forgotten nothing but the count is left.
    """

    code = models.CharField(max_length=9, unique=True)  # that of its file
    name = models.CharField(max_length=160, blank=True)  # as the person writes it, in any script; empty: forgotten
    earlier_names = models.JSONField(default=list)  # by which the person is still known, such as before a wedding
    sort_key = models.TextField()
    sex = models.CharField(max_length=10)  # code list sex_of_adult
    sector = models.CharField(max_length=30, choices=[(one.value, one.value) for one in TraineeSector])
    post = models.CharField(max_length=120, blank=True)
    workplace = models.CharField(max_length=200, blank=True)  # as said, where no institution is chosen
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    languages = models.JSONField(default=list)  # code list languages_spoken
    phone = SealedText(privacy=P2)
    phone_mark = models.CharField(max_length=64, blank=True)
    email = SealedText(privacy=P2)
    same_as = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )  # fmt: skip
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_active = models.BooleanField(default=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = AdultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(same_as=F("id")), name="an_adult_is_not_an_earlier_self"),
            models.CheckConstraint(
                condition=Q(forgotten_at=None)
                | Q(name="", post="", workplace="", phone=None, phone_mark="", email=None),
                name="of_a_forgotten_adult_only_the_count_is_left",
            ),
        ]
        indexes = [
            models.Index(fields=["phone_mark"], name="adults_by_phone", condition=~Q(phone_mark="")),
            models.Index(fields=["sort_key", "id"], name="adults_in_order", condition=LISTED),
            models.Index(fields=["sector", "sort_key", "id"], name="adults_of_sector", condition=LISTED),
            models.Index(fields=["place", "sort_key", "id"], name="adults_of_place", condition=LISTED),
            models.Index(fields=["id", "sort_key"], name="adults_listed", condition=LISTED),
            models.Index(fields=["file", "sort_key", "id"], name="adults_by_file", condition=LISTED),
            models.Index(fields=["same_as"], name="adults_under_another", condition=~Q(same_as=None)),
        ]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P1, "name": P1, "earlier_names": P1, "sort_key": P1, "sex": P1,
            "sector": P1,
            "post": P1, "workplace": P1, "institution": P1, "place": P1, "languages": P1, "phone": P2,
            "phone_mark": P1, "email": P2, "same_as": P1, "registered_at": P1, "registered_by": P1, "is_active": P1,
            "forgotten_at": P1,
        }  # fmt: skip
        retention = "5 years after the last training or act; figures keep numbers alone"

    def __str__(self) -> str:
        return self.code

    @property
    def person_id(self) -> UUID:
        """Under which entry this one counts."""
        return self.same_as_id or self.pk

    @property
    def works_at(self) -> str:
        """The workplace as text, of an institution that was chosen or as said."""
        return self.institution.label("kk") if self.institution else self.workplace


class AdultKey(models.Model):
    """A word by which an adult is found (``f:…``), or by which two entries meet to be compared (of engines.matching)."""

    id = models.BigAutoField(primary_key=True)
    adult = models.ForeignKey(Adult, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["adult", "key"], name="an_adult_has_a_key_once")]
        indexes = [models.Index(fields=["key", "adult"], name="adults_by_key")]

    class Privacy:
        fields = {"id": P0, "adult": P1, "key": P1}
        retention = "with the adult"


class AdultPairQuerySet(models.QuerySet["AdultPair"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Those of whom one's organisation knows at least one."""
        known = Adult.objects.visible_to(actor, relations or frozenset({Relation.KNOWN_TO})).values("pk")
        return self.filter(Q(first__in=known) | Q(second__in=known))

    def of_person(self, adult: Adult) -> Self:
        """Those in which an entry of this person stands."""
        entries = Adult.objects.filter(Q(pk=adult.person_id) | Q(same_as=adult.person_id)).values("pk")
        rows = self.filter(Q(first__in=entries) | Q(second__in=entries))
        return rows.select_related("first", "second").order_by("found_at", "code")

    def waiting(self) -> Self:
        """Those that nobody decided, and that no other decision has answered."""
        one, other = (Coalesce(F(f"{side}__same_as"), F(side)) for side in ("first", "second"))
        return self.filter(state=PairState.OPEN).annotate(one=one, other=other).exclude(one=F("other"))


class AdultPair(models.Model):
    """Two entries that may be one person. A person decides; nothing is moved, and it can be taken back."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=9, unique=True)
    first = models.ForeignKey(Adult, on_delete=models.CASCADE, related_name="+")  # the earlier entry
    second = models.ForeignKey(Adult, on_delete=models.CASCADE, related_name="+")
    thought = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Recognition])
    reasons = models.JSONField(default=list)  # code list recognition_reason
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in PairState])
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)  # id of the actor
    version = models.PositiveIntegerField(default=1)

    objects = AdultPairQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="two_adults_meet_once")]
        indexes = [models.Index(fields=["state", "found_at"], name="adult_pairs_that_wait")]

    class Privacy:
        fields = {
            "id": P0, "code": P1, "first": P1, "second": P1, "thought": P1, "reasons": P1, "state": P1,
            "found_at": P1, "decided_at": P1, "decided_by": P1, "version": P0,
        }  # fmt: skip
        retention = "with the adults"
