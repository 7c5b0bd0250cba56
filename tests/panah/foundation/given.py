"""What tests of the foundation start from: an organisation, people in roles, files that they may see."""

import uuid

from panah.casework.people.models import Child, Name
from panah.foundation.accounts.models import Membership, Organisation, Person
from panah.foundation.accounts.queries import actor_of
from panah.foundation.documents.models import Letter
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import EVERYTHING
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed

SYSTEM = Actor.system("test", EVERYTHING)


def organisation(code: str = "sana") -> Organisation:
    found, _ = Organisation.objects.get_or_create(
        code=code, defaults={"kind": "ngo", "name_kk": code, "name_ru": code, "name_en": code}
    )
    return found


def person(name: str = "aigul", email: str = "", language: str = "en") -> Person:
    return Person.objects.create(
        username=f"{name}-{uuid.uuid4().hex[:8]}", display_name=name, email=email, language=language
    )


def actor(role: Role = Role.CASEWORKER, somebody: Person | None = None, place: Organisation | None = None) -> Actor:
    """A person in a role. Somebody new in the same organisation unless given."""
    membership = Membership.objects.create(
        person=somebody or person(role.value), organisation=place or organisation(), role=role
    )
    return actor_of(membership)


def file_of(*seers: Actor, relation: Relation = Relation.LEAD, kind: FileKind = FileKind.CHILD) -> File:
    """A file that these people may see."""
    file = vault.open_file(kind)
    for seer in seers:
        grants.grant(file, PrincipalKind.PERSON, seer.id, relation)
    return file


def child(file: File) -> Child:
    return Child.objects.create(file=file, code=file.code, organisation=organisation(), registered_at=clock.now())


def name(file: File, full: str = "Алия Тестова", **more: str) -> Name:
    """A record with four sealed fields."""
    found = Child.objects.filter(file=file).first() or child(file)
    return Name.objects.create(file=file, child=found, full=full, written_at=clock.now(), **more)


def shut(record: Name) -> Name:
    """The same row as it comes from the database."""
    return Name.objects.get(pk=record.pk)


def kept_hash(letter: Letter) -> str | None:
    """The hash of the copy that is kept of a letter."""
    shut = Letter.objects.get(pk=letter.pk)
    open_sealed(shut)
    found: str | None = shut.copy_hash
    return found
