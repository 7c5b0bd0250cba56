"""What is to be told waits in a row, written by the action that gives the reason for it."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from panah.foundation.accounts.models import Membership, Organisation, Person
from panah.foundation.accounts.queries import members_with
from panah.foundation.notices import rules
from panah.foundation.notices.codes import AT_ANY_HOUR, DANGER, NORMAL, Channel, MessageState, NoticeKind
from panah.foundation.notices.models import Message, Notice
from panah.foundation.notices.queries import Wish, wishes_of
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role

ANSWERING = (Role.DUTY_WORKER, Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)
KEPT = timedelta(days=90)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def queue_notice(
    *,
    by: Actor,
    kind: NoticeKind,
    person: Person | None = None,
    organisation: Organisation | None = None,
    roles: Sequence[Role] = ANSWERING,
    subject_code: str = "",
    count: int = 1,
    urgency: str = NORMAL,
    due_at: datetime | None = None,
    at_once: bool = False,
) -> list[Notice]:
    """Tell a person, or the people who answer for an organisation, but never the one who acts.

    ``at_once`` is for whoever is on duty: no quiet hours hold for them.

    Where nobody holds such a role the organisation itself is told. What somebody was told and has not read is
    not said again.
    """
    if (person is None) == (organisation is None):
        raise ValueError("a notice goes to a person or to an organisation")
    people: list[Person | None] = (
        [person] if person else list(members_with(organisation.pk, *roles)) if organisation else []
    )
    now, wishes = clock.now(), wishes_of([someone.pk for someone in people if someone])
    rows = [
        Notice(
            person=someone, organisation=organisation, kind=kind, subject_code=subject_code, count=count,
            urgency=urgency, due_at=due_at, created_at=now, is_at_any_hour=at_once or kind in AT_ANY_HOUR,
            told_as=[role.value for role in roles] if organisation and someone else [],
            channel=_channel(someone, wishes, kind, urgency),
            send_after=now if at_once else _send_moment(someone, wishes, kind, urgency, now),
        )
        for someone in people or [None]
        if not _need_not_hear(by, someone, organisation, kind, subject_code)
    ]  # fmt: skip
    return Notice.objects.bulk_create(rows)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def tell_person(
    *, by: Actor, kind: NoticeKind, person: Person, subject_code: str, count: int, urgency: str, due_at: datetime | None
) -> Notice:
    """What ``person`` has been told and not read is not said again: that notice is given back.

    One without a code says a number: it grows.
    """
    now, wishes = clock.now(), wishes_of([person.pk])
    told = Notice.objects.unseen().filter(person=person, kind=kind, subject_code=subject_code, sent_at__isnull=True)
    notice = told.order_by("created_at").first()
    if notice is None:
        return Notice.objects.create(
            person=person, kind=kind, subject_code=subject_code, count=count, urgency=urgency, due_at=due_at,
            channel=_channel(person, wishes, kind, urgency), created_at=now, is_at_any_hour=kind in AT_ANY_HOUR,
            send_after=_send_moment(person, wishes, kind, urgency, now),
        )  # fmt: skip
    notice.count += 0 if subject_code else count
    if urgency == DANGER and notice.urgency != DANGER:
        notice.urgency, notice.send_after = DANGER, now
        notice.channel = _channel(person, wishes, kind, urgency)
    notice.save(update_fields=["count", "urgency", "send_after", "channel"])
    return notice


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def withdraw_notices(*, by: Actor, left: Mapping[uuid.UUID, int]) -> int:
    """What turned out to be done is no alarm: unread notices go, or say the number that is ``left``. Gives how many went."""
    unread = Notice.objects.unseen().filter(pk__in=left)
    for notice in unread.filter(subject_code="", pk__in=[pk for pk, count in left.items() if count]):
        notice.count = left[notice.pk]
        notice.save(update_fields=["count"])
    return unread.filter(pk__in=[pk for pk, count in left.items() if not count]).delete()[0]


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def spare_outside(
    *, by: Actor, kinds: Collection[NoticeKind], subject_codes: Collection[str], organisation: Organisation | None
) -> int:
    """Somebody answered it: nobody of ``organisation`` is rung for it any more. In Panah it stays, to be read."""
    members = Membership.objects.valid().filter(organisation=organisation).values("person")
    theirs = Q(organisation=organisation) | Q(organisation=None, person__in=members)
    owed = Notice.objects.unseen().filter(theirs, kind__in=kinds, subject_code__in=subject_codes, sent_at__isnull=True)
    return owed.exclude(channel=Channel.IN_APP).update(channel=Channel.IN_APP)


def _need_not_hear(
    by: Actor, person: Person | None, organisation: Organisation | None, kind: NoticeKind, subject_code: str
) -> bool:
    if person is not None and by.is_person and str(person.pk) == by.id:
        return True
    told = Notice.objects.unseen().filter(kind=kind, subject_code=subject_code, sent_at__isnull=True)
    recipient = {"person": person} if person is not None else {"person": None, "organisation": organisation}
    return bool(subject_code) and told.filter(**recipient).exists()


def _channel(person: Person | None, wishes: Mapping[uuid.UUID, Wish], kind: NoticeKind, urgency: str) -> Channel:
    """Without a way out everything stays in Panah, and nothing piles up for the day that one is set."""
    wish = wishes.get(person.pk) if person else None
    return wish.channel(rules.pressing_of(kind, urgency)) if wish else Channel.IN_APP


def _send_moment(
    person: Person | None, wishes: Mapping[uuid.UUID, Wish], kind: NoticeKind, urgency: str, now: datetime
) -> datetime:
    wish = wishes.get(person.pk) if person else None
    zone = ZoneInfo(settings.TIME_ZONE)
    return rules.send_moment(kind, urgency, now, zone, wish.digest_at if wish else rules.DIGEST_AT)


@action(Permission.SELF_MANAGE, on=None, is_audited=False)
def mark_seen(*, by: Actor, notices: Iterable[uuid.UUID]) -> int:
    """Take notices off one's list; those of others are left alone. A message still owed for them is not sent."""
    rows = Notice.objects.meant_for(by).unseen().filter(pk__in=list(notices))
    return rows.update(seen_at=clock.now())


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def sweep_notices(*, by: Actor) -> int:
    """Forget what is older than 90 days, seen or not: what still waits is on Today."""
    ended = Message.objects.exclude(state=MessageState.WAITING)
    ended.filter(ended_at__lt=clock.now() - KEPT).delete()
    return Notice.objects.filter(created_at__lt=clock.now() - KEPT).delete()[0]
