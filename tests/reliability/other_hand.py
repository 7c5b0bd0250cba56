"""What happens behind the back of a person at work, done by another process on the same data: sessions begin and end, and
somebody counts which texts rest in the records. Reads a command a line, answers a line.
"""

import json
import sys
from datetime import timedelta
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections

from panah.casework.cases.models import DeliveredService, DomainAnswer, Note, PlannedService
from panah.foundation.accounts.models import Person
from panah.foundation.security import clock, vault
from panah.foundation.security.sealed import open_sealed
from panah.web.accounts.session import SEEN, begin_session
from tests.panah.casework.cases.office import made_office, opened

PASSWORD = "correct horse battery"
WRITER = "aigul"
TEXTS = ((Note, "text"), (PlannedService, "goal"), (DeliveredService, "what_was_done"), (DomainAnswer, "observed"))


def prepare() -> str:
    """An office with one case; gives its code."""
    office = made_office()
    office.aigul.person.set_password(PASSWORD)
    office.aigul.person.save()
    return opened(office).code


def begin() -> str:
    """A session of the writer, as after a sign-in with the second step."""
    person = Person.objects.get(username=WRITER)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    begin_session(session)
    session.create()
    return str(session.session_key)


def end(key: str) -> str:
    SessionStore(key).delete()
    return "gone"


def leave_alone(key: str) -> str:
    """As if nobody had been there for twenty minutes."""
    session = SessionStore(key)
    session[SEEN] = (clock.now() - timedelta(minutes=20)).timestamp()
    session.save()
    return "quiet"


def count(words: str) -> int:
    """In how many records the words stand."""
    found = 0
    with vault.ring():
        for model, name in TEXTS:
            for row in model.objects.all():
                open_sealed(row, only=(name,))
                found += words in getattr(row, name)
    return found


COMMANDS: dict[str, Any] = {
    "prepare": prepare,
    "begin": begin,
    "end": end,
    "leave_alone": leave_alone,
    "count": count,
}


def serve() -> None:
    for line in sys.stdin:
        name, *words = json.loads(line)
        close_old_connections()
        sys.stdout.write(json.dumps(COMMANDS[name](*words)) + "\n")
        sys.stdout.flush()
