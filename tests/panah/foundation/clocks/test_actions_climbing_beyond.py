"""The ladder beyond one body: the telephone, the region, and where every alarm ends."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from panah.foundation.accounts.models import Agreement, Mandate, Organisation
from panah.foundation.clocks import actions
from panah.foundation.clocks.actions import Owner, Shown
from panah.foundation.clocks.actions.moving import move_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.actions import load_places
from panah.foundation.security import clock, grants
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.roles import ROLES, Role
from tests.panah.foundation import given
from tests.panah.foundation.clocks.waiting import FRIDAY, HOUR, climbing, elsewhere, hired, started, within


@pytest.mark.safeguard(
    "S13", "a body with nobody in Panah is silent: our own head telephones, and nobody beyond is told"
)
def test_where_nobody_of_the_body_is_in_panah_our_own_leaders_telephone(office: Organisation, file: File) -> None:
    body = elsewhere()
    sender = hired(office, Role.DUTY_WORKER, "sender")
    hired(office, Role.SUPERVISOR, "our boss")
    shown = Shown("5T8P-A3RD", "referral", "5T8P-A3RD", sex="male")
    started(
        body, file, TimerKind.LEG_ANSWER, due=FRIDAY + 4 * HOUR, owner=Owner(body, None, office, sender), shown=shown
    )
    assert climbing(3, 4, 8, 16) == [
        (3, set()),
        (4, {"sender: deadline_passed", "our boss: telephone_body"}),
        (8, {"our boss: deadline_passed"}),
        (16, set()),
    ]
    task = Timer.objects.get(kind=TimerKind.TELEPHONE_BODY)
    assert (task.organisation, task.person, task.file) == (office, None, file)
    assert (task.address_name, task.address_code, task.sex) == ("referral", "5T8P-A3RD", "male")


def test_the_task_to_telephone_is_one_for_each_leg_comes_again_after_a_try_and_ends_with_the_answer(
    office: Organisation, file: File
) -> None:
    body = elsewhere()
    hired(office, Role.HEAD_OF_ORGANISATION, "our head")
    shown = Shown("5T8P-A3RD", "referral", "5T8P-A3RD")
    for kind in (TimerKind.LEG_ACKNOWLEDGE, TimerKind.LEG_ANSWER):
        started(body, file, kind, "high", due=FRIDAY + HOUR, owner=Owner(body, None, office), shown=shown)
    climbing(2)
    tasks = Timer.objects.running().filter(kind=TimerKind.TELEPHONE_BODY)
    first = tasks.get()
    with clock.standing_at(FRIDAY + 3 * HOUR):
        again = within(actions.renew_timer, timer=first, outcome="nobody_there")
    assert tasks.get() == again != first
    assert again.started_at == FRIDAY + 3 * HOUR
    assert (again.due_at > first.due_at, again.level, again.organisation) == (True, 0, office)
    kinds = (TimerKind.LEG_ACKNOWLEDGE, TimerKind.LEG_ANSWER)
    within(actions.stop_timers, file=file, kinds=kinds, outcome="answered", address_code="5T8P-A3RD")
    assert not Timer.objects.running().exists()


def test_without_leaders_whoever_asked_telephones(office: Organisation, file: File) -> None:
    body, sender = elsewhere(), hired(office, Role.DUTY_WORKER, "sender")
    started(body, file, TimerKind.LEG_ANSWER, due=FRIDAY + HOUR, owner=Owner(body, None, office, sender))
    climbing(2)
    assert Timer.objects.get(kind=TimerKind.TELEPHONE_BODY).person == sender


@pytest.mark.parametrize(
    ("place", "agreed", "changes", "is_told"),
    [
        ("KZ-61", date(2026, 1, 1), {}, True),
        ("KZ", date(2026, 1, 1), {}, True),
        ("KZ-61", None, {}, False),
        ("KZ-61", date(2027, 1, 1), {}, False),
        ("KZ-75", date(2026, 1, 1), {}, False),
        ("KZ-61", date(2026, 1, 1), {"is_active": False}, False),
        ("KZ-61", date(2026, 1, 1), {"has_pages": False}, False),
        ("KZ-61", date(2026, 1, 1), {"asker_agreed": None}, False),
        ("KZ-61", date(2026, 1, 1), {"asker_agreed": date(2027, 1, 1)}, False),
        ("KZ-61", date(2026, 1, 1), {"ended_on": date(2026, 3, 1)}, False),
    ],
)
@pytest.mark.safeguard("S13", "nothing goes to a region or ministry that has no user, no pages or no agreement")
def test_a_region_hears_only_with_agreement_for_its_place_and_with_pages(
    office: Organisation, monkeypatch: pytest.MonkeyPatch, place: str, agreed: date | None, changes: dict[str, Any],
    is_told: bool,
) -> None:  # fmt: skip
    """The body itself takes part, and the side that waits has agreed with this very body."""
    load_places(by=given.SYSTEM)
    region = given.organisation("region")
    region.place_id, region.is_active = place, changes.get("is_active", True)
    region.save()
    if agreed is not None:
        Mandate.objects.create(organisation=region, region_id=place, since=agreed)
    asker_agreed = changes.get("asker_agreed", date(2026, 2, 1))
    if asker_agreed is not None:
        Agreement.objects.create(
            organisation=office, coordinator=region, agreed_on=asker_agreed, ended_on=changes.get("ended_on")
        )
    hired(region, Role.REGIONAL_COORDINATOR, "coordinator")
    hired(office, Role.DUTY_WORKER, "desk")
    if not changes.get("has_pages", True):
        card = replace(ROLES[Role.REGIONAL_COORDINATOR], permissions=frozenset())
        monkeypatch.setitem(ROLES, Role.REGIONAL_COORDINATOR, card)
    shown = Shown("K7Q4-2MX9", "concern", "K7Q4-2MX9", place="KZ-61")
    started(office, kind=TimerKind.CONCERN_TRIAGE, due=FRIDAY + 4 * HOUR, shown=shown)
    told = dict(climbing(3, 4, 8))
    assert (told[8] == {"coordinator: deadline_passed"}) is is_told
    assert not any("coordinator" in name for hour in (3, 4) for name in told[hour])


def test_a_ministry_hears_of_every_place_where_it_has_an_agreement(office: Organisation) -> None:
    ministry = given.organisation("ministry")
    Mandate.objects.create(organisation=ministry, since=date(2026, 1, 1))
    hired(ministry, Role.MINISTRY_COORDINATOR, "minister")
    hired(office, Role.DUTY_WORKER, "desk")
    started(office, kind=TimerKind.CONCERN_TRIAGE, due=FRIDAY + 4 * HOUR)
    assert "minister: deadline_passed" not in dict(climbing(8, 16))[16]
    Agreement.objects.create(organisation=office, coordinator=ministry, agreed_on=date(2026, 2, 1))
    started(office, kind=TimerKind.CONCERN_TRIAGE, due=FRIDAY + 4 * HOUR)
    assert "minister: deadline_passed" in dict(climbing(8, 16))[16]


def test_what_nobody_is_there_for_ends_with_who_asked_and_at_last_with_who_keeps_the_file(office: Organisation) -> None:
    empty, keeper = elsewhere(), given.organisation("keeper")
    hired(keeper, Role.HEAD_OF_ORGANISATION, "keeping head")
    file = given.file_of(kind=FileKind.CASE)
    grants.grant(file, PrincipalKind.ORGANISATION, keeper.pk, Relation.LEAD_ORGANISATION)
    started(empty, file, owner=Owner(empty), due=FRIDAY + 4 * HOUR)
    assert dict(climbing(3, 4))[4] == {"keeping head: deadline_passed"}
    asking = given.organisation("asking")
    hired(asking, Role.SUPERVISOR, "asking boss")
    started(empty, file, TimerKind.SERVICE, owner=Owner(empty, None, asking), due=FRIDAY + 4 * HOUR)
    assert dict(climbing(3, 4))[4] == {"asking boss: deadline_passed"}


def test_an_organisation_that_was_closed_hears_nothing_and_who_asked_hears_instead(office: Organisation) -> None:
    closed = elsewhere(Role.DUTY_WORKER, Role.SUPERVISOR)
    sender = hired(office, Role.DUTY_WORKER, "sender")
    started(
        closed, given.file_of(), TimerKind.LEG_ANSWER, due=FRIDAY + 4 * HOUR, owner=Owner(closed, None, office, sender)
    )
    closed.is_active = False
    closed.save()
    assert [names for _, names in climbing(3, 4, 8)] == [
        set(), {"sender: deadline_passed", "sender: telephone_body"}, {"sender: deadline_passed"},
    ]  # fmt: skip


def test_a_case_that_moved_climbs_anew_for_those_who_have_it_now(office: Organisation, file: File) -> None:
    other, former = elsewhere(Role.SUPERVISOR), hired(office, Role.CASEWORKER, "former")
    lead = hired(other, Role.CASEWORKER, "lead")
    started(office, file, due=FRIDAY + 4 * HOUR, owner=Owner(office, former))
    assert dict(climbing(99))[99] == {"former: deadline_passed"}
    within(move_timers, files=[file], from_organisation=office, former=former, organisation=other, person=lead)
    assert dict(climbing(999))[999] == {"lead: deadline_passed", "their supervisor: deadline_passed"}
