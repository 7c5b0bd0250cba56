"""One visit for brothers and sisters, and undo that leaves a line."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from panah.casework.cases import actions
from panah.casework.cases.codes import NoteKind, ServiceStatus
from panah.casework.cases.models import Case, DeliveredService, PlannedService, Visit
from panah.casework.cases.queries import sibling_cases
from panah.casework.people.actions import ChildDetails, FamilyDetails, join_family, open_family
from panah.casework.people.rules import Birth
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.insight.indicators.codes import Audience
from panah.insight.indicators.publish import publish
from panah.insight.indicators.rules import Window
from tests.panah.casework.cases.office import Office, Worker, at_work, closed, opened, running, served

NOON = datetime(2026, 11, 20, 7, tzinfo=UTC)


def siblings(office: Office, count: int = 3, leads: tuple[Worker, ...] = ()) -> list[Case]:
    cases = [opened(office, lead=lead) for lead in leads or (office.aigul,) * count]
    family = open_family(by=office.saule.actor, organisation=office.organisation, details=FamilyDetails())
    for case in cases:
        join_family(by=office.saule.actor, child=case.child, family=family)
        case.child.refresh_from_db()
    return cases


def visited(office: Office, case: Case, **changes: Any) -> Visit:
    usual: dict[str, Any] = {
        "by": office.aigul.actor, "case": case, "service_type": "basic_needs", "happened_on": clock.today(),
        "what_was_done": "Canarydone",
    }  # fmt: skip
    return actions.record_visit(**(usual | changes))


def children_served(office: Office) -> object:
    window = Window(clock.today() - timedelta(days=1), clock.today())
    return publish("children_served", Audience.INSIDE, office.saule.actor, window).value


def test_one_visit_serves_three_children_and_counts_three_children_and_one_visit(office: Office) -> None:
    first, *others = siblings(office)
    assert {one.pk for one in sibling_cases(office.aigul.actor, first)} == {one.pk for one in others}
    visit = visited(office, first, siblings=others, cost=Decimal("12500.00"), currency="KZT", idempotency_key="k")
    assert visited(office, first, siblings=others, idempotency_key="k") == visit
    rows = DeliveredService.objects.filter(visit=visit)
    assert (Visit.objects.count(), rows.count()) == (1, 3)
    assert {row.child_id for row in rows} == {case.child_id for case in (first, *others)}
    assert children_served(office) == 3
    assert [str(row.cost) for row in rows if row.cost] == ["12500.00"]  # once, not three times


@pytest.mark.safeguard("S8", "a worker writes in the case of a sibling that a colleague leads")
def test_a_sibling_that_a_colleague_leads_is_neither_offered_nor_served(office: Office) -> None:
    mine, theirs = siblings(office, leads=(office.aigul, office.nurzhan))
    assert sibling_cases(office.aigul.actor, mine) == []
    with pytest.raises(NotPermitted):
        visited(office, mine, siblings=[theirs])
    assert not DeliveredService.objects.exists()
    assert not Visit.objects.exists()


def test_a_sibling_whose_case_is_closed_is_not_offered_and_stops_the_whole_visit(office: Office) -> None:
    first, other = siblings(office, 2)
    actions.record_contact(
        by=office.aigul.actor, case=other, kind=NoteKind.FIRST_SAFETY_CONTACT, text="", happened_on=clock.today()
    )
    stale = Case.objects.get(pk=other.pk)
    closed(office, other)
    assert sibling_cases(office.aigul.actor, first) == []
    with pytest.raises(actions.CaseIsClosed):
        visited(office, first, siblings=[stale])
    assert not DeliveredService.objects.exists()


@pytest.mark.safeguard("S10", "a service after the 18th birthday is counted as one to a child")
def test_the_standing_is_that_of_the_day_and_in_doubt_a_child(office: Office) -> None:
    with clock.standing_at(NOON - timedelta(days=15)):
        grown = opened(office, birth=Birth(day=date(2008, 11, 10)))
        unsure = opened(office, birth=Birth(year=2008), names=())
        unknown = opened(office, birth=Birth(), age_band="unknown")
    with clock.standing_at(NOON):
        for case in (grown, unsure, unknown):
            served(office, case, happened_on=date(2026, 11, 9))
            served(office, case, happened_on=date(2026, 11, 11))
    rows = DeliveredService.objects.order_by("happened_on")
    standings = {case.pk: [row.standing for row in rows if row.case_id == case.pk] for case in (grown, unsure, unknown)}
    assert standings == {grown.pk: ["child", "adult"], unsure.pk: ["child", "child"], unknown.pk: ["child", "child"]}


@pytest.mark.safeguard("S14", "a slip stays in the figures, or is deleted without a trace")
def test_a_slip_is_undone_at_once_leaves_a_line_and_is_not_counted(office: Office) -> None:
    case = opened(office)
    service = served(office, case)
    assert children_served(office) == 1
    actions.take_back_service(by=office.aigul.actor, service=service)
    service.refresh_from_db()
    assert (service.status, service.taken_back_reason) == (ServiceStatus.CANCELLED, "slip")
    assert service.taken_back_at is not None
    assert children_served(office) == 0
    with pytest.raises(actions.NotYet) as refusal:
        actions.take_back_service(by=office.aigul.actor, service=service)
    assert refusal.value.reasons == ("already_taken_back",)


def test_the_whole_visit_is_undone_together(office: Office) -> None:
    first, *others = siblings(office)
    visit = visited(office, first, siblings=others)
    one = DeliveredService.objects.get(visit=visit, case=first)
    actions.take_back_service(by=office.aigul.actor, service=one, is_whole_visit=True)
    assert DeliveredService.objects.filter(visit=visit, status=ServiceStatus.CANCELLED).count() == 3


def test_later_or_by_somebody_else_it_takes_a_reason_from_the_list(office: Office) -> None:
    with clock.standing_at(NOON):
        case = opened(office)
        service = served(office, case)
    with clock.standing_at(NOON + timedelta(hours=25)):
        for by, reason in ((office.aigul, ""), (office.aigul, "Canaryreason"), (office.saule, "")):
            with pytest.raises(actions.NotYet) as refusal:
                actions.take_back_service(by=by.actor, service=service, reason=reason)
            assert refusal.value.reasons == ("reason_missing",)
        actions.take_back_service(by=office.saule.actor, service=service, reason="wrong_child")
    assert service.taken_back_reason == "wrong_child"
    assert {"slip", "wrong_child"} <= set(code_list("taken_back_reasons").codes)


def test_a_planned_service_that_was_not_given_waits_again(office: Office) -> None:
    case, planned = at_work(office)
    service = served(office, case, planned=planned)
    assert TimerKind.SERVICE not in running(case)
    actions.take_back_service(by=office.aigul.actor, service=service)
    assert PlannedService.objects.get().status == ServiceStatus.PLANNED
    assert running(case)[TimerKind.SERVICE].address_code == str(planned.pk)


def test_strangers_take_nothing_back(office: Office) -> None:
    service = served(office, opened(office))
    for worker in (office.lazzat, office.nurzhan, office.gulnar, office.dinara):
        with pytest.raises(NotPermitted):
            actions.take_back_service(by=worker.actor, service=service, reason="slip")
    service.refresh_from_db()
    assert service.taken_back_at is None


def test_help_is_the_same_for_a_newborn_without_name_or_day(office: Office) -> None:
    case = actions.start_case(
        by=office.aigul.actor, organisation=office.organisation, lead=office.aigul.person,
        details=ChildDetails(age_band="under_1"),
    )  # fmt: skip
    served(office, case)
    assert DeliveredService.objects.get().age_band == "under_1"
