from datetime import timedelta

import pytest

from panah.engines.tables.reading import read_table
from panah.engines.tables.shapes import Table
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.programme.training.actions import papers, sitting
from panah.programme.training.actions.sitting import (
    AnsweredByPhone,
    NoSuchAnswer,
    NothingAnswered,
    NotTakingPart,
    PaperInUse,
    SheetRefused,
    TestNotOpen,
)
from panah.programme.training.codes import EnrolmentState, SatHow, Wave
from panah.programme.training.models import Enrolment, ItemAnswer, Sitting
from panah.programme.training.queries.testing import gain_of_event, paper_for, who_sat, worst_items
from panah.programme.training.rules.sheets import SheetFault
from tests.panah.programme.bureau import Bureau
from tests.panah.programme.training.examined import FIRST, LAST, Course, at, made_course, themselves

ALL_RIGHT = {1: "B", 2: "AC", 3: "A"}


@pytest.fixture
def course(bureau: Bureau) -> Course:
    return made_course(bureau)


def table(*lines: str) -> Table:
    found = read_table("\n".join(lines).encode(), "answers.csv")
    assert isinstance(found, Table)
    return found


def test_a_participant_sits_before_and_after(course: Course) -> None:
    one = course.people[0]
    with clock.standing_at(at(FIRST)):
        first = sitting.sit_test(by=themselves(one), enrolment=one, wave=Wave.PRE, answers={1: "A", 2: "A"})
    with clock.standing_at(at(LAST)):
        last = sitting.sit_test(by=themselves(one), enrolment=one, wave=Wave.POST, answers=ALL_RIGHT)
    assert (first.right, last.right, first.how, first.by) == (0, 3, SatHow.ONLINE, "")
    one.refresh_from_db()
    assert (one.pre_done_at, one.post_done_at) == (at(FIRST), at(LAST))


def test_what_is_sent_twice_is_one_and_the_first_stays(course: Course) -> None:
    one = course.people[0]
    with clock.standing_at(at(FIRST)):
        first = sitting.sit_test(by=themselves(one), enrolment=one, wave=Wave.PRE, answers={1: "A"})
        assert sitting.sit_test(by=themselves(one), enrolment=one, wave=Wave.PRE, answers=ALL_RIGHT) == first
    assert ItemAnswer.objects.filter(sitting=first, is_right=True).count() == 0
    assert ItemAnswer.objects.count() == 3


def test_a_test_opens_and_closes_with_the_days(bureau: Bureau, course: Course) -> None:
    one = course.people[0]
    for moment, wave in (
        (at(FIRST - timedelta(days=8)), Wave.PRE), (at(FIRST), Wave.POST), (at(LAST), Wave.PRE),
        (at(LAST + timedelta(days=1)), Wave.POST),
    ):  # fmt: skip
        with clock.standing_at(moment), pytest.raises(TestNotOpen):
            sitting.sit_test(by=themselves(one), enrolment=one, wave=wave, answers=ALL_RIGHT)
    with clock.standing_at(at(FIRST)):
        sitting.open_after(by=bureau.timur.actor, event=course.event)
        assert sitting.sit_test(by=themselves(one), enrolment=one, wave=Wave.POST, answers=ALL_RIGHT).right == 3


def test_nobody_answers_for_another_and_nobody_who_does_not_take_part(course: Course) -> None:
    one, other = course.people[:2]
    with clock.standing_at(at(FIRST)), pytest.raises(NotPermitted):
        sitting.sit_test(by=themselves(other), enrolment=one, wave=Wave.PRE, answers=ALL_RIGHT)
    Enrolment.objects.filter(pk=one.pk).update(state=EnrolmentState.CANCELLED)
    with clock.standing_at(at(FIRST)), pytest.raises(NotTakingPart):
        sitting.sit_test(by=themselves(one), enrolment=one, wave=Wave.PRE, answers=ALL_RIGHT)


def test_an_answer_that_does_not_exist_and_an_empty_test_are_refused(course: Course) -> None:
    one = course.people[0]
    with clock.standing_at(at(FIRST)):
        with pytest.raises(NoSuchAnswer) as refusal:
            sitting.sit_test(by=themselves(one), enrolment=one, wave=Wave.PRE, answers={1: "B", 3: "D"})
        assert refusal.value.number == 3
        with pytest.raises(NothingAnswered):
            sitting.sit_test(by=themselves(one), enrolment=one, wave=Wave.PRE, answers={})
    assert not Sitting.objects.exists()


