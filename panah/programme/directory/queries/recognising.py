from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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

MOST_COMPARED = 200
KEYS_AT_ONCE = 2_000


T = TypeVar("T")


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most ``size``: a database takes only so many values at once."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


@dataclass(frozen=True)
class Found:
    """An earlier entry and what is thought of it."""

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
    )


def adults_like(facts: Facts, *, beside: Iterable[UUID] = ()) -> list[Found]:
    """The entries that are, or may be, the adult of these facts: the certain first. ``facts.phone`` is a mark.

    Every entry of the installation is asked, also of other organisations: nobody is to be counted twice. Who shows what is
    found shows names and posts, never a telephone.
    """
    left_out = set(beside)
    entries = Adult.objects.filter(pk__in=_likeliest(facts) - left_out).select_related("institution", "place")
    return _ordered(facts, entries)


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
        wanted = {adult for facts in many for adult in self._near(facts)}
        for ids in batched(sorted(wanted), KEYS_AT_ONCE):
            self._entries |= Adult.objects.select_related("institution", "place", "same_as", "file").in_bulk(ids)

    def add(self, adult: Adult) -> None:
        self._entries[adult.pk] = adult
        for key in meeting_keys(adult.name):
            self._bearers.setdefault(key, set()).add(adult.pk)
        if adult.phone_mark:
            self._phones.setdefault(adult.phone_mark, set()).add(adult.pk)

    def like(self, facts: Facts) -> list[Found]:
        """As ``adults_like`` says it."""
        return _ordered(facts, [self._entries[one] for one in sorted(self._near(facts))])

    def _near(self, facts: Facts) -> set[UUID]:
        shared = Counter(adult for key in meeting_keys(facts.name) for adult in self._bearers.get(key, ()))
        near = {adult for adult, _count in shared.most_common(MOST_COMPARED)}
        return near | self._phones.get(facts.phone, set()) if facts.phone else near


def _ordered(facts: Facts, entries: Iterable[Adult]) -> list[Found]:
    found = [Found(adult, recognised(facts, facts_of(adult))) for adult in entries]
    known = [one for one in found if one.verdict.recognition is not Recognition.ANOTHER]
    return sorted(known, key=lambda one: (one.verdict.recognition is not Recognition.SAME, one.adult.registered_at))


def _likeliest(facts: Facts) -> set[UUID]:
    same_phone = Adult.objects.filter(phone_mark=facts.phone).values_list("pk", flat=True) if facts.phone else ()
    keys = meeting_keys(facts.name)
    shared = AdultKey.objects.filter(key__in=keys).values("adult").annotate(count=Count("key")).order_by("-count")
    by_name = shared.values_list("adult", flat=True)[:MOST_COMPARED] if keys else ()
    return {*same_phone, *by_name}
