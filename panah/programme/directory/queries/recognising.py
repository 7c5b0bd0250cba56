from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Count

from panah.foundation.security.keys import KeyFolder
from panah.programme.directory.codes import Recognition, TraineeSector
from panah.programme.directory.models import Adult, AdultKey
from panah.programme.directory.rules import Facts, Verdict, meeting_keys, phone_mark, recognised

MOST_COMPARED = 60
"""Entries that share most keys are compared; of those that share fewer none could be more than one among hundreds."""
KEYS_AT_ONCE = 2_000

T = TypeVar("T")


@dataclass(frozen=True)
class Found:
    """A person who is written down, under the entry that counts, and what is thought of them."""

    adult: Adult
    verdict: Verdict


def mark_of_phone(phone: str) -> str:
    """By which a telephone is found again; "" for what is no number."""
    return phone_mark(KeyFolder(settings.PANAH_KEYS).bytes("adults"), phone)


def facts_of(adult: Adult) -> Facts:
    return Facts(
        name=adult.name,
        phone=adult.phone_mark,
        sector=TraineeSector(adult.sector),
        workplace=adult.works_at,
        place=adult.place_id or "",
        sex=adult.sex,
        earlier_names=tuple(adult.earlier_names),
    )


def adults_like(facts: Facts, *, beside: Iterable[UUID] = ()) -> list[Found]:
    """Those who are, or may be, the adult of these facts: the certain first, each person once. ``facts.phone`` is a mark.

    Every entry of the installation is asked, also of other organisations: nobody is to be counted twice. Who shows what is
    found shows names and posts, never a telephone. ``beside`` are the entries that count of persons who are left out.
    """
    left_out = set(beside)
    entries = Adult.objects.filter(pk__in=_likeliest(facts)).select_related("institution", "place")
    best = {person: verdict for person, verdict in _best(facts, entries).items() if person not in left_out}
    return _ordered(best, Adult.objects.select_related("institution", "place").in_bulk(best))


def _best(facts: Facts, entries: Iterable[Adult]) -> dict[UUID, Verdict]:
    """By person the verdict that speaks most for one."""
    best: dict[UUID, Verdict] = {}
    for entry in entries:
        verdict = recognised(facts, facts_of(entry))
        if verdict.recognition is Recognition.ANOTHER:
            continue
        if entry.person_id not in best or _rank(verdict) < _rank(best[entry.person_id]):
            best[entry.person_id] = verdict
    return best


def _ordered(best: Mapping[UUID, Verdict], counted: Mapping[UUID, Adult]) -> list[Found]:
    found = [Found(counted[person], verdict) for person, verdict in best.items() if person in counted]
    return sorted(found, key=lambda one: (*_rank(one.verdict), one.adult.registered_at))


class KnownAdults:
    """The entries that may be one of many people, asked of the database in a few questions. ``add``: who comes meanwhile."""

    def __init__(self, many: Sequence[Facts]) -> None:
        self._bearers: dict[str, set[UUID]] = {}
        self._phones: dict[str, set[UUID]] = {}
        self._entries: dict[UUID, Adult] = {}
        for some in batched(sorted({key for facts in many for key in meeting_keys(facts.name)}), KEYS_AT_ONCE):
            for key, adult in AdultKey.objects.filter(key__in=some).values_list("key", "adult_id"):
                self._bearers.setdefault(key, set()).add(adult)
        for some in batched(sorted({facts.phone for facts in many if facts.phone}), KEYS_AT_ONCE):
            for mark, adult in Adult.objects.filter(phone_mark__in=some).values_list("phone_mark", "pk"):
                self._phones.setdefault(mark, set()).add(adult)
        self._read({adult for facts in many for adult in self._near(facts)})
        self._read({entry.person_id for entry in self._entries.values()} - self._entries.keys())

    def add(self, adult: Adult) -> None:
        self._entries[adult.pk] = adult
        for key in meeting_keys(adult.name):
            self._bearers.setdefault(key, set()).add(adult.pk)
        if adult.phone_mark:
            self._phones.setdefault(adult.phone_mark, set()).add(adult.pk)

    def like(self, facts: Facts) -> list[Found]:
        """As ``adults_like`` says it."""
        return _ordered(_best(facts, [self._entries[one] for one in sorted(self._near(facts))]), self._entries)

    def _read(self, wanted: Iterable[UUID]) -> None:
        for ids in batched(sorted(wanted), KEYS_AT_ONCE):
            self._entries |= Adult.objects.select_related("institution", "place", "file").in_bulk(ids)

    def _near(self, facts: Facts) -> set[UUID]:
        shared = Counter(adult for key in meeting_keys(facts.name) for adult in self._bearers.get(key, ()))
        near = {adult for adult, _count in shared.most_common(MOST_COMPARED)}
        return near | self._phones.get(facts.phone, set()) if facts.phone else near


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most ``size``: a database takes only so many values at once."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def _rank(verdict: Verdict) -> tuple[bool, int]:
    return verdict.recognition is not Recognition.SAME, -len(verdict.reasons)


def _likeliest(facts: Facts) -> set[UUID]:
    same_phone = Adult.objects.filter(phone_mark=facts.phone).values_list("pk", flat=True) if facts.phone else ()
    keys = meeting_keys(facts.name)
    shared = AdultKey.objects.filter(key__in=keys).values("adult").annotate(count=Count("key")).order_by("-count")
    by_name = shared.values_list("adult", flat=True)[:MOST_COMPARED] if keys else ()
    return {*same_phone, *by_name}
