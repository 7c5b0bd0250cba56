"""A worker who leaves leaves nobody behind unseen."""

import pytest

from panah.casework.cases import actions, queries
from panah.casework.cases.models import Case, Helper
from panah.foundation.accounts.actions import end_role, give_role
from panah.foundation.accounts.queries import actor_of
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.models import Grant
from panah.foundation.security.permissions import EVERYTHING, Permission
from panah.foundation.security.roles import Role
from tests.panah.casework.cases.actions.test_helping import agree, let
from tests.panah.casework.cases.office import SYSTEM, Office, Worker, opened, running

WORKER = Actor.system("worker", EVERYTHING)


@action(Permission.STAFF_MANAGE, on=None)
def leave(*, by: Actor, worker: Worker) -> int:
    """What the page of a person does when access ends."""
    end_role(by=by, membership=worker.membership)
    return actions.release_worker(by=by, person=worker.person, organisation=worker.membership.organisation)


def unled(office: Office) -> list[Case]:
    return list(Case.objects.filter(queries.led_by_nobody(office.organisation.pk)))


@pytest.mark.safeguard("S15", "a worker leaves and the children stay under a name that does not answer")
def test_what_a_worker_led_calls_for_another_lead_at_once(office: Office) -> None:
    case = opened(office)
    assert leave(by=SYSTEM, worker=office.aigul) == 1
    case.refresh_from_db()
    assert (case.lead, unled(office)) == (None, [case])
    timers = running(case)
    assert {timer.person for timer in timers.values()} == {None}
    assert timers[TimerKind.LEAD_ASSIGNMENT].organisation == office.organisation


def test_the_part_of_a_helper_who_left_waits_for_a_colleague(office: Office) -> None:
    case = opened(office)
    agree(office, case)
    helper = let(office, case)
    actions.take_part(by=office.lazzat.actor, helper=helper)
    leave(by=SYSTEM, worker=office.lazzat)
    assert Helper.objects.get().person is None
    assert not Grant.objects.filter(principal=f"person:{office.lazzat.person.pk}").exists()
    assert Timer.objects.running().get(file=helper.file_id).person is None


@pytest.mark.safeguard("S15", "a lead who left and came back is named and opens nothing, and nobody hears of it")
def test_a_lead_who_came_back_without_access_is_an_alarm_too(office: Office) -> None:
    case = opened(office)
    end_role(by=SYSTEM, membership=office.aigul.membership)
    again = give_role(by=SYSTEM, person=office.aigul.person, organisation=office.organisation, role=Role.CASEWORKER)
    assert not Case.objects.visible_to(actor_of(again)).exists()
    assert unled(office) == [case]
    assert actions.call_for_leads(by=WORKER) == 1
    assert TimerKind.LEAD_ASSIGNMENT in running(case)
    assert actions.call_for_leads(by=WORKER) == 0
    actions.assign_lead(by=office.saule.actor, case=Case.objects.get(), lead=office.aigul.person)
    assert Case.objects.visible_to(actor_of(again)).get() == case
    assert TimerKind.LEAD_ASSIGNMENT not in running(case)
    assert unled(office) == []


def test_a_case_that_somebody_leads_calls_for_nobody(office: Office) -> None:
    opened(office)
    assert actions.call_for_leads(by=WORKER) == 0
