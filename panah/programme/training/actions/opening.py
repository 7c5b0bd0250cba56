"""Enrolment by link is opened and closed; a link that went astray is renewed."""

from datetime import date

from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.training.actions.clocks import run, settle
from panah.programme.training.actions.planning import move_event
from panah.programme.training.actions.refusals import NotNow
from panah.programme.training.codes import EventState
from panah.programme.training.models import Event
from panah.programme.training.queries import enrol_token
from panah.programme.training.rules.links import token_hash


@action(Permission.TRAINING_KEEP, on="event")
def open_enrolment(*, by: Actor, event: Event, closes_on: date | None = None) -> Event:
    """From now on whoever has the link enrols, until the end of ``closes_on`` or until somebody closes it."""
    if closes_on is not None and not clock.today() <= closes_on <= event.ends_on:
        raise NotNow
    move_event(by=by, event=event, to=EventState.OPEN)
    event.opened_at, event.closed_at, event.closes_on = clock.now(), None, closes_on
    event.save(update_fields=["opened_at", "closed_at", "closes_on"])
    run(by=by, event=event, kind=TimerKind.TRAINING_ENROLMENT)
    return event


@action(Permission.TRAINING_KEEP, on="event")
def close_enrolment(*, by: Actor, event: Event) -> Event:
    """The link takes nobody in any more; whoever holds the event still may."""
    move_event(by=by, event=event, to=EventState.CLOSED)
    event.closed_at = clock.now()
    event.save(update_fields=["closed_at"])
    settle(by=by, event=event, kinds=(TimerKind.TRAINING_ENROLMENT,), outcome="closed")
    return event


@action(Permission.TRAINING_KEEP, on="event")
def renew_link(*, by: Actor, event: Event) -> Event:
    """The link and the poster of before open nothing any more."""
    event.link_round += 1
    event.enrol_hash = token_hash(enrol_token(event))
    event.save(update_fields=["link_round", "enrol_hash"])
    return event
