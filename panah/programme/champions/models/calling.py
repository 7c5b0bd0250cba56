from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.privacy import P0, P1, P2, P3, Class
from panah.foundation.security.sealed import GuardedQuerySet, SealedText
from panah.programme.champions.codes import ApplicationState, RestsOn
from panah.programme.directory.codes import TraineeSector
from panah.programme.directory.models import Forgets, OfPublicWork, at_once

GUARDED = {"id": P0, "file": P1, "version": P0}


class CallQuerySet(GuardedQuerySet):
    def open_on(self, day: date) -> Self:
        """Those to which anybody may answer on this day."""
        return self.filter(opens_on__lte=day, closes_on__gte=day, is_cancelled=False)


class Call(OfPublicWork):
    """Whom an organisation looks for: public words in Kazakh and Russian, a number of places, and what is weighed."""

    code = models.CharField(max_length=9, unique=True)  # that of its file
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title_kk = models.CharField(max_length=160)
    title_ru = models.CharField(max_length=160)
    text_kk = models.TextField()
    text_ru = models.TextField()
    for_whom_kk = models.CharField(max_length=400)
    for_whom_ru = models.CharField(max_length=400)
    regions = models.ManyToManyField(Place, related_name="+")  # none: the whole country
    places = models.PositiveSmallIntegerField()  # how many are looked for
    opens_on = models.DateField()
    closes_on = models.DateField()  # the last day on which one may apply
    weights = models.JSONField()  # code of list champion_criteria -> hundredths
    is_cancelled = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    objects: ClassVar[Any] = CallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="a_call_closes_after_it_opens"),
        ]
        indexes = [models.Index(fields=["organisation", "-opens_on"], name="calls_of_organisation")]

    class Privacy:
        fields = GUARDED | {
            "code": P0, "organisation": P0, "title_kk": P0, "title_ru": P0, "text_kk": P0, "text_ru": P0,
            "for_whom_kk": P0, "for_whom_ru": P0, "regions": P0, "places": P0, "opens_on": P0, "closes_on": P0,
            "weights": P0, "is_cancelled": P0, "made_at": P0,
        }  # fmt: skip
        retention = "for ever"

    def __str__(self) -> str:
        return self.code

    def said(self, name: str, language: str) -> str:
        """The title, text or ``for_whom`` in this language; whoever reads English is shown the Russian words."""
        return str(getattr(self, f"{name}_{'kk' if language == 'kk' else 'ru'}"))


class ApplicationQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """Whoever said that the applicant is somebody near does not see the application any more."""
        rows = super().visible_to(actor, relations)
        if actor.person_id is None:
            return rows
        near = Scoring.objects.filter(person_id=actor.person_id, has_conflict=True)
        return rows.exclude(pk__in=near.values("application"))

    def counted(self) -> Self:
        """One for each applicant: what came again under the same call is left out."""
        return self.filter(repeats=None)


