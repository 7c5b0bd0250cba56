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


def faults_of(visitor: Visitor, name: str, address: str) -> list[str]:
    try:
        response = visitor.page.goto(visitor.address + address)
    except Error as error:
        if "Download is starting" in str(error):
            return []
        raise
    if response is None or response.status != 200:
        visitor.faults[:] = [
            fault for fault in visitor.faults if address not in fault
        ]  # a record that is not there for this role
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
    faults: list[str] = []
    looked = 0
    for name in sorted((VISITS.keys() & named().keys()) - LEADS_AWAY):
        line = VISITS[name]
        role = next((role for role in visitors(name) if may_see(line, role)), None)
        who = line.side, role
        if line.method != "get":
            continue
        if who not in by_role:
            by_role[who] = arrives(phone=True, language="kk")
            if role is not None:
                signed_in(by_role[who], scene, line.side, role)
        with translation.override("kk"):
            address = reverse(name, kwargs={key: scene.value(value) for key, value in line.values.items()})
        faults += faults_of(by_role[who], name, address)
        looked += 1
    assert faults == []
    assert looked > 50
