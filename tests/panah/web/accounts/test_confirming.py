"""Whoever gives a role that reads of children could invent its bearer: a second person says that there is one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from panah.foundation.accounts.models import Membership, Person
from panah.foundation.accounts.queries import SEES_CHILDREN, actor_of, members_with
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from panah.web.accounts import actions
from tests.panah.web.accounts.office import PASSWORD, Office, actor_for, client_of, engaged, knock, visitor

SLIP = "slip-slip-slip-slip"


def invited(office: Office, by: Person, role: Role = Role.SUPERVISOR) -> Membership:
    person = actions.invite(by=actor_for(by), display_name="Invented Newcomer", role=role, language="en", password=SLIP)
    return Membership.objects.get(person=person)


@pytest.mark.safeguard("S17", "an administrator invents a supervisor and reads the children's names under that name")
def test_an_invented_supervisor_reads_nothing_until_a_second_person_confirms(office: Office) -> None:
    membership = invited(office, office.administrator)
    actor = actor_of(membership)
    assert not actor.permissions & SEES_CHILDREN
    assert actor.principals() == [f"person:{membership.person_id}", f"team:{office.organisation.pk}"]
    assert membership.person not in members_with(office.organisation.pk, Role.SUPERVISOR)
    timer = Timer.objects.running().get(kind="role_confirmation")
    assert timer.organisation == office.organisation
    assert {notice.person for notice in Notice.objects.filter(kind="role_to_confirm")} == {office.head}
    actions.confirm_role(by=actor_for(office.head), membership=membership)
    assert actor_of(Membership.objects.get(pk=membership.pk)).permissions >= SEES_CHILDREN
    assert not Timer.objects.running().filter(kind="role_confirmation").exists()


def test_neither_who_gave_it_nor_who_has_it_confirms(office: Office) -> None:
    engaged(office.organisation, Role.SUPERVISOR, "saule")
    membership = invited(office, office.head)
    with pytest.raises(actions.NeedsSecondPerson):
        actions.confirm_role(by=actor_for(office.head), membership=membership)
    actions.confirm_role(by=actor_for(Person.objects.get(username="saule")), membership=membership)
    with pytest.raises(actions.ConfirmedAlready):
        actions.confirm_role(by=actor_for(Person.objects.get(username="saule")), membership=membership)


def test_where_nobody_else_could_confirm_the_role_holds_at_once(office: Office) -> None:
    assert invited(office, office.head).is_confirmed


def test_a_role_that_reads_of_no_child_waits_for_nobody(office: Office) -> None:
    assert invited(office, office.administrator, Role.MONITORING_OFFICER).is_confirmed


def test_who_is_not_known_is_not_let_in(office: Office) -> None:
    membership = invited(office, office.administrator)
    actions.refuse_role(by=actor_for(office.head), membership=membership)
    assert not Membership.objects.valid().filter(pk=membership.pk).exists()


@pytest.mark.safeguard(
    "S17", "an administrator makes a slip for a lead without a second step and comes in as that lead"
)
def test_a_new_slip_for_somebody_without_a_second_step_waits_too(office: Office) -> None:
    actions.renew_slip(by=actor_for(office.administrator), person=office.worker, password=SLIP)
    membership = Membership.objects.get(person=office.worker)
    assert not membership.is_confirmed
    assert not actor_of(membership).permissions & SEES_CHILDREN


def test_the_head_confirms_on_a_page_that_today_leads_to(office: Office) -> None:
    membership = invited(office, office.administrator)
    head, page = client_of(office.head), reverse("person-confirm", args=[membership.pk])
    assert page in head.get("/app/").content.decode()
    assert "Invented Newcomer" in head.get(page).content.decode()
    assert head.post(page, {"answer": "yes"}).status_code == 302
    assert Membership.objects.get(pk=membership.pk).is_confirmed
    assert head.get(page).status_code == 404


def test_a_newcomer_reads_why_there_is_nothing_yet(office: Office) -> None:
    membership = invited(office, office.administrator)
    assert "waits for a second person" in client_of(membership.person).get("/app/").content.decode()


def test_a_slip_older_than_a_week_opens_nothing(office: Office) -> None:
    membership = invited(office, office.administrator, Role.MONITORING_OFFICER)
    Person.objects.filter(pk=membership.person_id).update(slip_until=clock.now() - timedelta(minutes=1))
    answer = knock(visitor(), membership.person.username, SLIP)
    assert "older than a week" in answer.content.decode()
    assert knock(visitor(), office.worker.username, PASSWORD).status_code == 302
