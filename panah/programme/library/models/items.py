from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from panah.engines.matching.folding import fold
from panah.foundation.accounts.models import Organisation
from panah.foundation.security import grants
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.privacy import P0, P1
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import GuardedQuerySet
from panah.programme.directory.models import OfPublicWork
from panah.programme.library.codes import LESSON, Audience, ItemState
from panah.programme.library.rules import audiences_open_to

WORDS = ("title_kk", "title_ru", "title_en", "summary_kk", "summary_ru")
"""What readers are told of an item before they open it."""
KEEPERS = frozenset({Permission.LIBRARY_KEEP, Permission.LIBRARY_APPROVE})


class ItemQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """What a second person has approved for such readers; drafts for those who keep or approve them.

        What was withdrawn stays in sight of whoever works with Panah: somebody may still go by it, and must learn of the end.
        """
        if relations is not None or actor.kind is ActorKind.SYSTEM:
            return super().visible_to(actor, relations)
        audiences = audiences_open_to(is_signed_in=actor.is_person, is_champion=actor.role == Role.CHAMPION)
        states = [ItemState.APPROVED, *([ItemState.WITHDRAWN] if actor.is_person else [])]
        shown = Q(state__in=states, open_to__in=audiences)
        if actor.permissions & KEEPERS:
            shown |= Q(grants.visible(actor))
        return self.filter(shown)

    def named(self, text: str) -> Self:
        """Those of whose words one begins with each word of ``text``, in any script and spelling."""
        found = self
        for word in fold(text).split():
            found = found.filter(search_key__contains=f" {word}")
        return found if found is not self else self.none()


class Item(OfPublicWork):
    """One paper or lesson under one code for ever, whatever its version. It is about nobody, so nothing of it is sealed.

    Once a second person has approved it, its title and summary change with another yes: until then they wait in ``asked_words``.
    """

    code = models.CharField(max_length=9, unique=True)  # that of its file
    kind = models.CharField(max_length=30)  # code list library_kinds
    title_kk = models.CharField(max_length=200, blank=True)
    title_ru = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    summary_kk = models.CharField(max_length=600, blank=True)
    summary_ru = models.CharField(max_length=600, blank=True)
    asked_words = models.JSONField(default=dict)  # by their names in WORDS; none: those that stand hold
    word_writers = models.JSONField(default=list)  # ids of the actors who wrote what nobody has approved
    stage = models.CharField(max_length=30, blank=True)  # code list nrm_stages
    sectors = models.JSONField(default=list)  # code list trainee_sectors; none: for all
    audience = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Audience])
    audience_by = models.CharField(max_length=64, blank=True)  # id of the actor who chose it
    open_to = models.CharField(max_length=20, blank=True)  # the audience that a second person said yes to
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # that keeps it
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in ItemState])
    review_by = models.DateField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    source_kind = models.CharField(max_length=20, blank=True)  # of a lesson: code list lesson_sources
    source_number = models.CharField(max_length=40, blank=True)  # opaque: of a room above, which this one does not know
    search_key = models.TextField()  # folded words, each after a space
    sort_key = models.TextField()
    added_at = models.DateTimeField()

    objects: ClassVar[Any] = ItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title_kk="", title_ru=""), name="an_item_has_a_title"),
            models.UniqueConstraint(
                fields=["source_kind", "source_number", "organisation"], condition=~Q(source_number=""),
                name="a_lesson_is_handed_in_once",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "sort_key", "id"], name="items_in_order")]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "code": P0, "kind": P0, "title_kk": P0, "title_ru": P0, "title_en": P0,
            "summary_kk": P0, "summary_ru": P0, "asked_words": P0, "word_writers": P1, "stage": P0, "sectors": P0,
            "audience": P0, "audience_by": P1, "open_to": P0, "organisation": P0, "state": P0, "review_by": P0,
            "withdrawn_why": P0, "source_kind": P0, "source_number": P1, "search_key": P0, "sort_key": P0, "added_at": P0,
        }  # fmt: skip
        retention = "for ever"

    def __str__(self) -> str:
        return self.code

    @property
    def is_lesson(self) -> bool:
        return self.kind == LESSON

    @property
    def words(self) -> dict[str, str]:
        """Title and summary as readers see them."""
        return {name: getattr(self, name) for name in WORDS}

    @property
    def newest_words(self) -> dict[str, str]:
        """As its keepers wrote them last, whether approved or not."""
        newest: dict[str, str] = self.words | self.asked_words
        return newest

    def title(self, language: str) -> str:
        """In this language, else in the first that it has."""
        own = {"kk": self.title_kk, "ru": self.title_ru, "en": self.title_en}.get(language, "")
        return own or self.title_kk or self.title_ru or self.title_en

    def summary(self, language: str) -> str:
        own = {"kk": self.summary_kk, "ru": self.summary_ru}.get(language, "")
        return own or self.summary_kk or self.summary_ru
