"""A guest comes, lives and leaves; the house alone knows more than that they sleep there."""

from datetime import timedelta

import pytest

from panah.casework.services.actions import BedIsHeld, NotHeldAnyMore, reserve_bed
from panah.casework.services.queries import free_beds
from panah.casework.stays.actions import (
    HasACase,
    MomentIsAhead,
    NoSuchCase,
    NotAnswered,
    admit_guest,
    correct_exit,
    link_case,
    move_guest,
    plan_appointment,
    tick_appointment,
    write_exit,
    write_log,
)
from panah.casework.stays.models import Stay
from panah.casework.stays.queries import guest_under_code, guests_of, housing_of, month_of_house
from panah.casework.stays.rules import month_of
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.cases.office import Office
from tests.panah.casework.stays.house import (
    A_DAY,
    BAG,
    DAY,
    GIRL,
    MIDDAY,
    NAME,
    WELL,
    House,
    a_case,
    admission,
    admitted,
    leaving,
    running,
    shared_with_house,
)


def test_who_was_waited_for_comes_in_and_the_clocks_turn(house: House) -> None:
    hold = reserve_bed(by=house.zhanna.actor, provider=house.provider, for_whom=GIRL)
    stay = admitted(house, reservation=hold)
    hold.refresh_from_db()
    assert (hold.until, hold.came_at, stay.bed) == (None, MIDDAY, hold.bed)
    assert free_beds([house.provider.pk]) == {house.provider.pk: 2}
    assert {timer.kind for timer in running()} == {TimerKind.MEDICAL_CHECK, TimerKind.DAILY_LOG}
    assert running(TimerKind.MEDICAL_CHECK)[0].due_at == MIDDAY + A_DAY
    with clock.standing_at(MIDDAY + timedelta(days=60)), pytest.raises(BedIsHeld):
        admitted(house, bed=stay.bed)  # the hold of a guest has no end


def test_names_and_words_rest_sealed(house: House) -> None:
    stay = Stay.objects.get(pk=admitted(house).pk)
    raw = str(Stay.objects.filter(pk=stay.pk).values().get())
    assert "Canary" not in raw
    open_sealed(stay)
    assert (stay.name, stay.belongings) == (NAME, BAG)


def test_a_guest_at_the_door_may_come_without_reservation_case_or_name(house: House) -> None:
    stay = admitted(house, name="", consent="not_yet_night", age_band="unknown")
    assert (stay.case, stay.consent) == (None, "not_yet_night")
    with pytest.raises(NotAnswered):
        admitted(house, came_from="")
    with pytest.raises(MomentIsAhead):
        admitted(house, admitted_at=MIDDAY + timedelta(minutes=1))


@pytest.mark.safeguard("S14", "a guest came in time, and is turned away because it was written an hour too late")
def test_who_came_within_the_two_hours_and_is_written_later_is_welcome(house: House) -> None:
    hold = reserve_bed(by=house.zhanna.actor, provider=house.provider, for_whom=GIRL)
    with clock.standing_at(MIDDAY + timedelta(hours=3)):
        with pytest.raises(NotHeldAnyMore):
            admitted(house, reservation=hold)
        stay = admitted(house, reservation=hold, admitted_at=MIDDAY + timedelta(hours=1))
    assert stay.written_at - stay.admitted_at == timedelta(hours=2)


@pytest.mark.safeguard("S15", "the manager of another house reads the guests of this one, or moves them")
def test_another_house_sees_nothing_and_may_nothing(house: House) -> None:
    stay, stranger = admitted(house), house.kamila.actor
    assert guests_of(stranger, house.provider) == []
    assert guest_under_code(stranger, stay.code) is None
    assert guests_of(house.zhanna.actor, house.provider) == [stay]
    with pytest.raises(NotPermitted):
        write_log(by=stranger, stay=stay, day=DAY, answers=WELL)
    with pytest.raises(NotPermitted):
        write_exit(by=stranger, stay=stay, leaving=leaving())


