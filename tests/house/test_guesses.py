"""A wrong guess is harmless (S17): what belongs to others and what does not exist are one page, at every address."""

import re
import uuid

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from panah.foundation.security.codes import new_code
from panah.foundation.security.roles import Role
from tests.house.scene import OTHER, OWN, Scene, made_scene
from tests.house.source import nothing
from tests.house.visits import VISITS, Visit

STRANGERS = (Role.CASEWORKER, Role.SUPERVISOR, Role.DUTY_WORKER, Role.HEAD_OF_ORGANISATION, Role.ADMINISTRATOR)
# opened by whoever holds the token; known to the lead and to the helper; known to both sides of it; open to everybody
NO_STRANGER = {
    "answer-link", "directory-link", "learn-enrol", "learn-arrived", "learn-own", "learn-check-in", "practice-answer",
    "training-test-sit",
    "helper-part", "transfer", "public-library-item", "public-library-edition",
}  # fmt: skip


@pytest.fixture
def scene(db: None) -> Scene:
    return made_scene()


def is_secret(visit: Visit, key: str, value: str) -> bool:
    """Whether the value names a record; a year or a number of a row is no secret, and stands in dates too."""
    return "." in visit.values[key] and not value.isdecimal()


def invented(value: str) -> str:
    """As long and as well formed as the true one."""
    try:
        uuid.UUID(value)
    except ValueError:
        return new_code()
    return str(uuid.uuid4())


def answer(browser: Client, visit: Visit, name: str, values: dict[str, str]) -> tuple[int, str]:
    """The status, and the page without its own address, the codes in it, and what is drawn anew for each page."""
    address = reverse(name, kwargs=values)
    with transaction.atomic():
        response = getattr(browser, visit.method)(address)
        transaction.set_rollback(True)
    text = response.content.decode() + response.headers.get("Location", "")
    for value in (address, *(value for key, value in values.items() if is_secret(visit, key, value))):
        text = text.replace(value, "…")
    return response.status_code, re.sub(r'(value|href)="[^"]*"|\d\d:\d\d', "", text)


def guarded(scene: Scene) -> list[tuple[str, Visit, dict[str, str]]]:
    rows = []
    for name, visit in VISITS.items():
        if visit.has_record and name not in NO_STRANGER:
            rows.append((name, visit, {key: scene.value(value) for key, value in visit.values.items()}))
    return rows


@pytest.mark.safeguard(
    "S17", "a guessed code that exists elsewhere answers otherwise than one that does not, at any address"
)
def test_not_yours_and_not_there_are_one_page_at_every_address(scene: Scene) -> None:
    faults = []
    for role in (None, *STRANGERS):
        browsers = {side: Client(raise_request_exception=False) for side in (OWN, OTHER)}
        for side, browser in browsers.items():
            if role is not None:
                browser.force_login(scene.people[side, role])
        for name, visit, values in guarded(scene):
            side = OWN if getattr(visit, "side", OWN) != OWN else OTHER
            false = {key: invented(value) if is_secret(visit, key, value) else value for key, value in values.items()}
            true, none = (answer(browsers[side], visit, name, known) for known in (values, false))
            if true != none:
                faults.append(f"{name} tells {role or 'a visitor'} apart: {true[0]} and {none[0]}")
    nothing(sorted(faults))


def test_there_are_addresses_to_guess(scene: Scene) -> None:
    assert len(guarded(scene)) > 40


def test_a_difference_is_found(scene: Scene) -> None:
    owner = Client()
    owner.force_login(scene.people[OWN, Role.CASEWORKER])
    values = {"code": scene.value("case.code")}
    assert answer(owner, VISITS["case"], "case", values) != answer(owner, VISITS["case"], "case", {"code": new_code()})
