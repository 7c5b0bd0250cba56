"""The ladder in use: who is told when, and that nothing is lost and nobody is flooded."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks import actions
from panah.foundation.clocks.actions import Owner, Shown
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.reference.actions import load_places
from panah.foundation.security import clock, grants
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES, Role
from tests.panah.foundation import given
from tests.panah.foundation.clocks.waiting import FRIDAY, HOUR, hired, started, within

Told = list[tuple[float, set[str]]]


def climbing(*hours: float) -> Told:
    """Who is told after so many hours, by name and kind of notice."""
    told: Told = []
    for hour in hours:
        with clock.standing_at(FRIDAY + hour * HOUR):
            actions.climb(by=given.SYSTEM)
        told.append(
            (hour, {f"{notice.person.display_name}: {notice.kind}" for notice in Notice.objects.all() if notice.person})
        )
        Notice.objects.all().delete()
    return told


def elsewhere(*roles: Role) -> Organisation:
    other = given.organisation("other")
    for role in roles:
        hired(other, role, f"their {role.value}")
    return other


def code_of(number: int) -> Shown:
    return Shown(subject_code=f"X{number}", address_name="case", address_code=f"X{number}")


def test_each_rung_is_climbed_once(office: Organisation) -> None:
    owner, asker = hired(office, Role.CASEWORKER, "owner"), hired(office, Role.CASEWORKER, "asker")
    hired(office, Role.SUPERVISOR, "boss")
    hired(office, Role.HEAD_OF_ORGANISATION, "head")
    timer = started(office, due=FRIDAY + 4 * HOUR, owner=Owner(office, owner, office, asker))
    late = "deadline_passed"
    assert climbing(1, 2.9, 3, 3.5, 4, 7.9, 8, 99) == [
        (1, set()), (2.9, set()), (3, {"owner: deadline_near"}), (3.5, set()),
        (4, {f"owner: {late}", f"boss: {late}", f"head: {late}", f"asker: {late}"}), (7.9, set()), (8, {f"head: {late}"}),
        (99, set()),
    ]  # fmt: skip
    timer.refresh_from_db()
    assert (timer.level, timer.climbs_at) == (3, None)


def test_danger_climbs_to_the_backup_after_a_quarter_of_an_hour_and_to_the_head_after_half_an_hour(
    office: Organisation,
) -> None:
    other = elsewhere(Role.DUTY_WORKER, Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)
    hired(office, Role.SUPERVISOR, "our boss")
    started(other, kind=TimerKind.LEG_ACKNOWLEDGE, urgency="danger", owner=Owner(other, None, office))
    near, late = "deadline_near", "deadline_passed"
    their = {role: f"their {role.value}" for role in (Role.DUTY_WORKER, Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)}
    assert climbing(0.2, 0.25, 0.5, 0.75, 1, 2, 4) == [
        (0.2, set()),
        (0.25, {f"{their[Role.SUPERVISOR]}: {near}"}),
        (0.5, {f"{their[Role.HEAD_OF_ORGANISATION]}: {near}"}),
        (0.75, {f"{their[Role.DUTY_WORKER]}: {near}"}),
        (1, {*(f"{name}: {late}" for name in their.values()), f"our boss: {late}"}),
        (2, {f"our boss: {late}"}),
        (4, set()),
    ]


@pytest.mark.parametrize("kind", [TimerKind.LEG_ACKNOWLEDGE, TimerKind.LEG_ANSWER])
def test_received_and_not_answered_climbs_too(office: Organisation, kind: TimerKind) -> None:
    other = elsewhere(Role.DUTY_WORKER)
    sender = hired(office, Role.DUTY_WORKER, "sender")
    hired(office, Role.SUPERVISOR, "our boss")
    started(other, kind=kind, due=FRIDAY + 4 * HOUR, owner=Owner(other, None, office, sender))
    assert [names for _, names in climbing(3, 4, 8)] == [
        {"their duty_worker: deadline_near"},
        {"their duty_worker: deadline_passed", "sender: deadline_passed"},
        {"our boss: deadline_passed"},
    ]


def test_what_rests_on_somebody_who_has_left_is_told_to_those_who_are_there(office: Organisation) -> None:
    """The former lead works elsewhere now: no code of this office reaches her, and the child is not forgotten."""
    boss, gone = hired(office, Role.SUPERVISOR, "boss"), given.person("gone")
    started(office, due=FRIDAY + 4 * HOUR, owner=Owner(office, gone, office, gone))
    for hours in (3.0, 4.0):
        with clock.standing_at(FRIDAY + hours * HOUR):
            assert actions.climb(by=given.SYSTEM) == 1
        assert {notice.person for notice in Notice.objects.all()} == {boss}
        Notice.objects.all().delete()


def test_a_worker_that_slept_tells_only_that_it_is_late(office: Organisation) -> None:
    owner = hired(office, Role.CASEWORKER, "owner")
    started(office, due=FRIDAY + HOUR, owner=Owner(office, owner))
    with clock.standing_at(FRIDAY + 100 * HOUR):
        assert actions.climb(by=given.SYSTEM) == 1
    assert [notice.kind for notice in Notice.objects.all()] == ["deadline_passed"]


def test_the_desk_hears_of_concerns_and_never_of_a_case(office: Organisation) -> None:
    desk, boss = hired(office, Role.DUTY_WORKER, "desk"), hired(office, Role.SUPERVISOR, "boss")
    started(office, kind=TimerKind.CONCERN_FIRST_LOOK, due=FRIDAY + 4 * HOUR)
    started(office, kind=TimerKind.FIRST_SAFETY_CONTACT, due=FRIDAY + 4 * HOUR)
    with clock.standing_at(FRIDAY + 3 * HOUR):
        actions.climb(by=given.SYSTEM)
    assert sorted(notice.person.display_name for notice in Notice.objects.all() if notice.person) == ["boss", "desk"]
    assert {desk, boss} == {notice.person for notice in Notice.objects.all()}


def test_where_nobody_is_on_duty_the_supervisor_is_told(office: Organisation) -> None:
    boss = hired(office, Role.SUPERVISOR, "boss")
    started(office, kind=TimerKind.LEG_ANSWER, due=FRIDAY + 4 * HOUR)
    with clock.standing_at(FRIDAY + 3 * HOUR):
        actions.climb(by=given.SYSTEM)
    assert [notice.person for notice in Notice.objects.all()] == [boss]


def test_many_that_wait_do_not_hide_one_that_is_due(office: Organisation) -> None:
    owner = hired(office, Role.CASEWORKER, "owner")
    for _ in range(5):
        started(office, due=FRIDAY + 10 * HOUR, owner=Owner(office, owner))  # soon, but not yet
    late = started(office, started_at=FRIDAY - 90 * HOUR, due=FRIDAY + 20 * HOUR, owner=Owner(office, owner))
    with clock.standing_at(FRIDAY + HOUR):
        assert actions.climb(by=given.SYSTEM, limit=2) == 1
    late.refresh_from_db()
    assert late.level == 1


def test_only_the_worker_climbs(office: Organisation) -> None:
    with pytest.raises(NotPermitted):
        actions.climb(by=given.actor(Role.SUPERVISOR))


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
    ("place", "agreed", "is_active", "has_pages", "is_told"),
    [
        ("KZ-61", date(2026, 1, 1), True, True, True),
        ("KZ", date(2026, 1, 1), True, True, True),
        ("KZ-61", None, True, True, False),
        ("KZ-61", date(2027, 1, 1), True, True, False),
        ("KZ-75", date(2026, 1, 1), True, True, False),
        ("KZ-61", date(2026, 1, 1), False, True, False),
        ("KZ-61", date(2026, 1, 1), True, False, False),
    ],
)
@pytest.mark.safeguard("S13", "nothing goes to a region or ministry that has no user, no pages or no agreement")
def test_a_region_hears_only_with_agreement_for_its_place_and_with_pages(
    office: Organisation, monkeypatch: pytest.MonkeyPatch, place: str, agreed: date | None, is_active: bool,
    has_pages: bool, is_told: bool,
) -> None:  # fmt: skip
    load_places(by=given.SYSTEM)
    region = given.organisation("region")
    region.place_id, region.agreed_on, region.is_active = place, agreed, is_active
    region.save()
    hired(region, Role.REGIONAL_COORDINATOR, "coordinator")
    hired(office, Role.DUTY_WORKER, "desk")
    if has_pages:
        card = replace(ROLES[Role.REGIONAL_COORDINATOR], permissions=frozenset({Permission.TODAY}))
        monkeypatch.setitem(ROLES, Role.REGIONAL_COORDINATOR, card)
    shown = Shown("K7Q4-2MX9", "concern", "K7Q4-2MX9", place="KZ-61")
    started(office, kind=TimerKind.CONCERN_TRIAGE, due=FRIDAY + 4 * HOUR, shown=shown)
    told = dict(climbing(3, 4, 8))
    assert (told[8] == {"coordinator: deadline_passed"}) is is_told
    assert not any("coordinator" in name for hour in (3, 4) for name in told[hour])


def test_today_no_region_has_pages_so_nothing_goes_there(office: Organisation) -> None:
    assert not ROLES[Role.REGIONAL_COORDINATOR].permissions
    assert not ROLES[Role.MINISTRY_COORDINATOR].permissions


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


@pytest.mark.parametrize("jump", [timedelta(hours=25), timedelta(days=400)])
def test_a_clock_that_jumps_gives_each_person_one_notice_and_loses_nothing(
    office: Organisation, jump: timedelta
) -> None:
    owner, boss = hired(office, Role.CASEWORKER, "owner"), hired(office, Role.SUPERVISOR, "boss")
    desk = hired(office, Role.DUTY_WORKER, "desk")
    for number in range(30):
        started(office, due=FRIDAY + 4 * HOUR, owner=Owner(office, owner), shown=code_of(number))
        started(office, kind=TimerKind.CONCERN_TRIAGE, urgency="high", shown=code_of(number))
    with clock.standing_at(FRIDAY + jump):
        assert actions.climb(by=given.SYSTEM) == 60
        assert actions.climb(by=given.SYSTEM) == 0
    notices = {(notice.person, notice.kind): notice.count for notice in Notice.objects.all()}
    assert notices == {(owner, "deadline_passed"): 30, (boss, "deadline_passed"): 60, (desk, "deadline_passed"): 30}
    assert not Notice.objects.exclude(subject_code="").exists()
    with clock.standing_at(FRIDAY + 2 * HOUR):  # and back again
        assert actions.climb(by=given.SYSTEM) == 0


def test_a_number_of_alarms_shrinks_with_what_is_done(office: Organisation) -> None:
    owner = hired(office, Role.CASEWORKER, "owner")
    files = [given.file_of() for _ in range(7)]
    for number, file in enumerate(files):
        started(office, file, due=FRIDAY + 4 * HOUR, owner=Owner(office, owner), shown=code_of(number))
    with clock.standing_at(FRIDAY + 5 * HOUR):
        actions.climb(by=given.SYSTEM)
        counts = []
        for file in files:
            within(actions.stop_all_timers, file=file, outcome="done")
            counts += [notice.count for notice in Notice.objects.all()]
    assert counts == [6, 5, 4, 3, 2, 1]


def test_a_turn_of_the_worker_asks_little_of_the_database(
    office: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    owner = hired(office, Role.CASEWORKER, "owner")
    hired(office, Role.SUPERVISOR, "boss")
    for number in range(200):
        started(office, due=FRIDAY + 4 * HOUR, owner=Owner(office, owner), shown=code_of(number))
    with clock.standing_at(FRIDAY + 99 * HOUR), django_assert_max_num_queries(18):
        assert actions.climb(by=given.SYSTEM) == 200
