import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from panah.foundation.accounts.models import Organisation
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind, Relation, new_code
from panah.foundation.security.privacy import P0, P1
from panah.programme.directory.models import Forgets
from panah.programme.training.codes import ItemKind, PaperState, SatHow, Wave
from panah.programme.training.models.enrolments import Enrolment
from panah.programme.training.models.events import Event, OfAnEvent
from panah.programme.training.models.teaching import ModuleVersion


class TestPaperQuerySet(models.QuerySet["TestPaper"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """It holds the right answers: only the organisation that wrote it reads it."""
        if actor.is_person:
            return self.filter(organisation_id=actor.organisation_id)
        return self if actor.kind is ActorKind.SYSTEM else self.none()

    def ready(self) -> Self:
        return self.filter(state=PaperState.READY)


class TestPaper(models.Model):
    """The questions of a test before and after a training, in Kazakh and Russian: of a module, or of one event.

    Once it is ready nothing of it changes, for sheets of it may lie printed. What is to be different is a new version.
    """

    __test__: ClassVar[bool] = False  # no test of pytest's, whatever it is called

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=9, unique=True, default=new_code)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    module_version = models.ForeignKey(
        ModuleVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="papers"
    )
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, blank=True, related_name="own_papers")
    number = models.PositiveSmallIntegerField(default=1)  # which version
    earlier = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later")
    title_kk = models.CharField(max_length=160, blank=True)
    title_ru = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in PaperState])
    made_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    made_by = models.CharField(max_length=64)  # id of the actor
    version = models.PositiveIntegerField(default=1)

    objects = TestPaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(module_version=None, event__isnull=False) | Q(module_version__isnull=False, event=None),
                name="a_paper_is_of_a_module_or_an_event",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-made_at"], name="papers_of_organisation")]

    class Privacy:
        fields = {
            "id": P0, "code": P0, "organisation": P0, "module_version": P0, "event": P0, "number": P0, "earlier": P0,
            "title_kk": P0, "title_ru": P0, "state": P0, "made_at": P0, "ready_at": P0, "made_by": P1, "version": P0,
        }  # fmt: skip
        retention = "for ever: it holds nobody"

    def __str__(self) -> str:
        return self.code

    def label(self, language: str) -> str:
        return (self.title_kk if language == "kk" else self.title_ru) or self.title_kk or self.title_ru


class Item(models.Model):
    """One question of a paper."""

    id = models.BigAutoField(primary_key=True)
    paper = models.ForeignKey(TestPaper, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in ItemKind])
    text_kk = models.TextField(blank=True)
    text_ru = models.TextField(blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="a_question_has_its_number")]

    class Privacy:
        fields = {"id": P0, "paper": P0, "number": P0, "kind": P0, "text_kk": P0, "text_ru": P0}
        retention = "with the paper"

    def text(self, language: str) -> str:
        return self.text_kk if language == "kk" else self.text_ru


class Option(models.Model):
    """One answer that may be chosen. ``letter`` stands on paper, so it is the same in both languages."""

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="options")
    letter = models.CharField(max_length=1)
    text_kk = models.TextField(blank=True)
    text_ru = models.TextField(blank=True)
    is_right = models.BooleanField(default=False)

    class Meta:
        ordering = ("letter",)
        constraints = [models.UniqueConstraint(fields=["item", "letter"], name="an_option_has_its_letter")]

    class Privacy:
        fields = {"id": P0, "item": P0, "letter": P0, "text_kk": P0, "text_ru": P0, "is_right": P0}
        retention = "with the paper"

    def text(self, language: str) -> str:
        return self.text_kk if language == "kk" else self.text_ru


class EventPaper(models.Model):
    """Which paper an event uses: the same before and after. It stays from the first answer on."""

    id = models.BigAutoField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="paper_of_test")
    paper = models.ForeignKey(TestPaper, on_delete=models.PROTECT, related_name="+")
    after_opened_at = models.DateTimeField(null=True, blank=True)  # by hand, before the last day began
    chosen_at = models.DateTimeField()
    chosen_by = models.CharField(max_length=64)  # id of the actor

    objects: ClassVar[Any] = OfAnEvent.as_manager()

    class Privacy:
        fields = {"id": P0, "event": P0, "paper": P0, "after_opened_at": P0, "chosen_at": P0, "chosen_by": P1}
        retention = "with the event"


class SittingQuerySet(models.QuerySet["Sitting"]):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        return self.filter(enrolment__in=Enrolment.objects.visible_to(actor, relations).values("pk"))

    def of(self, event: Event) -> Self:
        return self.filter(enrolment__event=event)


class Sitting(models.Model):
    """One participant answered the test, before or after. Two are linked by the enrolment, whose code holds no name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="sittings")
    paper = models.ForeignKey(TestPaper, on_delete=models.PROTECT, related_name="sittings")
    wave = models.CharField(max_length=4, choices=[(one.value, one.value) for one in Wave])
    how = models.CharField(max_length=10, choices=[(one.value, one.value) for one in SatHow])
    at = models.DateTimeField()
    by = models.CharField(max_length=64, blank=True)  # id of the actor who typed; none for the participant
    right = models.PositiveSmallIntegerField()

    objects = SittingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "wave"], name="one_sits_once_in_a_wave")]
        indexes = [models.Index(fields=["paper", "wave"], name="sittings_of_paper")]

    class Privacy:
        fields = {
            "id": P0, "enrolment": P1, "paper": P0, "wave": P1, "how": P1, "at": P1, "by": P1, "right": P1,
        }  # fmt: skip
        retention = "with the event"
        forgets = Forgets("enrolment__adult")

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return self.enrolment.code


class ItemAnswer(models.Model):
    id = models.BigAutoField(primary_key=True)
    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    chosen = models.CharField(max_length=6, blank=True)  # letters; none: no answer
    is_right = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "item"], name="a_question_is_answered_once")]

    class Privacy:
        fields = {"id": P0, "sitting": P1, "item": P0, "chosen": P1, "is_right": P1}
        retention = "with the sitting"
        forgets = Forgets("sitting__enrolment__adult")
