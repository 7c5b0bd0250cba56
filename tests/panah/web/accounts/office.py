"""Two organisations with the people who look after accounts, and what somebody at the door does."""

import base64
import hashlib
import hmac
import html
import re
import struct
import time
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from panah.foundation.accounts.actions import add_organisation, add_person, give_role
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import actor_of, roles_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role

SYSTEM = Actor.system("test", EVERYTHING)
PASSWORD = "correct horse battery"
OTHER_PASSWORD = "five green apples sleep"


@dataclass(frozen=True)
class Office:
    organisation: Organisation
    other: Organisation
    head: Person
    administrator: Person
    worker: Person
    stranger: Person  # the head of the other organisation


def made_office() -> Office:
    own, other = (add_organisation(by=SYSTEM, code=code, kind="ngo", names=_names(code)) for code in ("own", "other"))
    return Office(
        own,
        other,
        engaged(own, Role.HEAD_OF_ORGANISATION, "head"),
        engaged(own, Role.ADMINISTRATOR, "administrator"),
        engaged(own, Role.CASEWORKER, "worker"),
        engaged(other, Role.HEAD_OF_ORGANISATION, "stranger"),
    )


def _names(code: str) -> dict[str, str]:
    return dict.fromkeys(("kk", "ru", "en"), code)


def engaged(organisation: Organisation, role: Role, name: str, *, is_new: bool = False) -> Person:
    """Somebody who has come in before, unless ``is_new``."""
    person = add_person(by=SYSTEM, username=name, display_name=f"Invented {name}", password=PASSWORD, language="en")
    if not is_new:
        Person.objects.filter(pk=person.pk).update(last_login=clock.now())
        person.refresh_from_db()
    give_role(by=SYSTEM, person=person, organisation=organisation, role=role)
    return person


def actor_for(person: Person) -> Actor:
    return actor_of(roles_of(person)[0])


def visitor(**values: Any) -> Client:
    """A browser that asks for English."""
    return Client(HTTP_ACCEPT_LANGUAGE="en", **values)


def client_of(person: Person) -> Client:
    client = visitor()
    client.force_login(person)
    return client


def knock(client: Client, username: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(reverse("sign-in"), {"login": username, "password": password, **more})


def text_of(response: Any) -> str:
    assert response.status_code in {200, 400}, response.status_code
    return html.unescape(response.content.decode())


def code_at(secret: str, moment: float | None = None) -> str:
    """What an app for one-time codes shows (RFC 6238), reckoned here and not by what is tested."""
    counter = struct.pack(">Q", int(time.time() if moment is None else moment) // 30)
    digest = hmac.digest(base64.b32decode(secret), counter, hashlib.sha1)
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def secret_on(page: str) -> str:
    found = re.search(r'id="authenticator_secret">([A-Z2-7]+)<', page)
    assert found, page
    return found[1]


def add_app(client: Client, moment: float | None = None) -> str:
    """Confirm the password, add an app; gives its secret."""
    address = reverse("mfa_activate_totp")
    client.post(f"{reverse('account_reauthenticate')}?next={address}", {"password": PASSWORD})
    secret = secret_on(text_of(client.get(address)))
    assert client.post(address, {"code": code_at(secret, moment)}).status_code == 302
    return secret
