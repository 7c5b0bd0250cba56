from datetime import UTC, date, datetime

import pytest

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks import actions, queries
from panah.foundation.clocks.actions import Owner, Shown
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Alarm, Timer
from panah.foundation.notices.models import Notice
from panah.foundation.reference.actions import load_places
from panah.foundation.reference.models import CalendarDay
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.models import File
from panah.foundation.security.roles import Role
from tests.panah.foundation import given
from tests.panah.foundation.clocks.waiting import FRIDAY, HOUR, hired, started, within


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


@pytest.mark.parametrize(
    ("place", "due"),
    [
        ("KZ-61", datetime(2026, 3, 26, 13, tzinfo=UTC)),  # Nauryz is kept for three days
        ("UZ-TO", datetime(2026, 3, 25, 13, tzinfo=UTC)),  # on Monday alone, after the feast of the Friday
        ("KG-O", datetime(2026, 3, 24, 12, tzinfo=UTC)),  # an hour ahead
    ],
)
def test_an_office_abroad_works_by_its_own_calendar_and_clock(office: Organisation, place: str, due: datetime) -> None:
    load_places(by=given.SYSTEM)
    office.place_id = place
    office.save()
    start = datetime(2026, 3, 18, 7, tzinfo=UTC)
    timer = started(Organisation.objects.get(), kind=TimerKind.FIRST_SAFETY_CONTACT, started_at=start)
    assert timer.due_at == due


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


@pytest.mark.safeguard("S14", "a clock that is written days after its start is not late when it is written")
def test_what_began_days_ago_and_is_written_now_is_not_late(office: Organisation) -> None:
    hired(office, Role.SUPERVISOR, "boss")
    timer = started(office, kind=TimerKind.FIRST_SAFETY_CONTACT, urgency="high", written_at=FRIDAY + 100 * HOUR)
    assert timer.due_at == FRIDAY + 106 * HOUR
    with clock.standing_at(FRIDAY + 101 * HOUR):
        assert actions.climb(by=given.SYSTEM) == 0


@pytest.mark.safeguard("S14", "an alarm about what was done on time and written late is withdrawn")
@pytest.mark.parametrize("done_at", [FRIDAY + 20 * HOUR, date(2026, 11, 21)])
def test_what_was_done_in_time_and_written_late_counts_as_in_time(
    office: Organisation, file: File, done_at: datetime | date
) -> None:
    owner, boss = hired(office, Role.CASEWORKER, "owner"), hired(office, Role.SUPERVISOR, "boss")
    timer = started(office, file, TimerKind.FIRST_SAFETY_CONTACT, "high", owner=Owner(office, owner))
    with clock.standing_at(FRIDAY + 48 * HOUR):
        actions.climb(by=given.SYSTEM)
        assert {notice.person for notice in Notice.objects.all()} == {owner, boss}
        Notice.objects.filter(person=boss).update(seen_at=clock.now())
    with clock.standing_at(FRIDAY + 96 * HOUR):
        kinds = (TimerKind.FIRST_SAFETY_CONTACT,)
        assert within(actions.stop_timers, file=file, kinds=kinds, outcome="done", done_at=done_at) == 1
    timer.refresh_from_db()
    assert timer.done_at is not None
    assert timer.stopped_at is not None
    assert timer.done_at <= timer.due_at < timer.stopped_at
    assert [notice.person for notice in Notice.objects.all()] == [boss]  # has read it
    assert not Alarm.objects.exists()
    with clock.standing_at(FRIDAY + 999 * HOUR):
        assert actions.climb(by=given.SYSTEM) == 0


def test_an_alarm_about_two_clocks_goes_when_both_are_done(office: Organisation) -> None:
    owner = hired(office, Role.CASEWORKER, "owner")
    files = [given.file_of() for _ in range(2)]
    for file in files:
        started(office, file, due=FRIDAY + HOUR, owner=Owner(office, owner))  # both of one child
    with clock.standing_at(FRIDAY + HOUR * 0.8):
        actions.climb(by=given.SYSTEM)
        assert Notice.objects.count() == 1
        left = []
        for file in files:
            within(actions.stop_all_timers, file=file, outcome="closed")
            left.append(Notice.objects.count())
    assert left == [1, 0]


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


def test_what_rested_on_somebody_who_leaves_rests_on_nobody_here_and_stays_elsewhere(office: Organisation) -> None:
    gone, other = given.person("gone"), given.organisation("other")
    here = started(office, owner=Owner(office, gone, office, gone))
    asked = started(other, kind=TimerKind.LEG_ANSWER, owner=Owner(other, None, office, gone))
    there = started(other, owner=Owner(other, gone, other, gone))
    assert within(actions.release_person, person=gone, organisation=office) == 1
    rows = {timer.pk: (timer.person, timer.asked_by_person) for timer in Timer.objects.all()}
    assert rows == {here.pk: (None, None), asked.pk: (None, None), there.pk: (gone, gone)}
