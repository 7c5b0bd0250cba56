"""The ways in which an address is visited, and the records of the scene that its places stand for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from panah.foundation.security.roles import Role

Values = Mapping[str, str]
NOTHING: Values = MappingProxyType({})
SHOWN = frozenset({200})
MOVED_ON = frozenset({302})
FORM = frozenset({200, 302, 400})  # an empty form comes back with its faults, or the step is done


@dataclass(frozen=True)
class Visit:
    """``values`` give the address its parts, as ``record.attribute`` of the scene or as they are."""

    values: Values = field(default_factory=dict)
    method: str = "get"
    sees: frozenset[int] = SHOWN
    is_shared: bool = False  # a record of the directory: everybody with the right sees it, of whatever organisation
    holders: frozenset[Role] = frozenset({Role.CASEWORKER})  # among people with reach over their own files alone
    side: str = "own"  # the organisation that the record belongs to; a helper's part belongs to the one that helps
    elsewhere: frozenset[int] = frozenset({404})  # what the other organisation meets

    @property
    def has_record(self) -> bool:
        return not self.is_shared and any("." in value for value in self.values.values())


def page(values: Values = NOTHING) -> Visit:
    return Visit(values)


def form(values: Values = NOTHING, sees: frozenset[int] = FORM) -> Visit:
    return Visit(values, "post", sees)


def of_duty(visit: Visit) -> Visit:
    """A concern belongs to the whole duty office: reach over one's own files alone shows none."""
    return replace(visit, holders=frozenset())


def of_helper(visit: Visit) -> Visit:
    """A part of its own: it belongs to the organisation that helps, and is not there for the one that leads (S15)."""
    return replace(visit, side="other")


def of_region(visit: Visit) -> Visit:
    """A body or a row of those who coordinate: of whoever has no agreement it is not there (S13)."""
    return replace(visit, holders=frozenset({Role.REGIONAL_COORDINATOR, Role.MINISTRY_COORDINATOR}))


CASE = {"code": "case.code"}
PART = {"code": "part.code"}
MOVING = {"code": "moving.code"}
TRANSFER = {"code": "transfer.code"}
CONCERN = {"code": "concern.code"}
ADULT = CASE | {"adult_id": "adult.pk"}
PLANNED = {"planned_id": "planned.pk"}
REFERRED = {"code": "leg.code"}
ASKED = {"code": "asked.code"}
POSTER = {"code": "poster.code"}
PROVIDER = {"code": "provider.code"}
PERSON = {"person_id": "person.pk"}
STUCK_BODY = {"body": "stuck.body"}
STUCK = STUCK_BODY | {"number": "stuck.number"}
HOUSE = {"house": "house.code"}
BED = {"code": "bed.code"}
HELD = {"code": "held.code"}
GUEST = {"code": "guest.code"}
DOOR = frozenset({200, 302, 405})  # the framework's own pages lead on where there is nothing to do
