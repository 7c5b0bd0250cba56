import uuid
from datetime import date, datetime
from functools import cache

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from panah.casework.people.codes import ConsentDecision
from panah.casework.people.models import CategoryDecision, Child, Consent, Name, NameToken
from panah.casework.people.rules import Birth, age_on, tokens_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.grants import visible
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
    named = NameToken.objects.filter(token__in=wanted)
    best = _seen_of_the_best(actor, named, limit)
    if best is None:
        open_to_me = named.filter(visible(actor, file="child__file_id"))
        best = [child_id for child_id, _ in _hits(open_to_me)[:limit]]
    children = {child.pk: child for child in Child.objects.filter(pk__in=best)}
    return [children[child_id] for child_id in best]


def children_under_code(code: str) -> list[uuid.UUID]:
    """Whom a code leads to: the record itself and those that a person has joined to it. Says nothing of who may see them."""
    first = Child.objects.filter(code=code).values_list("pk", "same_as_id").first()
    if first is None:
        return []
    root = first[1] or first[0]
    return [first[0], root, *Child.objects.filter(same_as_id=root).values_list("pk", flat=True)]


def exists_elsewhere(actor: Actor, text: str) -> list[str]:
    """Organisations outside ``actor``'s sight that know all the words of this name: "ask them", and nothing else."""
    wanted = tokens_of([text], name_key())
    if len(wanted) < 2:
        return []
    hits = _hits(NameToken.objects.filter(token__in=wanted))[:CANDIDATES]
    whole = [child_id for child_id, count in hits if count == len(wanted)]
    seen = set(Child.objects.visible_to(actor).filter(pk__in=whole).values_list("pk", flat=True))
    unseen = [child_id for child_id in whole if child_id not in seen]
    return sorted(set(Child.objects.filter(pk__in=unseen).values_list("organisation__code", flat=True)))


def _seen_of_the_best(actor: Actor, named: QuerySet[NameToken], limit: int) -> list[uuid.UUID] | None:
    """Whom ``actor`` may see among the best of all, where these are enough; to ask it of every bearer takes long."""
    best = [child_id for child_id, _ in _hits(named)[:CANDIDATES]]
    seen = set(Child.objects.visible_to(actor).filter(pk__in=best).values_list("pk", flat=True))
    found = [child_id for child_id in best if child_id in seen][:limit]
    return found if len(found) == limit or len(best) < CANDIDATES else None


def _hits(rows: QuerySet[NameToken]) -> QuerySet[NameToken, tuple[uuid.UUID, int]]:
    """How many of the words each child's names have, the most first."""
    return (
        rows.order_by()
        .values_list("child_id")
        .annotate(hits=Count("token", distinct=True))
        .order_by("-hits", "child_id")
    )


def names_of(child: Child) -> list[Name]:
    return list(Name.objects.filter(child=child).order_by("written_at", "id"))


def latest_consents(child: Child) -> dict[str, Consent]:
    """The word that holds for each scope: that of the latest day, however late it was written down.

    So the paper of an old yes, found after a withdrawal, opens nothing again. Not to have asked takes no word back.
    """
    said = sorted(Consent.objects.filter(child=child), key=said_at)
    words = sorted(said, key=lambda consent: consent.decision != ConsentDecision.NOT_ASKED)
    return {consent.scope: consent for consent in words}


def said_at(consent: Consent) -> tuple[date, datetime, int]:
    """By what the words of a family are put in order: when they were said, however late they were written down."""
    return consent.given_on or localtime(consent.written_at).date(), consent.written_at, consent.pk


def has_consent(child: Child, scope: str) -> bool:
    """Whether the word that holds for this scope is yes and still holds today."""
    latest = latest_consents(child).get(scope)
    if latest is None or latest.decision != ConsentDecision.GIVEN:
        return False
    return latest.expires_on is None or latest.expires_on >= clock.today()


def category_decisions(child: Child) -> list[CategoryDecision]:
    """Who put this child in which category and why, the latest first."""
    return list(CategoryDecision.objects.filter(child=child).order_by("-decided_on", "-written_at", "-id"))


def same_children(actor: Actor, child: Child) -> list[Child]:
    """The other records that a person has said are this child, as far as ``actor`` may see them."""
    root = child.same_as_id or child.pk
    others = Child.objects.visible_to(actor).filter(Q(same_as_id=root) | Q(pk=root)).exclude(pk=child.pk)
    return list(others.order_by("registered_at", "code"))


def age_of(child: Child) -> int | None:
    """From the birth year alone: pages show it as "about"."""
    return age_on(Birth(year=child.birth_year), clock.today())
