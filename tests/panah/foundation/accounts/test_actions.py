from datetime import timedelta

import pytest

from panah.foundation.accounts import actions
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import actor_of, duty_organisation, members_with, roles_of
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.models import Place
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import Grant
from panah.foundation.security.permissions import EVERYTHING, Permission
from panah.foundation.security.roles import ROLES, Reach, Role

pytestmark = pytest.mark.django_db
JOB = Actor.system("test", EVERYTHING)


def organisation(code: str = "one") -> Organisation:
    names = {"kk": "Үлгі", "ru": "Пример", "en": "Sample"}
    return actions.add_organisation(by=JOB, code=code, kind="ngo", names=names)


def person(username: str = "someone") -> Person:
    return actions.add_person(by=JOB, username=username, display_name="Somebody", password=None)


def test_an_organisation_has_a_name_in_each_language() -> None:
    here = organisation()
    assert [here.label(language) for language in ("kk", "ru", "en")] == ["Үлгі", "Пример", "Sample"]


def test_a_person_without_a_password_cannot_sign_in() -> None:
    assert not person().has_usable_password()


def test_a_role_gives_its_permissions_and_its_reach() -> None:
    membership = actions.give_role(by=JOB, person=person(), organisation=organisation(), role=Role.SUPERVISOR)
    actor = actor_of(membership)
    assert actor.permissions == ROLES[Role.SUPERVISOR].permissions
    assert actor.reach is Reach.ORGANISATION
    assert f"organisation:{membership.organisation_id}" in actor.principals()


def test_a_caseworker_is_let_in_by_name_and_not_by_the_organisation() -> None:
    membership = actions.give_role(by=JOB, person=person(), organisation=organisation(), role=Role.CASEWORKER)
    assert f"organisation:{membership.organisation_id}" not in actor_of(membership).principals()


def test_an_ended_role_is_gone_at_once_and_may_begin_anew() -> None:
    somebody, here = person(), organisation()
    membership = actions.give_role(by=JOB, person=somebody, organisation=here, role=Role.CASEWORKER)
    actions.end_role(by=JOB, membership=membership)
    assert roles_of(somebody) == []
    again = actions.give_role(by=JOB, person=somebody, organisation=here, role=Role.CASEWORKER)
    assert again.pk == membership.pk
    assert [row.pk for row in roles_of(somebody)] == [membership.pk]


def test_a_role_that_begins_tomorrow_is_not_held_today() -> None:
    somebody = person()
    with clock.standing_at(clock.now() + timedelta(days=1)):
        actions.give_role(by=JOB, person=somebody, organisation=organisation(), role=Role.CASEWORKER)
    assert roles_of(somebody) == []


def test_nobody_without_the_right_adds_people() -> None:
    worker = actor_of(actions.give_role(by=JOB, person=person(), organisation=organisation(), role=Role.CASEWORKER))
    with pytest.raises(NotPermitted):
        actions.add_person(by=worker, username="friend", display_name="Friend", password=None)


def test_who_leaves_an_organisation_takes_no_file_along_and_keeps_those_of_another() -> None:
    here, there, somebody = organisation("here"), organisation("there"), person()
    membership = actions.give_role(by=JOB, person=somebody, organisation=here, role=Role.CASEWORKER)
    actions.give_role(by=JOB, person=somebody, organisation=there, role=Role.CASEWORKER)
    files = {}
    for owner in (here, there):
        files[owner.code] = vault.open_file(FileKind.CASE)
        grants.grant(files[owner.code], PrincipalKind.ORGANISATION, owner.pk, Relation.LEAD_ORGANISATION)
        grants.grant(files[owner.code], PrincipalKind.PERSON, somebody.pk, Relation.LEAD)
    actions.end_role(by=JOB, membership=membership)
    left = Grant.objects.filter(principal=f"person:{somebody.pk}").values_list("file_id", flat=True)
    assert list(left) == [files["there"].pk]
    assert Grant.objects.filter(principal=f"organisation:{here.pk}").count() == 1


def test_people_give_and_end_roles_of_their_own_organisation_only() -> None:
    here, there = organisation("here"), organisation("there")
    head = actor_of(actions.give_role(by=JOB, person=person("head"), organisation=here, role=Role.HEAD_OF_ORGANISATION))
    other = actions.give_role(by=JOB, person=person("other"), organisation=there, role=Role.CASEWORKER)
    with pytest.raises(NotPermitted):
        actions.give_role(by=head, person=other.person, organisation=there, role=Role.SUPERVISOR)
    with pytest.raises(NotPermitted):
        actions.end_role(by=head, membership=other)
    with pytest.raises(NotPermitted):
        actions.answer_for(by=head, organisation=here, place=None)
    with pytest.raises(NotPermitted):
        actions.add_organisation(by=head, code="mine", kind="ngo", names={"kk": "a", "ru": "b", "en": "c"})


def test_one_sets_only_ones_own_language() -> None:
    one, other = person("one"), person("other")
    actor = actor_of(actions.give_role(by=JOB, person=one, organisation=organisation(), role=Role.CASEWORKER))
    actions.choose_settings(by=actor, person=one, language="ru", theme="dark")
    one.refresh_from_db()
    assert (one.language, one.theme) == ("ru", "dark")
    with pytest.raises(PermissionError):
        actions.choose_settings(by=actor, person=other, language="en", theme="auto")


def test_a_concern_goes_to_the_most_exact_place_and_else_to_the_last_resort() -> None:
    load_places(by=JOB)
    region = Place.objects.get(pk="KZ-61")
    district = Place.objects.districts("KZ-61").first()
    assert district is not None
    assert duty_organisation(district) is None
    far, near, exact = organisation("far"), organisation("near"), organisation("exact")
    actions.answer_for(by=JOB, organisation=far, place=None)
    assert duty_organisation(district) == far
    actions.answer_for(by=JOB, organisation=near, place=region)
    assert duty_organisation(district) == near
    actions.answer_for(by=JOB, organisation=exact, place=district)
    assert duty_organisation(district) == exact
    assert duty_organisation(region) == near
    assert duty_organisation(None) == far


def test_members_are_found_by_their_roles() -> None:
    here, somebody = organisation(), person()
    actions.give_role(by=JOB, person=somebody, organisation=here, role=Role.SUPERVISOR)
    assert members_with(here.pk, Role.SUPERVISOR) == [somebody]
    assert members_with(here.pk, Role.HEAD_OF_ORGANISATION) == []


def test_roles_without_a_room_have_no_right_at_all() -> None:
    assert ROLES[Role.GRANTS_OFFICER].permissions == frozenset()
    assert Permission.WITHIN_ACTION not in {one for card in ROLES.values() for one in card.permissions}
