"""A day ahead: two know of it, and nobody and nothing else tells of it."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from panah.casework.operations import actions
from panah.casework.operations.models import HeldPlace, Night, StandBy
from panah.casework.services.actions import expire_reservations
from panah.casework.services.models import Reservation
from panah.casework.services.queries import free_beds
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.models import AuditEvent, File
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.cases.office import hired
from tests.panah.casework.operations.house import NOTE, House, confirmed, prepared, sees

JOB = Actor.system("worker", {Permission.CLOCK_WORK})


@pytest.mark.safeguard("S12", "a colleague, a head or an administrator learns that a day is planned, and talks of it")
def test_two_people_see_it_and_nobody_else(house: House) -> None:
    stand_by = prepared(house)
    erzhan = hired(house.office.organisation, Role.ADMINISTRATOR, "erzhan")
    assert sees(house, stand_by) == {"bakyt", "saule"}
    assert not StandBy.objects.visible_to(erzhan.actor).exists()


def test_whoever_moves_to_another_office_sees_it_no_more(house: House) -> None:
    prepared(house)
    there = house.bakyt.actor
    elsewhere = Actor(
        there.kind, there.id, there.role, str(house.office.other.pk), there.permissions, there.reach, there.language
    )
    assert not StandBy.objects.visible_to(elsewhere).exists()


@pytest.mark.safeguard("S12", "the day stands in a clock, a notice, the record of acts or in clear in the database")
def test_the_day_rests_sealed_and_stands_nowhere_else(house: House) -> None:
    stand_by = confirmed(house, hours=24 * 17)
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=3)
    open_sealed(stand_by)
    day = stand_by.begins_at
    assert not Timer.objects.exists()
    assert not Notice.objects.exists()
    texts = [
        json.dumps(list(model.objects.values()), default=str) for model in (AuditEvent, Reservation, HeldPlace, File)
    ]
    with connection.cursor() as cursor:
        cursor.execute("select * from operations_standby")
        texts.append(str(cursor.fetchall()))
    for text in texts:
        assert f"{day:%Y-%m-%d}" not in text
        assert NOTE not in text


def test_a_held_place_says_no_reason_and_no_end_but_a_day_ahead(house: House) -> None:
    stand_by = confirmed(house, hours=24 * 17)
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=3)
    held = Reservation.objects.get(pk=HeldPlace.objects.filter(stand_by=stand_by).values("reservation")[:1])
    assert (held.asker, held.call_back, held.age_band, held.sex) == ("", "", "unknown", "unknown")
    assert held.until is not None
    assert held.until <= clock.now() + timedelta(hours=24)


def test_held_places_are_free_for_nobody_else_and_go_on_being_held(house: House) -> None:
    stand_by = confirmed(house, hours=72)
    assert actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=4) == 4
    assert free_beds([house.home.pk]) == {house.home.pk: 2}
    for hours in range(20, 72, 20):
        with clock.standing_at(clock.now() + timedelta(hours=hours)):
            actions.keep_operations(by=JOB)
            expire_reservations(by=JOB)
            assert free_beds([house.home.pk]) == {house.home.pk: 2}


def test_only_as_many_are_held_as_are_free(house: House) -> None:
    stand_by = confirmed(house)
    assert actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=40) == 6


def test_places_are_free_when_it_is_called_off(house: House) -> None:
    stand_by = confirmed(house)
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=4)
    actions.call_off(by=house.saule.actor, stand_by=stand_by)
    assert free_beds([house.home.pk]) == {house.home.pk: 6}


def test_places_are_free_when_its_day_is_over(house: House) -> None:
    stand_by = confirmed(house, hours=1)
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=4)
    with clock.standing_at(clock.now() + timedelta(hours=23)):
        actions.keep_operations(by=JOB)
        assert free_beds([house.home.pk]) == {house.home.pk: 2}
    with clock.standing_at(clock.now() + timedelta(hours=25, minutes=1)):
        assert actions.keep_operations(by=JOB) == 4
        assert free_beds([house.home.pk]) == {house.home.pk: 6}


def test_places_are_released_by_hand(house: House) -> None:
    stand_by = confirmed(house)
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=4)
    assert actions.release_places(by=house.saule.actor, stand_by=stand_by) == 4
    assert free_beds([house.home.pk]) == {house.home.pk: 6}


def test_nobody_holds_beds_of_another_house(house: House) -> None:
    with pytest.raises(Exception, match="of_another_organisation"):
        actions.hold_places(by=house.bakyt.actor, stand_by=confirmed(house), provider=house.office.provider, count=1)


def test_the_other_one_confirms_and_not_whoever_made_it(house: House) -> None:
    stand_by = prepared(house)
    with pytest.raises(actions.ForTheOtherToConfirm):
        actions.confirm_stand_by(by=house.bakyt.actor, stand_by=stand_by, version=stand_by.version)
    confirmed_now = actions.confirm_stand_by(by=house.saule.actor, stand_by=stand_by, version=stand_by.version)
    assert confirmed_now.confirmed_at is not None


@pytest.mark.parametrize("who", ["bakyt", "aigul"])
def test_two_different_people_with_the_right_are_needed(house: House, who: str) -> None:
    plan = actions.Plan(clock.now() + timedelta(days=1), 3)
    with pytest.raises(actions.NotOneOfTheTwo):
        actions.make_stand_by(by=house.bakyt.actor, plan=plan, second=getattr(house, who).person)
    with pytest.raises(NotPermitted):
        actions.make_stand_by(by=house.aigul.actor, plan=plan, second=house.saule.person)


@pytest.mark.safeguard("S12", "a second person who was exchanged goes on reading of the day")
def test_the_second_person_is_exchanged_and_the_change_is_kept(house: House) -> None:
    stand_by = confirmed(house)
    actions.change_second(by=house.bakyt.actor, stand_by=stand_by, second=house.roza.person)
    assert sees(house, stand_by) == {"bakyt", "roza"}
    stand_by.refresh_from_db()
    open_sealed(stand_by)
    assert [(row["from"], row["to"]) for row in stand_by.changes] == [
        (str(house.saule.person.pk), str(house.roza.person.pk))
    ]
    assert stand_by.confirmed_at is None
    assert AuditEvent.objects.filter(verb="operations.change_second", subject_code=stand_by.code).count() == 1


def test_a_change_has_to_be_confirmed_anew_by_the_other_one(house: House) -> None:
    stand_by = confirmed(house)
    plan = actions.Plan(clock.now() + timedelta(days=3), 9, (house.aigul.person,))
    changed = actions.change_stand_by(by=house.saule.actor, stand_by=stand_by, plan=plan, version=stand_by.version)
    assert changed.confirmed_at is None
    with pytest.raises(actions.ForTheOtherToConfirm):
        actions.confirm_stand_by(by=house.saule.actor, stand_by=changed, version=changed.version)
    anew = actions.confirm_stand_by(by=house.bakyt.actor, stand_by=changed, version=changed.version)
    assert anew.confirmed_at is not None


def test_of_two_who_change_it_the_second_is_told(house: House) -> None:
    stand_by = prepared(house)
    plan, version = actions.Plan(clock.now() + timedelta(days=3), 9), stand_by.version
    actions.change_stand_by(by=house.bakyt.actor, stand_by=stand_by, plan=plan, version=version)
    with pytest.raises(Exception, match="edited_meanwhile"):
        actions.change_stand_by(by=house.saule.actor, stand_by=stand_by, plan=plan, version=version)


@pytest.mark.parametrize(("hours", "places"), [(-30, 3), (24 * 200, 3), (5, 0), (5, 999)])
def test_a_day_that_is_over_or_far_and_no_number_are_refused(house: House, hours: float, places: int) -> None:
    with pytest.raises((actions.DayNotPossible, actions.PlacesMissing)):
        prepared(house, hours=hours, places=places)


def test_it_begins_only_when_one_of_the_two_says_so_and_opens_to_those_named(house: House) -> None:
    stand_by = confirmed(house, hours=1)
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=4)
    assert not Night.objects.visible_to(house.aigul.actor).exists()
    night = actions.begin_prepared(by=house.saule.actor, stand_by=stand_by)
    for who in (house.aigul, house.nazgul, house.bakyt, house.saule):
        assert Night.objects.visible_to(who.actor).filter(pk=night.pk).exists()
    for who in (house.roza, house.office.nurzhan, house.office.gulnar, house.office.dinara, house.office.lazzat):
        assert not Night.objects.visible_to(who.actor).exists()
    assert HeldPlace.objects.filter(night=night).count() == 4
    assert night.leader == house.saule.person
    with pytest.raises(actions.IsOver):
        actions.begin_prepared(by=house.bakyt.actor, stand_by=stand_by)


def test_what_nobody_confirmed_does_not_begin(house: House) -> None:
    with pytest.raises(actions.NotConfirmed):
        actions.begin_prepared(by=house.bakyt.actor, stand_by=prepared(house, hours=1))


def test_a_stranger_can_do_nothing_with_it(house: House) -> None:
    stand_by = confirmed(house)
    for who in (house.roza.actor, house.office.gulnar.actor, house.office.lazzat.actor):
        with pytest.raises(NotPermitted):
            actions.call_off(by=who, stand_by=stand_by)
        with pytest.raises(NotPermitted):
            actions.begin_prepared(by=who, stand_by=stand_by)


def test_it_is_erased_with_its_key_soon_after_its_day(house: House) -> None:
    stand_by, now = confirmed(house, hours=1), clock.now()
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=2)
    with clock.standing_at(now + timedelta(hours=72)):
        assert actions.sweep_operations(by=JOB) == 0
    with clock.standing_at(now + timedelta(hours=73, minutes=1)):
        actions.keep_operations(by=JOB)
        assert actions.sweep_operations(by=JOB) == 1
    assert not StandBy.objects.exists()
    assert not Reservation.objects.exists()
    assert not File.objects.filter(pk=stand_by.file_id).exists()
    assert not HeldPlace.objects.exists()


def test_the_night_lives_on_when_its_stand_by_is_erased(house: House) -> None:
    stand_by, now = confirmed(house, hours=1), clock.now()
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=2)
    night = actions.begin_prepared(by=house.bakyt.actor, stand_by=stand_by)
    with clock.standing_at(now + timedelta(hours=74)):
        actions.sweep_operations(by=JOB)
    assert HeldPlace.objects.filter(night=night, stand_by=None).count() == 2


def test_a_night_begins_without_any_stand_by(house: House) -> None:
    night = actions.begin_night(by=house.aigul.actor, crew=[house.nazgul.person])
    assert Night.objects.visible_to(house.nazgul.actor).get() == night
    assert not Night.objects.visible_to(house.bakyt.actor).exists()
    actions.begin_night(by=house.nazgul.actor, crew=[house.office.lazzat.person])
    assert not Night.objects.visible_to(house.office.lazzat.actor).exists()
