"""A guest leaves: the bed is free, and no child goes with an adult in doubt by one worker’s word."""

from datetime import timedelta

import pytest

from panah.casework.cases.models import Case
from panah.casework.people.actions import FamilyDetails, RelativeDetails, add_relative, begin_family, decide_safety
from panah.casework.people.codes import Safety
from panah.casework.people.models import Relative
from panah.casework.services.queries import free_beds
from panah.casework.stays.actions import (
    AnsweredMeanwhile,
    AskedAlready,
    HasLeft,
    MomentIsBefore,
    NeedsSecondPerson,
    OwnQuestion,
    WhoIsMissing,
    answer_exit,
    ask_exit,
    plan_appointment,
    write_exit,
)
from panah.casework.stays.models import Stay
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from tests.panah.casework.stays.house import (
    A_DAY,
    DAY,
    MIDDAY,
    House,
    Office,
    admitted,
    leaving,
    running,
    shared_with_house,
)


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


def agreed(house: House, stay: Stay, *, is_agreed: bool = True) -> None:
    asked = ask_exit(by=house.zhanna.actor, stay=stay, leaving=leaving(**UNCLE), reason="Canaryreason")
    answer_exit(by=house.saule.actor, request=asked, is_agreed=is_agreed)


@pytest.mark.safeguard("S3", "a yes of last week lets a child leave with an adult for whom it was a no since then")
def test_of_two_answers_to_one_question_the_later_holds(house: House, office: Office) -> None:
    stay = admitted(house, case_code=with_uncle(office, house, None).code)
    agreed(house, stay)
    with clock.standing_at(MIDDAY + A_DAY):
        agreed(house, stay, is_agreed=False)
        with pytest.raises(NeedsSecondPerson):
            write_exit(by=house.zhanna.actor, stay=stay, leaving=leaving(**UNCLE))
    with clock.standing_at(MIDDAY + 2 * A_DAY):
        agreed(house, stay)
        assert write_exit(by=house.zhanna.actor, stay=stay, leaving=leaving(**UNCLE)).left_at


@pytest.mark.safeguard("S3", "a second person said yes to an uncle, and he is found to be suspected before they leave")
def test_a_yes_of_the_second_person_falls_with_its_adult(house: House, office: Office) -> None:
    stay = admitted(house, case_code=with_uncle(office, house, None).code)
    agreed(house, stay)
    with clock.standing_at(MIDDAY + timedelta(hours=1)):
        decide_safety(
            by=office.aigul.actor, relative=Relative.objects.get(), safety=Safety.SUSPECTED, ground="signs_of_harm"
        )
    with clock.standing_at(MIDDAY + timedelta(hours=2)):
        with pytest.raises(NeedsSecondPerson):
            write_exit(by=house.zhanna.actor, stay=stay, leaving=leaving(**UNCLE))
        agreed(house, stay)
        assert write_exit(by=house.zhanna.actor, stay=stay, leaving=leaving(**UNCLE)).left_at


@pytest.mark.safeguard("S3", "an answer of the head is turned by whoever answers the same question after them")
def test_a_question_is_answered_once(house: House) -> None:
    stay = admitted(house)
    asked = ask_exit(by=house.zhanna.actor, stay=stay, leaving=leaving(**UNCLE), reason="Canaryreason")
    answer_exit(by=house.omar.actor, request=asked, is_agreed=False, idempotency_key="one")
    answer_exit(by=house.omar.actor, request=asked, is_agreed=False, idempotency_key="one")
    with pytest.raises(AnsweredMeanwhile):
        answer_exit(by=house.saule.actor, request=asked, is_agreed=True)
