"""Who is under a roof already counts, whoever sent them; and what is found out later changes who may be there (S3)."""

from datetime import timedelta

import pytest

from panah.casework.operations import actions
from panah.casework.operations.actions import ArrivalDetails
from panah.casework.operations.models import Arrival, Night
from panah.casework.services.models import Bed
from panah.casework.stays.actions import Admission, admit_guest, move_guest
from panah.casework.stays.models import Incident, Stay
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.operations.house import House, begun, came, confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_places(house: House) -> Night:
    stand_by = confirmed(house, hours=1)
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=6)
    return actions.begin_prepared(by=house.bakyt.actor, stand_by=stand_by)


def guest(house: House, age_band: str, reservation: object = None, **more: object) -> Stay:
    """The house lets somebody in at its own door."""
    admission = Admission(age_band, "female", "other", "self", **more)  # type: ignore[arg-type]
    return admit_guest(by=house.nazgul.actor, provider=house.home, admission=admission, reservation=reservation)  # type: ignore[arg-type]


def reserved(house: House, arrival: Arrival, **more: bool) -> Arrival:
    return actions.reserve_place(by=house.aigul.actor, arrival=arrival, provider=house.home, **more)


def decided(house: House, adult: Arrival, safety: str) -> Arrival:
    adult.refresh_from_db()
    return actions.decide_adult(by=house.aigul.actor, arrival=adult, safety=safety, part="other")


@pytest.mark.safeguard(
    "S3", "at night a suspected adult gets a bed in a house where a child sleeps already as its guest"
)
def test_a_child_who_is_a_guest_of_the_house_counts(house: House, night: Night) -> None:
    guest(house, "6_11")
    with pytest.raises(actions.NotUnderOneRoof):
        reserved(house, came(house, night, "2", "adult"))


@pytest.mark.safeguard(
    "S3", "a mother sleeps there with her children, whom no list names, and a suspected adult joins them"
)
def test_children_who_are_with_their_mother_count(house: House, night: Night) -> None:
    guest(house, "adult", is_with_children=True)
    with pytest.raises(actions.NotUnderOneRoof):
        reserved(house, came(house, night, "2", "adult"))


@pytest.mark.safeguard(
    "S3", "of two nights in one house the one puts a suspected adult beside the children of the other"
)
def test_a_child_of_another_night_counts(house: House, night: Night) -> None:
    reserved(house, came(house, night, "1"))
    with pytest.raises(actions.NotUnderOneRoof):
        reserved(house, came(house, begun(house), "1", "adult"))


@pytest.mark.safeguard(
    "S3", "a child of another night is brought where an adult of whom nobody decided anything sleeps"
)
def test_an_unclear_adult_of_another_night_counts(house: House, night: Night) -> None:
    reserved(house, came(house, night, "2", "adult"))
    child = came(house, begun(house), "1")
    for is_house_asked in (False, True):
        with pytest.raises(actions.NotUnderOneRoof):
            reserved(house, child, is_house_asked=is_house_asked)


@pytest.mark.safeguard("S3", "the two hours are over before the children reach the house, and it seems to be empty")
def test_whoever_comes_after_the_two_hours_counts_while_the_night_is_open(house: House, night: Night) -> None:
    child, adult = came(house, night, "1"), came(house, night, "2", "adult")
    reserved(house, child)
    with clock.standing_at(clock.now() + timedelta(hours=3)), pytest.raises(actions.NotUnderOneRoof):
        reserved(house, adult)


def test_whoever_was_moved_within_the_house_counts(house: House, night: Night) -> None:
    adult = reserved(house, came(house, night, "2", "adult"))
    stay = guest(house, "adult", adult.reservation)
    empty = Bed.objects.filter(provider=house.home, meant_for="adult").exclude(pk=stay.bed_id).get()
    move_guest(by=house.nazgul.actor, stay=stay, bed=empty)
    with pytest.raises(actions.NotUnderOneRoof) as refusal:
        reserved(house, came(house, night, "1"), is_house_asked=True)
    assert refusal.value.code == "not_under_one_roof"


@pytest.mark.safeguard("S3", "children are put beside adult guests of the house of whom nobody asked anything")
def test_of_its_own_adult_guests_the_house_is_asked(house: House, night: Night) -> None:
    guest(house, "adult")
    child = came(house, night, "1")
    with pytest.raises(actions.AskTheHouse):
        reserved(house, child)
    assert reserved(house, child, is_house_asked=True).reservation is not None


