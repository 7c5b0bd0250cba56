from datetime import timedelta

import pytest

from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock, vault
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.sealed import StillSealed, reveal
from panah.programme.training.actions import change_own_answer, enter_answers, issue_certificates, practice
from panah.programme.training.actions.clocks import PRACTICE
from panah.programme.training.actions.practice import NumberTooLarge, PracticeIncomplete, PracticeNotOpen
from panah.programme.training.codes import EventState, HandedHow, Wave
from panah.programme.training.models import Enrolment, Event, PracticeCheck
from panah.programme.training.queries.practice import checks_of, practice_of_event, practice_over
from panah.programme.training.rules.practice import Stage, Told
from tests.panah.programme.bureau import SYSTEM, Bureau
from tests.panah.programme.training.examined import LAST, Course, at, attended, made_course, themselves


@pytest.fixture
def course(bureau: Bureau) -> Course:
    made = made_course(bureau)
    attended(made)
    return made


def asked(course: Course, days: int = 180) -> list[PracticeCheck]:
    with clock.standing_at(at(LAST + timedelta(days=days))):
        practice.ask_practice_checks(by=SYSTEM)
    return list(PracticeCheck.objects.filter(enrolment__event=course.event).order_by("enrolment__code"))


def test_half_a_year_later_everybody_who_agreed_is_asked_once(course: Course) -> None:
    Enrolment.objects.filter(pk=course.people[3].pk).update(may_be_asked=False)
    assert asked(course, 179) == []
    assert [check.code for check in asked(course)] == ["AB234", "CD567", "EF892"]
    assert len(asked(course, 181)) == 3


def test_an_answer_is_taken_in_once_with_sealed_words(bureau: Bureau, course: Course) -> None:
    check = asked(course)[0]
    told = Told("yes", "weekly", 2, ("no_time", "other"))
    by = themselves(course.people[0])
    with clock.standing_at(at(LAST + timedelta(days=182))):
        practice.answer_practice(by=by, check=check, told=told, words=" Әріптестермен бөлістім. ")
        practice.answer_practice(by=by, check=check, told=Told("no"))
    check = PracticeCheck.objects.get(pk=check.pk)
    assert (check.used, check.often, check.referred, check.obstacles) == ("yes", "weekly", 2, ["no_time", "other"])
    with pytest.raises(StillSealed):
        check.words  # noqa: B018
    with vault.ring():
        reveal(bureau.timur.actor, check)
        assert check.words == "Әріптестермен бөлістім."


def test_who_does_not_use_it_is_not_kept_as_often(course: Course) -> None:
    check = asked(course)[0]
    with clock.standing_at(at(LAST + timedelta(days=182))):
        practice.answer_practice(by=themselves(course.people[0]), check=check, told=Told("no", "weekly"))
    assert check.often == ""


def test_what_cannot_be_is_refused_and_nobody_answers_for_another(bureau: Bureau, course: Course) -> None:
    first = asked(course)[0]
    by = themselves(course.people[0])
    with clock.standing_at(at(LAST + timedelta(days=182))):
        with pytest.raises(PracticeIncomplete):
            practice.answer_practice(by=by, check=first, told=Told(""))
        with pytest.raises(NumberTooLarge):
            practice.answer_practice(by=by, check=first, told=Told("yes", referred=1000))
        with pytest.raises(NotPermitted):
            practice.answer_practice(by=themselves(course.people[1]), check=first, told=Told("yes"))
        with pytest.raises(NotPermitted):
            practice.record_phone_answer(by=bureau.dana.actor, check=first, told=Told("yes"))
    with clock.standing_at(at(LAST + timedelta(days=271))), pytest.raises(PracticeNotOpen):
        practice.answer_practice(by=by, check=first, told=Told("yes"))


def test_links_are_passed_on_then_reminded_then_some_are_called(bureau: Bureau, course: Course) -> None:
    checks, by = asked(course), bureau.timur.actor
    with clock.standing_at(at(LAST + timedelta(days=180))):
        assert {one.stage for one in checks_of(by, course.event)} == {Stage.ASK}
        practice.note_links_sent(by=by, event=course.event)
        practice.note_links_sent(by=by, event=course.event)
        assert {one.stage for one in checks_of(by, course.event)} == {Stage.WAITS}
    with clock.standing_at(at(LAST + timedelta(days=187))):
        practice.answer_practice(by=themselves(course.people[0]), check=checks[0], told=Told("partly", referred=0))
        assert [one.stage for one in checks_of(by, course.event)] == [Stage.ANSWERED, *[Stage.REMIND] * 3]
        practice.note_links_sent(by=by, event=course.event)
        assert [one.stage for one in checks_of(by, course.event)] == [Stage.ANSWERED, *[Stage.WAITS] * 3]
    asked(course, 194)
    with clock.standing_at(at(LAST + timedelta(days=195))):
        assert [one.stage for one in checks_of(by, course.event)] == [Stage.ANSWERED, *[Stage.CALL] * 3]
        practice.note_not_reached(by=by, check=checks[1])
        practice.record_phone_answer(by=by, check=checks[2], told=Told("no", obstacles=("no_authority",)))
    found = practice_of_event(course.event)
    assert (found.asked, found.answered, found.by_phone, found.used, found.referring) == (4, 2, 1, 1, 0)
    assert practice_over(LAST, LAST) == found
    assert practice_over(LAST + timedelta(days=1), LAST + timedelta(days=2)).asked == 0
    assert practice_over(LAST, LAST, organisation_id=bureau.there.pk).asked == 0


