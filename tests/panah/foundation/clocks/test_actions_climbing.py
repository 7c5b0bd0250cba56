"""The ladder in use: who is told when, and that nothing is lost and nobody is flooded."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks import actions
from panah.foundation.clocks.actions import Owner
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.roles import Role
from tests.panah.foundation import given
from tests.panah.foundation.clocks.waiting import FRIDAY, HOUR, climbing, code_of, elsewhere, hired, started, within


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
    with clock.standing_at(FRIDAY + 99 * HOUR), django_assert_max_num_queries(20):
        assert actions.climb(by=given.SYSTEM) == 200
