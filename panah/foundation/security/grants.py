"""Letting somebody into a file, and out again. Called by actions inside their transaction."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.foundation.security import clock
from panah.foundation.security.access import Actor, principal
from panah.foundation.security.codes import ActorKind, PrincipalKind, Relation
from panah.foundation.security.models import File, Grant
from panah.foundation.security.roles import Reach

ALL_FIELDS = ("*",)


def grant(
    file: File,
    kind: PrincipalKind,
    id: object,
    relation: Relation,
    *,
    fields: Sequence[str] = ALL_FIELDS,
    until: datetime | None = None,
) -> None:
    """Let a principal in; the same relation given twice is renewed, not doubled."""
    Grant.objects.update_or_create(
        file=file,
        principal=principal(kind, id),
        relation=relation,
        defaults={"fields": list(fields), "until": until},
    )


def grant_more(file: File, kind: PrincipalKind, id: object, relation: Relation, fields: Sequence[str]) -> None:
    """Let a principal in who may be in already: these fields are added to what was given, and nothing is taken away."""
    before = Grant.objects.filter(file=file, principal=principal(kind, id), relation=relation).first()
    given = before.fields if before is not None else []
    grant(file, kind, id, relation, fields=list(dict.fromkeys((*given, *fields))))


def grant_many(files: Iterable[File], kind: PrincipalKind, id: object, relation: Relation) -> None:
    """Let one principal into many new files at once."""
    name = principal(kind, id)
    Grant.objects.bulk_create(
        [Grant(file=file, principal=name, relation=relation, fields=list(ALL_FIELDS)) for file in files], batch_size=500
    )


def revoke(file: File, kind: PrincipalKind, id: object, relation: Relation | None = None) -> None:
    rows = Grant.objects.filter(file=file, principal=principal(kind, id))
    (rows.filter(relation=relation) if relation else rows).delete()


def revoke_relations(files: Iterable[File], relations: Iterable[Relation]) -> None:
    """Everybody who is let into these files by one of these relations is let out."""
    Grant.objects.filter(file__in=list(files), relation__in=list(relations)).delete()


def revoke_within(kind: PrincipalKind, id: object, owner: str) -> None:
    """Take a principal out of every file into which ``owner`` (a principal's whole name) is let too."""
    shared = Grant.objects.filter(principal=owner).values("file_id")
    Grant.objects.filter(principal=principal(kind, id), file_id__in=shared).delete()


def revoke_everywhere(kind: PrincipalKind, id: object, relations: Iterable[Relation]) -> None:
    """Take a principal out of every file into which these relations let it."""
    Grant.objects.filter(principal=principal(kind, id), relation__in=list(relations)).delete()


def keep_only(files: Iterable[uuid.UUID], relations: Iterable[Relation], principals: Iterable[str]) -> None:
    """Whoever else is let into these files by one of these relations is let out."""
    rows = Grant.objects.filter(file_id__in=list(files), relation__in=list(relations))
    rows.exclude(principal__in=list(principals)).delete()


def valid_grants(actor: Actor, relations: frozenset[Relation] | None = None) -> QuerySet[Grant]:
    """The grants by which ``actor`` sees anything now."""
    rows = Grant.objects.filter(principal__in=actor.principals())
    rows = rows.filter(Q(until__isnull=True) | Q(until__gt=clock.now()))
    return rows.filter(relation__in=relations) if relations is not None else rows


def visible(actor: Actor, relations: frozenset[Relation] | None = None, file: str = "file_id") -> Exists | Q:
    """The condition that a row's file is open to ``actor``. Jobs of the system see all; the public sees nothing."""
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    if not actor.principals():
        return Q(pk__in=[])
    if actor.reach is Reach.OWN:  # few files: begin with them; of many, ask row by row
        return Q(**{f"{file}__in": valid_grants(actor, relations).values("file_id")})
    return Exists(valid_grants(actor, relations).filter(file_id=OuterRef(file)))


def granted_fields(actor: Actor, file_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, frozenset[str]]:
    """For each file the fields that ``actor`` was given; ``*`` means all."""
    found: dict[uuid.UUID, frozenset[str]] = {}
    for file_id, fields in valid_grants(actor).filter(file_id__in=set(file_ids)).values_list("file_id", "fields"):
        found[file_id] = found.get(file_id, frozenset()) | frozenset(fields)
    return found