def running(course: Course) -> set[str]:
    return set(Timer.objects.running().filter(file=course.event.file_id).values_list("kind", flat=True))


def test_the_clocks_of_half_a_year_end_with_what_was_done(bureau: Bureau, course: Course) -> None:
    by, event = bureau.timur.actor, course.event
    Event.objects.filter(pk=event.pk).update(state=EventState.RUNNING)
    event.refresh_from_db()
    for one in course.people:
        enter_answers(by=by, enrolment=one, wave=Wave.POST, answers={1: "B"})
    event.refresh_from_db()
    assert event.state == EventState.TESTED
    with clock.standing_at(at(LAST + timedelta(days=1))):
        issue_certificates(by=by, event=event)
        assert running(course) >= set(PRACTICE)
    checks = asked(course)
    with clock.standing_at(at(LAST + timedelta(days=180))):
        practice.note_links_sent(by=by, event=event)
    event.refresh_from_db()
    assert event.state == EventState.PRACTICE_CHECK
    assert running(course) & set(PRACTICE) == {TimerKind.PRACTICE_REMINDER, TimerKind.PRACTICE_CALLS}
    with clock.standing_at(at(LAST + timedelta(days=187))):
        practice.note_links_sent(by=by, event=event)
    assert running(course) & set(PRACTICE) == {TimerKind.PRACTICE_CALLS}
    asked(course, 194)
    with clock.standing_at(at(LAST + timedelta(days=196))):
        for check in checks:
            practice.note_not_reached(by=by, check=check)
    assert not running(course) & set(PRACTICE)


def test_one_link_is_handed_out_by_somebody_in_some_way(bureau: Bureau, course: Course) -> None:
    checks, by = asked(course), bureau.timur.actor
    with clock.standing_at(at(LAST + timedelta(days=180))):
        practice.note_link_handed(by=by, check=checks[0], how=HandedHow.MESSAGE)
        practice.note_link_handed(by=by, check=checks[0], how=HandedHow.SLIP)
        assert [one.stage for one in checks_of(by, course.event)] == [Stage.WAITS, *[Stage.ASK] * 3]
        with pytest.raises(NotPermitted):
            practice.note_link_handed(by=bureau.bakyt.actor, check=checks[1], how=HandedHow.SLIP)
    one = PracticeCheck.objects.get(pk=checks[0].pk)
    assert (one.sent_how, one.sent_by, one.reminded_at) == ("message", by.id, None)
    with clock.standing_at(at(LAST + timedelta(days=183))):
        practice.note_link_handed(by=by, check=checks[0], how=HandedHow.MESSAGE)  # a slip of the finger is no reminder
    with clock.standing_at(at(LAST + timedelta(days=188))):
        practice.note_link_handed(by=bureau.madina.actor, check=checks[0], how=HandedHow.MESSAGE)
    one.refresh_from_db()
    assert (one.reminded_by, one.reminded_at is None) == (bureau.madina.actor.id, False)


def test_only_who_had_the_link_is_telephoned(bureau: Bureau, course: Course) -> None:
    checks, by = asked(course), bureau.timur.actor
    with clock.standing_at(at(LAST + timedelta(days=181))):
        practice.note_link_handed(by=by, check=checks[2], how=HandedHow.SLIP)
    asked(course, 194)
    assert list(PracticeCheck.objects.filter(sampled_at__isnull=False)) == [checks[2]]


def test_whoever_took_the_yes_back_is_left_in_peace(bureau: Bureau, course: Course) -> None:
    checks, by = asked(course), bureau.timur.actor
    change_own_answer(by=themselves(course.people[1]), enrolment=course.people[1], may_be_asked=False)
    with clock.standing_at(at(LAST + timedelta(days=181))):
        assert [one.check.code for one in checks_of(by, course.event)] == ["AB234", "EF892", "GH345"]
        with pytest.raises(practice.NotSampled):
            practice.note_link_handed(by=by, check=checks[1], how=HandedHow.MESSAGE)


def test_when_the_last_takes_the_yes_back_nothing_is_due_any_more(bureau: Bureau, course: Course) -> None:
    by, event = bureau.timur.actor, course.event
    Event.objects.filter(pk=event.pk).update(state=EventState.RUNNING)
    event.refresh_from_db()
    for one in course.people:
        enter_answers(by=by, enrolment=one, wave=Wave.POST, answers={1: "B"})
    event.refresh_from_db()
    with clock.standing_at(at(LAST + timedelta(days=1))):
        issue_certificates(by=by, event=event)
        change_own_answer(by=themselves(course.people[0]), enrolment=course.people[0], may_be_asked=False)
        assert running(course) >= set(PRACTICE)  # others are still to be asked
    asked(course)
    for one in course.people[1:]:
        assert running(course) >= set(PRACTICE)
        change_own_answer(by=themselves(one), enrolment=one, may_be_asked=False)
    assert not running(course) & set(PRACTICE)
