"""Taking messages out to be sent: each claimed and committed before it leaves, and marked when it is known what came of it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When

from panah.foundation.accounts.models import Membership, Person
from panah.foundation.accounts.queries import works_at
from panah.foundation.notices import rules
from panah.foundation.notices.codes import DANGER, NORMAL, Channel, MessageState, NoticeKind, Purpose
from panah.foundation.notices.models import Address, Message, MessageQuerySet, Notice, NoticeQuerySet
from panah.foundation.notices.queries import channels_key
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

LEASE = timedelta(minutes=10)  # longer than any server is waited for
MOST_LOOKED_AT = 500  # in one search: what turned out to be owed to nobody is put aside and the next is looked for


@dataclass(frozen=True)
class Outgoing:
    """A message with all that its words need. In memory alone, for as long as it takes to send."""

    message: Message
    target: str = field(repr=False)
    language: str
    stop_token: str = field(repr=False)
    digest: rules.Digest = field(default_factory=rules.Digest)
    code: str = field(default="", repr=False)


@action(Permission.NOTICE_SEND, on=None, is_audited=False)
def claim_due(*, by: Actor, besides: Collection[Channel] = ()) -> Outgoing | None:
    """Take all that is due to one person by one channel, as one message; committed before anything is sent.

    What a vanished worker had taken is taken again under the same name, so that a server which got it knows it.
    """
    now = clock.now()
    for _step in range(MOST_LOOKED_AT):
        message = _one_that_waits(now, besides) or _begun(now, besides)
        if message is None:
            return None
        outgoing = _made_ready(message, now) if message.send_after <= now else None
        if outgoing is not None:
            return outgoing
    return None


@action(Permission.NOTICE_SEND, on=None, is_audited=False)
def claim_this(*, by: Actor, message: Message) -> Outgoing | None:
    """Take one message that was made just now, by its name."""
    rows = Message.objects.waiting().free(clock.now()).filter(pk=message.pk).select_for_update()
    found = rows.first()
    return _made_ready(found, clock.now()) if found is not None else None


def _one_that_waits(now: datetime, besides: Collection[Channel]) -> Message | None:
    rows = Message.objects.waiting().free(now).filter(send_after__lte=now).exclude(channel__in=besides)
    if _is_quiet(now):
        rows = rows.filter(Q(urgency=DANGER) | Q(is_at_any_hour=True))
    first = rows.alias(rank=_danger_first()).order_by("rank", "send_after")
    return first.select_for_update(skip_locked=True, of=("self",)).first()


def _danger_first() -> Case:
    return Case(When(urgency=DANGER, then=Value(0)), default=Value(1), output_field=IntegerField())


def _is_quiet(now: datetime) -> bool:
    return rules.is_quiet(now, ZoneInfo(settings.TIME_ZONE))


def _begun(now: datetime, besides: Collection[Channel]) -> Message | None:
    """A new message of what is due, or the one that waits for another try already, with what came since."""
    due = _due(now).exclude(channel__in=besides)
    first = due.alias(rank=_danger_first()).order_by("rank", "send_after").first()
    if first is None:
        return None
    theirs = _due(now).filter(person=first.person, channel=first.channel)
    rows = list(theirs.select_for_update(skip_locked=True, of=("self",)))
    if not rows:
        return None  # another worker is just taking them
    message = _open_message(first, now) or Message(
        person=first.person, channel=first.channel, purpose=Purpose.NOTICES, created_at=now, send_after=now
    )
    if _is_more_pressing(rows, message):
        message.send_after = now
    message.urgency = DANGER if DANGER in {message.urgency, *(row.urgency for row in rows)} else NORMAL
    message.is_at_any_hour |= any(row.is_at_any_hour for row in rows)
    message.save()
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(message=message)
    return message


def _due(now: datetime) -> NoticeQuerySet:
    """In the quiet hours only what may disturb, even where the worker is late with the rest; and not one after the other."""
    waiting = Notice.objects.owed_outside().filter(message__isnull=True, send_after__lte=now)
    if _is_quiet(now):
        waiting = waiting.that_may_disturb()
    return waiting.exclude(~Q(urgency=DANGER) & _told_since(now - rules.PACE)).exclude(
        Q(urgency=DANGER) & _told_since(now - rules.PACE_IN_DANGER)
    )


def _told_since(moment: datetime) -> Q:
    sent = Message.objects.filter(
        person=OuterRef("person"), channel=OuterRef("channel"), state=MessageState.SENT, ended_at__gt=moment,
        purpose=Purpose.NOTICES,
    )  # fmt: skip
    return Q(Exists(sent))


def _open_message(notice: Notice, now: datetime) -> Message | None:
    """One that surely never came: what came since may join it."""
    rows = (
        Message.objects.waiting()
        .free(now)
        .filter(person=notice.person, channel=notice.channel, purpose=Purpose.NOTICES, is_uncertain=False)
    )
    return rows.select_for_update(skip_locked=True, of=("self",)).order_by("send_after").first()


def _is_more_pressing(rows: list[Notice], message: Message) -> bool:
    is_danger = message.urgency != DANGER and any(row.urgency == DANGER for row in rows)
    return is_danger or (not message.is_at_any_hour and any(row.is_at_any_hour for row in rows))


def _made_ready(message: Message, now: datetime) -> Outgoing | None:
    """Claimed with its words, or dropped where nothing is owed any more."""
    if message.claimed_until is not None:
        message.is_uncertain = True  # a worker vanished on the way: it may have been sent
    rows = _still_meant(message) if message.purpose == Purpose.NOTICES else []
    address = _address_of(message)
    said = rules.digest(rules.Item(NoticeKind(row.kind), row.count, row.urgency, row.due_at) for row in rows)
    if address is None or not _works_here(message.person) or (message.purpose == Purpose.NOTICES and said.is_empty):
        message.state, message.ended_at, message.claimed_until = MessageState.DROPPED, now, None
        message.save(update_fields=["state", "ended_at", "claimed_until"])
        return None
    message.claimed_until, message.attempts = now + LEASE, message.attempts + 1
    message.save(update_fields=["claimed_until", "attempts", "is_uncertain"])
    open_sealed(address)
    key, name = channels_key(), str(address.pk)
    is_code = message.purpose == Purpose.CODE and address.asked_at is not None
    code = rules.code_of(key, name, address.asked_at) if is_code and address.asked_at else ""
    return Outgoing(message, address.target, message.person.language, rules.stop_token(key, name), said, code)


def _still_meant(message: Message) -> list[Notice]:
    """Unread, unanswered, and of a role that the person still holds; what is not is told in Panah alone."""
    rows = list(Notice.objects.unseen().filter(message=message, channel=message.channel))
    held = Membership.objects.valid().filter(person=message.person, is_confirmed=True)
    roles = {(row.organisation_id, row.role) for row in held}
    gone = [row for row in rows if row.told_as and not roles & {(row.organisation_id, role) for role in row.told_as}]
    Notice.objects.filter(pk__in=[row.pk for row in gone]).update(channel=Channel.IN_APP, message=None)
    return [row for row in rows if row not in gone]


def _works_here(person: Person) -> bool:
    return Membership.objects.valid().filter(person=person).exists()


def _address_of(message: Message) -> Address | None:
    theirs = Address.objects.filter(person=message.person, channel=message.channel, stopped_at__isnull=True)
    if message.purpose == Purpose.CODE:  # an older code counts no more, and would only confuse
        theirs = theirs.filter(confirmed_at__isnull=True, asked_at=message.created_at)
    else:
        theirs = theirs.filter(confirmed_at__isnull=False)
    return theirs.first()


@action(Permission.NOTICE_SEND, on=None, is_audited=False)
def mark_sent(*, by: Actor, message: Message) -> bool:
    """Says whether it was still ours."""
    now = clock.now()
    if not _still_ours(message).update(state=MessageState.SENT, ended_at=now, claimed_until=None, error_code=""):
        return False
    Notice.objects.filter(message=message).update(sent_at=now)
    Address.objects.filter(person=message.person, channel=message.channel).update(given_up_at=None)
    return True


@action(Permission.NOTICE_SEND, on=None, is_audited=False)
def mark_failed(*, by: Actor, message: Message, error_code: str, is_uncertain: bool = False) -> bool:
    """To be tried again after a pause, or given up. ``error_code`` says what kind of fault it was, no address."""
    row = _still_ours(message).select_for_update().first()
    if row is None:
        return False
    now = clock.now()
    row.claimed_until, row.error_code = None, error_code[:60]
    row.is_uncertain |= is_uncertain
    if row.purpose == Purpose.TEST or rules.is_enough(row.attempts, is_uncertain=row.is_uncertain):
        row.state, row.ended_at = MessageState.GIVEN_UP, now
        if row.purpose == Purpose.NOTICES:
            rows = Address.objects.filter(person=row.person, channel=row.channel, given_up_at__isnull=True)
            rows.update(given_up_at=now)
    else:
        may_disturb = row.urgency == DANGER or row.is_at_any_hour
        row.send_after = rules.next_try(row.attempts, now, ZoneInfo(settings.TIME_ZONE), may_disturb=may_disturb)
    row.save()
    return True


def _still_ours(message: Message) -> MessageQuerySet:
    return Message.objects.waiting().filter(pk=message.pk, attempts=message.attempts, claimed_until__isnull=False)


@action(Permission.NOTICE_SEND, on=None)
def queue_test(*, by: Actor, person: Person, channel: Channel) -> Message:
    """Whoever looks after the installation wants to see a message come. It says that nothing waits."""
    now = clock.now()
    return Message.objects.create(
        person=person, channel=channel, purpose=Purpose.TEST, created_at=now, send_after=now, is_at_any_hour=True
    )


@action(Permission.STAFF_MANAGE, on=None)
def try_again(*, by: Actor, address: Address) -> Address:
    """What did not come through is put right: what still waits for this colleague is tried again from the start."""
    if by.is_person and (by.organisation_id is None or not works_at(address.person, by.organisation_id)):
        raise NotPermitted
    now = clock.now()
    given_up = Message.objects.filter(
        person=address.person, channel=address.channel, state=MessageState.GIVEN_UP, purpose=Purpose.NOTICES,
        notices__seen_at__isnull=True,
    )  # fmt: skip
    Notice.objects.unseen().filter(message__in=given_up).update(message=None, send_after=now)
    Address.objects.filter(pk=address.pk).update(given_up_at=None)
    address.given_up_at = None
    return address
