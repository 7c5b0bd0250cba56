import uuid

from django.db import models

from panah.foundation.security.codes import ActorKind, FileKind, Relation, new_code
from panah.foundation.security.privacy import P0, P1


class File(models.Model):
    """One folder of secrets with one data key: a child, a concern, a case.

    Its code is all that the world sees of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=9, unique=True, default=new_code)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in FileKind])
    created_at = models.DateTimeField()

    class Privacy:
        fields = {"id": P0, "code": P1, "kind": P1, "created_at": P1}
        retention = "as long as the record that it belongs to"

    def __str__(self) -> str:
        return self.code


class Grant(models.Model):
    """Who may see a file, why, which fields, until when; and, for those who hold one, the wrapped key."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="grants")
    principal = models.CharField(max_length=60)  # "organisation:<id>", "person:<id>", "link:<id>", "service:"
    relation = models.CharField(max_length=20, choices=[(relation.value, relation.value) for relation in Relation])
    fields = models.JSONField(default=list)  # ["*"] or ["concerns.concern.what_was_seen", …]
    until = models.DateTimeField(null=True, blank=True)
    wrapped_key = models.BinaryField(default=b"", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "principal", "relation"], name="one_grant_for_each_relation"),
        ]
        indexes = [models.Index(fields=["principal", "file"], name="grant_by_principal")]

    class Privacy:
        fields = {"id": P0, "file": P1, "principal": P1, "relation": P1, "fields": P1, "until": P1, "wrapped_key": P1}
        retention = "removed when access ends; the audit chain remembers"


class AuditEvent(models.Model):
    """One act. No key to any other table: it survives the erasure of what it tells about. Codes only, never values."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ActorKind])
    actor = models.CharField(max_length=64, blank=True)
    role = models.CharField(max_length=30, blank=True)
    organisation = models.CharField(max_length=64, blank=True)
    verb = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_code = models.CharField(max_length=40, blank=True)
    fields = models.JSONField(default=list)
    count = models.IntegerField(default=1)
    previous = models.BinaryField(max_length=32)
    mac = models.BinaryField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["subject_code", "number"], name="audit_by_subject"),
            models.Index(fields=["number"], condition=models.Q(count__gt=1), name="audit_of_many_files"),
        ]

    class Privacy:
        fields = {
            "number": P0, "at": P1, "actor_kind": P1, "actor": P1, "role": P1, "organisation": P1, "verb": P1,
            "subject_kind": P1, "subject_code": P1, "fields": P1, "count": P1, "previous": P0, "mac": P0,
        }  # fmt: skip
        retention = "10 years"


class AuditHead(models.Model):
    """The end of the chain, in one row: its lock puts writers in a queue, and is taken last."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    mac = models.BinaryField(max_length=32, default=bytes(32))

    class Privacy:
        fields = {"id": P0, "number": P0, "mac": P0}
        retention = "for ever"


class CompletedRequest(models.Model):
    """What an idempotency key already led to, so that a second click or a replayed form makes nothing twice."""

    id = models.BigAutoField(primary_key=True)
    verb = models.CharField(max_length=80)
    key = models.CharField(max_length=64)  # a hash: the form's own key is not kept
    result_model = models.CharField(max_length=60, blank=True)
    result_id = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["verb", "key"], name="one_result_for_each_request")]

    class Privacy:
        fields = {"id": P0, "verb": P1, "key": P1, "result_model": P1, "result_id": P1, "at": P1}
        retention = "90 days"


class Mark(models.Model):
    """Facts about this database for life, such as that it was created as a demo."""

    name = models.CharField(primary_key=True, max_length=40)
    value = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Privacy:
        fields = {"name": P0, "value": P0, "at": P0}
        retention = "for ever"
