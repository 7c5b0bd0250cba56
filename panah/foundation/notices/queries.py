from panah.foundation.notices.models import Notice, NoticeChoice
from panah.foundation.security.access import Actor

MOST_SHOWN = 100


def unseen_for(actor: Actor, limit: int = MOST_SHOWN) -> list[Notice]:
    """What this person was not yet shown, newest first."""
    return list(Notice.objects.meant_for(actor).unseen().order_by("-created_at", "id")[:limit])


def wants_email(actor: Actor) -> bool:
    return not NoticeChoice.objects.filter(person_id=actor.id, by_email=False).exists()
