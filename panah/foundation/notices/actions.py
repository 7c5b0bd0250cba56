import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import members_with
from panah.foundation.notices import rules
from panah.foundation.notices.codes import DANGER, NORMAL, Channel, NoticeKind
from panah.foundation.notices.models import Notice, NoticeChoice, NoticeQuerySet
from panah.foundation.notices.queries import digest_times
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role

ANSWERING = (Role.DUTY_WORKER, Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)
LEASE = timedelta(minutes=10)  # longer than any mail server is waited for
KEPT = timedelta(days=90)
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


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
    now, wished = clock.now(), digest_times([someone.pk for someone in people if someone])
    rows = [
        Notice(
            person=someone, organisation=organisation, kind=kind, subject_code=subject_code, count=count,
            urgency=urgency, due_at=due_at, channel=_channel(someone), created_at=now,
            send_after=now
            if at_once
            else rules.send_moment(kind, urgency, now, _zone(), _digest_at(someone, wished)),
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
    now = clock.now()
    told = Notice.objects.unseen().filter(person=person, kind=kind, subject_code=subject_code, sent_at__isnull=True)
    notice = told.order_by("created_at").first()
    if notice is None:
        digest_at = _digest_at(person, digest_times([person.pk]))
        return Notice.objects.create(
            person=person, kind=kind, subject_code=subject_code, count=count, urgency=urgency, due_at=due_at,
            channel=_channel(person), created_at=now,
            send_after=rules.send_moment(kind, urgency, now, _zone(), digest_at),
        )  # fmt: skip
    notice.count += 0 if subject_code else count
    if urgency == DANGER and notice.urgency != DANGER:
        notice.urgency, notice.send_after = DANGER, now
    notice.save(update_fields=["count", "urgency", "send_after"])
    return notice


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def withdraw_notices(*, by: Actor, left: Mapping[uuid.UUID, int]) -> int:
    """What turned out to be done is no alarm: unread notices go, or say the number that is ``left``. Gives how many went."""
    unread = Notice.objects.unseen().filter(pk__in=left)
    for notice in unread.filter(subject_code="", pk__in=[pk for pk, count in left.items() if count]):
        notice.count = left[notice.pk]
        notice.save(update_fields=["count"])
    return unread.filter(pk__in=[pk for pk, count in left.items() if not count]).delete()[0]


def _need_not_hear(
    by: Actor, person: Person | None, organisation: Organisation | None, kind: NoticeKind, subject_code: str
) -> bool:
    if person is not None and by.is_person and str(person.pk) == by.id:
        return True
    told = Notice.objects.unseen().filter(kind=kind, subject_code=subject_code, sent_at__isnull=True)
    recipient = {"person": person} if person is not None else {"person": None, "organisation": organisation}
    return bool(subject_code) and told.filter(**recipient).exists()


def _channel(person: Person | None) -> Channel:
    """Without a mail server everything stays in Panah, and nothing piles up for the day that one is set."""
    can_send = settings.EMAIL_BACKEND != NO_MAIL
    return Channel.EMAIL if can_send and person is not None and person.email else Channel.IN_APP


def _digest_at(person: Person | None, wished: Mapping[uuid.UUID | None, time]) -> time:
    return wished.get(person.pk if person else None, rules.DIGEST_AT)


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


@action(Permission.SELF_MANAGE, on=None, is_audited=False)
def mark_seen(*, by: Actor, notices: Iterable[uuid.UUID]) -> int:
    """Take notices off one's list; those of others are left alone. An e-mail still owed for them is not sent."""
    rows = Notice.objects.meant_for(by).unseen().filter(pk__in=list(notices))
    return rows.update(seen_at=clock.now())


@action(Permission.SELF_MANAGE, on=None)
def choose_email(*, by: Actor, by_email: bool, digest_at: time = rules.DIGEST_AT) -> NoticeChoice:
    """Be told by e-mail too, or only in Panah; and at which of the hours what can wait comes. One's own choice alone."""
    if digest_at not in rules.DIGEST_TIMES:
        raise ValueError("one of the hours of the digest")
    values = {"by_email": by_email, "digest_at": digest_at}
    choice, _ = NoticeChoice.objects.update_or_create(person_id=by.id, defaults=values)
    return choice


@action(Permission.NOTICE_SEND, on=None, is_audited=False)
def claim_due(*, by: Actor) -> list[Notice]:
    """Take all that is due to one person, to be sent as one message; committed before anything is sent.

    What a vanished worker had taken is taken again under the same name, so that a mail server which got it knows it.
    """
    now = clock.now()
    rows = _abandoned(now) or _due_to_one(now)
    batch = next((row.batch for row in rows if row.batch), None) or uuid.uuid4()
    for row in rows:
        row.batch, row.claimed_until, row.attempts = batch, now + LEASE, row.attempts + 1
    Notice.objects.bulk_update(rows, ["batch", "claimed_until", "attempts"])
    return rows


def _abandoned(now: datetime) -> list[Notice]:
    first = _may_leave(now).filter(batch__isnull=False).order_by("claimed_until").first()
    if first is None:
        return []
    return _taken(Notice.objects.to_send().free(now).filter(batch=first.batch))


def _due_to_one(now: datetime) -> list[Notice]:
    waiting = _may_leave(now).filter(batch__isnull=True, send_after__lte=now)
    first = waiting.order_by("send_after").first()
    return _taken(waiting.filter(person=first.person)) if first is not None else []


def _may_leave(now: datetime) -> NoticeQuerySet:
    """In the quiet hours danger alone leaves, even where the worker is late with the rest."""
    waiting = Notice.objects.to_send().free(now)
    return waiting.filter(urgency=DANGER) if rules.is_quiet(now, _zone()) else waiting


def _taken(rows: NoticeQuerySet) -> list[Notice]:
    """Lock them; what another worker is just taking is left to it."""
    return list(rows.select_for_update(skip_locked=True, of=("self",)).select_related("person"))


@action(Permission.NOTICE_SEND, on=None, is_audited=False)
def mark_sent(*, by: Actor, notices: Sequence[Notice]) -> int:
    rows = _still_ours(notices)
    return rows.update(sent_at=clock.now(), claimed_until=None, error_code="")


@action(Permission.NOTICE_SEND, on=None, is_audited=False)
def mark_failed(*, by: Actor, notices: Sequence[Notice], error_code: str) -> int:
    """Give the notices back, to be tried again after a pause.

    ``error_code`` says what kind of fault it was, no address.
    """
    rows = list(_still_ours(notices).select_for_update())
    for row in rows:
        row.batch, row.claimed_until, row.error_code = None, None, error_code[:60]
        row.send_after = rules.next_try(row.attempts, row.urgency, clock.now(), _zone())
    return Notice.objects.bulk_update(rows, ["batch", "claimed_until", "error_code", "send_after"])


def _still_ours(notices: Sequence[Notice]) -> NoticeQuerySet:
    batches = {notice.batch for notice in notices}
    return Notice.objects.filter(pk__in=[notice.pk for notice in notices], batch__in=batches, sent_at__isnull=True)


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def sweep_notices(*, by: Actor) -> int:
    """Forget what is older than 90 days, seen or not: what still waits is on Today."""
    return Notice.objects.filter(created_at__lt=clock.now() - KEPT).delete()[0]
