"""Who does what the plan says, and where the case stands once all of it is done."""

import pytest

from panah.casework.cases import actions
from panah.casework.cases.codes import CaseState, ServiceStatus, Stage
from panah.casework.cases.models import Case, DeliveredService, Helper, PlannedService
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.roles import Role
from tests.panah.casework.cases.actions.test_helping import agree
from tests.panah.casework.cases.actions.test_leaving import leave
from tests.panah.casework.cases.actions.test_transferring import accept, ask
from tests.panah.casework.cases.office import (
    SYSTEM,
    Office,
    at_work,
    cancelled,
    hired,
    in_plan,
    opened,
    running,
    served,
)


@pytest.fixture
def case(office: Office) -> Case:
    return at_work(office)[0]


def asked_of(office: Office, case: Case) -> tuple[PlannedService, Helper]:
    """Nurzhan stands in the plan, and is asked as every helper is."""
    planned = in_plan(office, case, person=office.nurzhan.person, service_type="legal")
    helper = actions.add_helper(
        by=office.aigul.actor, case=case, organisation=office.organisation, person=office.nurzhan.person,
        service_types=("legal",), request="Write to the school", parts=(),
    )  # fmt: skip
    return planned, helper


def test_a_colleague_stands_in_the_plan_and_the_day_stays_the_leads(office: Office, case: Case) -> None:
    planned, _helper = asked_of(office, case)
    assert planned.person == office.nurzhan.person
    of_plan = Timer.objects.running().get(kind=TimerKind.SERVICE, address_code=str(planned.pk))
    assert of_plan.person == office.aigul.person
    assert Timer.objects.running().get(kind=TimerKind.HELP_ASKED).person == office.nurzhan.person


def test_nobody_from_elsewhere_stands_in_the_plan(office: Office, case: Case) -> None:
    for stranger in (office.lazzat, office.dinara):
        with pytest.raises(actions.NotALead):
            in_plan(office, case, person=stranger.person)


@pytest.mark.safeguard("S15", "a colleague who stands in the plan opens the case by that alone")
def test_to_stand_in_the_plan_opens_nothing(office: Office, case: Case) -> None:
    in_plan(office, case, person=office.nurzhan.person)
    assert not Case.objects.visible_to(office.nurzhan.actor).exists()


def test_what_the_colleague_gave_ends_the_line_and_is_counted_once(office: Office, case: Case) -> None:
    planned, helper = asked_of(office, case)
    actions.record_help(by=office.nurzhan.actor, helper=helper, service_type="legal", happened_on=clock.today())
    planned.refresh_from_db()
    assert planned.status == ServiceStatus.DELIVERED
    assert DeliveredService.objects.get(service_type="legal").planned == planned
    assert not Timer.objects.running().filter(address_code=str(planned.pk)).exists()


def test_whoever_leaves_stands_in_no_plan_any_more(office: Office, case: Case) -> None:
    planned, _helper = asked_of(office, case)
    leave(by=SYSTEM, worker=office.nurzhan)
    planned.refresh_from_db()
    assert (planned.person, planned.status) == (None, ServiceStatus.PLANNED)


def test_whoever_stood_in_the_plan_of_one_office_stands_in_none_of_the_next(office: Office, case: Case) -> None:
    planned, _helper = asked_of(office, case)
    agree(office, case)
    accept(office, ask(office, case), hired(office.other, Role.SUPERVISOR, "head"))
    planned.refresh_from_db()
    case.refresh_from_db()
    assert (planned.person, case.organisation, case.state) == (None, office.other, CaseState.ACTIVE)


def test_all_given_is_to_be_looked_at_and_one_more_plan_goes_on(office: Office) -> None:
    case, planned = at_work(office)
    assert case.stage == Stage.IN_SERVICE
    service = served(office, case, planned=planned)
    assert (case.stage, TimerKind.REVIEW in running(case)) == (Stage.REVIEW, True)
    actions.take_back_service(by=office.aigul.actor, service=service)
    case.refresh_from_db()
    assert case.stage == Stage.IN_SERVICE
    cancelled(office, case, PlannedService.objects.get())
    assert case.stage == Stage.REVIEW
    in_plan(office, case)
    assert case.stage == Stage.IN_SERVICE


def test_help_without_a_plan_is_never_reviewed(office: Office) -> None:
    case = opened(office)
    planned = in_plan(office, case)
    served(office, case, planned=planned)
    assert case.stage != Stage.REVIEW