class Application(OfPublicWork):
    """Somebody asks to become a champion. Nobody is written down as an adult of the public work before the choice.

    The panel reads the motivation alone; name and telephone open for who runs the choice.
    """

    code = models.CharField(max_length=9, unique=True)  # that of its file
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    receipt_hash = models.CharField(max_length=64, unique=True)
    name = SealedText(privacy=P2)
    phone = SealedText(privacy=P2)
    email = SealedText(privacy=P2)
    motivation = SealedText(privacy=P3)
    region = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=5)  # kk or ru: in which we write and speak
    sector = models.CharField(max_length=30, choices=[(one.value, one.value) for one in TraineeSector])
    sex = models.CharField(max_length=10)  # code list sex_of_adult
    declared_at = models.DateTimeField()  # that the rules of safety were read, and that the applicant is of age
    phone_mark = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in ApplicationState])
    applied_at = models.DateTimeField()
    repeats = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_another = models.BooleanField(default=False)  # a person said so of two that look like one
    score = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)  # as it stood at the decision
    rests_on = models.CharField(max_length=20, choices=[(one.value, one.value) for one in RestsOn], blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    minutes = SealedText(privacy=P3)
    answered_at = models.DateTimeField(null=True, blank=True)  # when the letter was made
    forgotten_at = models.DateTimeField(null=True, blank=True)  # its words are gone, a number stays

    reading_rights: ClassVar[Mapping[Class, Permission]] = {P2: Permission.CONTACT_READ, P3: Permission.CHAMPION_SCORE}
    objects: ClassVar[Any] = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(repeats=F("id")), name="an_application_does_not_repeat_itself"),
        ]
        indexes = [models.Index(fields=["call", "state"], name="applications_of_call")]

    class Privacy:
        fields = GUARDED | {
            "code": P1, "call": P1, "receipt_hash": P0, "name": P2, "phone": P2, "email": P2, "motivation": P3,
            "region": P1, "language": P1, "sector": P1, "sex": P1, "declared_at": P1, "phone_mark": P1, "state": P1,
            "applied_at": P1, "repeats": P1, "is_another": P1, "score": P1, "rests_on": P1, "decided_at": P1,
            "decided_by": P1, "minutes": P3, "answered_at": P1, "forgotten_at": P1,
        }  # fmt: skip
        retention = "of who was not selected a year after the decision; figures keep numbers alone"

    def __str__(self) -> str:
        return self.code


OF_AN_APPLICATION = Forgets(
    "",
    {
        "name": "", "phone": "", "email": "", "motivation": "", "minutes": "", "phone_mark": "", "forgotten_at": at_once,
        "receipt_hash": lambda row: f"gone:{row.code}",
    },
)  # fmt: skip
"""What goes of one: the words of the applicant and of those who chose. What it was for and how it ended is a number."""


class ApplicationMark(models.Model):
    """A keyed word of a name, by which somebody who applies twice to one call is known; it tells nothing without its key."""

    id = models.BigAutoField(primary_key=True)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="marks")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "mark"], name="an_applicant_has_a_mark_once")]
        indexes = [models.Index(fields=["mark"], name="applications_by_mark")]

    class Privacy:
        fields = {"id": P0, "application": P1, "mark": P1}
        retention = "with the application"


class Scoring(OfPublicWork):
    """What one of the panel gives an application, or that the applicant is somebody near. Each writes the own one alone."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="scorings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    points = models.JSONField(default=dict)  # code of list champion_criteria -> 1 to 5
    remark = SealedText(privacy=P3)
    has_conflict = models.BooleanField(default=False)
    written_at = models.DateTimeField()

    reading_rights: ClassVar[Mapping[Class, Permission]] = {P2: Permission.CONTACT_READ, P3: Permission.CHAMPION_SCORE}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "person"], name="one_scoring_of_each_member")]

    class Privacy:
        fields = GUARDED | {
            "application": P1, "person": P1, "points": P1, "remark": P3, "has_conflict": P1, "written_at": P1,
        }  # fmt: skip
        retention = "with the application"

    @property
    def code(self) -> str:
        return self.application.code


class Advice(OfPublicWork):
    """What the advisory group said of one application, as somebody brought it: sums alone, and no member."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="advice")
    score = models.PositiveSmallIntegerField()  # 0 to 100
    ballots = models.PositiveSmallIntegerField()
    against = models.PositiveSmallIntegerField()
    brought_by = SealedText(privacy=P3)  # post of who brought it
    brought_on = models.DateField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()

    reading_rights: ClassVar[Mapping[Class, Permission]] = {P2: Permission.CONTACT_READ, P3: Permission.CHAMPION_SCORE}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(against__lte=F("ballots")), name="no_more_are_against_than_voted"),
            models.CheckConstraint(condition=Q(score__lte=100), name="advice_is_at_most_a_hundred"),
        ]

    class Privacy:
        fields = GUARDED | {
            "application": P1, "score": P1, "ballots": P1, "against": P1, "brought_by": P3, "brought_on": P1,
            "written_by": P1, "written_at": P1,
        }  # fmt: skip
        retention = "with the application"

    @property
    def code(self) -> str:
        return self.application.code
