import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.notices.codes import NORMAL, Channel, NoticeKind
from panah.foundation.notices.rules import DIGEST_AT
from panah.foundation.security.access import Actor
from panah.foundation.security.privacy import P0, P1
from panah.foundation.security.roles import Reach


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

    def to_send(self) -> Self:
        """Those that an e-mail is still owed for: not read in Panah meanwhile, by people who want mail."""
        waiting = self.unseen().filter(channel=Channel.EMAIL, sent_at__isnull=True, person__is_active=True)
        refused = NoticeChoice.objects.filter(by_email=False).values("person_id")
        return waiting.exclude(person__email="").exclude(person_id__in=refused)

    def free(self, now: datetime) -> Self:
        """Those that nobody is sending: unclaimed, or claimed by a worker that was gone before it could tell."""
        return self.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=now))


class Notice(models.Model):
    """Something waits for somebody. Codes and counts only; one row for each person who is told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=40, choices=[(kind.value, kind.value) for kind in NoticeKind])
    subject_code = models.CharField(max_length=20, blank=True)
    count = models.PositiveIntegerField(default=1)
    urgency = models.CharField(max_length=10, default=NORMAL)
    due_at = models.DateTimeField(null=True, blank=True)
    channel = models.CharField(max_length=10, choices=[(channel.value, channel.value) for channel in Channel])
    created_at = models.DateTimeField()
    send_after = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    batch = models.UUIDField(null=True, blank=True)  # names the message, so that one sent twice can be known as one
    sent_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=60, blank=True)

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
                fields=["send_after"], name="notices_to_send", condition=Q(sent_at=None, seen_at=None, channel="email")
            ),
            models.Index(fields=["batch"], name="notices_of_batch", condition=Q(sent_at=None)),
        ]

    class Privacy:
        fields = {
            "id": P0, "person": P1, "organisation": P1, "kind": P1, "subject_code": P1, "count": P1, "urgency": P1,
            "due_at": P1, "channel": P1, "created_at": P1, "send_after": P1, "claimed_until": P0, "batch": P0,
            "sent_at": P1, "seen_at": P1, "attempts": P0, "error_code": P0,
        }  # fmt: skip
        retention = "90 days"


class NoticeChoice(models.Model):
    """Whether a person wants to be told by e-mail too, and when the digest comes. Without a row: yes, in the morning."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    by_email = models.BooleanField(default=True)
    digest_at = models.TimeField(default=DIGEST_AT)

    class Privacy:
        fields = {"person": P1, "by_email": P1, "digest_at": P1}
        retention = "with the person"
