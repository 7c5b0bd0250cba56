"""The search from end to end: a throw-away installation with many children, sealed and keyed as the house does it."""

import gc
import resource
import time
import uuid
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.installation import percentile
from benchmarks.population import Population, staff, staff_of_before
from benchmarks.rounds import client_of
from benchmarks.search.children import Asked, Children
from panah.casework.cases.codes import Stage
from panah.casework.cases.models import Case, Episode
from panah.casework.people.models import Child, Name, NameToken
from panah.casework.people.queries import find_matches, name_key
from panah.casework.people.rules import Birth, tokens_of
from panah.engines.matching.comparing.verdicts import Record
from panah.engines.matching.names.reading import read_name
from panah.foundation.accounts.queries import actor_of, roles_of
from panah.foundation.security import grants, vault
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.turn import refresh_statistics

CHUNK = 5_000
WITH_CASE = 50
"""One child in so many has a case: the page shows cases."""
PAGES = 60
EACH = 15
"""Searches of one person, so that nobody is held back for asking often."""


def figures(records: int, queries: int, names: Path | None, seed: int) -> dict[str, object]:
    """For a Django that is set up."""
    settings.ALLOWED_HOSTS = ["testserver"]
    children = Children(records, names, seed)
    started = time.perf_counter()
    people = staff_of_before() or staff()
    ids = list(Child.objects.order_by("registered_at", "pk").values_list("pk", flat=True))
    if len(ids) not in (0, records):
        raise SystemExit(f"The folder holds {len(ids)} records and not {records}: give another one.")
    if not ids:
        ids = _filled(children, people)
    gc.freeze()  # a million numbers that only this measurement holds
    built = time.perf_counter() - started
    asked = list(children.asked(queries))
    return {
        "engine": connection.vendor,
        "build_seconds": round(built, 1),
        "tokens_a_record": round(NameToken.objects.count() / records, 1),
        **_database_bytes(records),
        "search": _searches(people, ids, asked),
        "page": _pages(people, asked[:PAGES]),
        "most_memory_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _filled(children: Children, people: Population) -> list[uuid.UUID]:
    """In the order in which they were invented: each is registered a moment after the one before."""
    texts, ids = children.names(), list[uuid.UUID]()
    for start in range(0, children.count, CHUNK):
        with transaction.atomic(), vault.ring():
            ids += _written(children, people, start, list(islice(texts, CHUNK)))
    refresh_statistics()
    return ids


def _database_bytes(records: int) -> dict[str, int]:
    if connection.vendor != "sqlite":
        return {}
    return {"bytes_a_record": Path(connection.settings_dict["NAME"]).stat().st_size // records}


def _written(children: Children, people: Population, start: int, texts: list[str]) -> list[uuid.UUID]:
    """In bulk, into the house's own tables; names and days of birth are sealed, tokens are made by the house's own rule."""
    now, key, organisation = timezone.now(), name_key(), people.organisation
    moments = [now + timedelta(microseconds=step) for step in range(len(texts))]
    files = vault.open_files(FileKind.CHILD, len(texts))
    grants.grant_many(files, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
    births = [Birth(day=children.day(start + step)) for step in range(len(texts))]
    rows = [
        Child(
            file=file, code=file.code, sex="unknown", birth_date=birth.day, birth_year=birth.known_year,
            organisation=organisation, registered_at=moment, language="kk",
        )
        for file, birth, moment in zip(files, births, moments, strict=True)
    ]  # fmt: skip
    Child.objects.bulk_create(rows, batch_size=500)
    Name.objects.bulk_create(
        [Name(file_id=child.file_id, child=child, full=text, written_at=now) for child, text in zip(rows, texts, strict=True)],
        batch_size=500,
    )  # fmt: skip
    NameToken.objects.bulk_create(
        [
            NameToken(child=child, kind=kind, token=token)
            for child, text, birth in zip(rows, texts, births, strict=True)
            for kind, token in tokens_of([text], birth, key)
        ],
        batch_size=5_000,
    )
    _cases(people, rows[::WITH_CASE])
    return [child.pk for child in rows]


def _cases(people: Population, children: list[Child]) -> None:
    now = timezone.now()
    files = vault.open_files(FileKind.CASE, len(children))
    grants.grant_many(files, PrincipalKind.ORGANISATION, people.organisation.pk, Relation.LEAD_ORGANISATION)
    cases = [
        Case(
            file=file, code=child.code, child=child, organisation=people.organisation, lead=people.leads[0],
            stage=Stage.CLOSED, opened_at=now, risk="low",
        )
        for child, file in zip(children, files, strict=True)
    ]  # fmt: skip
    Case.objects.bulk_create(cases, batch_size=500)
    Episode.objects.bulk_create([Episode(case=case, opened_at=now) for case in cases], batch_size=500)


def _searches(people: Population, ids: list[uuid.UUID], asked: list[Asked]) -> dict[str, Any]:
    """A supervisor, who sees all of the organisation, searches with all that is known."""
    actor = actor_of(roles_of(people.supervisor)[0])
    times, worked, ranks = [], [], []
    for one in asked:
        started, began = time.perf_counter(), time.process_time()
        found = find_matches(actor, Record((read_name(one.name),), one.birth))
        times.append((time.perf_counter() - started) * 1e3)
        worked.append((time.process_time() - began) * 1e3)
        places = [match.child.pk for match in found]
        ranks.append(places.index(ids[one.place]) + 1 if ids[one.place] in places else 0)
    with CaptureQueriesContext(connection) as queries:
        find_matches(actor, Record((read_name(asked[0].name),), asked[0].birth))
    return {
        "recall_at_1": round(sum(rank == 1 for rank in ranks) / len(ranks), 4),
        "recall_at_10": round(sum(0 < rank <= 10 for rank in ranks) / len(ranks), 4),
        **_times(times),
        "processor_milliseconds_p95": _times(worked)["milliseconds_p95"],
        "queries": len(queries),
    }


def _pages(people: Population, asked: list[Asked]) -> dict[str, Any]:
    """The find page through the whole stack of middleware, as each of several workers of the organisation asks."""
    times = []
    for place, one in enumerate(asked):
        if place % EACH == 0:
            client = client_of(people.leads[place // EACH])
            client.get("/app/find/")
        year = {"year": one.birth.year} if one.birth.year else {}
        started = time.perf_counter()
        response = client.post("/app/find/", {"text": one.name, **year})
        times.append((time.perf_counter() - started) * 1e3)
        assert response.status_code == 200
    return _times(times)


def _times(milliseconds: list[float]) -> dict[str, float]:
    return {f"milliseconds_p{share}": round(percentile(milliseconds, share / 100), 1) for share in (50, 95)}
