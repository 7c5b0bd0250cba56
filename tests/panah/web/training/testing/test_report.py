"""What a training's report says of the test and of the time after it: on the page, and on paper in two languages."""

from datetime import timedelta

import pytest
from django.test import Client

from panah.foundation.security import clock
from panah.programme.training.actions import (
    ReportWords,
    answer_practice,
    ask_practice_checks,
    enter_answers,
    send_report,
)
from panah.programme.training.codes import EventState, Wave
from panah.programme.training.models import Event, PracticeCheck
from panah.programme.training.rules.practice import Told
from tests.panah.programme.bureau import SYSTEM, Bureau
from tests.panah.programme.training.examined import LAST, Course, a_fifth, at, attended, themselves
from tests.panah.web.cases.visiting import words_of
from tests.panah.web.training.testing.test_pages import signed_in

HALF_A_YEAR = at(LAST + timedelta(days=181))
BEFORE = ({1: "A"}, {1: "B"}, {1: "B", 3: "A"}, {2: "AC"}, {3: "B"})
AFTER = ({1: "B", 2: "AC", 3: "A"}, {1: "B", 3: "A"}, {1: "B", 3: "A"}, {1: "B", 2: "A", 3: "A"}, {1: "B", 3: "A"})


def sat(bureau: Bureau, course: Course) -> None:
    """Four of fifteen right before, eleven after; the second question is known by one of five."""
    for one, before, after in zip(course.people, BEFORE, AFTER, strict=False):
        enter_answers(by=bureau.timur.actor, enrolment=one, wave=Wave.PRE, answers=before)
        enter_answers(by=bureau.timur.actor, enrolment=one, wave=Wave.POST, answers=after)


def page_of(client: Client, course: Course, language: str = "ru", paper: bool = False) -> str:
    where = f"/app/training/{course.event.code}/"
    return words_of(client.get(f"{where}paper/report/?language={language}" if paper else f"{where}report/"))


@pytest.fixture
def five(bureau: Bureau, course: Course) -> Course:
    course = a_fifth(bureau, course)
    attended(course)
    return course


def test_the_gain_and_the_worst_questions_stand_in_it(bureau: Bureau, five: Course) -> None:
    with clock.standing_at(at(LAST + timedelta(days=1))):
        sat(bureau, five)
        client = signed_in(bureau.timur)
        page = page_of(client, five)
        assert "Right answers before, mean 27 %" in page
        assert "Right answers after, mean 73 %" in page
        assert "Gain, percentage points +47" in page
        assert "2. Какие есть признаки? 20 % 20 %" in page
        assert "Кто слушает ребёнка?" not in page
        ru, kk = page_of(client, five, "ru", paper=True), page_of(client, five, "kk", paper=True)
    assert "Прирост, процентных пунктов +47" in ru
    assert "2. Какие есть признаки?" in ru
    assert "Өсім, пайыздық тармақпен +47" in kk
    assert "2. Қай белгілер бар?" in kk


def test_of_fewer_than_five_no_share_is_said(bureau: Bureau, course: Course) -> None:
    with clock.standing_at(at(LAST + timedelta(days=1))):
        sat(bureau, course)
        client = signed_in(bureau.timur)
        page, paper = page_of(client, course), page_of(client, course, paper=True)
    assert "too few to say in percent" in page
    assert "mean" not in page
    assert "меньше пяти человек" in paper
    assert "Какие есть признаки" not in page + paper


def test_nobody_has_sat_yet_is_said(bureau: Bureau, course: Course) -> None:
    with clock.standing_at(at(LAST)):
        assert "Nobody has sat both tests yet" in page_of(signed_in(bureau.timur), course)
        assert "Оба теста не прошёл никто" in page_of(signed_in(bureau.timur), course, paper=True)


def test_what_was_sent_stays_when_a_sheet_is_typed_late(bureau: Bureau, five: Course) -> None:
    with clock.standing_at(at(LAST + timedelta(days=1))):
        sat(bureau, five)
        Event.objects.filter(pk=five.event.pk).update(state=EventState.TESTED)
        five.event.refresh_from_db()
        send_report(by=bureau.timur.actor, event=five.event, words=ReportWords("", "Жоқ", "Жоқ"))
        enter_answers(by=bureau.timur.actor, enrolment=five.people[0], wave=Wave.POST, answers={1: "A"})
        client = signed_in(bureau.timur)
        page = page_of(client, five)
    assert "Gain, percentage points +47" in page
    assert "+47" in page


def test_what_is_said_half_a_year_later_joins_it(bureau: Bureau, five: Course) -> None:
    with clock.standing_at(at(LAST + timedelta(days=1))):
        page = page_of(signed_in(bureau.timur), five)
    assert "Nobody is asked yet" in page
    with clock.standing_at(HALF_A_YEAR):
        ask_practice_checks(by=SYSTEM)
        used = ("yes", "yes", "partly", "no", "yes")
        for check, answer in zip(PracticeCheck.objects.order_by("enrolment__code"), used, strict=True):
            told = Told(answer, "monthly", 1, ("no_procedure",) if answer == "yes" else ("no_time",))
            answer_practice(by=themselves(check.enrolment), check=check, told=told)
        client = signed_in(bureau.timur)
        page, paper = page_of(client, five), page_of(client, five, paper=True)
    assert "Use what they learnt 80 % (4/5)" in page
    assert "What stands in the way" in page
    assert "Применяют на работе 80 % (4 / 5)" in paper
    assert "Что мешает" in paper
