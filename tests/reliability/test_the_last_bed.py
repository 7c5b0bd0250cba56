"""Two people want the last bed at the same moment, fifty times over: one gets it, the other gets a sentence."""

import pytest

from panah.casework.services.actions import NoFreeBed, release_reservation, reserve_bed
from panah.casework.services.models import Reservation
from panah.casework.stays.actions import admit_guest, write_exit
from panah.casework.stays.models import Stay
from panah.foundation.security.access import Actor, Refusal
from tests.at_once import Act, at_once
from tests.panah.casework.stays.house import GIRL, House, admission, leaving, made_house

pytestmark = pytest.mark.django_db(transaction=True)
RACES = 50


def _reserve(house: House, worker: Actor) -> Reservation:
    return reserve_bed(by=worker, provider=house.provider, for_whom=GIRL)


def _admit(house: House, worker: Actor) -> Stay:
    return admit_guest(by=worker, provider=house.provider, admission=admission())


@pytest.mark.safeguard("S9", "two children are promised the same bed for the night")
def test_of_two_who_want_the_last_bed_one_gets_it_fifty_times() -> None:
    house = made_house()
    zhanna, sister, kamila = house.zhanna.actor, house.sister.actor, house.kamila.actor
    reserve_bed(by=zhanna, provider=house.provider, for_whom=GIRL)  # of the two beds for girls one is left
    pairs: list[tuple[Act, Act]] = [
        (lambda: _reserve(house, zhanna), lambda: _reserve(house, kamila)),
        (lambda: _reserve(house, kamila), lambda: _admit(house, zhanna)),
        (lambda: _admit(house, zhanna), lambda: _admit(house, sister)),
    ]
    for race in range(RACES):
        results = at_once(*pairs[race % 3])
        won = [one for one in results if not isinstance(one, Refusal)]
        lost = [one for one in results if isinstance(one, NoFreeBed)]
        assert (len(won), len(lost)) == (1, 1), results
        assert "Baiterek" in str(lost[0].sentence), "the other is told where to telephone"
        assert Reservation.objects.filter(bed=house.beds[1], ended_at=None).count() == 1
        _free_again(house, won[0])


def _free_again(house: House, record: object) -> None:
    if isinstance(record, Stay):
        write_exit(by=house.zhanna.actor, stay=record, leaving=leaving())
    elif isinstance(record, Reservation):
        release_reservation(by=house.zhanna.actor, reservation=record)
