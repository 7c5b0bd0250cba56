"""Asking another organisation whether it knows a child too: two people, one use, whose yes holds, and nothing but a telephone."""

from datetime import timedelta

import pytest

from panah.casework.exchange.codes import StateOfRest
from panah.casework.linking.actions import (
    NotPossible,
    approve_exchange,
    end_counterpart,
    prepare_offer,
    receive_offer,
    record_answer,
    record_offer,
    record_result,
    say_of_found,
    sweep_exchanges,
    withdraw_exchange,
)
from panah.casework.linking.actions.exchanging import SENTENCES
from panah.casework.linking.models import Exchange, FoundElsewhere
from panah.casework.linking.queries.exchanging import found_visible_to
from panah.casework.linking.queries.exchanging_children import children_of
from panah.casework.linking.queries.exchanging_files import answer_in, answer_of, found_in, offer_of, received
from panah.casework.linking.rules.exchanging import SHARE_HERE, Hindrance, Said, State, Which
from panah.casework.people.codes import ConsentDecision
from panah.casework.people.models import Child
from panah.engines.matching.private import intersection
from panah.engines.matching.private.envelopes import UnfitFile
from panah.foundation.accounts.actions import end_role
from panah.foundation.accounts.models import Membership
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.models import AuditEvent, Grant
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import open_sealed
from panah.foundation.security.vault import SERVICE
from tests.panah.casework.exchange.acting import member_of
from tests.panah.casework.linking.offices import LINK, WORKER, Office, says

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not intersection.is_installed(), reason="the extra panah[link] is not installed"),
]


@pytest.fixture
def ours() -> Office:
    return Office("ours")


@pytest.fixture
def theirs() -> Office:
    return Office("theirs")


def offered(ours: Office, theirs: Office) -> tuple[Exchange, bytes]:
    exchange = ours.asks(theirs)
    made = offer_of(exchange)
    return record_offer(by=LINK, exchange=exchange, made=made), made.file


def answered(theirs: Office, ours: Office, file: bytes) -> bytes:
    theirs.knows(ours)
    offer = received(theirs.organisation, file)
    exchange = theirs.approved(receive_offer(by=LINK, offer=offer, which=Which.ALL))
    made = answer_of(exchange, offer)
    record_answer(by=LINK, exchange=exchange, made=made)
    return made.file


def finished(ours: Office, exchange: Exchange, file: bytes) -> list[Child]:
    head, content = answer_in(ours.organisation, file)
    exchange.refresh_from_db()
    open_sealed(exchange)
    found = found_in(exchange, head, content)
    record_result(by=LINK, exchange=exchange, answers=head.answers, found=found)
    return [row.child for row in FoundElsewhere.objects.filter(exchange=exchange)]


def test_a_child_known_to_both_is_a_task_for_who_leads_and_nothing_more(ours: Office, theirs: Office) -> None:
    (girl, _boy) = ours.takes_in(("Касымова Айгерим Маратовна", "07.03.2015"), ("Ли Антон", "01.02.2012"))
    theirs.takes_in(("QOSIMOVA OYGERIM", "07.03.2015"), ("Петрова Анна", "11.12.2013"))
    exchange, file = offered(ours, theirs)
    assert finished(ours, exchange, answered(theirs, ours, file)) == [girl]
    row = FoundElsewhere.objects.get()
    timer = Timer.objects.running().get(kind=TimerKind.FOUND_ELSEWHERE)
    assert (timer.organisation, timer.address_code, timer.fact) == (ours.organisation, row.code, "")
    assert not Timer.objects.running().filter(kind=TimerKind.FOUND_ELSEWHERE, organisation=theirs.organisation).exists()
    assert list(found_visible_to(ours.supervisor)) == [row]
    assert not found_visible_to(theirs.supervisor).exists()
    say_of_found(by=ours.head, found=row, said=Said.SAME)
    assert not Timer.objects.running().filter(kind=TimerKind.FOUND_ELSEWHERE).exists()
    assert Child.objects.filter(same_as=None).count() == 4  # nothing was joined


@pytest.mark.safeguard("S17", "a child whose family never agreed to it is compared with the lists of another country")
def test_only_children_whose_yes_holds_take_part(ours: Office, theirs: Office) -> None:
    (agreed,) = ours.takes_in(("Касымова Айгерим", "07.03.2015"))
    ours.takes_in(("Ли Антон", "01.02.2012"), agrees=False)
    (refused,) = ours.takes_in(("Ким Вера", "02.02.2012"), agrees=False)
    (back,) = ours.takes_in(("Пак Роман", "03.02.2012"))
    ours.takes_in(("Цой Павел", "04.02.2012"), scope=SHARE_HERE)
    says([refused], ConsentDecision.REFUSED)
    says([back], ConsentDecision.WITHDRAWN)
    taking = children_of(ours.asks(theirs))
    assert (taking.children, taking.left_out) == ([agreed.pk], 4)


