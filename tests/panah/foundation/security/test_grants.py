from datetime import UTC, datetime, timedelta

import pytest

from panah.casework.people.models import Name
from panah.foundation.security import clock, grants
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.models import Grant
from panah.foundation.security.roles import Role
from tests.panah.foundation import given

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def _sees(actor: Actor, record: Name, relations: frozenset[Relation] | None = None) -> bool:
    return bool(Name.objects.visible_to(actor, relations).filter(pk=record.pk).exists())


def test_only_those_who_were_let_in_see_a_file() -> None:
    friend, stranger = given.actor(), given.actor()
    record = given.name(given.file_of(friend))
    assert _sees(friend, record)
    assert not _sees(stranger, record)


def test_the_public_sees_nothing_and_the_system_sees_all() -> None:
    record = given.name(given.file_of())
    assert not _sees(Actor.public(), record)
    assert _sees(given.SYSTEM, record)


def test_the_holder_of_a_link_sees_what_the_link_is_for() -> None:
    record = given.name(given.file_of())
    grants.grant(record.file, PrincipalKind.LINK, "one", Relation.RECEIVER)
    assert _sees(Actor.link("one", ()), record)
    assert not _sees(Actor.link("two", ()), record)


def test_a_grant_to_an_organisation_reaches_those_who_reach_over_it() -> None:
    supervisor, caseworker = given.actor(Role.SUPERVISOR), given.actor(Role.CASEWORKER)
    elsewhere = given.actor(Role.SUPERVISOR, place=given.organisation("other"))
    record = given.name(given.file_of())
    grants.grant(record.file, PrincipalKind.ORGANISATION, given.organisation().pk, Relation.LEAD_ORGANISATION)
    assert _sees(supervisor, record)
    assert not _sees(caseworker, record)
    assert not _sees(elsewhere, record)


def test_a_relation_that_an_act_needs_is_asked_for() -> None:
    sender = given.actor()
    record = given.name(given.file_of(sender, relation=Relation.SENDER))
    assert _sees(sender, record)
    assert not _sees(sender, record, frozenset({Relation.LEAD}))
    assert not _sees(sender, record, frozenset())


def test_a_grant_ends_at_its_moment() -> None:
    friend = given.actor()
    record = given.name(given.file_of())
    grants.grant(record.file, PrincipalKind.PERSON, friend.id, Relation.LEAD, until=NOW)
    with clock.standing_at(NOW - timedelta(seconds=1)):
        assert _sees(friend, record)
    for moment in (NOW, NOW + timedelta(days=1)):
        with clock.standing_at(moment):
            assert not _sees(friend, record)
            assert grants.granted_fields(friend, [record.file_id]) == {}


def test_a_grant_that_was_taken_back_is_gone() -> None:
    friend = given.actor()
    record = given.name(given.file_of(friend))
    grants.revoke(record.file, PrincipalKind.PERSON, friend.id, Relation.SENDER)
    assert _sees(friend, record)
    grants.revoke(record.file, PrincipalKind.PERSON, friend.id)
    assert not _sees(friend, record)


def test_the_same_grant_twice_is_renewed_not_doubled() -> None:
    friend = given.actor()
    file = given.file_of(friend)
    grants.grant(file, PrincipalKind.PERSON, friend.id, Relation.LEAD, fields=["people.name.full"], until=NOW)
    row = Grant.objects.get(file=file, relation=Relation.LEAD)
    assert (row.fields, row.until) == (["people.name.full"], NOW)


def test_fields_of_several_grants_add_up() -> None:
    friend = given.actor()
    file = given.file_of()
    grants.grant(file, PrincipalKind.PERSON, friend.id, Relation.SENDER, fields=["a"])
    grants.grant(file, PrincipalKind.PERSON, friend.id, Relation.RECEIVER, fields=["b"])
    assert grants.granted_fields(friend, [file.pk]) == {file.pk: frozenset("ab")}


def test_many_files_are_granted_in_one_statement(django_assert_num_queries: object) -> None:
    friend = given.actor()
    files = [given.file_of() for _ in range(5)]
    with django_assert_num_queries(1):  # type: ignore[operator]
        grants.grant_many(files, PrincipalKind.PERSON, friend.id, Relation.LEAD)
    assert len(grants.granted_fields(friend, [file.pk for file in files])) == 5
