from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from panah.foundation.accounts.models import Person
from panah.foundation.security.codes import new_code
from panah.foundation.security.permissions import Permission
from panah.foundation.security.privacy import P1, P3, Class
from panah.foundation.security.sealed import SealedText
from panah.programme.champions.codes import ActType, Clearance, PlanState, ReportState
from panah.programme.champions.models.calling import GUARDED
from panah.programme.champions.models.people import OWN_WORDS, Champion, OfAChampion
from panah.programme.champions.rules import Quarter
from panah.programme.directory.models import Forgets, OfPublicWork


def told_or_not() -> "models.CharField[str, str]":
    """Whether the words of a row tell somebody's story: then they stand on no paper until that is cleared (S16)."""
    choices = [(one.value, one.value) for one in Clearance]
    return models.CharField(max_length=20, choices=choices, default=Clearance.NOT_NEEDED.value)


class Plan(OfPublicWork):
    """What a champion means to do in one year."""

    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="plans")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in PlanState])
    sent_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = OfAChampion.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["champion", "year"], name="one_plan_a_year")]

    class Privacy:
        fields = GUARDED | {
            "champion": P1, "year": P1, "state": P1, "sent_at": P1, "agreed_at": P1, "agreed_by": P1,
        }  # fmt: skip
        retention = "with the champion"
        forgets = Forgets("champion__adult")

    @property
    def code(self) -> str:
        return self.champion.code


class PlannedAct(OfPublicWork):
    """One thing that is planned: what, where, when, with whom, for how many, and what could go wrong."""

    reading_rights: ClassVar[Mapping[Class, Permission]] = OWN_WORDS

    code = models.CharField(max_length=9, unique=True, default=new_code)
    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="planned")
    quarter = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ActType])
    activity = SealedText(privacy=P3)
    where = SealedText(privacy=P3)
    with_whom = SealedText(privacy=P3)
    risk_note = SealedText(privacy=P3)
    day = models.DateField(null=True, blank=True)  # where it is known already
    reach_goal = models.PositiveIntegerField()
    clearance = told_or_not()
    written_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = OfAChampion.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="a_year_has_four_quarters"),
        ]
        indexes = [models.Index(fields=["plan", "quarter"], name="planned_acts_of_plan")]

    class Privacy:
        fields = GUARDED | {
            "code": P1, "champion": P1, "plan": P1, "quarter": P1, "type": P1, "activity": P3, "where": P3,
            "with_whom": P3, "risk_note": P3, "day": P1, "reach_goal": P1, "clearance": P1, "written_at": P1,
            "dropped_at": P1,
        }  # fmt: skip
        retention = "with the champion"
        forgets = Forgets("champion__adult", {"activity": "", "where": "", "with_whom": "", "risk_note": ""})

    def __str__(self) -> str:
        return self.code


class QuarterReport(OfPublicWork):
    """What came of a quarter: the numbers as they stood when it was sent, and three boxes in the champion's own words."""

    reading_rights: ClassVar[Mapping[Class, Permission]] = OWN_WORDS

    code = models.CharField(max_length=9, unique=True, default=new_code)
    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="reports")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    result = SealedText(privacy=P3)
    difficulty = SealedText(privacy=P3)
    following = SealedText(privacy=P3)  # what comes next
    clearance = told_or_not()
    numbers = models.JSONField(default=dict)  # what was counted, as of sent_at
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ReportState])
    sent_at = models.DateTimeField(null=True, blank=True)
    returned_because = SealedText(privacy=P3)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = OfAChampion.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["champion", "year", "quarter"], name="one_report_of_a_quarter"),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="a_report_is_of_a_quarter"),
        ]

    class Privacy:
        fields = GUARDED | {
            "code": P1, "champion": P1, "year": P1, "quarter": P1, "result": P3, "difficulty": P3, "following": P3,
            "clearance": P1, "numbers": P1, "state": P1, "sent_at": P1, "returned_because": P3, "accepted_at": P1,
            "accepted_by": P1,
        }  # fmt: skip
        retention = "with the champion"
        forgets = Forgets("champion__adult", {"result": "", "difficulty": "", "following": "", "returned_because": ""})

    def __str__(self) -> str:
        return self.code

    @property
    def of(self) -> Quarter:
        return Quarter(self.year, self.quarter)
