import pytest

from panah.casework.linking.actions import (
    AnsweredAlready,
    AskedAlready,
    CallMissing,
    NobodyToAsk,
    ask_about,
    close_question,
    say_answer,
    say_own,
    undo_same,
)
from panah.casework.linking.codes import Answer, PairState
from panah.casework.linking.models import Pair, SameDecision, SameQuestion
from panah.casework.linking.queries import pairs_waiting, sides_of
from panah.casework.people.models import Child
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security.access import NotPermitted
from tests.panah.casework.cases.office import Office
from tests.panah.casework.linking.seeking import sought
from tests.panah.casework.linking.test_actions_pairing import CYRILLIC, LATIN, named

CALL = "Canarycaller, +7 000 111 22 33"


@pytest.fixture
def pair(office: Office) -> Pair:
    named(office, CYRILLIC), named(office, LATIN, lead=office.lazzat)
    sought()
    return Pair.objects.get()


def asked(office: Office, pair: Pair) -> SameQuestion:
    return ask_about(by=office.aigul.actor, pair=pair, call=CALL)


def test_who_is_asked_gets_a_clock_with_an_owner_and_a_notice_and_nothing_of_the_other(
    office: Office, pair: Pair
) -> None:
    question = asked(office, pair)
    timer = Timer.objects.running().get(kind=TimerKind.SAME_QUESTION)
    assert (timer.organisation, timer.person, timer.asked_by_organisation) == (
        office.other, office.lazzat.person, office.organisation,
    )  # fmt: skip
    assert (timer.subject_code, timer.sex, timer.birth_year) == (question.code, "", None)
    assert Notice.objects.get(kind="same_asked", person=office.lazzat.person).subject_code == question.code
    assert Pair.objects.get().state == PairState.ASKED
    with pytest.raises(AskedAlready):
        asked(office, pair)


def test_each_sees_its_own_record_and_the_name_of_the_other_organisation(office: Office, pair: Pair) -> None:
    for worker, there in ((office.aigul, office.other), (office.lazzat, office.organisation)):
        own, other = sides_of(worker.actor, pair)
        assert own.child is not None
        assert (other.child, other.organisation) == (None, there)


def test_only_where_both_say_so_both_codes_go_on_as_one_child(office: Office, pair: Pair) -> None:
    question = asked(office, pair)
    say_answer(by=office.lazzat.actor, question=question, answer=Answer.SAME)
    assert not SameDecision.objects.exists()
    assert not Timer.objects.running().filter(kind=TimerKind.SAME_QUESTION).exists()
    say_own(by=office.aigul.actor, pair=pair, answer=Answer.SAME)
    decision = SameDecision.objects.get()
    assert (decision.sameness, Pair.objects.get().state) == ("both_kept", PairState.SAME)
    assert Child.objects.exclude(same_as=None).count() == 1
    assert not pairs_waiting(office.aigul.actor).exists()
    for worker, own in ((office.aigul, "here"), (office.lazzat, "there")):
        codes = set(Child.objects.visible_to(worker.actor).values_list("organisation__code", flat=True))
        assert codes == {own}, "nobody sees more than before"
    undo_same(by=office.lazzat.actor, decision=decision)
    assert not Child.objects.exclude(same_as=None).exists()


@pytest.mark.parametrize(
    ("answer", "state"), [(Answer.DIFFERENT, PairState.DIFFERENT), (Answer.CANNOT_SAY, PairState.OPEN)]
)
def test_another_answer_joins_nothing(office: Office, pair: Pair, answer: Answer, state: PairState) -> None:
    question = asked(office, pair)
    say_answer(by=office.lazzat.actor, question=question, answer=answer)
    assert Pair.objects.get().state == state
    assert not SameDecision.objects.exists()
    with pytest.raises(AnsweredAlready):
        say_answer(by=office.lazzat.actor, question=question, answer=Answer.SAME)
    with pytest.raises(AnsweredAlready):
        say_own(by=office.aigul.actor, pair=pair, answer=Answer.SAME)


def test_nobody_answers_for_the_other(office: Office, pair: Pair) -> None:
    question = asked(office, pair)
    with pytest.raises(NotPermitted):
        say_answer(by=office.aigul.actor, question=question, answer=Answer.SAME)
    with pytest.raises(AnsweredAlready):
        say_own(by=office.lazzat.actor, pair=pair, answer=Answer.SAME)
    with pytest.raises(AnsweredAlready):
        close_question(by=office.lazzat.actor, pair=pair)
    with pytest.raises(NotPermitted):
        ask_about(by=office.nurzhan.actor, pair=pair, call=CALL)


def test_a_question_needs_a_number_and_can_be_taken_back(office: Office, pair: Pair) -> None:
    with pytest.raises(CallMissing):
        ask_about(by=office.aigul.actor, pair=pair, call=" ")
    asked(office, pair)
    close_question(by=office.aigul.actor, pair=pair)
    assert not Timer.objects.running().filter(kind=TimerKind.SAME_QUESTION).exists()
    assert Pair.objects.get().state == PairState.OPEN
    asked(office, pair)


def test_of_two_own_records_nobody_is_asked(office: Office) -> None:
    named(office, CYRILLIC), named(office, LATIN)
    sought()
    with pytest.raises(NobodyToAsk):
        ask_about(by=office.aigul.actor, pair=Pair.objects.get(), call=CALL)
