"""A clock that ends takes the ringing with it; and to whom nothing comes through is a row of Today."""

from datetime import timedelta

from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.actions import Owner, stop_timers, watch_messages
from panah.foundation.clocks.codes import ANSWERED_WITH, TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.clocks.queries import deadline_rules
from panah.foundation.notices.codes import Channel, NoticeKind
from panah.foundation.notices.models import Address, Notice
from panah.foundation.security import clock
from tests.panah.foundation import given
from tests.panah.foundation.clocks.waiting import HOUR, started, within
from tests.panah.foundation.notices.given import reached, told

CODE = "K7Q4-2MX9"
NOW = clock.now()


def test_whoever_answers_in_the_evening_lets_the_others_sleep(office: Organisation) -> None:
    night = NOW + HOUR
    somebody, elsewhere = reached("a@example.org"), reached("b@example.org")
    clock_of = given.organisation()
    timer = started(clock_of, started_at=NOW, kind=TimerKind.LEG_ACKNOWLEDGE, owner=Owner(clock_of, None, office))
    with clock.standing_at(night):
        for person, code in ((somebody, CODE), (elsewhere, "R5T8-P0A3")):
            told(kind=NoticeKind.REFERRAL_ARRIVED, person=person, subject_code=code)
        told(kind=NoticeKind.ANSWER_CAME, person=somebody, subject_code=CODE)
        within(stop_timers, file=timer.file, kinds=(TimerKind.LEG_ACKNOWLEDGE,), outcome="received")
    left = Notice.objects.filter(channel=Channel.EMAIL).values_list("kind", "subject_code")
    assert set(left) == {("referral_arrived", "R5T8-P0A3"), ("answer_came", CODE)}
    assert Notice.objects.unseen().count() == 3


def test_every_clock_that_answers_a_notice_is_one_that_runs() -> None:
    running = {rule.kind for rule in deadline_rules()}
    assert {kind.value for kind in ANSWERED_WITH} <= {str(kind) for kind in running}


def test_people_who_are_not_reached_are_one_row_of_each_office(office: Organisation) -> None:
    for target in ("a@example.org", "b@example.org"):
        reached(target)
    with clock.standing_at(NOW + HOUR):
        assert watch_messages(by=given.SYSTEM) == 0
        Address.objects.update(given_up_at=NOW - timedelta(hours=1))
        assert [watch_messages(by=given.SYSTEM) for _ in range(2)] == [1, 0]
        [row] = Timer.objects.running().filter(kind=TimerKind.MESSAGES_STUCK)
        assert (row.organisation, row.person, row.subject_code, row.address_name) == (
            given.organisation(),
            None,
            "",
            "unreached",
        )
        assert row.climbs_at is None
        Address.objects.update(given_up_at=None)
        watch_messages(by=given.SYSTEM)
    assert not Timer.objects.running().filter(kind=TimerKind.MESSAGES_STUCK).exists()
