"""Whom somebody means who has typed the beginning of a name: within the files on which they work, and shown to them alone."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from panah.casework.people.models import Child
from panah.casework.people.queries.finding.comparing import texts_by_child
from panah.casework.people.queries.finding.matching import asked_record, find_matches
from panah.engines.matching.comparing.beginnings import beginnings
from panah.engines.matching.names.reading import read_name, read_names
from panah.foundation.security import vault
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import RELATIONS_FOR, Permission
from panah.foundation.security.sealed import GuardedQuerySet

MOST_FILES = 2_000
"""Files whose names are opened for one look at beginnings; who works on more is found by whole words."""


@dataclass(frozen=True)
class Begun:
    """Who may be meant and the words that begin so, best first; ``has_beginnings`` is false where only whole words were tried."""

    found: list[tuple[Child, tuple[str, ...]]] = field(default_factory=list)
    has_beginnings: bool = True


def worked_on_by(actor: Actor) -> GuardedQuerySet:
    """Children whose names ``actor`` may read because of working with them; of others no word of a name is shown."""
    if Permission.IDENTITY_READ not in actor.permissions or Permission.CASE_VIEW not in actor.permissions:
        return Child.objects.none()
    rows: GuardedQuerySet = Child.objects.visible_to(actor, RELATIONS_FOR[Permission.CASE_VIEW])
    return rows


def named_to(actor: Actor, child_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    return set(worked_on_by(actor).filter(pk__in=list(child_ids)).values_list("pk", flat=True))


def find_beginnings(actor: Actor, text: str, limit: int = 8) -> Begun:
    """Each word of the text begins a word of the name, in any script. Opens names of own files alone, for the comparison."""
    own = worked_on_by(actor)
    ids = list(own.order_by("-registered_at", "code").values_list("pk", flat=True)[: MOST_FILES + 1])
    if len(ids) > MOST_FILES:
        return Begun(_by_whole_words(actor, text, limit), has_beginnings=False)
    with vault.ring():
        texts = [(child_id, one) for child_id, ways in texts_by_child(ids).items() for one in ways]
    best: dict[uuid.UUID, tuple[int, tuple[str, ...]]] = {}
    begun = beginnings(read_name(text), read_names(one for _, one in texts))
    for (child_id, _), laid in zip(texts, begun, strict=True):
        if laid is not None and laid[0] < best.get(child_id, (laid[0] + 1,))[0]:
            best[child_id] = laid[0], tuple(word.text for word in laid[1])
    order = {child_id: place for place, child_id in enumerate(ids)}
    nearest = sorted(best, key=lambda child_id: (best[child_id][0], order[child_id]))[:limit]
    children = {child.pk: child for child in Child.objects.filter(pk__in=nearest)}
    return Begun([(children[child_id], best[child_id][1]) for child_id in nearest])


def _by_whole_words(actor: Actor, text: str, limit: int) -> list[tuple[Child, tuple[str, ...]]]:
    matches = find_matches(actor, asked_record(text), limit)
    own = named_to(actor, (match.child.pk for match in matches))
    return [
        (match.child, tuple(reason.theirs for reason in match.verdict.reasons if reason.ours and reason.theirs))
        for match in matches
        if match.child.pk in own
    ]
