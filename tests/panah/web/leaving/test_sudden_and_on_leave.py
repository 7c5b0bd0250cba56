"""Somebody is gone before the work is given on; or is away for some days, and comes back."""

from datetime import timedelta

import pytest

from panah.casework.cases.actions import assign_lead
from panah.casework.cases.models import Case
from panah.casework.leaving import actions as giving
from panah.casework.leaving.queries import left_in
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.departures.actions import DepartureIsOver
from panah.foundation.departures.codes import Piece, Return
from panah.foundation.departures.models import Departure, Given
from panah.foundation.duty.models import Turn
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import EVERYTHING
from panah.web.leaving import actions
from tests.panah.casework.cases.office import Office, opened
from tests.panah.web.leaving.going import browser, give_all, leaves, on_leave, turn_of

WORKER = Actor.system("worker", EVERYTHING)


def pieces(going: Departure) -> list[str]:
    return [one.piece for one in left_in(going)]


def led(office: Office) -> list[Case]:
    return [opened(office) for _number in range(3)]


def test_a_sudden_end_comes_first_and_the_rest_is_danger_until_each_has_a_holder(office: Office) -> None:
    cases = led(office)
    turn = turn_of(office, office.aigul)
    client = browser(office.aigul.person)
    going = actions.end_at_once(by=office.bakyt.actor, person=office.aigul.person)
    assert client.get("/app/").status_code == 302
    alarm = Timer.objects.running().get(kind=TimerKind.DEPARTURE)
    assert (alarm.urgency, alarm.address_code) == ("danger", str(going.pk))
    assert sorted(pieces(going)) == ["case", "case", "case", "turn"]
    keys = [one.key for one in left_in(going) if one.piece == Piece.CASE]
    giving.place(by=office.saule.actor, departure=going, keys=keys, to=office.nurzhan.person)
    assert Timer.objects.running().filter(pk=alarm.pk).exists()
    give_all(office, going)
    assert not Timer.objects.running().filter(pk=alarm.pk).exists()
    assert Turn.objects.get(pk=turn.pk).person == office.nurzhan.person
    assert {case.lead for case in Case.objects.filter(pk__in=[one.pk for one in cases])} == {office.nurzhan.person}
    assert Timer.objects.running().filter(kind=TimerKind.HAND_OVER_READ).count() == len(cases)


def test_what_found_its_lead_on_another_page_ends_the_alarm_too(office: Office) -> None:
    case = opened(office)
    going = actions.end_at_once(by=office.bakyt.actor, person=office.aigul.person)
    assert giving.settle_departures(by=WORKER) == 0
    assign_lead(by=office.saule.actor, case=Case.objects.get(pk=case.pk), lead=office.nurzhan.person)
    assert giving.settle_departures(by=WORKER) == 1
    going.refresh_from_db()
    assert going.done_at is not None


def test_a_sudden_end_without_anything_is_finished_at_once(office: Office) -> None:
    going = actions.end_at_once(by=office.bakyt.actor, person=office.aigul.person)
    assert going.done_at is not None
    assert not Timer.objects.running().filter(kind=TimerKind.DEPARTURE).exists()


def test_a_leave_hands_over_and_asks_of_each_piece_whether_it_comes_back(office: Office) -> None:
    cases = led(office)
    going = on_leave(office)
    give_all(office, going)
    actions.finish(by=office.saule.actor, departure=going)
    office.aigul.person.refresh_from_db()
    assert office.aigul.person.is_active
    ends = Timer.objects.running().get(kind=TimerKind.LEAVE_ENDS)
    assert ends.due_at.date() >= clock.today() + timedelta(days=7)
    keys = [given.key for given in Given.objects.order_by("subject")]
    with clock.standing_at(clock.now() + timedelta(days=8)):
        giving.take_back(by=office.saule.actor, departure=going, keys=keys[:2], comes_back=True)
        assert Timer.objects.running().filter(pk=ends.pk).exists()
        giving.take_back(by=office.saule.actor, departure=going, keys=keys[2:], comes_back=False)
    assert not Timer.objects.running().filter(pk=ends.pk).exists()
    leads = [case.lead for case in Case.objects.filter(pk__in=[one.pk for one in cases])]
    assert (leads.count(office.aigul.person), leads.count(office.nurzhan.person)) == (2, 1)
    assert sorted(Given.objects.values_list("answer", flat=True)) == [Return.BACK, Return.BACK, Return.STAYS]
    with pytest.raises(DepartureIsOver):
        giving.take_back(by=office.saule.actor, departure=going, keys=keys, comes_back=True)


def test_what_ended_during_the_leave_is_not_asked_about(office: Office) -> None:
    turn = turn_of(office, office.aigul)
    going = on_leave(office)
    give_all(office, going)
    actions.finish(by=office.saule.actor, departure=going)
    with clock.standing_at(clock.now() + timedelta(days=8)):
        key = Given.objects.get().key
        giving.take_back(by=office.saule.actor, departure=going, keys=[key], comes_back=True)
    assert Given.objects.get().answer == Return.OVER
    assert Turn.objects.get(pk=turn.pk).person == office.nurzhan.person


def test_the_duty_turns_of_a_leave_are_those_of_its_days(office: Office) -> None:
    turn_of(office, office.aigul, days=2)
    turn_of(office, office.aigul, days=30)
    assert pieces(on_leave(office, days=7)) == ["turn"]


def test_the_stand_in_who_leaves_hands_on_what_came_from_the_leave(office: Office) -> None:
    case = opened(office)
    going = on_leave(office)
    give_all(office, going)
    actions.finish(by=office.saule.actor, departure=going)
    second = leaves(office, office.nurzhan)
    with pytest.raises(giving.LeavesToo):  # Aigul is on leave
        give_all(office, second, to=office.aigul)
    give_all(office, second, to=office.saule)
    giving.take_back(
        by=office.saule.actor, departure=going, keys=[Given.objects.filter(departure=going).get().key], comes_back=True
    )  # fmt: skip
    case.refresh_from_db()
    assert case.lead == office.aigul.person


def test_whoever_leaves_for_good_does_not_come_back_from_a_leave(office: Office) -> None:
    opened(office)
    leave = on_leave(office)
    give_all(office, leave)
    actions.finish(by=office.saule.actor, departure=leave)
    actions.end_at_once(by=office.bakyt.actor, person=office.aigul.person)
    leave.refresh_from_db()
    assert (leave.returned_at is not None, Given.objects.get().answer) == (True, Return.STAYS)
    assert not Timer.objects.running().filter(kind=TimerKind.LEAVE_ENDS).exists()
