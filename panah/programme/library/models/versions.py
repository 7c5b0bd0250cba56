import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from panah.foundation.documents.models import StoredFile
from panah.foundation.security import grants
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.privacy import P0, P1
from panah.programme.library.codes import ItemState, Spoken
from panah.programme.library.models.items import KEEPERS, Item


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """What came out, of items that are shown; what waits for the second person is for those who keep the item."""
        items = Item.objects.visible_to(actor, relations)
        if relations is not None:
            return self.filter(item__in=items)
        out = Q(item__in=items, came_out_at__isnull=False)
        if actor.permissions & KEEPERS:
            out |= Q(grants.visible(actor, file="item__file_id"))
        return self.filter(out)

    def out(self) -> Self:
        return self.filter(came_out_at__isnull=False)


class Version(models.Model):
    """What an item says under one number. Once it came out it is never changed: what differs is the next number."""

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    changed_kk = models.CharField(max_length=600, blank=True)  # what is different from the one before
    changed_ru = models.CharField(max_length=600, blank=True)
    begun_at = models.DateTimeField()
    came_out_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="a_version_has_its_number")]

    class Privacy:
        fields = {
            "id": P0, "item": P0, "number": P0, "changed_kk": P0, "changed_ru": P0, "begun_at": P0, "came_out_at": P0,
            "superseded_at": P0,
        }  # fmt: skip
        retention = "with the item"

    @property
    def code(self) -> str:
        """By which the audit names it: that of its item."""
        return self.item.code

    def changed(self, language: str) -> str:
        """What is different, in this language or the one that there is."""
        own = self.changed_ru if language == "ru" else self.changed_kk
        return own or self.changed_kk or self.changed_ru


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Of a version that is shown, those that a second person has read; for those who keep the item all."""
        versions = Version.objects.visible_to(actor, relations)
        if relations is not None:
            return self.filter(version__in=versions)
        read = Q(version__in=versions, approved_at__isnull=False) & ~Q(version__item__state=ItemState.WITHDRAWN)
        if actor.permissions & KEEPERS:
            read |= Q(grants.visible(actor, file="version__item__file_id"))
        return self.filter(read)


class Edition(models.Model):
    """A version in one language: a paper, a text, or the three answers of a lesson."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="editions")
    language = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Spoken])
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    happened = models.TextField(blank=True)  # of a lesson, without names
    learned = models.TextField(blank=True)
    change = models.TextField(blank=True)
    put_in_by = models.CharField(max_length=64)  # id of the actor
    put_in_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=64, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="a_version_is_in_a_language_once"),
            models.CheckConstraint(
                condition=~Q(paper=None, text="", learned=""), name="an_edition_holds_something"
            ),
        ]  # fmt: skip

    class Privacy:
        fields = {
            "id": P0, "version": P0, "language": P0, "paper": P0, "text": P0, "happened": P0, "learned": P0, "change": P0,
            "put_in_by": P1, "put_in_at": P1, "approved_at": P1, "approved_by": P1,
        }  # fmt: skip
        retention = "with the item"

    @property
    def code(self) -> str:
        return self.version.item.code

    @property
    def words(self) -> str:
        """All that is written here as text, to be read and compared."""
        return "\n".join(part for part in (self.text, self.happened, self.learned, self.change) if part)
