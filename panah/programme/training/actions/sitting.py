"""How answers to a test come in: from a phone, from a sheet that a trainer types, from a table of scanned sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from panah.engines.tables.shapes import Fault, Table
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.training.actions.planning import move_event
from panah.programme.training.codes import EnrolmentState, EventState, PaperState, SatHow, Wave
from panah.programme.training.models import Enrolment, Event, EventPaper, Item, ItemAnswer, Sitting, TestPaper
from panah.programme.training.queries.testing import (
    answers_of,
    chosen_paper,
    items_of,
    key_of,
    paper_for,
    sitting_of,
    time_for,
)
from panah.programme.training.rules.scoring import NoSuchOption, is_right, read_answer, written
from panah.programme.training.rules.sheets import SheetRow, read_sheet
from panah.programme.training.rules.waves import wave_of

Answers = Mapping[int, str]
"""Letters by the number of the question; what is missing is no answer."""


class NoTest(Refusal):
    code = "no_test"
    sentence = _("This training has no test that is ready. Write one, or make it ready.")


class TestNotOpen(Refusal):
    code = "test_not_open"
    sentence = _("This test is not open now. Ask your trainer for the paper sheet.")
    __test__ = False


class NotTakingPart(Refusal):
    code = "not_taking_part"
    sentence = _("Only somebody who takes part can answer the test.")


class NoSuchAnswer(Refusal):
    """``number`` is that of the question."""

    code = "no_such_answer"

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(str(_("This answer does not exist in question: %(number)s.")) % {"number": number})


class NothingAnswered(Refusal):
    code = "nothing_answered"
    sentence = _("No question is answered yet.")


class AnsweredByPhone(Refusal):
    code = "answered_by_phone"
    sentence = _("This participant has answered by phone already. Those answers stay.")


class PaperInUse(Refusal):
    code = "paper_in_use"
    sentence = _("Somebody has answered already. Before and after must be the same test.")


class SheetRefused(Refusal):
    """Nothing was written; ``faults`` say everything that is wrong, with row and column."""

    code = "sheet_refused"
    sentence = _("Nothing of this table was taken in. Mend what stands below and send it again.")

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = faults
        super().__init__()


@dataclass(frozen=True)
class TakenIn:
    """What a table brought: new participants, and those of whom the same stood there already."""

    fresh: int
    same: int


@action(Permission.TRAINING_KEEP, on="event")
def choose_paper(*, by: Actor, event: Event, paper: TestPaper) -> EventPaper:
    """Which test the event uses, before and after."""
    if Sitting.objects.of(event).exists():
        raise PaperInUse
    if paper.state != PaperState.READY or paper.organisation_id != event.organisation_id:
        raise NoTest
    return _chosen(by, event, paper)


@action(Permission.TRAINING_KEEP, on="event")
def open_after(*, by: Actor, event: Event) -> EventPaper:
    """From now on the test after the training is answered, and the one before it no longer."""
    chosen = _paper_of(by, event)
    if chosen.after_opened_at is None:
        chosen.after_opened_at = clock.now()
        chosen.save(update_fields=["after_opened_at"])
    return chosen


@action(Permission.TRAINING_ANSWER, on="enrolment")
def sit_test(*, by: Actor, enrolment: Enrolment, wave: Wave, answers: Answers) -> Sitting:
    """By the participant. What came first stays: a second sending changes nothing, and is told so by ``how`` and ``at``."""
    _must_take_part(enrolment)
    earlier = sitting_of(enrolment, wave)
    if earlier is not None:
        return earlier
    if wave_of(time_for(enrolment.event)) is not wave:
        raise TestNotOpen
    return _written(by, enrolment, wave, SatHow.ONLINE, answers)


@action(Permission.TRAINING_KEEP, on="enrolment")
def enter_answers(*, by: Actor, enrolment: Enrolment, wave: Wave, answers: Answers) -> Sitting:
    """By the trainer, from a sheet, on any day. A slip of the typing is mended by typing it again."""
    _must_take_part(enrolment)
    earlier = sitting_of(enrolment, wave)
    if earlier is not None and earlier.how == SatHow.ONLINE:
        raise AnsweredByPhone
    if earlier is not None:
        earlier.delete()
    return _written(by, enrolment, wave, SatHow.PAPER, answers)


@action(Permission.TRAINING_KEEP, on="event")
def take_in_table(*, by: Actor, event: Event, wave: Wave, table: Table) -> TakenIn:
    """All rows or none. The same table twice changes nothing."""
    paper = _paper_of(by, event).paper
    items = items_of(paper)
    taking = {one.code: one for one in Enrolment.objects.filter(event=event).taking_part()}
    standing = answers_of(event, wave)
    rows = read_sheet(table, [key_of(item) for item in items], taking.keys(), standing)
    if isinstance(rows, list):
        raise SheetRefused(rows)
    fresh: list[SheetRow] = [row for row in rows if row.code not in standing]
    for row in fresh:
        _keep(by, taking[row.code], paper, items, wave, SatHow.TABLE, row.answers)
    if fresh:
        _note_in(by, event, wave)
    return TakenIn(len(fresh), len(rows) - len(fresh))


def _must_take_part(enrolment: Enrolment) -> None:
    if enrolment.state != EnrolmentState.ENROLLED:
        raise NotTakingPart


def _paper_of(by: Actor, event: Event) -> EventPaper:
    """The paper of an event, which from now on stays."""
    chosen = chosen_paper(event)
    if chosen is not None:
        return chosen
    paper = paper_for(event)
    if paper is None:
        raise NoTest
    return _chosen(by, event, paper)


def _chosen(by: Actor, event: Event, paper: TestPaper) -> EventPaper:
    values = {"paper": paper, "chosen_at": clock.now(), "chosen_by": by.id}
    return EventPaper.objects.update_or_create(event=event, defaults=values)[0]


def _written(by: Actor, enrolment: Enrolment, wave: Wave, how: SatHow, answers: Answers) -> Sitting:
    paper = _paper_of(by, enrolment.event).paper
    items = items_of(paper)
    chosen: dict[int, str] = {}
    for item in items:
        try:
            chosen[item.number] = written(read_answer(key_of(item), answers.get(item.number, "")))
        except NoSuchOption:
            raise NoSuchAnswer(item.number) from None
    if not any(chosen.values()):
        raise NothingAnswered
    sitting = _keep(by, enrolment, paper, items, wave, how, chosen)
    _note_in(by, enrolment.event, wave)
    return sitting


def _keep(
    by: Actor, enrolment: Enrolment, paper: TestPaper, items: Sequence[Item], wave: Wave, how: SatHow, chosen: Answers
) -> Sitting:
    now = clock.now()
    keys = {item.number: key_of(item) for item in items}
    rights = {number: is_right(key, chosen.get(number, "")) for number, key in keys.items()}
    sitting = Sitting.objects.create(
        enrolment=enrolment, paper=paper, wave=wave, how=how, at=now, by="" if how is SatHow.ONLINE else by.id,
        right=sum(rights.values()),
    )  # fmt: skip
    ItemAnswer.objects.bulk_create([
        ItemAnswer(sitting=sitting, item=item, chosen=chosen.get(item.number, ""), is_right=rights[item.number])
        for item in items
    ])  # fmt: skip
    field = "pre_done_at" if wave is Wave.PRE else "post_done_at"
    Enrolment.objects.filter(pk=enrolment.pk).update(**{field: now})
    return sitting


def _note_in(by: Actor, event: Event, wave: Wave) -> None:
    """With the first answers after it, a training that runs is tested."""
    if wave is Wave.POST and event.state == EventState.RUNNING:
        move_event(by=by, event=event, to=EventState.TESTED)
