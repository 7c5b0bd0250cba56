import pytest
from django.utils import translation

from panah.foundation.security.access import Actor, Allowed, Denied, NotPermitted, Refusal, can, require
from panah.foundation.security.codes import ActorKind, Relation
from panah.foundation.security.permissions import EVERYTHING, RELATIONS_FOR, Permission
from panah.foundation.security.roles import ROLES, Reach, Role, roles_with_a_room
from tests.panah.foundation import given


def test_the_public_may_report_enrol_and_apply_and_nothing_else() -> None:
    actor = Actor.public()
    assert {right for right in Permission if isinstance(can(actor, right), Allowed)} == {
        Permission.CONCERN_REPORT, Permission.TRAINING_ENROL, Permission.CHAMPION_APPLY
    }  # fmt: skip


def test_nobody_holds_the_right_of_inner_steps() -> None:
    assert all(Permission.WITHIN_ACTION not in card.permissions for card in ROLES.values())


def test_rights_of_jobs_belong_to_no_role() -> None:
    jobs = {Permission.NOTICE_SEND, Permission.CLOCK_WORK, Permission.DEMO_BUILD, Permission.REFERENCE_LOAD}
    assert all(not jobs & card.permissions for card in ROLES.values())


def test_every_role_stands_on_the_screen_of_roles() -> None:
    assert set(ROLES) == set(Role)


def test_a_role_without_rooms_has_no_right() -> None:
    assert Role.GRANTS_OFFICER not in roles_with_a_room()
    assert Role.CASEWORKER in roles_with_a_room()
    assert ROLES[Role.GRANTS_OFFICER].permissions == frozenset()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.MONITORING_OFFICER])
def test_who_needs_no_names_may_not_read_names_or_stories(role: Role) -> None:
    assert not ROLES[role].permissions & {Permission.IDENTITY_READ, Permission.NARRATIVE_READ, Permission.CASE_VIEW}


def test_only_a_supervisor_or_head_signs_a_closure() -> None:
    signers = {role for role, card in ROLES.items() if Permission.CASE_SIGN in card.permissions}
    assert signers == {Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION}


@pytest.mark.django_db
def test_a_right_without_the_record_is_not_enough() -> None:
    lead, colleague = given.actor(), given.actor()
    record = given.name(given.file_of(lead))
    assert isinstance(can(lead, Permission.CASE_WORK, record), Allowed)
    verdict = can(colleague, Permission.CASE_WORK, record)
    assert isinstance(verdict, Denied)
    assert not verdict.allowed
    with pytest.raises(NotPermitted):
        require(colleague, Permission.CASE_WORK, record)


@pytest.mark.django_db
def test_the_record_without_the_right_is_not_enough() -> None:
    officer = given.actor(Role.MONITORING_OFFICER)
    record = given.name(given.file_of(officer))
    assert isinstance(can(officer, Permission.CASE_WORK, record), Denied)


@pytest.mark.django_db
@pytest.mark.parametrize("relation", [Relation.SENDER, Relation.RECEIVER, Relation.DUTY, Relation.OWNER])
def test_a_case_is_worked_on_only_by_those_who_lead_it(relation: Relation) -> None:
    somebody = given.actor()
    record = given.name(given.file_of(somebody, relation=relation))
    assert isinstance(can(somebody, Permission.CASE_WORK, record), Denied)


def test_the_relation_of_the_keeper_opens_nothing_to_people() -> None:
    assert all(Relation.KEEPER not in relations for relations in RELATIONS_FOR.values())
    actors = [Actor.public(), Actor.system("job", EVERYTHING), Actor.link("x", EVERYTHING)]
    assert not any("service:" in actor.principals() for actor in actors)


def test_only_reach_over_the_organisation_adds_its_name() -> None:
    own = Actor(ActorKind.PERSON, id="p", organisation="o")
    wide = Actor(ActorKind.PERSON, id="p", organisation="o", reach=Reach.ORGANISATION)
    assert "organisation:o" not in own.principals()
    assert {"person:p", "organisation:o"} <= set(wide.principals())


def test_a_refusal_speaks_in_sentences_not_in_codes() -> None:
    assert Refusal.code not in str(NotPermitted.sentence)
    with translation.override("en"):
        assert str(NotPermitted().sentence).endswith(".")
    assert str(Refusal("Come on Monday.").sentence) == "Come on Monday."
