import uuid
from collections.abc import Iterable
from datetime import time

from panah.foundation.notices.models import Notice, NoticeChoice
from panah.foundation.notices.rules import DIGEST_AT
from panah.foundation.security.access import Actor

MOST_SHOWN = 100


def unseen_for(actor: Actor, limit: int = MOST_SHOWN) -> list[Notice]:
    """What this person was not yet shown, newest first."""
    return list(Notice.objects.meant_for(actor).unseen().order_by("-created_at", "id")[:limit])


def wants_email(actor: Actor) -> bool:
    return not NoticeChoice.objects.filter(person_id=actor.id, by_email=False).exists()


def digest_time_of(actor: Actor) -> time:
    """When this person wants to be told of what can wait."""
    return digest_times([actor.person_id]).get(actor.person_id, DIGEST_AT)


def digest_times(people: Iterable[uuid.UUID | None]) -> dict[uuid.UUID | None, time]:
    """Of those who have chosen."""
    return dict(NoticeChoice.objects.filter(person__in=list(people)).values_list("person_id", "digest_at"))
