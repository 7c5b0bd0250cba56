from django.utils.translation import gettext_lazy as _

from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.library.actions.watching import watch_users
from panah.programme.library.codes import ItemState, UserKind
from panah.programme.library.models import Item, Use, Version


class NotOut(Refusal):
    code = "not_out"
    sentence = _("This version is not out, or was withdrawn. Use the newest one.")


class NotYours(Refusal):
    code = "not_yours"
    sentence = _("This is said of another organisation.")


@action(Permission.LIBRARY_VIEW, on="version")
def say_use(*, by: Actor, version: Version, kind: UserKind, idempotency_key: str = "") -> Use:
    """We, or I, go by this version from now on; what was said of another version of the same item ends."""
    item = version.item
    if version.came_out_at is None or item.state != ItemState.APPROVED:
        raise NotOut
    whose = {"kind": kind, "organisation_id": by.organisation_id}
    whose |= {"person_id": by.person_id} if kind is UserKind.PERSON else {}
    now, standing = clock.now(), Use.objects.of_item(item.pk).standing().filter(**whose)
    standing.exclude(version=version).update(until=now)
    use = standing.filter(version=version).first()
    if use is None:
        use = Use.objects.create(version=version, since=now, **(whose | {"person_id": by.person_id}))
    watch_users(by, item)
    return use


@action(Permission.LIBRARY_VIEW, on="use")
def end_use(*, by: Actor, use: Use) -> Use:
    """We, or I, go by it no more."""
    is_own = use.person_id == by.person_id if use.kind == UserKind.PERSON else use.organisation_id == by.organisation_id
    if not is_own:
        raise NotYours
    if use.until is None:
        use.until = clock.now()
        use.save(update_fields=["until"])
        watch_users(by, use.version.item)
    return use


@action(Permission.WITHIN_ACTION, on=None)
def note_event_use(*, by: Actor, version: Version, number: str) -> Use:
    """A training or another event of a room above, by its own number, goes by this version."""
    now, item = clock.now(), version.item
    standing = Use.objects.of_item(item.pk).standing().filter(kind=UserKind.EVENT, event=number)
    standing.exclude(version=version).update(until=now)
    use, _is_new = Use.objects.get_or_create(
        version=version, kind=UserKind.EVENT, event=number, until=None,
        defaults={"since": now},
    )  # fmt: skip
    watch_users(by, item)
    return use


@action(Permission.WITHIN_ACTION, on=None)
def end_event_use(*, by: Actor, number: str, but_of: Item | None = None) -> None:
    """What bears this number goes by nothing of the library any more, or by one item alone."""
    standing = Use.objects.standing().filter(kind=UserKind.EVENT, event=number).select_related("version__item")
    for use in standing.exclude(version__item=but_of) if but_of else standing:
        use.until = clock.now()
        use.save(update_fields=["until"])
        watch_users(by, use.version.item)


@action(Permission.LIBRARY_KEEP, on="item")
def say_told(*, by: Actor, item: Item) -> Item:
    """Whoever goes by an older version was told by telephone, at a meeting, in a letter: they know."""
    Use.objects.of_item(item.pk).standing().filter(told_at=None).update(told_at=clock.now())
    watch_users(by, item)
    return item
