"""Every address of the access table, as the first role that may see it: nothing serious by axe, nothing wider than a phone."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Error

from panah.foundation.accounts.actions import choose_settings
from panah.foundation.security.roles import ROLES, Reach, Role
from tests.house.scene import Scene, made_scene
from tests.house.test_access_table import named
from tests.house.test_crawl_words import visitors
from tests.house.visits import VISITS, Visit
from tests.journeys.conftest import Arrives, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LEADS_AWAY = {
    "draft-text",  # of its writer alone
    "alive",
    "root",
    "demo",
    "indicator-rows-file",
    "house-month-file",
    "list-how-far",
    "outbox-worker",
    "call-month-file",
    "house-rules-file",
    "outing-blank-file",
    "outing-child-blank-file",
    "outing-signed-file",
    "case-paper",
    "mfa_download_recovery_codes",
    "parts",
}  # no page


def signed_in(visitor: Visitor, scene: Scene, side: str, role: Role) -> None:
    person, actor = scene.people[side, role], scene.actors[side, role]
    choose_settings(by=actor, person=person, language="kk", theme="auto")
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    visitor.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": visitor.address}])


def faults_of(visitor: Visitor, name: str, address: str) -> list[str] | None:
    """None if the address shows this role no page: the console's word about it is then no fault."""
    before = len(visitor.faults)
    try:
        response = visitor.page.goto(visitor.address + address)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return []  # a file, and no page
    if response is None or response.status != 200:
        visitor.faults[before:] = [fault for fault in visitor.faults[before:] if address not in fault]
        return None
    if not response.headers.get("content-type", "").startswith("text/html"):
        # A picture, and no page: axe waits for ever in it, and the browser's own frame around it meets our policy.
        visitor.page.goto("about:blank")
        visitor.faults[before:] = [fault for fault in visitor.faults[before:] if address not in fault]
        return []
    faults = [f"{name}: {fault['id']}" for fault in visitor.axe_faults() if fault["impact"] in ("serious", "critical")]
    width = visitor.page.evaluate("document.documentElement.scrollWidth")
    return [*faults, *([f"{name}: {width} pixels wide"] if width > 390 else [])]


def may_see(line: Visit, role: Role | None) -> bool:
    """Whether the record of this page is open to the role, and not only its address."""
    return role is None or not line.has_record or ROLES[role].reach is Reach.ORGANISATION or role in line.holders


def test_axe_finds_nothing_serious_on_any_page(arrives: Arrives) -> None:
    scene = made_scene()
    by_role: dict[tuple[str, Role | None], Visitor] = {}

    def visitor_for(side: str, role: Role | None) -> Visitor:
        if (side, role) not in by_role:
            by_role[side, role] = arrives(phone=True, language="kk")
            if role is not None:
                signed_in(by_role[side, role], scene, side, role)
        return by_role[side, role]

    def looked_at(name: str, line: Visit) -> list[str]:
        with translation.override("kk"):
            address = reverse(name, kwargs={key: scene.value(value) for key, value in line.values.items()})
        likely = sorted(visitors(name), key=lambda role: not may_see(line, role))
        for role in likely:
            faults = faults_of(visitor_for(line.side, role), name, address)
            if faults is not None:
                return faults
        return [f"{name}: no role saw the page"]

    pages = {name: VISITS[name] for name in sorted((VISITS.keys() & named().keys()) - LEADS_AWAY)}
    shown = {name: line for name, line in pages.items() if line.method == "get" and line.sees != {404}}
    assert [fault for name, line in shown.items() for fault in looked_at(name, line)] == []
    assert len(shown) > 50
