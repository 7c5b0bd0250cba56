import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind, Relation, new_code
from panah.foundation.security.privacy import P0, P1
from panah.programme.directory.models import Adult, Forgets


class ModuleQuerySet(models.QuerySet["Module"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """What is taught is no secret: whoever signed in may read of it. The organisation that keeps it changes it."""
        return self if actor.is_person or actor.kind is ActorKind.SYSTEM else self.none()

    def taught(self) -> Self:
        return self.filter(is_active=True).order_by("sort_key", "code")


class Module(models.Model):
    """Something that is taught, in as many versions as it had. An event names the version that it taught."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=9, unique=True, default=new_code)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title_kk = models.CharField(max_length=160)
    title_ru = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    hours = models.PositiveSmallIntegerField()  # academic hours
    sort_key = models.TextField()
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    objects = ModuleQuerySet.as_manager()

    class Privacy:
        fields = {
            "id": P0, "code": P0, "organisation": P0, "title_kk": P0, "title_ru": P0, "title_en": P0, "hours": P0,
            "sort_key": P0, "is_active": P0, "version": P0,
        }  # fmt: skip
        retention = "for ever"

    def __str__(self) -> str:
        return self.code

    def label(self, language: str) -> str:
        own = {"kk": self.title_kk, "ru": self.title_ru, "en": self.title_en}.get(language, "")
        return own or self.title_ru


class ModuleVersionQuerySet(models.QuerySet["ModuleVersion"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        return self.filter(module__in=Module.objects.visible_to(actor, relations).values("pk"))

    def current(self) -> Self:
        return self.filter(is_current=True)


class ModuleVersion(models.Model):
    """What a module says and aims at since a day. One of each module is the current one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    aims_kk = models.TextField(blank=True)  # a line for each aim
    aims_ru = models.TextField(blank=True)
    languages = models.JSONField(default=list)  # code list languages_spoken: in which it can be taught
    since = models.DateField()
    source = models.CharField(max_length=300, blank=True)  # on what it rests, and where its materials lie
    is_current = models.BooleanField(default=True)

    objects = ModuleVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module", "number"], name="a_version_of_a_module_has_its_number"),
            models.UniqueConstraint(
                fields=["module"], condition=Q(is_current=True), name="one_version_of_a_module_is_current"
            ),
        ]

    class Privacy:
        fields = {
            "id": P0, "module": P0, "number": P0, "aims_kk": P0, "aims_ru": P0, "languages": P0, "since": P0,
            "source": P0, "is_current": P0,
        }  # fmt: skip
        retention = "for ever"

    @property
    def code(self) -> str:
        return self.module.code

    def aims(self, language: str) -> list[str]:
        text = (self.aims_kk if language == "kk" else self.aims_ru) or self.aims_ru or self.aims_kk
        return [line.strip() for line in text.splitlines() if line.strip()]


class TrainerQuerySet(models.QuerySet["Trainer"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """The pool is shared, as names and posts are; an entry is changed by the organisation that keeps it."""
        if actor.is_person and relations is None:
            return self.filter(adult__in=Adult.objects.visible_to(actor).values("pk"))
        if actor.is_person:
            return self.filter(organisation_id=actor.organisation_id)
        return self if actor.kind is ActorKind.SYSTEM else self.none()

    def in_pool(self) -> Self:
        return self.filter(is_active=True).select_related("adult").order_by("adult__sort_key", "id")


class Trainer(models.Model):
    """Somebody of the pool: what this person teaches, in which languages, and where to this person travels."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=9, unique=True, default=new_code)
    adult = models.ForeignKey(Adult, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    languages = models.JSONField(default=list)  # code list languages_spoken: in which this person teaches
    regions = models.ManyToManyField(Place, blank=True, related_name="+")
    modules = models.ManyToManyField(Module, blank=True, related_name="+")
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    objects = TrainerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "adult"], name="a_trainer_is_in_a_pool_once"),
        ]

    class Privacy:
        fields = {
            "id": P0, "code": P1, "adult": P1, "organisation": P1, "languages": P1, "regions": P1, "modules": P1,
            "is_active": P1, "version": P0,
        }  # fmt: skip
        retention = "with the adult"
        forgets = Forgets("adult", {"is_active": False})

    def __str__(self) -> str:
        return self.code
