"""Planning, opening, enrolling."""

from datetime import timedelta
from typing import Any

import pytest

from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile, NotPermitted
from panah.foundation.security.permissions import Permission
from panah.programme.directory.models import Adult, AdultPair
from panah.programme.training import actions
from panah.programme.training.actions import Asked, refusals
from panah.programme.training.codes import CameBy, CancelReason, EnrolmentState, EventState
from panah.programme.training.models import Enrolment, Event, EventModule, HalfDay
from panah.programme.training.queries import bearer_of_enrolment, enrol_token, event_of_token, plan_of, taken_places
from panah.programme.training.rules.planning import faults_of
from tests.panah.programme.bureau import Bureau, teacher
from tests.panah.programme.training.class_of import (
    FIRST,
    ON_THE_DAY,
    PLANNED,
    a_module,
    details_of,
    enrolled,
    opened,
    planned,
    was_there,
)

PHONE = "+7 701 000 11 22"


def _clocks(event: Event) -> set[str]:
    return set(Timer.objects.running().filter(file=event.file_id).values_list("kind", flat=True))


def test_a_plan_has_its_half_days_its_office_and_its_clocks(bureau: Bureau) -> None:
    event = planned(bureau)
    assert event.half_days.count() == 4
    assert list(Event.objects.visible_to(bureau.madina.actor)) == [event]
    assert not Event.objects.visible_to(bureau.dana.actor).exists()
    assert _clocks(event) == {TimerKind.TRAINING_CERTIFICATES, TimerKind.TRAINING_REPORT}


def test_what_a_plan_lacks_waits_until_three_weeks_before(bureau: Bureau) -> None:
    event = planned(bureau, trainers=[], venue="")
    timer = Timer.objects.get(file=event.file_id, kind=TimerKind.TRAINING_PLAN)
    assert timer.due_at.date() == FIRST - timedelta(days=21)
    assert timer.person == bureau.timur.person
    assert len(faults_of(plan_of(event))) == 2


def test_a_plan_is_changed_and_its_days_move(bureau: Bureau) -> None:
    event = planned(bureau, trainers=[])
    moved = details_of(
        bureau, starts_on=FIRST + timedelta(days=7), ends_on=FIRST + timedelta(days=7),
        modules=[a_module(bureau, "Екінші модуль")],
    )  # fmt: skip
    with clock.standing_at(PLANNED):
        actions.change_event(by=bureau.madina.actor, event=event, details=moved, version=1)
    assert HalfDay.objects.filter(event=event).count() == 2
    timer = Timer.objects.running().get(file=event.file_id, kind=TimerKind.TRAINING_PLAN)
    assert timer.due_at.date() == FIRST - timedelta(days=14)
    with pytest.raises(EditedMeanwhile), clock.standing_at(PLANNED):
        actions.change_event(by=bureau.madina.actor, event=event, details=moved, version=1)


def test_a_new_version_of_a_module_leaves_what_is_planned(bureau: Bureau) -> None:
    module = a_module(bureau)
    event = planned(bureau, modules=[module])
    details = actions.VersionDetails("жаңа", "новое")
    actions.new_version(by=bureau.timur.actor, module=module, details=details, version=1)
    with pytest.raises(EditedMeanwhile):
        actions.new_version(by=bureau.madina.actor, module=module, details=details, version=1)
    with clock.standing_at(PLANNED):
        actions.change_event(
            by=bureau.timur.actor, event=event, details=details_of(bureau, modules=[module]), version=1
        )
    assert EventModule.objects.get(event=event).version.number == 1


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"title_kk": " "}, refusals.EventRefused),
        ({"languages": ()}, refusals.EventRefused),
        ({"languages": ("xx",)}, refusals.EventRefused),
        ({"ends_on": FIRST - timedelta(days=1)}, refusals.TooManyDays),
        ({"ends_on": FIRST + timedelta(days=14)}, refusals.TooManyDays),
        ({"places": 0}, refusals.PlacesRefused),
    ],
)
def test_a_plan_without_its_facts_is_refused(bureau: Bureau, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        planned(bureau, **wrong)


def test_only_the_office_plans_and_changes(bureau: Bureau) -> None:
    event = planned(bureau)
    for colleague in (bureau.dana, bureau.bakyt):
        with pytest.raises(NotPermitted):
            actions.close_enrolment(by=colleague.actor, event=event)
    with pytest.raises(NotPermitted):
        actions.plan_event(by=Actor.public(), details=details_of(bureau))


def test_a_link_opens_until_it_is_closed_or_renewed(bureau: Bureau) -> None:
    event = opened(bureau)
    token = enrol_token(event)
    assert event_of_token(token) == event
    actions.renew_link(by=bureau.timur.actor, event=event)
    assert event_of_token(token) is None
    assert TimerKind.TRAINING_ENROLMENT in _clocks(event)
    actions.close_enrolment(by=bureau.timur.actor, event=event)
    assert TimerKind.TRAINING_ENROLMENT not in _clocks(event)
    with pytest.raises(refusals.EnrolmentShut):
        enrolled(event)


def test_the_link_of_one_event_opens_no_other(bureau: Bureau) -> None:
    event, other = opened(bureau), planned(bureau, modules=[], trainers=[])
    stranger = Actor.link(event.enrol_hash, {Permission.TRAINING_ENROL})
    with pytest.raises(NotPermitted):
        actions.enrol(by=stranger, event=other, details=teacher(), asked=Asked("kk"))


def test_one_person_under_two_spellings_is_one_enrolment(bureau: Bureau) -> None:
    event = opened(bureau)
    first = enrolled(event, "Айгерім Серікқызы Үлгібаева", phone=PHONE, key="one")
    again = enrolled(event, "Aigerim Ulgibayeva", phone="8 701 000 11 22", key="two")
    assert again == first
    assert Enrolment.objects.count() == 1
    assert again.made_with == actions.enrolling.key_hash("one")  # the second page is told no code


def test_who_may_be_somebody_else_waits_for_a_person(bureau: Bureau) -> None:
    event = opened(bureau)
    enrolled(event, phone=PHONE), enrolled(event, phone="+7 701 000 33 44")
    assert Enrolment.objects.count() == 2
    assert AdultPair.objects.count() == 1


def test_beyond_the_places_one_waits_and_moves_up(bureau: Bureau) -> None:
    event = opened(bureau, places=1)
    first = enrolled(event, "Айгерім Үлгібаева")
    second, third = enrolled(event, "Гүлнар Үлгібаева"), enrolled(event, "Болат Үлгібаев", sex="male")
    assert [second.state, third.state] == [EnrolmentState.WAITING] * 2
    assert first.enrolled_at < second.enrolled_at < third.enrolled_at  # in one moment too: the order is theirs
    actions.step_back(by=bearer_of_enrolment(first), enrolment=first)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, third.state) == (EnrolmentState.ENROLLED, EnrolmentState.WAITING)
    actions.move_up(by=bureau.timur.actor, enrolment=third)  # one more chair
    assert taken_places(event) == 2
    with pytest.raises(refusals.NotNow):
        actions.move_up(by=bureau.timur.actor, enrolment=third)


