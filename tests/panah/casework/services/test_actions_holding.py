"""Who holds a bed: two hours, once more, and never two at a time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from panah.casework.services.actions import (
    BedIsHeld,
    BedIsInUse,
    ExtendedOnce,
    FaultyOutage,
    NamedTwice,
    NoFreeBed,
    NotHeldAnyMore,
    OfAnotherOrganisation,
    ReservationFacts,
    UnknownGuest,
    add_bed,
    change_bed,
    end_waiting,
    expire_reservations,
    extend_reservation,
    put_back_in_use,
    release_reservation,
    reserve_bed,
    take_out_of_use,
    wait_for_bed,
)
from panah.casework.services.models import Bed, Reservation
from panah.casework.services.queries import beds_tonight, free_beds, free_that_fit, waiting_at
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.codes import new_code
from tests.panah.casework.cases.office import SYSTEM
from tests.panah.casework.stays.house import GIRL, MIDDAY, House, made_house

TWO_HOURS = timedelta(hours=2)


@pytest.fixture
def house(db: None) -> House:
    return made_house()


def held(house: House, **changes: object) -> Reservation:
    return reserve_bed(**({"by": house.zhanna.actor, "provider": house.provider, "for_whom": GIRL} | changes))  # type: ignore[arg-type]


def test_a_bed_that_fits_is_held_for_two_hours_and_stands_on_today(house: House) -> None:
    with clock.standing_at(MIDDAY):
        hold = held(house)
        assert hold.bed == house.beds[0]
        assert hold.until == MIDDAY + TWO_HOURS
        assert free_beds([house.provider.pk, house.other.pk]) == {house.provider.pk: 2, house.other.pk: 1}
        timer = Timer.objects.running().get(kind=TimerKind.BED_RESERVATION)
        assert (timer.due_at, timer.file, timer.address_code) == (hold.until, None, hold.code)


def test_a_form_that_is_sent_twice_holds_one_bed(house: House) -> None:
    assert held(house, idempotency_key="one") == held(house, idempotency_key="one")
    assert Reservation.objects.count() == 1


def test_another_organisation_may_hold_a_bed_but_not_choose_it(house: House) -> None:
    kamila = house.kamila.actor
    assert held(house, by=kamila).asked_by_id == house.kamila.actor.organisation_id
    with pytest.raises(OfAnotherOrganisation):
        held(house, by=kamila, bed=house.beds[1])


def test_when_none_is_free_the_nearest_house_is_named(house: House) -> None:
    held(house)
    held(house)
    with pytest.raises(NoFreeBed) as refused:
        held(house)
    assert "Baiterek, +7 000" in str(refused.value.sentence)
    waiting = wait_for_bed(by=house.zhanna.actor, provider=house.provider, for_whom=GIRL)
    assert waiting_at(house.provider) == [waiting]
    end_waiting(by=house.zhanna.actor, waiting=waiting, outcome="elsewhere")
    assert waiting_at(house.provider) == []


def test_a_bed_for_a_boy_is_not_given_to_a_girl(house: House) -> None:
    assert [bed.name for bed in free_that_fit(house.provider, "12_14", "male")] == ["3"]
    with pytest.raises(UnknownGuest):
        held(house, for_whom=ReservationFacts("", "female"))


def test_it_is_extended_once_and_then_ends(house: House) -> None:
    with clock.standing_at(MIDDAY):
        hold = held(house)
    with clock.standing_at(MIDDAY + timedelta(hours=1)):
        assert extend_reservation(by=house.zhanna.actor, reservation=hold).until == MIDDAY + timedelta(hours=3)
        with pytest.raises(ExtendedOnce):
            extend_reservation(by=house.zhanna.actor, reservation=hold)
    with clock.standing_at(MIDDAY + timedelta(hours=3)):
        with pytest.raises(NotHeldAnyMore):
            release_reservation(by=house.zhanna.actor, reservation=hold)
        assert expire_reservations(by=SYSTEM) == 1
        assert expire_reservations(by=SYSTEM) == 0
        assert not Timer.objects.running().filter(kind=TimerKind.BED_RESERVATION).exists()


def test_one_that_has_passed_blocks_nobody_even_before_it_is_swept(house: House) -> None:
    with clock.standing_at(MIDDAY):
        first = held(house, bed=house.beds[0])
    with clock.standing_at(MIDDAY + TWO_HOURS):
        assert beds_tonight(house.provider)[0].is_free
        second = held(house, bed=house.beds[0])
    first.refresh_from_db()
    assert (first.end_reason, second.end_reason) == ("expired", "")


def test_release_frees_at_once_and_a_held_bed_is_refused_by_name(house: House) -> None:
    hold = held(house, bed=house.beds[0])
    with pytest.raises(BedIsHeld):
        held(house, bed=house.beds[0])
    release_reservation(by=house.zhanna.actor, reservation=hold)
    assert held(house, bed=house.beds[0]).bed == house.beds[0]


def test_the_database_itself_lets_one_row_hold_a_bed(house: House) -> None:
    known = {"provider": house.provider, "bed": house.beds[0], "age_band": "15_17", "sex": "female"}
    moments = {"made_at": clock.now(), "until": clock.now() + TWO_HOURS}
    Reservation.objects.create(code=new_code(), **known, **moments)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reservation.objects.create(code=new_code(), **known, **moments)


def test_a_stranger_neither_extends_nor_changes(house: House) -> None:
    hold = held(house)
    with pytest.raises(NotPermitted):
        extend_reservation(by=house.kamila.actor, reservation=hold)
    with pytest.raises(NotPermitted):
        change_bed(by=house.kamila.actor, bed=house.beds[0], name="9", meant_for="girl")
    with pytest.raises(OfAnotherOrganisation):
        add_bed(by=house.kamila.actor, provider=house.provider, name="9", meant_for="girl")


def test_a_bed_out_of_use_is_not_free_until_it_is_back(house: House) -> None:
    by, bed, today = house.zhanna.actor, house.beds[0], clock.today()
    with pytest.raises(FaultyOutage):
        take_out_of_use(by=by, bed=bed, since=today, until=today - timedelta(days=1), reason="repair")
    take_out_of_use(by=by, bed=bed, since=today - timedelta(days=2), reason="repair")
    assert free_beds([house.provider.pk]) == {house.provider.pk: 2}
    with pytest.raises(BedIsHeld):
        held(house, bed=bed)
    put_back_in_use(by=by, bed=bed)
    assert free_beds([house.provider.pk]) == {house.provider.pk: 3}


def test_a_bed_that_somebody_holds_is_neither_repaired_nor_given_up(house: House) -> None:
    by, bed = house.zhanna.actor, held(house).bed
    with pytest.raises(BedIsInUse):
        take_out_of_use(by=by, bed=bed, since=clock.today(), reason="repair")
    with pytest.raises(BedIsInUse):
        change_bed(by=by, bed=bed, name=bed.name, meant_for="girl", is_active=False)
    with pytest.raises(NamedTwice):
        change_bed(by=by, bed=bed, name="2", meant_for="girl")
    change_bed(by=by, bed=house.beds[1], name="2", meant_for="girl", is_active=False)
    assert Bed.objects.get(name="2", provider=house.provider).until == clock.today()
