import uuid
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from panah.foundation.accounts.models import Membership, Organisation, Person
from panah.foundation.notices.codes import DANGER, NORMAL, OUTSIDE, Channel, MessageState, NoticeKind, Purpose
from panah.foundation.notices.rules import DIGEST_AT
from panah.foundation.security.access import Actor
from panah.foundation.security.privacy import P0, P1, P2
from panah.foundation.security.roles import Reach
from panah.foundation.security.sealed import Guarded, GuardedQuerySet, SealedText

CHANNELS = [(channel.value, channel.value) for channel in Channel]


class AddressQuerySet(GuardedQuerySet):
    def in_use(self) -> Self:
        """Those that somebody said are theirs, and did not stop since."""
        return self.filter(confirmed_at__isnull=False, stopped_at__isnull=True)


class Address(Guarded):
    """Where one person is told outside Panah, by one channel. Nothing but a code goes there before it is confirmed.

    The link by which messages are stopped is made from ``id`` and a key; here lies its hash.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=10, choices=CHANNELS)
    target = SealedText(privacy=P2)
    written_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)  # when the code that counts was made
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stop_hash = models.CharField(max_length=64, unique=True)
    given_up_at = models.DateTimeField(null=True, blank=True)  # nothing has come through since

    objects: ClassVar[AddressQuerySet] = AddressQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "channel"], name="one_address_for_each_channel"),
        ]

    class Privacy:
        fields = {
            "id": P0, "file": P1, "version": P0, "person": P1, "channel": P1, "target": P2, "written_at": P1,
            "asked_at": P1, "wrong_codes": P0, "confirmed_at": P1, "stopped_at": P1, "stop_hash": P1,
            "given_up_at": P1,
        }  # fmt: skip
        retention = "until the person takes it back or leaves"

    @property
    def code(self) -> str:
        """That of the person: the audit says whose address was changed, never which."""
        return str(self.person_id)


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> Self:
        return self.filter(state=MessageState.WAITING)

    def free(self, now: datetime) -> Self:
        """Those that nobody is sending: unclaimed, or claimed by a worker that was gone before it could tell."""
        return self.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=now))


class Message(models.Model):
    """One message on its way to one person by one channel. Its words are made when it leaves, and kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=10, choices=CHANNELS)
    purpose = models.CharField(max_length=10, choices=[(purpose.value, purpose.value) for purpose in Purpose])
    urgency = models.CharField(max_length=10, default=NORMAL)
    is_at_any_hour = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    send_after = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    is_uncertain = models.BooleanField(default=False)  # a server may have it: it goes again under the same name
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in MessageState], default=MessageState.WAITING
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    error_code = models.CharField(max_length=60, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["send_after"], name="messages_to_send", condition=Q(state="waiting")),
            models.Index(fields=["person", "channel", "ended_at"], name="messages_of_person"),
            models.Index(fields=["state", "ended_at"], name="messages_by_state"),
        ]

    class Privacy:
        fields = {
            "id": P0, "person": P1, "channel": P1, "purpose": P1, "urgency": P1, "is_at_any_hour": P1,
            "created_at": P1, "send_after": P1, "claimed_until": P0, "attempts": P0, "is_uncertain": P0, "state": P1,
            "ended_at": P1, "error_code": P0,
        }  # fmt: skip
        retention = "90 days"

    @property
    def code(self) -> str:
        return str(self.person_id)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def meant_for(self, actor: Actor) -> Self:
        """One's own; and those of the organisation that no person was found for."""
        if not actor.is_person:
            return self.none()
        own = Q(person_id=actor.id)
        if actor.organisation and actor.reach is Reach.ORGANISATION:
            own |= Q(person__isnull=True, organisation_id=actor.organisation)
        return self.filter(own)

    def unseen(self) -> Self:
        return self.filter(seen_at__isnull=True)

    def owed_outside(self) -> Self:
        """Not read in Panah meanwhile, and of people who still work here and still want to be told there."""
        here = Membership.objects.valid().filter(person=OuterRef("person"), is_confirmed=True)
        reached = Address.objects.in_use().filter(person=OuterRef("person"), channel=OuterRef("channel"))
        waiting = self.unseen().filter(channel__in=OUTSIDE, sent_at__isnull=True)
        return waiting.filter(Exists(here), Exists(reached))

    def that_may_disturb(self) -> Self:
        """What leaves in quiet hours too."""
        return self.filter(Q(urgency=DANGER) | Q(is_at_any_hour=True))


class Notice(models.Model):
    """Something waits for somebody. Codes and counts only; one row for each person who is told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    told_as = models.JSONField(default=list)  # the roles by which the organisation's people were found; none: by name
    kind = models.CharField(max_length=40, choices=[(kind.value, kind.value) for kind in NoticeKind])
    subject_code = models.CharField(max_length=20, blank=True)
    count = models.PositiveIntegerField(default=1)
    urgency = models.CharField(max_length=10, default=NORMAL)
    is_at_any_hour = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True, blank=True)
    channel = models.CharField(max_length=10, choices=CHANNELS)
    created_at = models.DateTimeField()
    send_after = models.DateTimeField()
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="notices")
    sent_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False), name="a_notice_has_a_recipient"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "created_at"], name="notices_unseen", condition=Q(seen_at=None)),
            models.Index(
                fields=["send_after"], name="notices_to_send",
                condition=Q(sent_at=None, seen_at=None, message=None) & ~Q(channel="in_app"),
            ),
        ]  # fmt: skip

    class Privacy:
        fields = {
            "id": P0, "person": P1, "organisation": P1, "told_as": P1, "kind": P1, "subject_code": P1, "count": P1,
            "urgency": P1, "is_at_any_hour": P1, "due_at": P1, "channel": P1, "created_at": P1, "send_after": P1,
            "message": P1, "sent_at": P1, "seen_at": P1,
        }  # fmt: skip
        retention = "90 days"


class NoticeChoice(models.Model):
    """Where a person wants to be told of what, and when the digest comes. Without a row: in Panah alone."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    danger_by = models.CharField(max_length=10, choices=CHANNELS, default=Channel.IN_APP)
    soon_by = models.CharField(max_length=10, choices=CHANNELS, default=Channel.IN_APP)
    later_by = models.CharField(max_length=10, choices=CHANNELS, default=Channel.IN_APP)
    digest_at = models.TimeField(default=DIGEST_AT)

    class Privacy:
        fields = {"person": P1, "danger_by": P1, "soon_by": P1, "later_by": P1, "digest_at": P1}
        retention = "with the person"