def test_beds_held_in_quiet_are_nobody_and_a_house_without_children_takes_any_adult(
    house: House, with_places: Night
) -> None:
    adult = actions.give_place(by=house.aigul.actor, arrival=came(house, with_places, "2", "adult"))
    assert adult.reservation is not None
    assert adult.reservation.bed.meant_for == "adult"


@pytest.mark.safeguard("S3", "when the beds for adults are full a suspected adult gets the bed of a girl")
def test_an_adult_who_is_not_safe_gets_no_bed_that_is_meant_for_children(house: House, with_places: Night) -> None:
    for band in ("2", "3"):
        actions.give_place(by=house.aigul.actor, arrival=came(house, with_places, band, "adult"))
    third = came(house, with_places, "4", "adult")
    decided(house, third, "suspected")
    with pytest.raises(actions.NoPlaceHeld):
        actions.give_place(by=house.aigul.actor, arrival=third)
    decided(house, third, "safe")
    assert actions.give_place(by=house.aigul.actor, arrival=third).reservation is not None


@pytest.mark.safeguard(
    "S3", "an adult comes beside the children as somebody of unknown age, and then the age is changed"
)
def test_who_has_a_place_does_not_change_the_list(house: House, night: Night) -> None:
    reserved(house, came(house, night, "1"))
    row = reserved(house, came(house, night, "2", "unknown"))
    details = ArrivalDetails("2", "adult", "female", "uz")
    with pytest.raises(actions.FirstThePlaceBack):
        actions.change_arrival(by=house.aigul.actor, arrival=row, details=details, version=row.version)
    row.refresh_from_db()
    assert row.is_child
    actions.take_place_back(by=house.aigul.actor, arrival=row)
    actions.change_arrival(by=house.aigul.actor, arrival=row, details=details, version=row.version)
    with pytest.raises(actions.NotUnderOneRoof):
        reserved(house, row)


def test_a_place_whose_time_has_passed_is_no_longer_in_the_way(house: House, night: Night) -> None:
    row = reserved(house, came(house, night, "2", "unknown"))
    with clock.standing_at(clock.now() + timedelta(hours=3)):
        actions.take_place_back(by=house.aigul.actor, arrival=row)
    row.refresh_from_db()
    assert (row.reservation, row.sleeps_tonight) == (None, "unknown")


@pytest.mark.safeguard("S3", "an adult is found to be suspected, and keeps the bed beside the children")
def test_who_is_found_not_to_be_safe_loses_the_place_beside_children(house: House, night: Night) -> None:
    adult = came(house, night, "2", "adult")
    decided(house, adult, "safe")
    hold = reserved(house, adult).reservation
    assert hold is not None
    reserved(house, came(house, night, "1"))
    found = decided(house, adult, "suspected")
    adult.refresh_from_db()
    hold.refresh_from_db()
    assert (found.safety, adult.reservation, adult.sleeps_tonight) == ("suspected", None, "unknown")
    assert hold.ended_at is not None


@pytest.mark.safeguard(
    "S3", "an adult who is in the house with children already is found to be suspected, and nobody is told"
)
def test_of_who_is_in_the_house_already_its_leaders_are_told_of_danger(house: House, night: Night) -> None:
    adult = came(house, night, "2", "adult")
    decided(house, adult, "safe")
    stay = guest(house, "adult", reserved(house, adult).reservation)
    guest(house, "6_11")
    decided(house, adult, "suspected")
    incident = Incident.objects.get(stay=stay)
    open_sealed(incident)
    assert incident.written_by == house.aigul.person
    assert "not known to be safe" in incident.what
    timer = Timer.objects.running().get(kind=TimerKind.INCIDENT)
    assert (timer.urgency, timer.organisation) == ("danger", house.office.organisation)
    decided(house, adult, "suspected")
    assert Incident.objects.count() == 1


@pytest.mark.safeguard("S3", "somebody who sleeps beside children is found to be grown, and it stays as it is")
def test_of_somebody_in_the_house_who_is_found_to_be_grown_its_leaders_are_told(house: House, night: Night) -> None:
    reserved(house, came(house, night, "1"))
    row = reserved(house, came(house, night, "2", "unknown"))
    guest(house, "unknown", row.reservation)
    row.refresh_from_db()
    details = ArrivalDetails("2", "adult", "female", "uz")
    changed = actions.change_arrival(by=house.aigul.actor, arrival=row, details=details, version=row.version)
    assert not changed.is_child
    assert Incident.objects.count() == 1


def test_where_no_child_is_a_decision_moves_nobody(house: House, night: Night) -> None:
    adult = reserved(house, came(house, night, "2", "adult"))
    assert decided(house, adult, "suspected").reservation is not None
