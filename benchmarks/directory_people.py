"""Many invented adults of the public work, and the ways in which they are asked for; for a Django that is set up."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from benchmarks.population import staff
from benchmarks.rounds import client_of
from benchmarks.search.children import Children
from panah.engines.matching.folding import sort_key
from panah.foundation.accounts.actions import add_organisation
from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import actor_of, roles_of
from panah.foundation.reference.models import Place
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role
from panah.foundation.security.turn import refresh_statistics
from panah.programme.directory.codes import TraineeSector
from panah.programme.directory.models import Adult, AdultKey
from panah.programme.directory.queries import AdultList, adults_like, mark_of_phone
from panah.programme.directory.rules import Facts, keys_of

CHUNK = 5_000
SCHOOLS, ORGANISATIONS = 90, 10
SECTORS = list(TraineeSector)
ON_A_PAGE = 25


@dataclass(frozen=True)
class Directory:
    children: Children
    coordinator: Person
    actor: Actor
    client: Client
    places: Sequence[Place]
    count: int

    @property
    def database(self) -> str:
        return str(connection.vendor)

    def pages(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        """By the pages that people open, drawn whole."""
        middle = self.count // ON_A_PAGE // 2
        yield "first page", lambda: self.seen("")
        yield "middle page", lambda: self.seen(f"?page={middle}")
        yield "last page", lambda: self.seen(f"?page={2 * middle}")
        yield "of a sector, middle page", lambda: self.seen(f"?sector=education&page={middle // len(SECTORS)}")
        yield "of a region", lambda: self.seen("?region=KZ-31")
        yield "of an organisation, middle page", lambda: self.seen(f"?known=measure&page={middle // ORGANISATIONS}")

    def seen(self, query: str) -> None:
        if self.client.get(f"/app/adults/{query}").status_code != 200:
            raise RuntimeError(query)

    def words(self, count: int) -> list[str]:
        """Three or four letters as somebody wrote them, such as people type before they look: the peer finds that script."""
        names = [name for name, _number in zip(self.children.names(), range(count * 7), strict=False)][::7]
        return [name.split()[-1][: 3 + place % 2] for place, name in enumerate(names)]

    def searches(self, rounds: int, chance: random.Random) -> Iterator[tuple[str, Iterator[Callable[[], Any]]]]:
        words = self.words(rounds)
        whole = [self.children.person(chance.randrange(self.count)) for _number in range(rounds)]
        yield "beginning of a word, query alone", (partial(self.found, word) for word in words)
        yield "beginning of a word", (partial(self.searched, word) for word in words)
        yield "one letter", (partial(self.searched, letter) for letter in ("а", "k", "с", "б") * 5)
        yield (
            "two words",
            (partial(self.searched, f"{person.given.kazakh} {person.family.kazakh[:4]}") for person in whole),
        )

    def found(self, word: str) -> list[Adult]:
        rows = AdultList(self.actor, text=word)
        rows.count()
        return rows[:ON_A_PAGE]

    def searched(self, text: str) -> None:
        if self.client.post("/app/adults/", {"text": text}).status_code != 200:
            raise RuntimeError(text)

    def naive(self, word: str) -> list[Adult]:
        """What a list does that knows no keys: it finds spellings of one script alone."""
        rows = Adult.objects.filter(same_as=None, name__contains=word).order_by("name")
        rows.count()
        return list(rows[:ON_A_PAGE])

    def names(self) -> list[str]:
        return list(Adult.objects.values_list("name", flat=True))

    def asked(self, count: int, chance: random.Random) -> list[Facts]:
        """Half of them known, in another hand, every second of those with the telephone; half new. All say where they work."""
        known = [_facts(one.place, one.name, self.places, _phone(one.place)) for one in self.children.asked(count // 2)]
        others = Children(self.count, None, 99)
        new = [_facts(one.place + 1, one.name, self.places) for one in others.asked(count - len(known))]
        both = [*known, *new]
        chance.shuffle(both)
        return both

    def like(self, facts: Facts) -> list[Any]:
        return adults_like(facts)

    def new(self, facts: Facts) -> None:
        """The page says who may be the same, before anything is written.

        Without a telephone: of those an account asks about only so many in an hour.
        """
        sent = {
            "name": facts.name,
            "sex": "unknown",
            "sector": facts.sector,
            "workplace": facts.workplace,
            "place": facts.place,
        }
        response = self.client.post("/app/adults/new/", sent)
        if response.status_code != 302 and b'name="is_this"' not in response.content:
            raise RuntimeError(f"refused: {facts.name}")

    def known_again(self, asked: Sequence[Facts]) -> str:
        known = list(self.children.asked(len(asked) // 2))
        found = sum(bool(adults_like(_facts(one.place, one.name, self.places))) for one in known)
        return f"{found} of {len(known)} written in another hand"


def build(count: int, seed: int) -> Directory:
    settings.ALLOWED_HOSTS = ["testserver"]
    people, children = staff(), Children(count, None, seed)
    job = Actor.system("benchmark", EVERYTHING)
    others = [
        add_organisation(by=job, code=f"other{n}", kind="ngo", names=dict.fromkeys(("kk", "ru", "en"), f"{n}"))
        for n in range(ORGANISATIONS - 1)
    ]
    places = list(Place.objects.filter(kind="district", parent__parent="KZ").order_by("code"))
    names = children.names()
    for start in range(0, count, CHUNK):
        with transaction.atomic(), vault.ring():
            _chunk([people.organisation, *others], names, range(start, min(start + CHUNK, count)), places)
    refresh_statistics()  # as the worker does every day
    coordinator = people.others[Role.PROGRAMME_COORDINATOR]
    return Directory(children, coordinator, actor_of(roles_of(coordinator)[0]), client_of(coordinator), places, count)


def _chunk(organisations: Sequence[Any], names: Iterator[str], numbers: range, places: Sequence[Place]) -> None:
    files = vault.open_files(FileKind.ADULT, len(numbers))
    adults = [
        _adult(organisations[0], file, number, next(names), places) for number, file in zip(numbers, files, strict=True)
    ]
    Adult.objects.bulk_create(adults, batch_size=500)
    keys = [AdultKey(adult=adult, key=key) for adult in adults for key in sorted(keys_of(adult.name))]
    AdultKey.objects.bulk_create(keys, batch_size=2_000)
    for place, organisation in enumerate(organisations):
        own = files[place :: len(organisations)]
        grants.grant_many(own, PrincipalKind.TEAM, organisation.pk, Relation.KNOWN_TO)


def _adult(organisation: Any, file: Any, number: int, name: str, places: Sequence[Place]) -> Adult:
    facts = _facts(number, name, places)
    phone = _phone(number)
    return Adult(
        file=file, code=file.code, name=name, sort_key=sort_key(name), sex="unknown", sector=facts.sector or "", post="маман",
        workplace=facts.workplace, place_id=facts.place, languages=["kk", "ru"], phone=phone,
        phone_mark=mark_of_phone(phone), email="", registered_at=clock.now(), registered_by=organisation,
    )  # fmt: skip


def _phone(number: int) -> str:
    return f"+7701{number:07d}" if number % 2 else ""


def _facts(number: int, name: str, places: Sequence[Place], phone: str = "") -> Facts:
    """Where the person of this number works; the same each time."""
    return Facts(
        name=name, phone=mark_of_phone(phone), sector=SECTORS[number % len(SECTORS)], workplace=f"№{1 + number % SCHOOLS} мектеп",
        place=places[number % len(places)].pk, sex="unknown",
    )  # fmt: skip