def test_a_trainer_types_a_sheet_and_mends_a_slip_but_not_a_phone(bureau: Bureau, course: Course) -> None:
    one, other = course.people[:2]
    by = bureau.timur.actor
    with clock.standing_at(at(LAST + timedelta(days=3))):
        sitting.enter_answers(by=by, enrolment=one, wave=Wave.PRE, answers={1: "A"})
        mended = sitting.enter_answers(by=by, enrolment=one, wave=Wave.PRE, answers=ALL_RIGHT)
    assert (mended.right, mended.how, Sitting.objects.count()) == (3, SatHow.PAPER, 1)
    with clock.standing_at(at(FIRST)):
        sitting.sit_test(by=themselves(other), enrolment=other, wave=Wave.PRE, answers=ALL_RIGHT)
        with pytest.raises(AnsweredByPhone):
            sitting.enter_answers(by=by, enrolment=other, wave=Wave.PRE, answers={1: "A"})
        with pytest.raises(NotPermitted):
            sitting.enter_answers(by=bureau.dana.actor, enrolment=one, wave=Wave.POST, answers=ALL_RIGHT)


def test_a_table_is_taken_in_whole_once_or_not_at_all(bureau: Bureau, course: Course) -> None:
    by, event = bureau.timur.actor, course.event
    with pytest.raises(SheetRefused) as refusal:
        sitting.take_in_table(
            by=by, event=event, wave=Wave.PRE, table=table("код;1;2;3", "AB234;B;AC;A;C", "CD567;B;A;A")
        )
    assert [(fault.sentence, fault.row) for fault in refusal.value.faults] == [(SheetFault.TOO_MANY_ANSWERS, 2)]
    assert not Sitting.objects.exists()
    lines = table("код;1;2;3", "AB234;B;AC;A", "cd567;A;A;")
    found = sitting.take_in_table(by=by, event=event, wave=Wave.PRE, table=lines)
    assert (found.fresh, found.same) == (2, 0)
    again = sitting.take_in_table(by=by, event=event, wave=Wave.PRE, table=lines)
    assert (again.fresh, again.same, Sitting.objects.count()) == (0, 2, 2)
    with pytest.raises(SheetRefused):
        sitting.take_in_table(by=by, event=event, wave=Wave.PRE, table=table("код;1;2;3", "AB234;A;AC;A"))


def test_gain_is_right_to_the_number(bureau: Bureau, course: Course) -> None:
    by, event = bureau.timur.actor, course.event
    sitting.take_in_table(
        by=by, event=event, wave=Wave.PRE, table=table("код;1;2;3", "AB234;A;A;A", "CD567;B;A;B", "EF892;B;AC;A")
    )
    sitting.take_in_table(
        by=by, event=event, wave=Wave.POST, table=table("код;1;2;3", "AB234;B;A;A", "CD567;B;AC;A", "GH345;B;AC;A")
    )
    found = gain_of_event(event)
    assert (found.people, found.before_only, found.after_only) == (2, 1, 1)
    assert [(one.change.before, one.change.after) for one in found.items] == [(1, 2), (0, 1), (1, 2)]
    assert (found.change.before, found.change.after, found.change.of) == (2, 5, 6)
    assert found.change.normalised_percent == 75
    assert [one.number for one in worst_items(event)] == [2]
    assert [(sat.pre is not None, sat.post is not None) for sat in who_sat(event)] == [
        (True, True), (True, True), (True, False), (False, True),
    ]  # fmt: skip


def test_before_and_after_is_one_paper_also_when_a_new_version_is_ready(bureau: Bureau, course: Course) -> None:
    by, one = bureau.timur.actor, course.people[0]
    with clock.standing_at(at(FIRST)):
        sitting.sit_test(by=themselves(one), enrolment=one, wave=Wave.PRE, answers=ALL_RIGHT)
    fresh = papers.new_version_of(by=by, paper=course.paper)
    papers.make_ready(by=by, paper=fresh, version=fresh.version)
    assert paper_for(course.event) == course.paper
    with pytest.raises(PaperInUse):
        sitting.choose_paper(by=by, event=course.event, paper=fresh)
