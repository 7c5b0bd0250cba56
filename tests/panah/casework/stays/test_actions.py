"""A guest comes, lives and leaves; the house alone knows more than that they sleep there."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from panah.casework.cases.actions import add_helper
from panah.casework.cases.models import Case
from panah.casework.people.actions import (
    FamilyDetails,
    RelativeDetails,
    add_relative,
    begin_family,
    decide_safety,
    record_consent,
)
from panah.casework.people.codes import ConsentDecision, Safety
from panah.casework.services.actions import BedIsHeld, NotHeldAnyMore, reserve_bed
from panah.casework.services.queries import free_beds
from panah.casework.stays.actions import (
    AskedAlready,
    HasLeft,
    MomentIsAhead,
    MomentIsBefore,
    NeedsSecondPerson,
    NoSuchCase,
    NotAnswered,
    OwnQuestion,
    WhoIsMissing,
    admit_guest,
    answer_exit,
    ask_exit,
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
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.cases.office import Office
from tests.panah.casework.stays.house import (
    BAG,
    GIRL,
    MIDDAY,
    NAME,
    House,
    a_case,
    admission,
    admitted,
    leaving,
)

DAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)
WELL = {"ate": "well", "slept": "well", "mood": "calm"}


@pytest.fixture(autouse=True)
def _at_midday() -> Iterator[None]:
    with clock.standing_at(MIDDAY):
        yield


def running(*kinds: TimerKind) -> list[Timer]:
    return list(Timer.objects.running().filter(kind__in=kinds or list(TimerKind)))


at = clock.standing_at


def test_who_was_waited_for_comes_in_and_the_clocks_turn(house: House) -> None:
    hold = reserve_bed(by=house.zhanna.actor, provider=house.provider, for_whom=GIRL)
    stay = admitted(house, reservation=hold)
    hold.refresh_from_db()
    assert (hold.until, hold.came_at, stay.bed) == (None, MIDDAY, hold.bed)
    assert free_beds([house.provider.pk]) == {house.provider.pk: 2}
    assert {timer.kind for timer in running()} == {TimerKind.MEDICAL_CHECK, TimerKind.DAILY_LOG}
    assert running(TimerKind.MEDICAL_CHECK)[0].due_at == MIDDAY + A_DAY
    with at(MIDDAY + timedelta(days=60)), pytest.raises(BedIsHeld):
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
    with at(MIDDAY + timedelta(hours=3)):
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


def shared_with_house(office: Office, house: House, *, help_of: str = "shelter") -> Case:
    case = a_case(office)
    record_consent(
        by=office.aigul.actor, child=case.child, scope="share_with_organisation", decision=ConsentDecision.GIVEN,
        given_by="self", form="own_consent", method="spoken",
    )  # fmt: skip
    add_helper(
        by=office.aigul.actor, case=case, organisation=house.organisation, provider=house.provider,
        service_types=(help_of,), request="a bed",
    )  # fmt: skip
    return case


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


def test_an_exit_frees_the_bed_stops_the_clocks_and_stays(house: House) -> None:
    stay, by = admitted(house, expected_until=DAY + 30 * A_DAY), house.zhanna.actor
    with pytest.raises(WhoIsMissing):
        write_exit(by=by, stay=stay, leaving=leaving(who=" "))
    with pytest.raises(MomentIsBefore):
        write_exit(by=by, stay=stay, leaving=leaving(left_at=MIDDAY - A_DAY))
    write_exit(by=by, stay=stay, leaving=leaving())
    assert free_beds([house.provider.pk]) == {house.provider.pk: 3}
    assert running() == []
    with pytest.raises(HasLeft):
        write_exit(by=by, stay=stay, leaving=leaving())
    with pytest.raises(HasLeft):
        plan_appointment(by=by, stay=stay, kind="doctor", at=MIDDAY)


def with_uncle(office: Office, house: House, safety: Safety | None) -> Case:
    case = shared_with_house(office, house)
    family = begin_family(by=office.aigul.actor, child=case.child, details=FamilyDetails("uz"))
    uncle = add_relative(by=office.aigul.actor, family=family, details=RelativeDetails("aunt_or_uncle", "Canaryuncle"))
    if safety is not None:
        ground = "met_and_talked" if safety is Safety.SAFE else "signs_of_harm"
        decide_safety(by=office.aigul.actor, relative=uncle, safety=safety, ground=ground, note="Canary")
    return case


UNCLE = {"leaves_to": "own_family", "leaves_with": "relative", "relation": "aunt_or_uncle", "who": "Canaryuncle"}


@pytest.mark.safeguard("S3", "a child leaves a house with an uncle whom the lead suspects, by one worker’s word")
@pytest.mark.parametrize(("safety", "reason"), [(Safety.SUSPECTED, "not_safe"), (None, "not_safe"), (Safety.SAFE, "")])
def test_a_suspected_uncle_takes_nobody_along_without_a_second_person(
    house: House, office: Office, safety: Safety | None, reason: str
) -> None:
    stay = admitted(house, case_code=with_uncle(office, house, safety).code)
    by, gone = house.zhanna.actor, leaving(**UNCLE)
    if not reason:
        assert write_exit(by=by, stay=stay, leaving=gone).left_at == MIDDAY
        return
    with pytest.raises(NeedsSecondPerson) as stopped:
        write_exit(by=by, stay=stay, leaving=gone)
    assert stopped.value.reason == reason
    asked = ask_exit(by=by, stay=stay, leaving=gone, reason="Canaryreason")
    with pytest.raises(AskedAlready):
        ask_exit(by=by, stay=stay, leaving=gone, reason="Canaryreason")
    with pytest.raises(NeedsSecondPerson):
        write_exit(by=by, stay=stay, leaving=gone)
    with pytest.raises(NotPermitted):
        answer_exit(by=by, request=asked, is_agreed=True)
    answer_exit(by=house.saule.actor, request=asked, is_agreed=True)
    with pytest.raises(NeedsSecondPerson):
        write_exit(by=by, stay=stay, leaving=leaving(**UNCLE | {"who": "somebody else"}))
    assert write_exit(by=by, stay=stay, leaving=gone).leaves_with == "relative"


def test_a_no_keeps_the_guest_and_nobody_answers_their_own_question(house: House) -> None:
    stay, by = admitted(house), house.zhanna.actor
    alone = leaving(leaves_with="alone", who="")
    with pytest.raises(NeedsSecondPerson):
        write_exit(by=by, stay=stay, leaving=alone)
    asked = ask_exit(by=by, stay=stay, leaving=alone, reason="wishes to")
    assert [timer.address_name for timer in running(TimerKind.EXIT_DECISION)] == ["exit-request"]
    answer_exit(by=house.saule.actor, request=asked, is_agreed=False, remark="not at night")
    with pytest.raises(NeedsSecondPerson):
        write_exit(by=by, stay=stay, leaving=alone)
    asked.asked_by = house.omar.person
    asked.answer = "waits"
    asked.save()
    with pytest.raises(OwnQuestion):
        answer_exit(by=house.omar.actor, request=asked, is_agreed=True)
    assert write_exit(by=by, stay=stay, leaving=leaving(leaves_with="not_known", who="", leaves_to="not_known")).left_at


def test_a_grown_guest_leaves_as_she_likes(house: House) -> None:
    stay = admitted(house, age_band="adult", bed=house.beds[2])
    assert write_exit(by=house.zhanna.actor, stay=stay, leaving=leaving(leaves_with="alone", who="")).left_at


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
