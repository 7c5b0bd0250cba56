from datetime import timedelta

import pytest

from panah.casework.linking.actions import UndoTooLate, decide_same, note_pair, undo_same
from panah.casework.linking.codes import PairState
from panah.casework.linking.models import Pair, SameDecision
from panah.casework.people import queries
from panah.casework.people.actions import SameIsOneself
from panah.casework.people.codes import Sameness
from panah.casework.people.models import Child
from panah.casework.people.queries import children_under_code
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from tests.panah.casework.cases.office import Office, opened
from tests.panah.casework.people.test_actions import child_of


def joined(office: Office, child: Child, first: Child, sameness: Sameness = Sameness.MERGED) -> SameDecision:
    return decide_same(by=office.saule.actor, child=child, first=first, sameness=sameness)


def fresh(child: Child) -> Child:
    return Child.objects.get(pk=child.pk)


def test_two_records_of_one_child_point_to_the_first(office: Office) -> None:
    first, second, third = child_of(office), child_of(office), child_of(office)
    by = office.saule.actor
    joined(office, third, second)
    joined(office, second, first)
    assert {child.same_as for child in Child.objects.exclude(pk=first.pk)} == {first}
    assert {child.code for child in queries.same_children(by, first)} == {second.code, third.code}
    assert {child.code for child in queries.same_children(by, fresh(third))} == {first.code, second.code}


def test_undoing_one_decision_parts_exactly_what_it_joined(office: Office) -> None:
    first, second, third, fourth = (child_of(office) for _ in range(4))
    low = joined(office, fourth, third)
    middle = joined(office, third, second)
    joined(office, second, first)
    undo_same(by=office.saule.actor, decision=middle)
    assert (fresh(second).same_as, fresh(third).same_as, fresh(fourth).same_as) == (first, None, third)
    undo_same(by=office.saule.actor, decision=low)
    assert (fresh(third).same_as, fresh(fourth).same_as) == (None, None)
    assert fresh(second).same_as == first
    assert (fresh(fourth).sameness, fresh(fourth).same_decided_at) == ("", None)


def test_the_last_of_two_bridges_keeps_a_group_together(office: Office) -> None:
    """A third that was joined to both sides: undoing one leaves the other standing."""
    first, second, third = child_of(office), child_of(office), child_of(office)
    joined(office, second, first)
    last = joined(office, third, first)
    undo_same(by=office.saule.actor, decision=last)
    assert (fresh(second).same_as, fresh(third).same_as) == (first, None)


def test_both_codes_work_before_during_and_after(office: Office) -> None:
    first, second = child_of(office), child_of(office)
    assert children_under_code(second.code)[0] == second.pk
    decision = joined(office, second, first)
    assert {first.pk, second.pk} == set(children_under_code(first.code)) == set(children_under_code(second.code))
    undo_same(by=office.saule.actor, decision=decision)
    assert set(children_under_code(first.code)) == {first.pk}
    assert set(children_under_code(second.code)) == {second.pk}


def test_sameness_makes_no_circle(office: Office) -> None:
    first, second, third = child_of(office), child_of(office), child_of(office)
    joined(office, second, first)
    joined(office, third, second)
    for one, other in ((first, second), (first, third), (first, first)):
        with pytest.raises(SameIsOneself):
            joined(office, one, other)


@pytest.mark.safeguard("S17", "records are joined only by who sees both: neither merged nor kept side by side")
def test_records_become_one_only_for_who_sees_both(office: Office) -> None:
    mine, theirs = child_of(office), opened(office, lead=office.lazzat).child
    for sameness in Sameness:
        with pytest.raises(NotPermitted):
            joined(office, mine, theirs, sameness)
        with pytest.raises(NotPermitted):
            joined(office, theirs, mine, sameness)
    assert not SameDecision.objects.exists()


def test_a_decision_is_taken_back_for_thirty_days_and_later_only_by_who_leads_the_team(office: Office) -> None:
    one, other = opened(office).child, opened(office).child
    decision = decide_same(by=office.aigul.actor, child=one, first=other, sameness=Sameness.MERGED)
    with clock.standing_at(clock.now() + timedelta(days=30, minutes=1)):
        with pytest.raises(UndoTooLate):
            undo_same(by=office.aigul.actor, decision=decision)
        assert fresh(one).same_as == other
        undo_same(by=office.saule.actor, decision=decision)
    assert fresh(one).same_as is None
    first_undone = SameDecision.objects.get().undone_at
    undo_same(by=office.saule.actor, decision=decision)  # a second press changes nothing
    assert SameDecision.objects.get().undone_at == first_undone


def test_on_the_last_day_it_is_still_taken_back(office: Office) -> None:
    one, other = opened(office).child, opened(office).child
    decision = decide_same(by=office.aigul.actor, child=one, first=other, sameness=Sameness.MERGED)
    with clock.standing_at(decision.decided_at + timedelta(days=30)):
        undo_same(by=office.aigul.actor, decision=decision)
    assert fresh(one).same_as is None


def test_the_pair_follows_the_decision(office: Office) -> None:
    one, other = child_of(office), child_of(office)
    pair = note_pair(by=office.saule.actor, child=one, other=other)
    decision = joined(office, one, other)
    assert Pair.objects.get(pk=pair.pk).state == PairState.SAME
    undo_same(by=office.saule.actor, decision=decision)
    assert Pair.objects.get(pk=pair.pk).state == PairState.DIFFERENT
