from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.library.actions.keeping import put_words
from panah.programme.library.actions.watching import watch_approval, watch_review, watch_users
from panah.programme.library.codes import ItemState
from panah.programme.library.models import Item, Version
from panah.programme.library.queries import what_waits
from panah.programme.library.rules import may_approve

REVIEW_AFTER = timedelta(days=365)


class NothingWaits(Refusal):
    code = "nothing_waits"
    sentence = _("Nothing of this entry waits for a second person.")


class SecondPerson(Refusal):
    code = "second_person"
    sentence = _("You brought this in yourself. Let a second person read and approve it.")


class NotRead(Refusal):
    code = "not_read"
    sentence = _("Read all of it, and tick that nobody can be recognised by it.")


class ChangedSinceShown(Refusal):
    code = "changed_since_shown"
    sentence = _(
        "Somebody changed this entry after you had opened the page. Read what stands here now, and tick again."
    )


class WhyWithdrawn(Refusal):
    code = "why_withdrawn"
    sentence = _("Write why it no longer holds: those who use it will read it.")


class NotWithdrawn(Refusal):
    code = "not_withdrawn"
    sentence = _("This entry was not withdrawn.")


@action(Permission.LIBRARY_APPROVE, on="item")
def approve_item(*, by: Actor, item: Item, is_read: bool, shown: str) -> Item:
    """All that waits of it comes out at once; whoever goes by the version before is told.

    ``shown`` is the key of what was read (``what_waits``): what came since was read by nobody.
    """
    waiting = what_waits(item)
    if not waiting.is_something:
        raise NothingWaits
    if not may_approve(by.id, waiting.writers):
        raise SecondPerson
    if shown != waiting.key:
        raise ChangedSinceShown
    if not is_read:
        raise NotRead
    now = clock.now()
    for edition in waiting.editions:
        edition.approved_at, edition.approved_by = now, by.id
        edition.save(update_fields=["approved_at", "approved_by"])
    _let_out(item)
    put_words(item, waiting.words)
    item.asked_words, item.word_writers = {}, []
    item.open_to, item.state = item.audience, ItemState.APPROVED
    item.review_by = item.review_by or clock.today() + REVIEW_AFTER
    item.version += 1
    item.save()
    watch_approval(by, item, is_waiting=False)
    watch_review(by, item)
    watch_users(by, item)
    return item


def _let_out(item: Item) -> None:
    now, versions = clock.now(), Version.objects.filter(item=item)
    fresh = versions.filter(came_out_at=None).first()
    if fresh is not None:
        versions.out().filter(superseded_at=None).update(superseded_at=now)
        fresh.came_out_at = now
        fresh.save(update_fields=["came_out_at"])


@action(Permission.LIBRARY_KEEP, on="item")
def withdraw_item(*, by: Actor, item: Item, why: str) -> Item:
    """At once, without a second person: nobody is to go by what is wrong a day longer."""
    if not why.strip():
        raise WhyWithdrawn
    item.state, item.withdrawn_why = ItemState.WITHDRAWN, why.strip()[:300]
    item.version += 1
    item.save()
    watch_approval(by, item, is_waiting=False)
    watch_review(by, item)
    watch_users(by, item)
    return item


@action(Permission.LIBRARY_APPROVE, on="item")
def restore_item(*, by: Actor, item: Item) -> Item:
    """It was withdrawn by mistake: what had been approved holds again."""
    if item.state != ItemState.WITHDRAWN:
        raise NotWithdrawn
    is_out = Version.objects.out().filter(item=item).exists()
    item.state, item.withdrawn_why = ItemState.APPROVED if is_out else ItemState.DRAFT, ""
    item.version += 1
    item.save()
    watch_approval(by, item, is_waiting=what_waits(item).is_something)
    watch_review(by, item)
    watch_users(by, item)
    return item
