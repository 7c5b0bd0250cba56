from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Count

from panah.foundation.security.keys import KeyFolder
from panah.programme.directory.codes import Recognition, TraineeSector
from panah.programme.directory.models import Adult, AdultKey
from panah.programme.directory.rules import Facts, Verdict, meeting_keys, phone_mark, recognised

MOST_COMPARED = 200
MOST_BEARERS = 3_000
"""Beyond so many entries under the keys of a name the rest is left out: they share one rare key at most."""


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
    found = [Found(adult, recognised(facts, facts_of(adult))) for adult in entries]
    known = [one for one in found if one.verdict.recognition is not Recognition.ANOTHER]
    return sorted(known, key=lambda one: (one.verdict.recognition is not Recognition.SAME, one.adult.registered_at))


def _likeliest(facts: Facts) -> set[UUID]:
    same_phone = Adult.objects.filter(phone_mark=facts.phone).values_list("pk", flat=True) if facts.phone else ()
    keys = meeting_keys(facts.name)
    shared = AdultKey.objects.filter(key__in=keys).values("adult").annotate(count=Count("key")).order_by("-count")
    by_name = shared.values_list("adult", flat=True)[:MOST_COMPARED] if keys else ()
    return {*same_phone, *by_name}
