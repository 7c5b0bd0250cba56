"""The first leader of an office: nobody there could say who that is, so somebody of the installation does."""

import pytest
from django.urls import reverse

from panah.foundation.accounts.actions import answer_for
from panah.foundation.accounts.models import Membership, Person
from panah.foundation.accounts.queries import SEES_CHILDREN, actor_of, is_given_alone
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.roles import Role
from panah.web.accounts import actions
from tests.panah.web.accounts.office import SYSTEM, Office, actor_for, client_of, engaged, text_of

SLIP = "slip-slip-slip-slip"


@pytest.fixture
def lone(office: Office) -> Person:
    """The administrator of an office in which nobody else works; the other office coordinates the installation."""
    Membership.objects.filter(organisation=office.other).delete()
    return engaged(office.other, Role.ADMINISTRATOR, "lone")


def first_leader(by: Person, role: Role = Role.HEAD_OF_ORGANISATION) -> Membership:
    actions.invite(by=actor_for(by), display_name="Invented Leader", role=role, language="en", password=SLIP)
    return Membership.objects.get(person__display_name="Invented Leader")


def coordinates(office: Office) -> None:
    answer_for(by=SYSTEM, organisation=office.organisation, place=None)


@pytest.mark.safeguard(
    "S17", "an administrator who is alone invents the first head and reads every child under that name"
)
def test_the_first_head_reads_nothing_until_the_coordinating_organisation_knows_who_that_is(
    office: Office, lone: Person
) -> None:
    coordinates(office)
    membership = first_leader(lone)
    assert not membership.is_confirmed
    assert not actor_of(membership).permissions & SEES_CHILDREN
    timer = Timer.objects.running().get(kind="role_confirmation")
    assert (timer.organisation, timer.person) == (office.organisation, office.head)
    told = {notice.person for notice in Notice.objects.filter(kind="role_to_confirm")}
    assert told == {office.head, office.administrator}
    actions.witness_role(by=actor_for(office.head), membership=membership, is_known=True)
    assert actor_of(Membership.objects.get(pk=membership.pk)).permissions >= SEES_CHILDREN
    assert not is_given_alone(Membership.objects.get(pk=membership.pk))
    assert not Timer.objects.running().filter(kind="role_confirmation").exists()


def test_another_administrator_of_the_office_is_a_second_person_too(office: Office, lone: Person) -> None:
    second = engaged(office.other, Role.ADMINISTRATOR, "second")
    membership = first_leader(lone)
    assert not membership.is_confirmed
    page = reverse("person-witness", args=[membership.pk])
    client = client_of(second)
    assert page in text_of(client.get(reverse("person-list")))
    assert "Invented Leader" in text_of(client.get(page))
    assert client.post(page, {"answer": "yes"}).status_code == 302
    assert Membership.objects.get(pk=membership.pk).confirmed_by == str(second.pk)
    assert client.get(page).status_code == 404


def test_whom_nobody_knows_is_not_let_in(office: Office, lone: Person) -> None:
    coordinates(office)
    membership = first_leader(lone)
    page = reverse("person-witness", args=[membership.pk])
    head = client_of(office.head)
    assert page in text_of(head.get("/app/"))
    assert head.post(page, {"answer": "no"}).status_code == 302
    assert not Membership.objects.valid().filter(pk=membership.pk).exists()


def test_neither_who_gave_it_nor_who_has_it_nor_a_stranger_is_that_second_person(office: Office, lone: Person) -> None:
    coordinates(office)
    membership = first_leader(lone)
    with pytest.raises(actions.NeedsSecondPerson):
        actions.witness_role(by=actor_for(lone), membership=membership, is_known=True)
    with pytest.raises(NotPermitted):
        actions.witness_role(by=actor_for(membership.person), membership=membership, is_known=True)
    worker = engaged(office.organisation, Role.SUPERVISOR, "saule")
    with pytest.raises(NotPermitted):
        actions.witness_role(by=actor_for(worker), membership=membership, is_known=True)
    page = reverse("person-witness", args=[membership.pk])
    assert client_of(lone).get(page).status_code == 404


@pytest.mark.safeguard("S17", "one person alone lets somebody read of children, and no page ever says so")
def test_where_there_is_no_second_person_at_all_the_pages_say_so(office: Office, lone: Person) -> None:
    client = client_of(lone)
    form = {"display_name": "Invented Leader", "role": "head_of_organisation", "language": "en", "once": "k"}
    assert "You alone answer for it" in text_of(client.post(reverse("person-new"), form))
    membership = Membership.objects.get(person__display_name="Invented Leader")
    assert (membership.is_confirmed, is_given_alone(membership)) == (True, True)
    assert "one person alone let this one in" in text_of(client.get(reverse("person", args=[membership.person_id])))
    assert "confirmed by nobody" in text_of(client.get(reverse("person-list")))


def test_a_new_slip_of_the_only_head_waits_for_the_installation_too(office: Office, lone: Person) -> None:
    coordinates(office)
    head = engaged(office.other, Role.HEAD_OF_ORGANISATION, "only")
    actions.renew_slip(by=actor_for(lone), person=head, password=SLIP)
    assert not Membership.objects.get(person=head).is_confirmed


def test_once_somebody_there_may_confirm_nobody_beyond_is_asked(office: Office, lone: Person) -> None:
    coordinates(office)
    engaged(office.other, Role.HEAD_OF_ORGANISATION, "only")
    membership = first_leader(lone, Role.CASEWORKER)
    with pytest.raises(NotPermitted):
        actions.witness_role(by=actor_for(office.head), membership=membership, is_known=True)
    assert "You are asked to confirm" not in text_of(client_of(office.head).get(reverse("person-list")))
