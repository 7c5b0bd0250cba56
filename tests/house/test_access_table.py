"""Every address, visited by nobody, by every role of the organisation that it concerns, and by every role of another.

``PANAH_TABLE=file`` writes what was answered as a table.
"""

import logging
import os
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse

from panah.foundation.security.pages import Policy, policy_of
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES, Reach, Role, roles_with_a_room
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


def visiting_roles() -> list[Role]:
    """Roles without a room have no rights, so one of them speaks for all; the written table shows each."""
    without_room = [role for role in Role if role not in roles_with_a_room()]
    return [*roles_with_a_room(), *(without_room if os.environ.get("PANAH_TABLE") else without_room[:1])]


VISITORS = [Visitor(), *(Visitor(organisation, role) for organisation in (OWN, OTHER) for role in visiting_roles())]


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
    if visitor.organisation != visit.side:
        return visit.elsewhere
    return visit.sees if card.reach is Reach.ORGANISATION or visitor.role in visit.holders else NOT_THERE


def answer(cookies: SimpleCookie, address: str, method: str) -> int:
    """The status that is answered; what the visit changed, in the database or in the browser, is undone."""
    client = Client(raise_request_exception=False)
    client.cookies = deepcopy(cookies)
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


@pytest.fixture
def silence() -> Iterator[None]:
    """The statuses tell; a line for each no would fill the page."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def test_every_address_answers_each_visitor_as_its_policy_says(scene: Scene, silence: None) -> None:
    patterns = named()
    cookies = {visitor: _cookies(scene, visitor) for visitor in VISITORS}
    table: dict[str, dict[Visitor, int]] = {}
    faults: list[str] = []
    for name in VISITS.keys() & patterns.keys():
        visit, policy = VISITS[name], policy_of(patterns[name].callback)
        assert policy is not None, name
        address = reverse(name, kwargs={key: scene.value(value) for key, value in visit.values.items()})
        table[name] = {visitor: answer(cookies[visitor], address, visit.method) for visitor in VISITORS}
        faults += unexpected(name, policy, visit, table[name])
    _write(table)
    nothing(sorted(faults))


def unexpected(name: str, policy: Policy, visit: Visit, answers: dict[Visitor, int]) -> Iterator[str]:
    """One line for each wrong answer, with all who met it."""
    wrong: dict[str, list[str]] = {}
    for visitor, status in answers.items():
        if status not in (wanted := expected(policy, visit, visitor)):
            wrong.setdefault(f"{name}: {status}, not {sorted(wanted)}", []).append(str(visitor))
    yield from (f"{fault}: {', '.join(visitors)}" for fault, visitors in wrong.items())


def _cookies(scene: Scene, visitor: Visitor) -> SimpleCookie:
    client = Client()
    if visitor.role:
        client.force_login(scene.people[visitor.organisation, visitor.role])
    return client.cookies


def _write(table: dict[str, dict[Visitor, int]]) -> None:
    target = os.environ.get("PANAH_TABLE")
    if target:
        rows = [["address", *(str(visitor) for visitor in VISITORS)]]
        rows += [[name, *(str(table[name][visitor]) for visitor in VISITORS)] for name in sorted(table)]
        rows.insert(1, ["---"] * len(rows[0]))
        Path(target).write_text("".join(f"| {' | '.join(row)} |\n" for row in rows), encoding="utf-8")


def test_an_unexpected_answer_is_found() -> None:
    policy, visit = Policy(Permission.CASE_VIEW), Visit({"code": "case.code"})
    owner, stranger = Visitor(OWN, Role.CASEWORKER), Visitor(OTHER, Role.CASEWORKER)
    lacking = Visitor(OWN, Role.ADMINISTRATOR)
    assert list(unexpected("case", policy, visit, {owner: 200, stranger: 404, lacking: 403, Visitor(): 302})) == []
    faults = list(unexpected("case", policy, visit, {owner: 404, stranger: 200, lacking: 200, Visitor(): 200}))
    assert len(faults) == 4


def test_a_page_without_a_line_and_a_line_without_a_page_are_found() -> None:
    assert len(list(without_visit({"case", "new"}, {"case", "gone"}))) == 2
