import uuid
from collections.abc import Mapping
from datetime import datetime
from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.foundation.clocks.models import Timer
from panah.foundation.clocks.rules import DeadlineRule, Ladder, ladder_of, rules_of
from panah.foundation.reference.codes import content_table
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.roles import Reach


@cache
def deadline_rules() -> tuple[DeadlineRule, ...]:
    """The dated rows of content/rules/deadlines.toml."""
    return rules_of(content_table("rules/deadlines.toml"))


@cache
def ladder() -> Ladder:
    """The rungs of content/rules/ladder.toml."""
    return ladder_of(content_table("rules/ladder.toml"))


def own_timers(
    file_id: uuid.UUID, organisation_id: uuid.UUID, beside: uuid.UUID | None = None, until: datetime | None = None
) -> QuerySet[Timer]:
    """What ``organisation_id`` must do for this file, the most pressing first; of a file ``beside`` it what is due soon."""
    here = Q(file=file_id) if beside is None else Q(file=file_id) | Q(file=beside, due_at__lte=until or clock.now())
    return Timer.objects.running().filter(here, organisation=organisation_id).order_by("due_at")


def awaited_timers(file_id: uuid.UUID, organisation_id: uuid.UUID) -> QuerySet[Timer]:
    """What others must do for this file."""
    rows = Timer.objects.running().filter(file=file_id).exclude(organisation=organisation_id)
    return rows.select_related("organisation").order_by("due_at")


def awaited_by(actor: Actor) -> QuerySet[Timer]:
    """What others owe to this person, or to the organisation over which the person reaches."""
    if actor.organisation_id is None:
        return Timer.objects.none()
    rows = Timer.objects.running().filter(asked_by_organisation=actor.organisation_id)
    if actor.reach is Reach.OWN:
        rows = rows.filter(asked_by_person=actor.person_id)
    return rows.exclude(organisation=actor.organisation_id).select_related("organisation").order_by("due_at")


def next_due(owners: Mapping[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """For each file the first thing that its owner must do, in one query; ``owners`` is file -> organisation."""
    rows = Timer.objects.running().filter(file__in=owners, organisation__in=set(owners.values())).order_by("-due_at")
    found = rows.values_list("file_id", "organisation_id", "due_at")
    return {file: due for file, owner, due in found if file is not None and owners[file] == owner}


def said_by_an_earlier_one(alike: Q) -> Q:
    """Those of a file that one due before says already, of all that are ``alike`` there: one row is enough."""
    same = Timer.objects.running().filter(alike, file=OuterRef("file"), organisation=OuterRef("organisation"))
    earlier = Q(due_at__lt=OuterRef("due_at")) | Q(due_at=OuterRef("due_at"), id__lt=OuterRef("id"))
    return alike & Q(Exists(same.filter(earlier)))