@pytest.mark.safeguard("S15", "the side of the case learns in which room a child sleeps and how its days are")
def test_the_lead_learns_that_they_are_housed_and_the_duty_phone(house: House, office: Office) -> None:
    case = shared_with_house(office, house)
    stay = admitted(house, case_code=case.code)
    assert stay.case == case
    found = housing_of(case)
    assert found is not None
    assert set(vars(found)) == {"house", "phone", "since"}
    assert (found.house, found.phone) == (house.provider, house.provider.duty_phone)
    assert guest_under_code(office.aigul.actor, stay.code) is None
    told = Notice.objects.get(kind="stay_began")
    assert (told.person, told.subject_code) == (office.aigul.person, case.code)
    write_exit(by=house.zhanna.actor, stay=stay, leaving=leaving())
    assert housing_of(case) is None


@pytest.mark.safeguard("S17", "the code of a case that is not theirs tells the house whether it exists")
def test_a_code_that_is_not_theirs_and_one_that_is_not_there_are_answered_alike(house: House, office: Office) -> None:
    foreign = a_case(office).code
    for code in (foreign, "K7Q4-2MX9", "nonsense", shared_with_house(office, house, help_of="legal").code):
        with pytest.raises(NoSuchCase):
            admitted(house, case_code=code)
    assert not Stay.objects.exists()
    stay = admitted(house)
    assert link_case(by=house.zhanna.actor, stay=stay, case_code=shared_with_house(office, house).code).case is not None


@pytest.mark.safeguard("S3", "a guest is hung on another child’s case, whose aunt is safe, and leaves with “an aunt”")
def test_a_guest_stays_with_the_case_that_was_added_once(house: House, office: Office) -> None:
    stay, by = admitted(house, case_code=shared_with_house(office, house).code), house.zhanna.actor
    of_another_child = shared_with_house(office, house).code
    with pytest.raises(HasACase):
        link_case(by=by, stay=stay, case_code=of_another_child)


def test_a_case_that_comes_after_the_guest_left_tells_nobody_that_they_are_housed(house: House, office: Office) -> None:
    stay, by = admitted(house), house.zhanna.actor
    write_exit(by=by, stay=stay, leaving=leaving())
    assert link_case(by=by, stay=stay, case_code=shared_with_house(office, house).code).case is not None
    assert not Notice.objects.filter(kind="stay_began").exists()


def test_nights_go_on_in_another_bed_and_follow_a_corrected_exit(house: House) -> None:
    by = house.zhanna.actor
    stay = admitted(house, admitted_at=MIDDAY - 10 * A_DAY)
    moved = move_guest(by=by, stay=stay, bed=house.beds[1])
    assert free_beds([house.provider.pk]) == {house.provider.pk: 2}
    write_exit(by=by, stay=moved, leaving=leaving())
    found = month_of_house(by, house.provider, *month_of(DAY))
    assert [nights for _stay, nights in found.rows] == [10]
    correct_exit(by=by, stay=moved, left_at=MIDDAY - 2 * A_DAY)
    found = month_of_house(by, house.provider, *month_of(DAY))
    assert (found.whole.nights, found.whole.possible, found.whole.average_stay) == (8, 3 * 17, 8.0)


def test_a_tick_is_set_and_taken_back(house: House) -> None:
    stay, by = admitted(house), house.zhanna.actor
    row = plan_appointment(by=by, stay=stay, kind="visitor", at=MIDDAY, words="Canaryvisitor")
    assert tick_appointment(by=by, appointment=row).done_at == MIDDAY
    assert tick_appointment(by=by, appointment=row, is_done=False).done_at is None


def test_an_admission_that_is_sent_twice_is_one_guest(house: House) -> None:
    def sent() -> Stay:
        return admit_guest(
            by=house.zhanna.actor, provider=house.provider, admission=admission(), idempotency_key="once"
        )

    assert sent() == sent()
