"""How a test goes to a page: who is signed in, what stands there, and how a form is filled as a browser would."""

import html
import re
from datetime import date
from typing import Any

from django.test import Client

from panah.foundation.security import clock
from panah.foundation.security.models import AuditEvent
from tests.panah.casework.cases.office import Worker


def signed_in(worker: Worker) -> Client:
    client = Client()
    client.force_login(worker.person)
    return client


def text_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return html.unescape(response.content.decode())


def words_of(response: Any, status: int = 200) -> str:
    """What is read on a page, without its tags and without the minute it was made: two pages may stand in two minutes."""
    text = re.sub(r"<(script|style|title).*?</\1>", " ", text_of(response, status), flags=re.DOTALL)
    text = re.sub(r'(<p class="paper">.*?)\d{2}\.\d{2}\.\d{4} \d{2}:\d{2}', r"\1", text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).strip()


def title_of(response: Any) -> str:
    found = re.search("<title>(.*?)</title>", text_of(response), re.DOTALL)
    assert found
    return found.group(1).strip()


def key_in(response: Any) -> str:
    """The key of the first form, as it was given out."""
    found = re.search(r'name="once" value="([^"]+)"', text_of(response))
    assert found
    return found.group(1)


def day(name: str, value: date | None = None) -> dict[str, str]:
    """A date as its three inputs send it."""
    chosen = value or clock.today()
    return {f"{name}_day": str(chosen.day), f"{name}_month": str(chosen.month), f"{name}_year": str(chosen.year)}


def reads() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(verb="read").order_by("number"))
