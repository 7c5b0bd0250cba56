import uuid
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.documents.models import StoredFile
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation, new_code
from panah.foundation.security.permissions import Permission
from panah.foundation.security.privacy import P0, P1, P3, Class
from panah.foundation.security.sealed import GuardedQuerySet, SealedText
from panah.programme.champions.codes import ActType, Clearance, KitKind
from panah.programme.champions.models.calling import GUARDED
from panah.programme.champions.models.people import OWN_WORDS, Champion, OfAChampion
from panah.programme.champions.models.planning import PlannedAct
from panah.programme.champions.rules import gone_key
from panah.programme.directory.models import Forgets, Institution, OfPublicWork


class KitQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Those of the office for which one works, a champion too."""
        works = actor.permissions & {Permission.CHAMPION_VIEW, Permission.CHAMPION_WORK}
        return self.filter(organisation_id=actor.organisation_id) if works and actor.organisation_id else self.none()


class KitPiece(OfPublicWork):
    """A text or a picture that champions may use. It is of nobody; its versions stay."""

    code = models.CharField(max_length=9, unique=True)  # that of its file
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in KitKind])
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = KitQuerySet.as_manager()

    class Privacy:
        fields = GUARDED | {"code": P0, "organisation": P0, "kind": P0, "made_at": P0, "retired_at": P0}
        retention = "for ever"

    def __str__(self) -> str:
        return self.code


class KitVersion(models.Model):
    """The words of a piece in both languages as they were approved; a change is a new version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    piece = models.ForeignKey(KitPiece, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title_kk = models.CharField(max_length=160)
    title_ru = models.CharField(max_length=160)
    text_kk = models.TextField()  # of a picture what it shows, for who does not see it
    text_ru = models.TextField()
    picture = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    clearance = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Clearance])
    written_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["piece", "number"], name="a_version_has_one_number"),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(clearance=Clearance.NOT_NEEDED), name="no_story_uncleared_in_the_kit"
            ),
        ]  # fmt: skip

    class Privacy:
        fields = {
            "id": P0, "piece": P0, "number": P0, "title_kk": P0, "title_ru": P0, "text_kk": P0, "text_ru": P0,
            "picture": P0, "clearance": P0, "written_at": P0, "approved_at": P0, "approved_by": P1,
        }  # fmt: skip
        retention = "for ever"

    @property
    def code(self) -> str:
        return self.piece.code

    def said(self, name: str, language: str) -> str:
        return str(getattr(self, f"{name}_{'kk' if language == 'kk' else 'ru'}"))


class ActQuerySet(OfAChampion):
    def standing(self) -> Self:
        return self.filter(removed_at=None)

    def counted(self) -> Self:
        """Once each: what two held together counts under the one that was written down first."""
        return self.standing().filter(held_with=None)


class Act(OfPublicWork):
    """One thing that was done: a post, an event, a meeting, something in the media. Reach is always an estimate."""

    reading_rights: ClassVar[Mapping[Class, Permission]] = OWN_WORDS

    code = models.CharField(max_length=9, unique=True, default=new_code)
    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="acts")
    planned = models.ForeignKey(PlannedAct, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    type = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ActType])
    happened_on = models.DateField()
    link = models.CharField(max_length=600, blank=True)  # opens it, without what follows its readers
    link_key = models.CharField(max_length=600, blank=True)  # the same for the same post (rules.read_link)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    spot = models.CharField(max_length=160, blank=True)  # which school, which market
    venue = models.CharField(max_length=20, blank=True)  # code list champion_venues
    language = models.CharField(max_length=5)  # code list champion_languages
    with_authority = models.BooleanField(default=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    authority = models.CharField(max_length=200, blank=True)  # as said, where none is chosen
    women = models.PositiveIntegerField(default=0)
    men = models.PositiveIntegerField(default=0)
    young = models.PositiveIntegerField(default=0)  # under 18
    note = SealedText(privacy=P3)
    clearance = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Clearance])
    held_with = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_apart = models.BooleanField(default=False)  # a person said so of two that look like one
    photo = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64, blank=True)  # id of the actor
    is_late = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ActQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link_key"], condition=Q(removed_at=None) & ~Q(link_key=""), name="a_post_is_counted_once"
            ),
            models.CheckConstraint(condition=~Q(held_with=F("id")), name="nothing_is_held_with_itself"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["champion", "-happened_on"], name="acts_of_champion"),
            models.Index(fields=["happened_on", "type"], name="acts_by_day"),
        ]

    class Privacy:
        fields = GUARDED | {
            "code": P1, "champion": P1, "planned": P1, "type": P1, "happened_on": P1, "link": P1, "link_key": P1,
            "place": P1, "spot": P1, "venue": P1, "language": P1, "with_authority": P1, "institution": P1,
            "authority": P1, "women": P1, "men": P1, "young": P1, "note": P3, "clearance": P1,
            "held_with": P1, "is_apart": P1, "photo": P1, "recorded_at": P1, "recorded_by": P1, "is_late": P1, "removed_at": P1,
        }  # fmt: skip
        retention = "with the champion; figures keep numbers alone"
        forgets = Forgets(
            "champion__adult",
            {
                "note": "", "spot": "", "authority": "", "link": "", "recorded_by": "",
                "link_key": lambda row: gone_key(row.link_key),  # a post that was counted is not counted again
            },
            papers=("photo",),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.code

    @property
    def reached(self) -> int:
        """Estimated, all together."""
        return self.women + self.men + self.young


class KitUse(models.Model):
    """That an act used a version of a piece."""

    id = models.BigAutoField(primary_key=True)
    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="uses")
    version = models.ForeignKey(KitVersion, on_delete=models.PROTECT, related_name="uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "version"], name="a_piece_is_used_once_by_an_act")]

    class Privacy:
        fields = {"id": P0, "act": P1, "version": P1}
        retention = "with the act"
        forgets = Forgets("act__champion__adult")
