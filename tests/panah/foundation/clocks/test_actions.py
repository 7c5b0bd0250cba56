from datetime import UTC, date, datetime, timedelta

import pytest

from panah.foundation.accounts.models import Membership, Organisation, Person
from panah.foundation.clocks import actions, queries
from panah.foundation.clocks.actions import Owner, Shown
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.reference.models import CalendarDay
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from tests.panah.foundation import given

FRIDAY = datetime(2026, 11, 20, 7, tzinfo=UTC)  # noon in Almaty
HOUR = timedelta(hours=1)


@pytest.fixture
def office(db: None) -> Organisation:
    return given.organisation("sana")


@pytest.fixture
def file(office: Organisation) -> File:
    return given.file_of()


def hired(office: Organisation, role: Role, name: str) -> Person:
    somebody = given.person(name)
    Membership.objects.create(
        person=somebody, organisation=office, role=role, since=FRIDAY - timedelta(days=99)
    )  # fmt: skip
    return somebody


def started(
    office: Organisation,
    file: File | None = None,
    kind: TimerKind = TimerKind.REVIEW,
    urgency: str = "normal",
    written_at: datetime | None = None,
    **more: object,
) -> Timer:
    within: list[Timer] = []

    @action(Permission.SELF_MANAGE, on=None)
    def start(*, by: Actor) -> None:
        shown = Shown(subject_code="K7Q4-2MX9", address_name="case", address_code="K7Q4-2MX9", sex="female")
        options = {"owner": Owner(office), "shown": shown, "started_at": FRIDAY} | more
        within.append(actions.start_timer(by=by, file=file, kind=kind, urgency=urgency, **options))  # type: ignore[arg-type]

    options_start = more.get("started_at", FRIDAY)
    assert isinstance(options_start, datetime)
    with clock.standing_at(written_at or options_start):
        start(by=given.SYSTEM)
    return within[0]


def within(step: object, **values: object) -> int:
    """Run a step that belongs inside another action."""
    found: list[int] = []

    @action(Permission.SELF_MANAGE, on=None)
    def run(*, by: Actor) -> None:
        found.append(step(by=by, **values))  # type: ignore[operator]

    run(by=given.SYSTEM)
    return found[0]


def test_a_clock_starts_within_another_action_alone(office: Organisation) -> None:
    with pytest.raises(RuntimeError):
        actions.start_timer(
            by=given.SYSTEM,
            file=None,
            kind=TimerKind.REVIEW,
            urgency="low",
            owner=Owner(office),
            shown=Shown("A", "case", "A"),
        )
    assert not Timer.objects.exists()


@pytest.mark.parametrize(
    ("kind", "urgency", "due"),
    [
        (TimerKind.CONCERN_FIRST_LOOK, "danger", FRIDAY + HOUR / 4),
        (TimerKind.CONCERN_FIRST_LOOK, "high", FRIDAY + 4 * HOUR),
        (TimerKind.FIRST_SAFETY_CONTACT, "danger", FRIDAY + 2 * HOUR),
        (TimerKind.FIRST_SAFETY_CONTACT, "normal", datetime(2026, 11, 25, 13, tzinfo=UTC)),
        (TimerKind.ASSESSMENT, "high", datetime(2026, 11, 25, 13, tzinfo=UTC)),
    ],
)
def test_when_it_ends_follows_from_the_rules(
    office: Organisation, kind: TimerKind, urgency: str, due: datetime
) -> None:
    timer = started(office, kind=kind, urgency=urgency)
    assert timer.due_at == due
    assert timer.rule_source


def test_a_day_agreed_in_a_plan_needs_no_rule(office: Organisation) -> None:
    timer = started(office, kind=TimerKind.SERVICE, urgency="invented", due=FRIDAY + HOUR)
    assert (timer.due_at, timer.rule_source) == (FRIDAY + HOUR, "")


def test_a_day_off_of_this_country_moves_what_counts_in_working_days(office: Organisation) -> None:
    CalendarDay.objects.create(date=date(2026, 11, 23), is_working=False, source="test")
    timer = started(office, kind=TimerKind.FIRST_SAFETY_CONTACT)
    assert timer.due_at == datetime(2026, 11, 26, 13, tzinfo=UTC)


def test_the_clocks_of_almaty_went_back_an_hour_in_2024(office: Organisation) -> None:
    before = datetime(2024, 2, 28, 6, tzinfo=UTC)  # noon by the clocks of then
    in_days = started(office, kind=TimerKind.FIRST_SAFETY_CONTACT, started_at=before)
    in_hours = started(office, kind=TimerKind.CONCERN_FIRST_LOOK, started_at=before)
    assert in_days.due_at == datetime(2024, 3, 4, 13, tzinfo=UTC)  # six in the evening by the clocks of now
    assert in_hours.due_at == before + 24 * HOUR


