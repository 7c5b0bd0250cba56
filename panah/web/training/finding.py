"""The event, half-day or participant of an address; what is not open to the reader is not there."""

import uuid

from django.http import Http404

from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.permissions import Permission
from panah.programme.training.models import Certificate, Enrolment, Event, HalfDay
from panah.programme.training.queries import events_of


def event_or_404(actor: Actor, code: str) -> Event:
    found: Event | None = events_of(actor).filter(code=normalise_code(code)).first()
    if found is None:
        raise Http404
    return found


def may_keep(actor: Actor) -> bool:
    """The event is of one's own office already; whether one holds trainings says the role."""
    return Permission.TRAINING_KEEP in actor.permissions


def half_day_or_404(actor: Actor, event: Event, number: int) -> HalfDay:
    found: HalfDay | None = HalfDay.objects.visible_to(actor).filter(event=event, number=number).first()
    if found is None:
        raise Http404
    return found


def enrolment_or_404(actor: Actor, event: Event, enrolment_id: uuid.UUID) -> Enrolment:
    rows = Enrolment.objects.visible_to(actor).filter(event=event, pk=enrolment_id)
    found = rows.select_related("adult", "event").first()
    if found is None:
        raise Http404
    return found


def certificate_or_404(actor: Actor, event: Event, code: str) -> Certificate:
    rows = Certificate.objects.visible_to(actor).filter(event=event, code=normalise_code(code))
    found: Certificate | None = rows.first()
    if found is None:
        raise Http404
    return found
