"""Clocks that change their organisation with the case that they run on."""

from collections.abc import Iterable

from django.db.models import Q

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.actions.running import stop_timers
from panah.foundation.clocks.codes import OF_OTHERS, TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def stop_timers_of_page(*, by: Actor, kind: TimerKind, address_code: str, outcome: str) -> int:
    """What rests on no file: the clock that leads to this page."""
    return stop_timers(by=by, file=None, kinds=(kind,), outcome=outcome, address_code=address_code)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def give_timer(*, by: Actor, timer: Timer, person: Person) -> bool:
    """It rests on somebody else from now on, as it runs; one that has stopped rests on nobody."""
    return bool(Timer.objects.running().filter(pk=timer.pk).update(person=person))


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def give_awaited(*, by: Actor, file: File, former: Person, person: Person, organisation: Organisation) -> int:
    """What ``former`` waits to hear on this file is told to ``person``."""
    rows = Timer.objects.running().filter(file=file, asked_by_organisation=organisation, asked_by_person=former)
    return rows.update(asked_by_person=person)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def move_timers(
    *,
    by: Actor,
    files: Iterable[File],
    from_organisation: Organisation,
    former: Person | None,
    organisation: Organisation,
    person: Person,
) -> int:
    """All that ``from_organisation`` must do or waits for goes over as it runs: no time is won by handing a child over.

    What rested on the former lead, or on nobody, rests on ``person``; what was for another post there, such as a
    signature, waits for whoever holds that post now. Rungs that were climbed are climbed anew: other people hear of it.
    """
    running = Timer.objects.running().filter(file__in=list(files))
    running.filter(asked_by_organisation=from_organisation).update(
        asked_by_organisation=organisation, asked_by_person=person
    )
    rows = running.filter(organisation=from_organisation)
    of_lead = Q(person=former) | Q(person=None) if former is not None else Q(person=None)
    anew = {"organisation": organisation, "level": 0, "climbs_at": clock.now()}
    moved = rows.filter(of_lead).exclude(kind__in=OF_OTHERS).update(person=person, **anew)
    return moved + rows.update(person=None, **anew)
