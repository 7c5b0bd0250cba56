"""Which rights a paper takes, by the kind of file it lies in: a child's both, one of the public work none of a child's."""

from typing import Any

import pytest

from panah.foundation.documents import rules
from panah.foundation.documents.actions import keep_file
from panah.foundation.documents.codes import OF_NOBODY, OF_PUBLIC_WORK, Media, rights_to_read
from panah.foundation.documents.models import StoredFile
from panah.foundation.documents.queries import CONTENT, content_of, published_content
from panah.foundation.security import grants, vault
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from tests.panah.foundation import given

pytestmark = pytest.mark.django_db
PAPER = rules.CheckedFile("paper.pdf", Media.PDF, b"%PDF-1.7 Canary")
OF_CHILDREN = sorted(set(FileKind) - set(OF_PUBLIC_WORK))
OF_ADULTS = sorted(set(OF_PUBLIC_WORK) - OF_NOBODY)


@pytest.fixture(autouse=True)
def _an_empty_store(settings: Any, tmp_path: Any) -> None:
    settings.PANAH_DATA = tmp_path


def paper_in(kind: FileKind, reader: Actor, relation: Relation = Relation.LEAD_ORGANISATION) -> StoredFile:
    """A paper in a file of this kind, which ``reader`` may see."""
    lead = given.actor()
    paper = keep_file(by=lead, record=given.name(given.file_of(lead)), kind="other", paper=PAPER)
    File.objects.filter(pk=paper.file_id).update(kind=kind)
    grants.grant(paper.file, PrincipalKind.PERSON, reader.id, relation)
    return StoredFile.objects.get(pk=paper.pk)


@pytest.mark.safeguard("S12", "a paper of a child opens for who does public work and may read no names and stories")
@pytest.mark.parametrize("kind", OF_CHILDREN)
@pytest.mark.parametrize("role", [Role.TRAINER, Role.CHAMPION, Role.PROGRAMME_COORDINATOR])
def test_a_paper_of_a_child_still_takes_both_rights(kind: FileKind, role: Role) -> None:
    assert rights_to_read(kind) == {Permission.IDENTITY_READ, Permission.NARRATIVE_READ}
    reader = given.actor(role)
    for relation in (Relation.LEAD_ORGANISATION, Relation.OWNER):
        with vault.ring(), pytest.raises(NotPermitted):
            content_of(reader, paper_in(kind, reader, relation))


@pytest.mark.parametrize("kind", sorted(OF_NOBODY))
@pytest.mark.parametrize("role", [Role.TRAINER, Role.CHAMPION, Role.CASEWORKER])
def test_a_paper_of_nobody_takes_the_grant_alone_and_its_read_is_noted(kind: FileKind, role: Role) -> None:
    reader = given.actor(role)
    paper = paper_in(kind, reader)
    with vault.ring() as ring:
        assert content_of(reader, paper) == PAPER.content
        assert ring.reads == [(str(paper.file_id), CONTENT)]
        with pytest.raises(NotPermitted):
            content_of(given.actor(role), paper)


@pytest.mark.parametrize("kind", OF_ADULTS)
def test_a_paper_of_adults_takes_the_right_to_their_telephones_or_is_ones_own(kind: FileKind) -> None:
    trainer, worker, champion = (given.actor(role) for role in (Role.TRAINER, Role.CASEWORKER, Role.CHAMPION))
    with vault.ring():
        assert content_of(trainer, paper_in(kind, trainer)) == PAPER.content
        assert content_of(champion, paper_in(kind, champion, Relation.OWNER)) == PAPER.content
        for reader in (worker, champion):
            with pytest.raises(NotPermitted):
                content_of(reader, paper_in(kind, reader))


@pytest.mark.safeguard("S12", "a paper of a child is published")
@pytest.mark.parametrize("kind", [*OF_CHILDREN, *OF_ADULTS])
def test_nothing_of_anybody_is_ever_published(kind: FileKind) -> None:
    with vault.ring(), pytest.raises(NotPermitted):
        published_content(paper_in(kind, given.actor()))


def test_what_is_of_nobody_may_be_published_by_its_room() -> None:
    with vault.ring():
        assert published_content(paper_in(FileKind.LIBRARY, given.actor())) == PAPER.content