def test_who_stepped_back_may_come_again(bureau: Bureau) -> None:
    event = opened(bureau)
    one = enrolled(event, phone=PHONE)
    actions.cancel_enrolment(by=bureau.timur.actor, enrolment=one)
    with pytest.raises(refusals.NotNow):
        actions.cancel_enrolment(by=bureau.timur.actor, enrolment=one)
    assert enrolled(event, phone=PHONE) == one
    assert Enrolment.objects.get().state == EnrolmentState.ENROLLED


def test_at_the_door_somebody_is_written_down(bureau: Bureau) -> None:
    event = planned(bureau)
    one = actions.enrol_here(
        by=bureau.timur.actor, event=event, details=teacher(), asked=Asked("ru"), came_by=CameBy.WALK_IN
    )
    assert (one.came_by, one.language) == (CameBy.WALK_IN, "ru")
    with pytest.raises(refusals.EventRefused):
        actions.enrol_here(by=bureau.timur.actor, event=event, details=teacher("Болат Үлгібаев"), asked=Asked("xx"))
    with pytest.raises(NotPermitted):
        actions.enrol_here(by=bureau.dana.actor, event=event, details=teacher(), asked=Asked("ru"))


def test_a_participant_holds_the_own_place_alone(bureau: Bureau) -> None:
    event = opened(bureau)
    one, other = enrolled(event, "Айгерім Үлгібаева"), enrolled(event, "Гүлнар Үлгібаева")
    with pytest.raises(NotPermitted):
        actions.step_back(by=bearer_of_enrolment(one), enrolment=other)
    actions.change_own_answer(by=bearer_of_enrolment(one), enrolment=one, may_be_asked=True)
    assert Enrolment.objects.get(pk=one.pk).may_be_asked_since is not None


def test_an_event_is_called_off_with_a_reason(bureau: Bureau) -> None:
    event = opened(bureau)
    one = enrolled(event)
    with pytest.raises(refusals.ReasonMissing):
        actions.cancel_event(by=bureau.timur.actor, event=event, because=CancelReason.OTHER)
    actions.cancel_event(by=bureau.timur.actor, event=event, because=CancelReason.ROADS)
    assert not _clocks(event)
    actions.say_told(by=bureau.timur.actor, enrolment=one)
    assert Enrolment.objects.get().told_at is not None
    with pytest.raises(refusals.EnrolmentShut):
        enrolled(event, "Гүлнар Үлгібаева")


def test_days_stay_once_somebody_was_there(bureau: Bureau) -> None:
    event = opened(bureau)
    was_there(bureau, event, enrolled(event))
    assert event.state == EventState.RUNNING
    assert TimerKind.TRAINING_ENROLMENT not in _clocks(event)  # with whoever comes first it is over
    later = details_of(bureau, ends_on=FIRST)
    with pytest.raises(refusals.DaysStand), clock.standing_at(ON_THE_DAY):
        actions.change_event(by=bureau.timur.actor, event=event, details=later, version=event.version)
    with pytest.raises(refusals.NotNow):
        actions.cancel_event(by=bureau.timur.actor, event=event, because=CancelReason.ROADS)


def test_nobody_is_turned_out_by_fewer_places(bureau: Bureau) -> None:
    event = opened(bureau)
    enrolled(event, "Айгерім Үлгібаева"), enrolled(event, "Гүлнар Үлгібаева")
    with pytest.raises(refusals.PlacesRefused), clock.standing_at(PLANNED):
        actions.change_event(by=bureau.timur.actor, event=event, details=details_of(bureau, places=1), version=1)


def test_the_office_gets_to_know_who_enrols(bureau: Bureau) -> None:
    event = opened(bureau)
    one = enrolled(event, phone=PHONE)
    mine = Permission.ADULT_KEEP
    assert mine in bureau.timur.actor.permissions
    assert Adult.objects.visible_to(bureau.timur.actor).filter(pk=one.adult_id).exists()
