"""Who reads what: the class of a field by role, the field itself by grant."""

import pytest

from panah.foundation.documents.models import Draft
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES, Role
from panah.foundation.security.sealed import Guarded, StillSealed, reveal
from tests.panah.foundation import given

pytestmark = pytest.mark.django_db
NAME, STORY = "people.name.full", "documents.draft.content"


def _records(file: File) -> tuple[Guarded, Guarded]:
    """A name (P2) and a story (P3) in one file, as they come from the database."""
    story = Draft.objects.create(
        file=file, person=given.person(), form="plan", content={"text": "…"}, updated_at=clock.now()
    )
    return given.shut(given.name(file)), Draft.objects.get(pk=story.pk)


def _opened(actor: Actor, file: File) -> set[str]:
    name, story = _records(file)
    with vault.ring():
        reveal(actor, name, story)
    seen = set()
    for field, record, attribute in ((NAME, name, "full"), (STORY, story, "content")):
        try:
            getattr(record, attribute)
            seen.add(field)
        except StillSealed:
            pass
    return seen


@pytest.mark.parametrize("role", [role for role, card in ROLES.items() if card.permissions])
@pytest.mark.parametrize("fields", [("*",), (NAME,), (STORY,), (NAME, STORY), ()])
def test_a_value_opens_where_both_role_and_grant_allow_it(role: Role, fields: tuple[str, ...]) -> None:
    actor, file = given.actor(role), given.file_of()
    grants.grant(file, PrincipalKind.PERSON, actor.id, Relation.LEAD, fields=fields)
    by_role = {
        field
        for field, right in ((NAME, Permission.IDENTITY_READ), (STORY, Permission.NARRATIVE_READ))
        if right in actor.permissions
    }
    by_grant = {NAME, STORY} if "*" in fields else set(fields)
    assert _opened(actor, file) == by_role & by_grant


def test_strangers_the_public_and_jobs_open_nothing() -> None:
    file = given.file_of()
    for actor in (given.actor(), Actor.public(), given.SYSTEM, Actor.link("x", set(Permission))):
        assert _opened(actor, file) == set()


def test_the_holder_of_a_link_opens_the_fields_of_the_link() -> None:
    file = given.file_of()
    grants.grant(file, PrincipalKind.LINK, "x", Relation.RECEIVER, fields=[NAME])
    assert _opened(Actor.link("x", {Permission.IDENTITY_READ, Permission.NARRATIVE_READ}), file) == {NAME}


def test_reads_are_noted_for_the_audit_and_what_stayed_shut_is_not() -> None:
    actor, file = given.actor(), given.file_of()
    grants.grant(file, PrincipalKind.PERSON, actor.id, Relation.LEAD, fields=[NAME])
    with vault.ring() as ring:
        reveal(actor, *_records(file))
        assert ring.reads == [(str(file.pk), NAME)]


def test_nothing_is_revealed_where_reads_could_not_be_noted() -> None:
    actor = given.actor()
    record = given.shut(given.name(given.file_of(actor)))
    with pytest.raises(RuntimeError, match="audited"):
        reveal(actor, record)


def test_a_page_of_records_takes_two_queries_to_reveal(django_assert_num_queries: object) -> None:
    actor = given.actor()
    records = [given.shut(given.name(given.file_of(actor), f"Имя {number}")) for number in range(10)]
    with vault.ring(), django_assert_num_queries(2):  # type: ignore[operator]
        reveal(actor, *records)
    assert [record.full for record in records] == [f"Имя {number}" for number in range(10)]
