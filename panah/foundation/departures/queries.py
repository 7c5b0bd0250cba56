import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from panah.foundation.accounts.models import Mandate, Membership, Person
from panah.foundation.accounts.queries import COORDINATING_ROLES
from panah.foundation.departures.models import Departure, Given
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES, Role

ONLY = {
    "manages": Permission.STAFF_MANAGE,
    "signs": Permission.CASE_SIGN,
}
"""What an office needs somebody for, and by which right."""
COORDINATES = "coordinates"


def departures_of(actor: Actor) -> QuerySet[Departure]:
    """Those of the office, the open ones first, then by day."""
    rows = Departure.objects.visible_to(actor).filter(cancelled_at=None)
    return rows.select_related("person", "stand_in", "organisation").order_by("done_at", "-since", "id")


def open_departure(person_id: uuid.UUID | None, organisation_id: uuid.UUID | None) -> Departure | None:
    rows = Departure.objects.open().filter(person=person_id, organisation=organisation_id)
    return rows.select_related("person", "stand_in", "organisation").first()


def leave_not_ended(person_id: uuid.UUID, organisation_id: uuid.UUID) -> QuerySet[Departure]:
    return Departure.objects.on_leave().filter(person=person_id, organisation=organisation_id)


def given_in(departure: Departure) -> list[Given]:
    rows = Given.objects.filter(departure=departure).select_related("to_person")
    return list(rows.order_by("given_at", "piece", "subject_code", "id"))


def away_from(organisation_id: uuid.UUID) -> dict[uuid.UUID, Departure]:
    """Who of an office leaves, or is on leave today: nothing is given to them."""
    rows = Departure.objects.filter(organisation=organisation_id, cancelled_at=None, returned_at=None)
    return {one.person_id: one for one in rows.filter(ended_at=None) if one.is_away_now}


def roles_with(permission: Permission) -> tuple[Role, ...]:
    return tuple(role for role, card in ROLES.items() if permission in card.permissions)


def only_one_who(person: Person, organisation_id: uuid.UUID, besides: Iterable[uuid.UUID] = ()) -> list[str]:
    """What nobody else of the office could do if this person were gone: "manages", "signs", "coordinates".

    Whoever leaves as well, or is on leave, is nobody else.
    """
    gone = {person.pk, *away_from(organisation_id), *besides}
    rows = Membership.objects.valid().filter(organisation=organisation_id, is_confirmed=True)
    roles = {row.role for row in rows.filter(person=person)}
    others = {row.role for row in rows.exclude(person__in=gone)}
    found = [word for word, permission in ONLY.items() if _hold(roles, permission) and not _hold(others, permission)]
    coordinates = roles & set(COORDINATING_ROLES) and not others & set(COORDINATING_ROLES)
    if coordinates and Mandate.objects.in_force().filter(organisation=organisation_id).exists():
        found.append(COORDINATES)
    return found


def _hold(roles: Iterable[str], permission: Permission) -> bool:
    return any(permission in ROLES[Role(role)].permissions for role in roles)


def manages(person: Person, organisation_id: uuid.UUID) -> bool:
    """Whether this person may let others in and out there: a supervisor does not end that account."""
    rows = Membership.objects.valid().filter(organisation=organisation_id, person=person, is_confirmed=True)
    return _hold({row.role for row in rows}, Permission.STAFF_MANAGE)


def may_call_off(actor: Actor, departure: Departure) -> bool:
    """Whoever goes, only what they began themselves; of others whoever keeps such lists."""
    if departure.person_id == actor.person_id:
        return departure.started_by_id == actor.person_id
    return Permission.DEPARTURE_KEEP in actor.permissions
