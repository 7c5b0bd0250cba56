"""The rounds of benchmarks.pages, for a Django that is set up."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.installation import percentile
from benchmarks.population import Population, build
from panah.casework.cases.codes import OPEN_STAGES
from panah.casework.cases.models import Case
from panah.foundation.accounts.models import Person

ROUNDS = 60
WARM_UP = 5
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
Ask = Callable[[], Any]  # the test client's answer


@dataclass(frozen=True)
class Row:
    name: str
    p50: float
    p95: float
    queries: int


def measured_pages(cases: int, events: int, when_built: Callable[[], None]) -> Iterator[Row]:
    """Every page in turn; the first is the floor: a page with nothing behind it."""
    settings.ALLOWED_HOSTS = ["testserver"]
    people = build(cases, events)
    when_built()
    for name, ask in _pages(people):
        yield measured_page(name, ask)


def _pages(people: Population) -> Iterator[tuple[str, Ask]]:
    stranger, lead = Client(), client_of(people.leads[0])
    supervisor, duty = client_of(people.supervisor), client_of(people.duty_worker)
    code = Case.objects.filter(lead=people.leads[0], stage__in=OPEN_STAGES).values_list("code", flat=True)[0]
    yield "public safety page (floor)", lambda: stranger.get("/ru/safety/")
    yield "public report, step 1", lambda: stranger.get("/ru/refer/")
    yield "Today, caseworker", lambda: lead.get("/app/")
    yield "Today, supervisor", lambda: supervisor.get("/app/")
    yield "Today, duty worker", lambda: duty.get("/app/")
    for role, person in people.others.items():
        yield f"Today, {role.value.replace('_', ' ')}", partial(client_of(person).get, "/app/")
    yield "team, supervisor", lambda: supervisor.get("/app/team/")
    yield "list, caseworker", lambda: lead.get("/app/children/")
    yield "list, supervisor", lambda: supervisor.get("/app/children/")
    yield "case", lambda: lead.get(f"/app/c/{code}/")
    yield "find by code", lambda: supervisor.post("/app/find/", {"text": code})
    yield "find by name, caseworker", lambda: lead.post("/app/find/", {"text": "Kairat Ulgibaev 77"})
    yield "find by name, supervisor", lambda: supervisor.post("/app/find/", {"text": "Kairat Ulgibaev 77"})


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def measured_page(name: str, ask: Ask) -> Row:
    times = []
    for number in range(ROUNDS + WARM_UP):
        started = time.perf_counter()
        response = ask()
        if response.status_code != 200:
            raise RuntimeError(f"{name}: {response.status_code}")
        if number >= WARM_UP:
            times.append((time.perf_counter() - started) * 1000)
    with CaptureQueriesContext(connection) as queries:
        ask()
    return Row(name, percentile(times, 0.5), percentile(times, 0.95), len(queries))
