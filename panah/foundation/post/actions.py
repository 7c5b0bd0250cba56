from datetime import timedelta

from panah.foundation.post.models import PostedItem
from panah.foundation.post.queries import seal_receipt
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

KEPT_FOR = timedelta(days=400)


@action(Permission.POST_TAKE, on=None, is_audited=False)
def remember_item(*, by: Actor, kind: str, item: str, receipt: str) -> PostedItem:
    """Keep the receipt of an item that was carried out; of two at once the first stands. The act itself is audited."""
    values = {"kind": kind, "receipt": seal_receipt(item, receipt), "at": clock.now()}
    return PostedItem.objects.get_or_create(item=item, defaults=values)[0]


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def sweep_posted(*, by: Actor) -> int:
    """Forget items that no phone can still hold."""
    return PostedItem.objects.filter(at__lt=clock.now() - KEPT_FOR).delete()[0]
