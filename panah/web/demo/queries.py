from collections.abc import Sequence
from dataclasses import dataclass

from panah.foundation.accounts.models import Membership
from panah.foundation.security.roles import ROLES, Role, RoleCard, roles_with_a_room


@dataclass(frozen=True)
class Seat:
    """Somebody in a role whom a visitor may look as."""

    id: str
    person: str
    organisation: str


@dataclass(frozen=True)
class RoleSeats:
    """A role with the seat that has most to show, and the others."""

    card: RoleCard
    first: Seat
    others: Sequence[Seat]


def seats(language: str) -> list[RoleSeats]:
    """Every role with a room, in the order of the roles; whoever came first has the most to show."""
    rows = Membership.objects.valid().select_related("person", "organisation").order_by("since", "id")
    by_role: dict[str, list[Seat]] = {}
    for row in rows:
        seat = Seat(str(row.pk), row.person.display_name, row.organisation.label(language))
        by_role.setdefault(row.role, []).append(seat)
    return [_role_seats(role, by_role[role]) for role in roles_with_a_room() if role in by_role]


def _role_seats(role: Role, found: list[Seat]) -> RoleSeats:
    return RoleSeats(ROLES[role], found[0], found[1:])