def test_a_yes_that_ends_while_the_file_travels_is_a_no(ours: Office, theirs: Office) -> None:
    (girl,) = ours.takes_in(("Касымова Айгерим", "07.03.2015"))
    theirs.takes_in(("Касымова Айгерим", "07.03.2015"))
    exchange, file = offered(ours, theirs)
    answer = answered(theirs, ours, file)
    says([girl], ConsentDecision.WITHDRAWN)
    assert finished(ours, exchange, answer) == []
    assert not FoundElsewhere.objects.exists()


def test_closed_cases_take_part_where_it_was_chosen(ours: Office, theirs: Office) -> None:
    ours.takes_in(("Касымова Айгерим", "07.03.2015"))
    ours.takes_in(("Ли Антон", "01.02.2012"), rest=StateOfRest.CLOSED)
    assert len(children_of(ours.asks(theirs, Which.OPEN)).children) == 1
    assert len(children_of(ours.asks(theirs, Which.ALL)).children) == 2


def test_children_of_others_never_take_part(ours: Office, theirs: Office) -> None:
    theirs.takes_in(("Касымова Айгерим", "07.03.2015"))
    assert children_of(ours.asks(theirs)).children == []


def test_a_file_of_nobody_has_the_size_of_one_of_many(ours: Office, theirs: Office) -> None:
    empty = offer_of(ours.asks(theirs))
    ours.takes_in(*((f"Касымова Айгерим{'абвгд'[place % 5]}", f"0{1 + place % 9}.03.2015") for place in range(30)))
    assert abs(len(empty.file) - len(offer_of(ours.asks(theirs)).file)) < 4


@pytest.mark.parametrize("approvals", [0, 1])
def test_without_two_approvals_nothing_leaves(ours: Office, theirs: Office, approvals: int) -> None:
    exchange = prepare_offer(by=ours.head, counterpart=ours.knows(theirs), which=Which.ALL)
    if approvals:
        approve_exchange(by=ours.head, exchange=exchange)
        with pytest.raises(NotPossible):
            approve_exchange(by=ours.head, exchange=exchange)
    with pytest.raises(NotPossible) as refused:
        record_offer(by=LINK, exchange=exchange, made=offer_of(exchange))
    assert refused.value.sentence == SENTENCES[Hindrance.NOT_APPROVED]
    assert Exchange.objects.get().state == State.WAITS


def test_who_lost_the_role_has_not_approved(ours: Office, theirs: Office) -> None:
    exchange = ours.asks(theirs)
    end_role(by=ours.head, membership=Membership.objects.get(person_id=ours.supervisor.id))
    with pytest.raises(NotPossible):
        record_offer(by=LINK, exchange=exchange, made=offer_of(exchange))


def test_a_caseworker_neither_prepares_nor_approves(ours: Office, theirs: Office) -> None:
    worker = member_of(ours.organisation, Role.CASEWORKER)
    counterpart = ours.knows(theirs)
    with pytest.raises(NotPermitted):
        prepare_offer(by=worker, counterpart=counterpart, which=Which.ALL)
    with pytest.raises(NotPermitted):
        approve_exchange(by=worker, exchange=prepare_offer(by=ours.head, counterpart=counterpart, which=Which.ALL))


def test_people_of_another_organisation_reach_no_exchange(ours: Office, theirs: Office) -> None:
    exchange = ours.asks(theirs)
    for act in (approve_exchange, withdraw_exchange):
        with pytest.raises(NotPermitted):
            act(by=theirs.head, exchange=exchange)


def test_an_offer_is_answered_once_and_its_answer_read_once(ours: Office, theirs: Office) -> None:
    ours.takes_in(("Касымова Айгерим", "07.03.2015"))
    theirs.takes_in(("Касымова Айгерим", "07.03.2015"))
    exchange, file = offered(ours, theirs)
    answer = answered(theirs, ours, file)
    again = received(theirs.organisation, file)
    standing = receive_offer(by=LINK, offer=again, which=Which.ALL)
    with pytest.raises(NotPossible):
        record_answer(by=LINK, exchange=standing, made=answer_of(standing, again))
    head, content = answer_in(ours.organisation, answer)
    open_sealed(exchange)
    found = found_in(exchange, head, content)
    finished(ours, exchange, answer)
    with pytest.raises(NotPossible):
        record_result(by=LINK, exchange=exchange, answers=head.answers, found=found)
    assert FoundElsewhere.objects.count() == 1


