"""A night ends when nobody is left open; its rows are erased later, and numbers stay."""

from datetime import timedelta

import pytest

from panah.casework.concerns.models import Concern
from panah.casework.operations import actions
from panah.casework.operations.actions import AdultWish, FamilyReport
from panah.casework.operations.codes import ArrivalNext, ArrivalStep
from panah.casework.operations.models import Arrival, Given, HeldPlace, Night
from panah.casework.services.models import Reservation
from panah.casework.services.queries import free_beds
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from tests.panah.casework.operations.house import House, begun, came, confirmed

pytestmark = pytest.mark.django_db
JOB = Actor.system("worker", {Permission.CLOCK_WORK})


@pytest.mark.safeguard("S9", "the night is called done while nobody knows where one of the children sleeps")
def test_it_does_not_end_while_somebody_has_no_next_step(house: House, night: Night) -> None:
    child, adult = came(house, night, "1"), came(house, night, "2", "adult")
    with pytest.raises(actions.StillOpen) as refusal:
        actions.close_night(by=house.aigul.actor, night=night)
    assert "1, 2" in str(refusal.value.sentence)
    actions.report_family(by=house.aigul.actor, arrival=child, report=FamilyReport("shelter"))
    with pytest.raises(actions.StillOpen):
        actions.close_night(by=house.aigul.actor, night=night)
    actions.settle_adult(by=house.aigul.actor, arrival=adult, wish=AdultWish(ArrivalNext.OWN_WAY))
    assert actions.close_night(by=house.aigul.actor, night=night).closed_at is not None


def test_nothing_is_written_into_a_closed_night(house: House, night: Night) -> None:
    actions.close_night(by=house.aigul.actor, night=night)
    with pytest.raises(actions.NightIsClosed):
        came(house, night, "1")
    with pytest.raises(actions.NightIsClosed):
        actions.close_night(by=house.aigul.actor, night=night)


def test_the_counts_are_kept_with_how_long_people_waited(house: House, night: Night) -> None:
    now = clock.now()
    for number, minutes in ((1, 120), (2, 90), (3, 60)):
        arrival = came(
            house, night, str(number), "adult" if number == 3 else "6_11", at=now - timedelta(minutes=minutes)
        )
        if arrival.is_child:
            actions.report_family(by=house.aigul.actor, arrival=arrival, report=FamilyReport("shelter"))
        else:
            actions.settle_adult(by=house.aigul.actor, arrival=arrival, wish=AdultWish(ArrivalNext.OWN_WAY))
    actions.tick(
        by=house.aigul.actor, night=night, bands=["1", "2"], step=ArrivalStep.FOOD, at=now - timedelta(minutes=60)
    )
    counted = actions.close_night(by=house.aigul.actor, night=night).counted
    assert (counted["children"], counted["adults"]) == (2, 1)
    assert counted["waits"]["food"] == [2, 45, 60]


def test_unused_places_are_free_when_the_night_ends(house: House) -> None:
    stand_by = confirmed(house, hours=1)
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=4)
    night = actions.begin_prepared(by=house.bakyt.actor, stand_by=stand_by)
    actions.close_night(by=house.bakyt.actor, night=night)
    assert free_beds([house.home.pk]) == {house.home.pk: 6}


def test_places_of_a_night_that_nobody_closes_are_free_after_three_days(house: House) -> None:
    stand_by = confirmed(house, hours=1)
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=4)
    actions.begin_prepared(by=house.bakyt.actor, stand_by=stand_by)
    for hours in (20, 40, 60):
        with clock.standing_at(clock.now() + timedelta(hours=hours)):
            actions.keep_operations(by=JOB)
            assert free_beds([house.home.pk]) == {house.home.pk: 2}
    with clock.standing_at(clock.now() + timedelta(hours=73)):
        actions.keep_operations(by=JOB)
        assert free_beds([house.home.pk]) == {house.home.pk: 6}


def test_rows_are_erased_ninety_days_later_and_children_live_on_in_their_concerns(house: House, night: Night) -> None:
    child = came(house, night, "1")
    actions.tick(by=house.aigul.actor, night=night, bands=["1"], step=ArrivalStep.FOOD)
    concern = actions.report_family(by=house.aigul.actor, arrival=child, report=FamilyReport("shelter"))
    actions.close_night(by=house.aigul.actor, night=night)
    with clock.standing_at(clock.now() + timedelta(days=89)):
        actions.sweep_operations(by=JOB)
        assert Arrival.objects.exists()
    with clock.standing_at(clock.now() + timedelta(days=91)):
        actions.sweep_operations(by=JOB)
    assert not Arrival.objects.exists()
    assert not Given.objects.exists()
    assert not HeldPlace.objects.exists()
    assert Night.objects.get().counted["children"] == 1
    assert Concern.objects.filter(pk=concern.pk).exists()


@pytest.mark.safeguard("S12", "nobody closes a night, and the names of those who came rest in it for ever")
def test_a_night_that_nobody_closes_is_counted_closed_and_erased(house: House, night: Night) -> None:
    came(house, night, "1"), came(house, night, "2", "adult")
    with clock.standing_at(clock.now() + timedelta(days=89)):
        actions.sweep_operations(by=JOB)
        assert Arrival.objects.count() == 2
    with clock.standing_at(clock.now() + timedelta(days=91)):
        actions.sweep_operations(by=JOB)
    assert not Arrival.objects.exists()
    night.refresh_from_db()
    assert (night.is_open, night.closed_by) == (False, None)
    assert (night.counted["children"], night.counted["adults"]) == (1, 1)


@pytest.mark.safeguard(
    "S12", "nights that were erased long ago stand in the way, and the names of later ones rest for ever"
)
def test_what_was_erased_does_not_stand_before_what_was_not(house: House) -> None:
    now = clock.now()
    for days in (5, 4, 3):
        with clock.standing_at(now - timedelta(days=days)):
            night = begun(house)
            arrival = came(house, night, "2", "adult")
            actions.settle_adult(by=house.aigul.actor, arrival=arrival, wish=AdultWish(ArrivalNext.OWN_WAY))
            actions.close_night(by=house.aigul.actor, night=night, for_the_morning="Canarymorning")
    for left in (2, 1, 0):
        with clock.standing_at(now + timedelta(days=91)):
            actions.sweep_operations(by=JOB, limit=1)
        assert Arrival.objects.count() == left
    assert not Night.objects.exclude(for_the_morning=None).exists()
    assert all(one.counted["adults"] == 1 for one in Night.objects.all())


def test_that_beds_were_held_is_erased_with_the_rows(house: House) -> None:
    stand_by = confirmed(house, hours=1)
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=4)
    night = actions.begin_prepared(by=house.bakyt.actor, stand_by=stand_by)
    given = actions.give_place(by=house.aigul.actor, arrival=came(house, night, "1")).reservation
    with clock.standing_at(clock.now() + timedelta(days=91)):
        actions.sweep_operations(by=JOB)
    assert list(Reservation.objects.all()) == [given]
    assert not HeldPlace.objects.exists()
