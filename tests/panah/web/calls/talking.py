"""A talk as the page of a new call sends it, and who sends it."""

from typing import Any

from django.test import Client

from panah.foundation.accounts.models import Person
from panah.foundation.security.access import Actor
from tests.panah.casework.calls.line import SAID
from tests.panah.web.cases.visiting import key_in

NEW = "/app/calls/new/"
TALK: dict[str, Any] = {
    "type": "information",
    "language": "kk",
    "caller": "parent",
    "note": SAID,
    "outcome": "told_where",
}


def as_(who: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=who.id))
    return client


def opened(client: Client, address: str) -> dict[str, Any]:
    return {"once": key_in(client.get(address))}