def test_another_offer_under_the_same_number_is_refused(ours: Office, theirs: Office) -> None:
    exchange, file = offered(ours, theirs)
    theirs.knows(ours)
    receive_offer(by=LINK, offer=received(theirs.organisation, file), which=Which.ALL)
    other = received(theirs.organisation, offer_of(exchange).file)
    with pytest.raises(NotPossible):
        receive_offer(by=LINK, offer=other, which=Which.ALL)


def test_an_answer_to_another_offer_is_refused(ours: Office, theirs: Office) -> None:
    exchange, file = offered(ours, theirs)
    answered(theirs, ours, file)
    with pytest.raises(NotPossible):
        record_result(by=LINK, exchange=exchange, answers="0" * 64, found=[])


def test_a_third_party_cannot_read_it(ours: Office, theirs: Office) -> None:
    _exchange, file = offered(ours, theirs)
    third = Office("third")
    third.knows(ours)
    with pytest.raises(UnfitFile):
        received(third.organisation, file)
    with pytest.raises(UnfitFile):
        received(theirs.organisation, file)  # we are not written down there


def test_key_and_plan_are_destroyed_with_the_answer(ours: Office, theirs: Office) -> None:
    exchange, file = offered(ours, theirs)
    assert Exchange.objects.filter(pk=exchange.pk, key=None).count() == 0
    finished(ours, exchange, answered(theirs, ours, file))
    assert Exchange.objects.filter(pk=exchange.pk, key=None, plan=None, state=State.FINISHED).exists()
    assert not Grant.objects.filter(file=exchange.file, principal=SERVICE).exists()


def test_after_seven_days_the_key_is_destroyed_and_the_answer_not_read(
    ours: Office, theirs: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange, file = offered(ours, theirs)
    answered(theirs, ours, file)
    assert sweep_exchanges(by=WORKER) == 0
    later = clock.now() + timedelta(days=7)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(NotPossible):
        record_result(by=LINK, exchange=exchange, answers=exchange.offer_digest, found=[])
    assert sweep_exchanges(by=WORKER) == 1
    assert Exchange.objects.filter(pk=exchange.pk, key=None, state=State.LAPSED).exists()


def test_a_third_file_within_thirty_days_is_refused_also_under_a_new_name(ours: Office, theirs: Office) -> None:
    for _time in range(2):
        offered(ours, theirs)
    with pytest.raises(NotPossible) as refused:
        offered(ours, theirs)
    assert refused.value.sentence == SENTENCES[Hindrance.TOO_OFTEN]
    end_counterpart(by=ours.head, counterpart=Exchange.objects.latest("asked_at").counterpart)
    with pytest.raises(NotPossible):
        offered(ours, theirs)


def test_what_is_withdrawn_neither_leaves_nor_is_read(ours: Office, theirs: Office) -> None:
    exchange, file = offered(ours, theirs)
    answer = answered(theirs, ours, file)
    withdraw_exchange(by=ours.supervisor, exchange=exchange)
    with pytest.raises(NotPossible):
        record_result(by=LINK, exchange=exchange, answers=answer_in(ours.organisation, answer)[0].answers, found=[])
    with pytest.raises(NotPossible):
        withdraw_exchange(by=ours.supervisor, exchange=exchange)


def test_no_name_stands_in_what_was_written_down(ours: Office, theirs: Office) -> None:
    ours.takes_in(("Касымова Айгерим", "07.03.2015"))
    theirs.takes_in(("Касымова Айгерим", "07.03.2015"))
    exchange, file = offered(ours, theirs)
    finished(ours, exchange, answered(theirs, ours, file))
    told = " ".join(str(vars(event)) for event in AuditEvent.objects.all())
    for part in ("айгерим", "ksm", "AkAsIm"):
        assert part not in told.lower()
        assert part.encode() not in file
    assert "linking.record_result" in told


def test_what_a_call_brought_is_one_of_three(ours: Office, theirs: Office) -> None:
    ours.takes_in(("Касымова Айгерим", "07.03.2015"))
    theirs.takes_in(("Касымова Айгерим", "07.03.2015"))
    exchange, file = offered(ours, theirs)
    finished(ours, exchange, answered(theirs, ours, file))
    with pytest.raises(NotPossible):
        say_of_found(by=ours.head, found=FoundElsewhere.objects.get(), said="perhaps")
