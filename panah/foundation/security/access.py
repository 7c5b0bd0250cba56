"""Who acts, and whether they may."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.foundation.security.codes import ActorKind, PrincipalKind, Relation
from panah.foundation.security.permissions import RELATIONS_FOR, Permission
from panah.foundation.security.roles import Reach

Sentence = str | Promise
OF_EVERYBODY = frozenset({Permission.CONCERN_REPORT, Permission.TRAINING_ENROL, Permission.CHAMPION_APPLY})
"""What may be done without an account."""


class Refusal(Exception):
    """A no that a person can read: ``sentence`` says what is wrong and what to do; pages show it and keep the text."""

    code = "refused"
    sentence: Sentence = _("This cannot be done now.")

    def __init__(self, sentence: Sentence | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(self.code)


class NotPermitted(Refusal):
    code = "not_permitted"
    sentence = _("Your role does not allow this. Ask your supervisor.")


class EditedMeanwhile(Refusal):
    code = "edited_meanwhile"
    sentence = _("Someone else changed this while you were writing. Your text is kept below; compare and save again.")


@dataclass(frozen=True)
class Actor:
    """Whoever does something: a person in a role, the holder of a link, a reporter without account, or a job."""

    kind: ActorKind
    id: str = ""
    role: str = ""
    organisation: str = ""
    permissions: frozenset[Permission] = frozenset()
    reach: Reach = Reach.OWN
    language: str = "kk"

    @classmethod
    def public(cls, language: str = "kk") -> Self:
        return cls(ActorKind.PUBLIC, permissions=OF_EVERYBODY, language=language)

    @classmethod
    def link(cls, id: str, permissions: Iterable[Permission]) -> Self:
        return cls(ActorKind.LINK, id=id, permissions=frozenset(permissions))

    @classmethod
    def system(cls, job: str, permissions: Iterable[Permission]) -> Self:
        return cls(ActorKind.SYSTEM, id=job, permissions=frozenset(permissions))

    @property
    def is_person(self) -> bool:
        return self.kind is ActorKind.PERSON

    @property
    def person_id(self) -> uuid.UUID | None:
        return uuid.UUID(self.id) if self.is_person and self.id else None

    @property
    def organisation_id(self) -> uuid.UUID | None:
        return uuid.UUID(self.organisation) if self.organisation else None

    def principals(self) -> list[str]:
        """The names under which grants may let this actor in."""
        if self.kind is ActorKind.LINK:
            return [principal(PrincipalKind.LINK, self.id)]
        if self.kind is not ActorKind.PERSON:
            return []
        own = [principal(PrincipalKind.PERSON, self.id)]
        if self.reach is Reach.ORGANISATION and self.organisation:
            own.append(principal(PrincipalKind.ORGANISATION, self.organisation))
        if self.organisation:
            own.append(principal(PrincipalKind.TEAM, self.organisation))
        return own


def principal(kind: PrincipalKind, id: object) -> str:
    return f"{kind.value}:{id}"


@dataclass(frozen=True)
class Allowed:
    allowed: bool = field(default=True, init=False)


@dataclass(frozen=True)
class Denied:
    reason: Sentence
    allowed: bool = field(default=False, init=False)


Verdict = Allowed | Denied


class _Visible(Protocol):
    def visible_to(self, actor: Actor, relations: frozenset[Relation] | None = None) -> models.QuerySet[Any]: ...


def can(actor: Actor, permission: Permission, record: models.Model | None = None) -> Verdict:
    """Whether ``actor`` holds ``permission``, on ``record`` where one is given. The reason of a no reaches the page."""
    if permission not in actor.permissions:
        return Denied(NotPermitted.sentence)
    if record is None or actor.kind is ActorKind.SYSTEM:
        return Allowed()
    manager: _Visible = type(record)._default_manager  # type: ignore[assignment]
    relations = RELATIONS_FOR.get(permission)
    if manager.visible_to(actor, relations).filter(pk=record.pk).exists():
        return Allowed()
    return Denied(_("This record belongs to others."))


def require(actor: Actor, permission: Permission, record: models.Model | None = None) -> None:
    verdict = can(actor, permission, record)
    if isinstance(verdict, Denied):
        raise NotPermitted(verdict.reason)
