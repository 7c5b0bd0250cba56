"""Two organisations, one child perhaps: they telephone. Each reads its own record, and hears who else to call."""

from panah.casework.linking.actions.deciding import join_as_agreed
from panah.casework.linking.actions.refusals import (
    AnsweredAlready,
    AskedAlready,
    CallMissing,
    DecidedAlready,
    NobodyToAsk,
)
from panah.casework.linking.codes import Answer, PairKind, PairState
from panah.casework.linking.models import Pair, SameQuestion
from panah.casework.linking.queries import open_question, sides_of
from panah.casework.linking.rules.pairs import outcome_of
from panah.casework.people.codes import Sameness
from panah.casework.people.models import Child
from panah.casework.people.queries import leads_of
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.queries import LEADERS
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@action(Permission.CASE_WORK, on="pair")
def ask_about(*, by: Actor, pair: Pair, call: str, idempotency_key: str = "") -> SameQuestion:
    """Ask whoever leads the other record to call us. They see our code and ``call``, and of our record nothing else."""
    own, other = sides_of(by, pair)
    if other.child is not None or other.organisation is None or own.child is None or pair.kind != PairKind.SAME:
        raise NobodyToAsk
    if open_question(pair) is not None:
        raise AskedAlready
    if pair.state != PairState.OPEN:
        raise DecidedAlready
    if not call.strip():
        raise CallMissing
    theirs = pair.other if own.child.pk == pair.one_id else pair.one
    asker = Organisation.objects.get(pk=by.organisation)
    question = SameQuestion.objects.create(
        file=theirs.file, pair=pair, child=theirs, asked=other.organisation, asker=asker, call=call.strip(),
        asked_at=clock.now(), asked_by=by.id,
    )  # fmt: skip
    pair.state = PairState.ASKED
    pair.save(update_fields=["state"])
    _tell_asked(by, question)
    return question


def _tell_asked(by: Actor, question: SameQuestion) -> None:
    child, lead = question.child, _lead_of(question.child, question.asked)
    start_timer(
        by=by, file=child.file, kind=TimerKind.SAME_QUESTION, urgency="normal",
        owner=Owner(question.asked, lead, question.asker, _who_asks(by)),
        shown=Shown(question.code, "same-question", question.code),  # who waits sees the row too: nothing of the child
    )  # fmt: skip
    if lead is not None:
        queue_notice(by=by, kind=NoticeKind.SAME_ASKED, person=lead, subject_code=question.code)
    queue_notice(
        by=by, kind=NoticeKind.SAME_ASKED, organisation=question.asked, roles=LEADERS, subject_code=question.code
    )  # fmt: skip


def _who_asks(by: Actor) -> Person | None:
    return Person.objects.filter(pk=by.person_id).first() if by.person_id else None


def _lead_of(child: Child, organisation: Organisation) -> Person | None:
    return next((person for office, person in leads_of(child) if office == organisation.pk), None)


@action(Permission.CASE_WORK, on="question")
def say_answer(*, by: Actor, question: SameQuestion, answer: Answer, idempotency_key: str = "") -> SameQuestion:
    """What the organisation that was asked says after the call."""
    if question.answer or question.closed_at is not None:
        raise AnsweredAlready
    question.answer, question.answered_at, question.answered_by = answer, clock.now(), by.id
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    _stop_clock(by, question)
    own = question.pair.other if question.pair.one_id == question.child_id else question.pair.one
    queue_notice(
        by=by, kind=NoticeKind.SAME_ANSWERED, organisation=question.asker, roles=LEADERS, subject_code=own.code
    )  # fmt: skip
    lead = _lead_of(own, question.asker)
    if lead is not None:
        queue_notice(by=by, kind=NoticeKind.SAME_ANSWERED, person=lead, subject_code=own.code)
    _conclude(by, question)
    return question


@action(Permission.CASE_WORK, on="pair")
def say_own(*, by: Actor, pair: Pair, answer: Answer, idempotency_key: str = "") -> Pair:
    """What the organisation that asked says after the call. Only where both say so it is one child."""
    question = open_question(pair)
    if question is None or question.own_answer or str(question.asker_id) != by.organisation:
        raise AnsweredAlready
    question.own_answer, question.own_answered_at, question.own_answered_by = answer, clock.now(), by.id
    question.save(update_fields=["own_answer", "own_answered_at", "own_answered_by"])
    _conclude(by, question)
    return pair


@action(Permission.CASE_WORK, on="pair")
def close_question(*, by: Actor, pair: Pair) -> Pair:
    """We ask no longer: nobody there is called to answer, and the pair waits as before."""
    question = open_question(pair)
    if question is None or str(question.asker_id) != by.organisation:
        raise AnsweredAlready
    _end(by, question, PairState.OPEN)
    return pair


def _conclude(by: Actor, question: SameQuestion) -> None:
    state = outcome_of(question.answer, question.own_answer)
    if state is PairState.ASKED:
        return
    _end(by, question, state)
    if state is PairState.SAME:
        pair = question.pair
        first, child = sorted((pair.one, pair.other), key=lambda one: (one.registered_at, one.pk.bytes))
        join_as_agreed(by=by, child=child, first=first, sameness=Sameness.BOTH_KEPT)


def _end(by: Actor, question: SameQuestion, state: PairState) -> None:
    question.closed_at = clock.now()
    question.save(update_fields=["closed_at"])
    _stop_clock(by, question)
    Pair.objects.filter(pk=question.pair_id).update(
        state=state, decided_at=None if state is PairState.OPEN else clock.now(),
        decided_by="" if state is PairState.OPEN else by.id,
    )  # fmt: skip


def _stop_clock(by: Actor, question: SameQuestion) -> None:
    stop_timers(
        by=by, file=question.file, kinds=(TimerKind.SAME_QUESTION,), outcome="answered", address_code=question.code
    )  # fmt: skip
