"""Every address of the access table, as the first role that may see it: nothing serious by axe, nothing wider than a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from panah.foundation.accounts.actions import choose_settings
from panah.foundation.security.roles import Role
from tests.house.scene import OWN, Scene, made_scene
from tests.house.test_access_table import named
from tests.house.test_crawl_words import visitors
from tests.house.visits import VISITS
from tests.journeys.conftest import Arrives, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LEADS_AWAY = {
    "draft-text",  # of its writer alone
    "alive",
    "root",
    "demo",
    "indicator-rows-file",
    "case-paper",
    "mfa_download_recovery_codes",
    "parts",
}  # no page


def signed_in(visitor: Visitor, scene: Scene, role: Role) -> None:
    person, actor = scene.people[OWN, role], scene.actors[OWN, role]
    choose_settings(by=actor, person=person, language="kk", theme="auto")
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    visitor.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": visitor.address}])


def faults_of(visitor: Visitor, name: str, address: str) -> list[str]:
    response = visitor.page.goto(visitor.address + address)
    if response is None or response.status != 200:
        return []
    found = Axe().run(visitor.page).response["violations"]
    faults = [f"{name}: {fault['id']}" for fault in found if fault["impact"] in ("serious", "critical")]
    width = visitor.page.evaluate("document.documentElement.scrollWidth")
    return [*faults, *([f"{name}: {width} pixels wide"] if width > 390 else [])]


def test_axe_finds_nothing_serious_on_any_page(arrives: Arrives) -> None:
    scene = made_scene()
    by_role: dict[Role | None, Visitor] = {}
    faults: list[str] = []
    looked = 0
    for name in sorted((VISITS.keys() & named().keys()) - LEADS_AWAY):
        line = VISITS[name]
        role = next(iter(visitors(name)), None)
        if line.method != "get":
            continue
        if role not in by_role:
            by_role[role] = arrives(phone=True, language="kk")
            if role is not None:
                signed_in(by_role[role], scene, role)
        with translation.override("kk"):
            address = reverse(name, kwargs={key: scene.value(value) for key, value in line.values.items()})
        faults += faults_of(by_role[role], name, address)
        looked += 1
    assert faults == []
    assert looked > 50
