"""Every address, visited by nobody, by every role of the organisation that it concerns, and by every role of another.

``PANAH_TABLE=file`` writes what was answered as a table.
"""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse

from panah.foundation.security.pages import Policy, policy_of
from panah.foundation.security.roles import ROLES, Reach, Role
from tests.house.scene import OTHER, OWN, Scene, made_scene
from tests.house.source import nothing
from tests.house.test_addresses import addresses
from tests.house.visits import MOVED_ON, VISITS, Visit

NOT_ALLOWED, NOT_THERE = frozenset({403}), frozenset({404})


@dataclass(frozen=True)
class Visitor:
    """``role`` is nobody's for a visitor who did not sign in."""

    organisation: str = ""
    role: Role | None = None

    def __str__(self) -> str:
        return f"{self.organisation} {self.role}" if self.role else "logged out"


VISITORS = [Visitor(), *(Visitor(organisation, role) for organisation in (OWN, OTHER) for role in Role)]


def expected(policy: Policy, visit: Visit, visitor: Visitor) -> frozenset[int]:
    """What the policy of an address promises to this visitor."""
    if policy.permission is None:
        return visit.sees
    if visitor.role is None:
        return MOVED_ON
    card = ROLES[visitor.role]
    if policy.permission not in card.permissions:
        return NOT_ALLOWED
    if not visit.has_record:
        return visit.sees
    if visitor.organisation == OTHER:
        return NOT_THERE
    return visit.sees if card.reach is Reach.ORGANISATION or visitor.role in visit.holders else NOT_THERE


def answer(client: Client, address: str, method: str) -> int:
    """The status that is answered; what the visit changed is undone."""
    with transaction.atomic():
        status = getattr(client, method)(address).status_code
        transaction.set_rollback(True)
    return int(status)


def named() -> dict[str, URLPattern]:
    return {pattern.name or where: pattern for where, pattern in addresses()}


def without_visit(names: set[str], visits: set[str]) -> Iterator[str]:
    yield from (f"{name}: say in tests/house/visits.py how to visit it" for name in sorted(names - visits))
    yield from (f"{name}: is visited and does not exist" for name in sorted(visits - names))


def test_every_address_has_its_line_in_the_table() -> None:
    nothing(without_visit(set(named()), set(VISITS)))


@pytest.fixture
def scene(db: None) -> Scene:
    return made_scene()


def test_every_address_answers_each_visitor_as_its_policy_says(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL + 1)  # the statuses tell; a no to each stranger would fill the page
    patterns = named()
    clients = {visitor: _client(scene, visitor) for visitor in VISITORS}
    table: dict[str, dict[Visitor, int]] = {}
    faults = []
    for name in VISITS.keys() & patterns.keys():
        visit, policy = VISITS[name], policy_of(patterns[name].callback)
        assert policy is not None, name
        address = reverse(name, kwargs={key: scene.value(value) for key, value in visit.values.items()})
        table[name] = {visitor: answer(clients[visitor], address, visit.method) for visitor in VISITORS}
        for visitor, status in table[name].items():
            if status not in (wanted := expected(policy, visit, visitor)):
                faults.append(f"{name} answered {visitor} with {status}, not with {sorted(wanted)}")
    _write(table)
    nothing(sorted(faults))


def _client(scene: Scene, visitor: Visitor) -> Client:
    client = Client(raise_request_exception=False)
    if visitor.role:
        client.force_login(scene.people[visitor.organisation, visitor.role])
    return client


def _write(table: dict[str, dict[Visitor, int]]) -> None:
    target = os.environ.get("PANAH_TABLE")
    if target:
        rows = [["address", *(str(visitor) for visitor in VISITORS)]]
        rows += [[name, *(str(table[name][visitor]) for visitor in VISITORS)] for name in sorted(table)]
        rows.insert(1, ["---"] * len(rows[0]))
        Path(target).write_text("".join(f"| {' | '.join(row)} |\n" for row in rows), encoding="utf-8")


def test_a_page_without_a_line_and_a_line_without_a_page_are_found() -> None:
    assert len(list(without_visit({"case", "new"}, {"case", "gone"}))) == 2
