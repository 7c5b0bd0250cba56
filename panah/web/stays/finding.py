"""A house, a bed, a guest under a code; what is not one's own is not there."""

import uuid
from typing import TypeVar

from django.http import Http404

from panah.casework.services.models import Bed, Provider, Reservation, Waiting
from panah.casework.services.queries import SHELTER, houses_of
from panah.casework.stays.models import Appointment, ExitRequest, Incident, Stay
from panah.casework.stays.queries import exit_request_under, guest_under_code, incident_under
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code

Found = TypeVar("Found")


def _there(found: Found | None) -> Found:
    if found is None:
        raise Http404
    return found


def house_or_404(actor: Actor, code: str) -> Provider:
    """A house of one's own organisation."""
    return _there(next((house for house in houses_of(actor) if house.code == normalise_code(code)), None))


def any_house_or_404(actor: Actor, code: str) -> Provider:
    """Any house of the directory: a bed may be held by whoever needs one."""
    rows = Provider.objects.visible_to(actor).offering(SHELTER).filter(code=normalise_code(code) or "-")
    return _there(rows.select_related("organisation", "place").first())


def bed_or_404(actor: Actor, code: str) -> Bed:
    rows = Bed.objects.visible_to(actor).filter(code=normalise_code(code) or "-")
    return _there(rows.select_related("provider__organisation", "provider__place").first())


def reservation_or_404(actor: Actor, code: str) -> Reservation:
    rows = Reservation.objects.visible_to(actor).filter(code=normalise_code(code) or "-")
    return _there(rows.select_related("provider__organisation", "provider__place", "bed", "asked_by").first())


def waiting_or_404(actor: Actor, code: str) -> Waiting:
    rows = Waiting.objects.visible_to(actor).filter(code=normalise_code(code) or "-")
    return _there(rows.select_related("provider").first())


def guest_or_404(actor: Actor, code: str) -> Stay:
    return _there(guest_under_code(actor, normalise_code(code) or "-"))


def incident_or_404(actor: Actor, incident_id: uuid.UUID) -> Incident:
    return _there(incident_under(actor, incident_id))


def exit_request_or_404(actor: Actor, request_id: uuid.UUID) -> ExitRequest:
    return _there(exit_request_under(actor, request_id))


def appointment_or_404(actor: Actor, appointment_id: uuid.UUID) -> Appointment:
    rows = Appointment.objects.visible_to(actor).filter(pk=appointment_id)
    found: Appointment | None = rows.select_related("stay__provider").first()
    return _there(found)