def test_stopped_is_what_was_named_and_no_more(office: Organisation, file: File) -> None:
    one, two = (
        started(office, file, TimerKind.SERVICE, due=FRIDAY, shown=Shown("A", "case-planned", code)) for code in "ab"
    )
    review, other = started(office, file), started(office, given.file_of())
    assert (
        within(actions.stop_timers, file=file, kinds=(TimerKind.SERVICE,), outcome="delivered", address_code="a") == 1
    )
    assert set(Timer.objects.running()) == {two, review, other}
    assert within(actions.stop_all_timers, file=file, outcome="closed") == 2
    assert list(Timer.objects.running()) == [other]
    one.refresh_from_db()
    assert one.outcome == "delivered"


def test_handed_over_is_what_rests_on_the_lead_and_nothing_of_others(office: Organisation, file: File) -> None:
    former, later, other = given.person("former"), given.person("later"), given.organisation("other")
    mine = started(office, file, owner=Owner(office, former))
    nobodys = started(office, file, owner=Owner(office))
    signature = started(office, file, TimerKind.CLOSURE_SIGNATURE, owner=Owner(office, None, office, former))
    answer = started(office, file, TimerKind.LEG_ANSWER, owner=Owner(other, None, office, former))
    within(actions.hand_timers, file=file, former=former, person=later, organisation=office)
    rows = {timer.pk: (timer.person, timer.asked_by_person) for timer in Timer.objects.all()}
    assert rows == {
        mine.pk: (later, None),
        nobodys.pk: (later, None),
        signature.pk: (None, later),
        answer.pk: (None, later),
    }


def test_each_rung_is_climbed_once(office: Organisation) -> None:
    owner, boss = hired(office, Role.CASEWORKER, "owner"), hired(office, Role.SUPERVISOR, "boss")
    asker = hired(office, Role.CASEWORKER, "asker")
    started(office, due=FRIDAY + 4 * HOUR, owner=Owner(office, owner, office, asker))
    told: list[tuple[float, int, set[Person]]] = []
    for hours in (1.0, 2.9, 3.0, 3.5, 4.0, 9.0):
        with clock.standing_at(FRIDAY + hours * HOUR):
            count = actions.climb(by=given.SYSTEM)
        told.append((hours, count, {notice.person for notice in Notice.objects.all() if notice.person}))
        Notice.objects.all().delete()
    assert told == [
        (1.0, 0, set()), (2.9, 0, set()), (3.0, 1, {owner}), (3.5, 0, set()), (4.0, 1, {owner, boss, asker}), (9.0, 0, set()),
    ]  # fmt: skip


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


def test_seen_are_ones_own_those_of_nobody_and_the_team_by_who_reaches_over_it(office: Organisation) -> None:
    aigul, saule = given.actor(Role.CASEWORKER), given.actor(Role.SUPERVISOR)
    elsewhere = given.actor(Role.SUPERVISOR, place=given.organisation("other"))
    own = started(office, owner=Owner(office, Person.objects.get(pk=aigul.id)))
    nobodys = started(office)
    colleagues = started(office, owner=Owner(office, given.person("nurzhan")))
    assert set(Timer.objects.visible_to(aigul)) == {own, nobodys}
    assert set(Timer.objects.visible_to(saule)) == {own, nobodys, colleagues}
    assert not Timer.objects.visible_to(elsewhere).exists()
    assert not Timer.objects.visible_to(Actor.public()).exists()


def test_a_clock_of_the_office_before_is_not_seen_from_the_office_now(office: Organisation) -> None:
    person = given.person("moved")
    started(office, owner=Owner(office, person))
    assert Timer.objects.visible_to(given.actor(Role.CASEWORKER, person, office)).count() == 1
    assert Timer.objects.visible_to(given.actor(Role.CASEWORKER, person, given.organisation("other"))).count() == 0


def test_the_next_thing_of_a_file_is_that_of_its_owner(office: Organisation, file: File) -> None:
    other = given.organisation("other")
    started(office, file, due=FRIDAY + 9 * HOUR)
    started(other, file, TimerKind.LEG_ANSWER, due=FRIDAY + HOUR)
    assert queries.next_due({file.pk: office.pk}) == {file.pk: FRIDAY + 9 * HOUR}
    assert queries.next_due({file.pk: other.pk}) == {file.pk: FRIDAY + HOUR}
    assert [timer.organisation for timer in queries.awaited_timers(file.pk, office.pk)] == [other]
    assert [timer.organisation for timer in queries.own_timers(file.pk, office.pk)] == [office]
