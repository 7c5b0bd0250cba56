from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Count

from panah.foundation.security.keys import KeyFolder
from panah.programme.directory.codes import Recognition, TraineeSector
from panah.programme.directory.models import Adult, AdultKey
from panah.programme.directory.rules import Facts, Verdict, meeting_keys, phone_mark, recognised

MOST_COMPARED = 60
"""Entries that share most keys are compared; of those that share fewer none could be more than one among hundreds."""
MOST_BEARERS = 2_000
"""A key under which more entries stand tells little: it is asked only where a name has no rarer one."""


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
    compared = [(entry.person_id, recognised(facts, facts_of(entry))) for entry in entries]
    best: dict[UUID, Verdict] = {}
    for person, verdict in compared:
        if verdict.recognition is Recognition.ANOTHER or person in left_out:
            continue
        if person not in best or _rank(verdict) < _rank(best[person]):
            best[person] = verdict
    counted = Adult.objects.select_related("institution", "place").in_bulk(best)
    found = [Found(counted[person], verdict) for person, verdict in best.items() if person in counted]
    return sorted(found, key=lambda one: (*_rank(one.verdict), one.adult.registered_at))


def _rank(verdict: Verdict) -> tuple[bool, int]:
    return verdict.recognition is not Recognition.SAME, -len(verdict.reasons)


def _likeliest(facts: Facts) -> set[UUID]:
    same_phone = Adult.objects.filter(phone_mark=facts.phone).values_list("pk", flat=True) if facts.phone else ()
    keys = meeting_keys(facts.name)
    shared = AdultKey.objects.filter(key__in=keys).values("adult").annotate(count=Count("key")).order_by("-count")
    by_name = shared.values_list("adult", flat=True)[:MOST_COMPARED] if keys else ()
    return {*same_phone, *by_name}
