"""The clocks of an item: who reads it as the second person, who looks again, who is told of a newer version."""

import uuid
from datetime import date, datetime, time

from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.queries import zone_of
from panah.foundation.security.access import Actor
from panah.programme.library.codes import ItemState
from panah.programme.library.models import Item, Use

END_OF_DAY = time(23, 59)


def watch_approval(by: Actor, item: Item, *, is_waiting: bool) -> None:
    """Somebody else has something to read, or nothing more."""
    _settle(by, item, TimerKind.LIBRARY_APPROVAL, is_waiting=is_waiting)


def watch_review(by: Actor, item: Item) -> None:
    """On the day of the review, while others go by the item; a day that was changed replaces the one before."""
    stop_timers(by=by, file=item.file, kinds=(TimerKind.LIBRARY_REVIEW,), outcome="moved")
    if item.state == ItemState.APPROVED and item.review_by:
        _start(by, item, TimerKind.LIBRARY_REVIEW, Owner(item.organisation), due=_end_of(item.review_by, item))


def watch_users(by: Actor, item: Item) -> None:
    """Whoever goes by what is no longer the newest, or was withdrawn: they, and the keeper who has to tell them."""
    late = list(_going_by_an_old_one(item))
    untold = any(use.told_at is None for use in late)
    _settle(by, item, TimerKind.LIBRARY_TELL, is_waiting=untold)
    stop_timers(by=by, file=item.file, kinds=(TimerKind.LIBRARY_NEWER,), outcome="looked")
    for use in _first_of_each(late):
        _start(by, item, TimerKind.LIBRARY_NEWER, Owner(use.organisation, use.person))


def _going_by_an_old_one(item: Item) -> list[Use]:
    rows = Use.objects.of_item(item.pk).select_related("organisation", "person", "version")
    found = rows.standing() if item.state == ItemState.WITHDRAWN else rows.behind()
    return list(found.order_by("since", "id"))


def _first_of_each(uses: list[Use]) -> list[Use]:
    """One row of Today for each person of an organisation; an event has nobody here who could read one."""
    found: dict[tuple[uuid.UUID | None, uuid.UUID | None], Use] = {}
    for use in uses:
        if use.organisation_id is not None:
            found.setdefault((use.organisation_id, use.person_id), use)
    return list(found.values())


def _settle(by: Actor, item: Item, kind: TimerKind, *, is_waiting: bool) -> None:
    """One clock of a kind runs while something waits; one that runs already keeps its time."""
    runs = Timer.objects.running().filter(file=item.file, kind=kind).exists()
    if is_waiting and not runs:
        _start(by, item, kind, Owner(item.organisation))
    elif runs and not is_waiting:
        stop_timers(by=by, file=item.file, kinds=(kind,), outcome="done")


def _start(by: Actor, item: Item, kind: TimerKind, owner: Owner, due: datetime | None = None) -> None:
    shown = Shown(item.code, "library-item", item.code, fact=f"library_kinds:{item.kind}")
    start_timer(by=by, file=item.file, kind=kind, urgency="normal", owner=owner, shown=shown, due=due)


def _end_of(day: date, item: Item) -> datetime:
    return datetime.combine(day, END_OF_DAY, tzinfo=zone_of(item.organisation.place))
