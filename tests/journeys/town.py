"""The town in which the journeys happen: its offices and people, and the steps that several journeys share.

Everything is in Kazakh. Who works in the field has a phone; nobody has JavaScript unless a journey says so.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from panah.casework.services.actions import ProviderDetails, add_provider
from panah.casework.services.models import Provider
from panah.foundation.accounts.actions import add_organisation, add_person, answer_for, give_role
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.reference.actions import load_places
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role
from panah.web.public import throttle
from tests.journeys.conftest import Arrives, Visitor, enters

JOB = Actor.system("test", EVERYTHING)
MAIN = "main button.main"
PLAIN = {"Save-Data": "on"}


@dataclass
class Town:
    """A desk that looks first, an NGO that leads cases, and a clinic."""

    desk: Organisation
    ngo: Organisation
    clinic: Organisation
    duty: Person
    caseworker: Person
    supervisor: Person
    nurse: Person


def town() -> Town:
    load_places(by=JOB)
    throttle.REPORTS.forget()
    desk, ngo = organisation("desk", "social_protection"), organisation("ulgi", "ngo")
    clinic = organisation("clinic", "health")
    answer_for(by=JOB, organisation=desk, place=None)
    provider(ngo, "Үлгі көмек", ("psychological", "basic_needs"))
    provider(clinic, "Үлгі емхана", ("medical",))
    return Town(
        desk, ngo, clinic, person(desk, Role.DUTY_WORKER), person(ngo, Role.CASEWORKER), person(ngo, Role.SUPERVISOR),
        person(clinic, Role.CASEWORKER, "nurse"),
    )  # fmt: skip


def organisation(code: str, kind: str) -> Organisation:
    return add_organisation(by=JOB, code=code, kind=kind, names={"kk": code, "ru": code, "en": code})


def provider(owner: Organisation, name: str, offered: tuple[str, ...]) -> Provider:
    details = ProviderDetails({"kk": name, "ru": name, "en": name}, offered, duty_phone="+7 000 000 00 01")
    return add_provider(by=JOB, organisation=owner, details=details)


def person(owner: Organisation, role: Role, username: str = "") -> Person:
    name = username or role.value
    someone = add_person(by=JOB, username=name, display_name=name, password=None, language="kk")
    give_role(by=JOB, person=someone, organisation=owner, role=role)
    return someone


def stranger(arrives: Arrives) -> Visitor:
    """Somebody on a phone, without account and without JavaScript."""
    return arrives(javascript=False, phone=True, language="kk", extra_http_headers=PLAIN)


def signed_in(arrives: Arrives, someone: Person, *, phone: bool = True, javascript: bool = False) -> Visitor:
    visitor = arrives(javascript=javascript, phone=phone, language="kk", extra_http_headers=PLAIN)
    client = Client()
    client.force_login(someone)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    visitor.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": visitor.address}])
    return visitor


def types_day(page: Page, field: str, day: date | None = None) -> None:
    """Three inputs of a date; the day that is today where people work, unless another is given."""
    chosen = day or clock.today()
    for part, value in (("day", chosen.day), ("month", chosen.month), ("year", chosen.year)):
        page.fill(f"input[name={field}_{part}]", str(value))


def answer_seen(reporter: Visitor, receipt: str, language: str = "kk") -> str:
    page = reporter.goes_to(f"/{language}/answer/")
    page.fill("input[name=receipt]", receipt)
    enters(page, "input[name=receipt]")
    return page.inner_text("main")


def receipt_on(page: Page) -> str:
    found = re.search(r"\d{4} \d{4} \d{4} \d{4}", page.inner_text("main"))
    assert found, "no receipt is shown"
    return found.group()
