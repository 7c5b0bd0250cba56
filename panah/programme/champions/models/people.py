from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.privacy import P1, P2, P3, Class
from panah.foundation.security.sealed import GuardedQuerySet, SealedText
from panah.programme.champions.codes import ChampionState, Turn
from panah.programme.champions.models.calling import GUARDED, OF_AN_APPLICATION, Application, Call
from panah.programme.directory.models import Adult, Forgets, OfPublicWork

OWN_WORDS: Mapping[Class, Permission] = {P2: Permission.CONTACT_READ, P3: Permission.TODAY}
"""What a champion writes of the own work opens for whoever the file is open to: the champion, and who runs the cohort."""


class ChampionQuerySet(GuardedQuerySet):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        """A champion has to do with the same office as all others and sees the own record alone."""
        if actor.is_person and Permission.CHAMPION_VIEW not in actor.permissions:
            own = frozenset({Relation.OWNER})
            relations = own if relations is None else relations & own
        return super().visible_to(actor, relations)

    def at_work(self) -> Self:
        return self.exclude(state=ChampionState.ENDED)


class OfAChampion(GuardedQuerySet):
    """Rows of whoever may see the champion."""

    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> Self:
        return self.filter(champion__in=Champion.objects.visible_to(actor, relations).values("pk"))


def _until(row: Any) -> date:
    """Whoever is forgotten is a champion no more."""
    until: date = row.until or max(row.since, clock.today())
    return until


class Champion(OfPublicWork):
    """Somebody who was chosen. The name stands in the directory; ``person`` is the account, once there is one."""

    code = models.CharField(max_length=9, unique=True)  # that of its file
    adult = models.ForeignKey(Adult, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    region = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=5)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day
    trained_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in ChampionState])

    objects: ClassVar[Any] = ChampionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "adult"], condition=Q(until=None), name="a_champion_once_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(until=None), name="an_account_of_one_champion"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="champions_of_organisation")]

    class Privacy:
        fields = GUARDED | {
            "code": P1, "adult": P1, "organisation": P1, "call": P1, "application": P1, "person": P1, "region": P1,
            "language": P1, "since": P1, "until": P1, "trained_on": P1, "state": P1,
        }  # fmt: skip
        retention = "5 years after the last act; figures keep numbers alone"
        forgets = Forgets(
            "adult", {"person": None, "state": ChampionState.ENDED, "until": _until},
            along={"application": OF_AN_APPLICATION},
        )  # fmt: skip

    def __str__(self) -> str:
        return self.code


class Renewal(OfPublicWork):
    """That somebody goes on for another year, or has ended, and why."""

    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="renewals")
    turn = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Turn])
    on = models.DateField()
    reason = models.CharField(max_length=30, blank=True)  # code list champion_end_reasons
    note = SealedText(privacy=P3)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField()

    objects: ClassVar[Any] = OfAChampion.as_manager()

    class Privacy:
        fields = GUARDED | {
            "champion": P1, "turn": P1, "on": P1, "reason": P1, "note": P3, "decided_by": P1, "decided_at": P1,
        }  # fmt: skip
        retention = "with the champion"
        forgets = Forgets("champion__adult", {"note": ""})

    @property
    def code(self) -> str:
        return self.champion.code
