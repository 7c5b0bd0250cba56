import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from panah.engines.matching.folding import fold
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind, Relation, new_code
from panah.foundation.security.privacy import P0
from panah.programme.directory.codes import Basis, Part


def is_kept_by(actor: Actor, about: str) -> Q:
    """Of what everybody reads, each organisation changes what it brought and what is said of itself (``about``).

    What nobody brought is taken on by whoever changes it first.
    """
    if actor.organisation_id is None:
        return Q(pk__in=())
    return Q(brought_by=None) | Q(brought_by=actor.organisation_id) | Q(**{about: actor.organisation_id})


class InstitutionQuerySet(models.QuerySet["Institution"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Schools, clinics and offices are no secret: whoever signed in may read of them. ``relations`` ask who may change."""
        if not actor.is_person or relations is None:
            return self if actor.is_person or actor.kind is ActorKind.SYSTEM else self.none()
        return self.filter(is_kept_by(actor, "organisation"))

    def named(self, text: str) -> Self:
        """Those with a word that begins so, in any script and spelling."""
        found = self
        for word in fold(text).split():
            found = found.filter(search_key__contains=f" {word}")
        return found if found is not self else self.none()


class Institution(models.Model):
    """A school, a clinic, an akimat: where adults of the public work are at work, and who does what in a stage.

    Whether it works with Panah says ``organisation``. It has one name in each language that somebody gave.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=9, unique=True, default=new_code)
    kind = models.CharField(max_length=30)  # code list organisation_kinds
    name_kk = models.CharField(max_length=200, blank=True)
    name_ru = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    phone = models.CharField(max_length=20, blank=True)  # of the office
    post = models.CharField(max_length=120, blank=True)  # which post answers it; no name
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    brought_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    search_key = models.TextField()  # folded words, each after a space
    sort_key = models.TextField()
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_kk="", name_ru="", name_en=""), name="an_institution_has_a_name"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["place", "sort_key"], name="institutions_of_place")]

    class Privacy:
        fields = {
            "id": P0, "code": P0, "kind": P0, "name_kk": P0, "name_ru": P0, "name_en": P0, "place": P0, "phone": P0,
            "post": P0, "organisation": P0, "brought_by": P0, "search_key": P0, "sort_key": P0, "is_active": P0, "version": P0,
        }  # fmt: skip
        retention = "for ever"

    def __str__(self) -> str:
        return self.code

    def label(self, language: str) -> str:
        """Its name in this language, else in the first that somebody gave."""
        own = {"kk": self.name_kk, "ru": self.name_ru, "en": self.name_en}.get(language, "")
        return own or self.name_kk or self.name_ru or self.name_en


class ResponsibilityQuerySet(models.QuerySet["Responsibility"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """As institutions; whose people say what an institution does end that too."""
        if not actor.is_person or relations is None:
            return self if actor.is_person or actor.kind is ActorKind.SYSTEM else self.none()
        return self.filter(is_kept_by(actor, "institution__organisation"))

    def in_force(self, on: date) -> Self:
        begun = Q(since=None) | Q(since__lte=on)
        return self.filter(begun, Q(until=None) | Q(until__gte=on))


class Responsibility(models.Model):
    """What one institution does in one stage by agreement or practice; what the law says stands in content/rules."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=9, unique=True, default=new_code)
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=30)  # code list nrm_stages
    part = models.CharField(max_length=20, choices=[(part.value, part.value) for part in Part])
    basis = models.CharField(max_length=20, choices=[(basis.value, basis.value) for basis in Basis])
    source = models.CharField(max_length=200)  # the paper: its name, number and day
    note = models.CharField(max_length=300, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)  # its last day
    brought_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "stage", "part", "basis"],
                condition=Q(until=None),
                name="a_responsibility_is_said_once",
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="a_responsibility_ends_after_it_began",
            ),
        ]  # fmt: skip

    class Privacy:
        fields = {
            "id": P0, "code": P0, "institution": P0, "stage": P0, "part": P0, "basis": P0, "source": P0, "note": P0, "since": P0,
            "until": P0, "brought_by": P0,
        }  # fmt: skip
        retention = "for ever"
