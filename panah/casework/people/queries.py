from collections import Counter
from functools import cache

from django.conf import settings

from panah.casework.people.codes import ConsentDecision
from panah.casework.people.models import Child, Consent, Name, NameToken
from panah.casework.people.rules import Birth, age_on, tokens_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.keys import KeyFolder

CANDIDATES = 300


@cache
def name_key() -> bytes:
    return KeyFolder(settings.PANAH_KEYS).bytes("names")


def find_by_name(actor: Actor, text: str, limit: int = 25) -> list[Child]:
    """Children whose names share words with ``text`` in any script, best first, within what ``actor`` may see.

    Works on keyed tokens alone: nothing is decrypted to find.
    """
    wanted = tokens_of([text], name_key())
    if not wanted:
        return []
    visible = Child.objects.visible_to(actor)
    rows = NameToken.objects.filter(token__in=wanted, child__in=visible).values_list("child_id", flat=True)
    hits = Counter(rows[: CANDIDATES * 4])
    best = [child_id for child_id, _ in hits.most_common(limit)]
    children = {child.pk: child for child in Child.objects.filter(pk__in=best)}
    return [children[child_id] for child_id in best]


def exists_elsewhere(actor: Actor, text: str) -> list[str]:
    """Organisations outside ``actor``'s sight that know all the words of this name: "ask them", and nothing else."""
    wanted = tokens_of([text], name_key())
    if len(wanted) < 2:
        return []
    hits: Counter[object] = Counter()
    owner: dict[object, str] = {}
    rows = NameToken.objects.filter(token__in=wanted).exclude(child__in=Child.objects.visible_to(actor))
    for child_id, code in rows.values_list("child_id", "child__organisation__code")[: CANDIDATES * 4]:
        hits[child_id] += 1
        owner[child_id] = code
    return sorted({owner[child_id] for child_id, count in hits.items() if count == len(wanted)})


def names_of(child: Child) -> list[Name]:
    return list(Name.objects.filter(child=child).order_by("written_at", "id"))


def has_consent(child: Child, scope: str) -> bool:
    """Whether the latest word for this scope is yes and still holds today."""
    latest = Consent.objects.filter(child=child, scope=scope).order_by("-written_at", "-id").first()
    if latest is None or latest.decision != ConsentDecision.GIVEN:
        return False
    return latest.expires_on is None or latest.expires_on >= clock.today()


def age_of(child: Child) -> int | None:
    """From the birth year alone: pages show it as "about"."""
    return age_on(Birth(year=child.birth_year), clock.today())
