"""Who sleeps under one roof with children (S3): asked before a place is given, and again when somebody finds out more."""

from dataclasses import replace

from django.db.models import Q
from django.utils.translation import gettext

from panah.casework.operations import rules
from panah.casework.operations.actions.refusals import AskTheHouse, NotUnderOneRoof
from panah.casework.operations.models import Arrival
from panah.casework.operations.queries import under_roof
from panah.casework.operations.rules import UnderRoof
from panah.casework.services.actions import release_reservation
from panah.casework.services.codes import HoldEnd
from panah.casework.services.models import Provider, Reservation
from panah.casework.stays.actions import IncidentReport, write_incident
from panah.casework.stays.models import Stay
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Reach

PLACE = ("reservation", "placed_at", "sleeps_tonight")
SOMETHING_ELSE = "other"  # code list incident_kinds


def must_fit_under_roof(arrival: Arrival, provider: Provider, *, is_house_asked: bool) -> None:
    """Children and adults of whom nobody decided anything do not sleep in one house; nor does a suspected adult join them."""
    roof = _under_locked_roof(provider.pk, arrival)
    if not roof.is_fit_for(is_of_child=arrival.is_child, safety=arrival.safety):
        raise NotUnderOneRoof
    if arrival.is_child and roof.has_own_adults and not is_house_asked:
        raise AskTheHouse


def part_under_roof(by: Actor, arrival: Arrival) -> None:
    """Something was found out of somebody who has a place. Where they may not be there any more, they lose it; where they
    are in the house already, its leaders are told of danger at once."""
    hold = arrival.reservation
    if hold is None:
        return
    roof = _under_locked_roof(hold.provider_id, arrival)
    if roof.is_fit_for(is_of_child=arrival.is_child, safety=arrival.safety):
        return
    if hold.came_at is None:
        give_back(by, arrival)
    else:
        _tell_house(by, hold)


def give_back(by: Actor, arrival: Arrival) -> None:
    """The bed is free; what the clock or the house ended already is no longer in the way. Whoever calls saves ``PLACE``."""
    hold = arrival.reservation
    if hold is not None and not _has_ended_unused(hold):
        release_reservation(by=by, reservation=hold)
    arrival.reservation, arrival.placed_at, arrival.sleeps_tonight = None, None, rules.NOT_KNOWN


def is_waited_for(arrival: Arrival) -> bool:
    """Whether a place stands in the row, and nobody came to it."""
    return arrival.reservation is not None and arrival.reservation.came_at is None


def _has_ended_unused(hold: Reservation) -> bool:
    is_past = hold.ended_at is not None or (hold.until is not None and hold.until <= clock.now())
    return hold.came_at is None and is_past


def _under_locked_roof(provider_id: int, arrival: Arrival) -> UnderRoof:
    """Of two who send a child and an adult to one house at the same moment the second sees the first."""
    Provider.objects.select_for_update().filter(pk=provider_id).first()
    return under_roof(provider_id, arrival)


def _tell_house(by: Actor, hold: Reservation) -> None:
    """An incident of the guest, with the right to write it for this step, under the name of whoever decided; of a house of
    others the night itself writes it."""
    what = gettext(
        "In a night of arrivals somebody decided anew of this guest: an adult who is not known to be safe and children sleep "
        "under this roof. Let them sleep apart now, and let nobody be alone with the children."
    )
    report = IncidentReport(SOMETHING_ELSE, clock.now(), what)
    is_own = hold.provider.organisation_id == by.organisation_id
    right = frozenset({Permission.STAY_WORK})
    own_house = replace(by, permissions=by.permissions | right, reach=Reach.ORGANISATION)
    writer = own_house if is_own else Actor.system("night", right)
    moved = Q(admitted_at=hold.came_at, sex=hold.sex) if hold.end_reason == HoldEnd.MOVED else Q()
    for guest in Stay.objects.filter(Q(reservation=hold) | moved, provider=hold.provider_id).here():
        write_incident(by=writer, stay=guest, report=report)
