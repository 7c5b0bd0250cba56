"""What comes from a phone: in any order, late, with a wrong clock, or from somebody who is in the group no longer."""

import random
from datetime import timedelta

import pytest

from panah.casework.concerns.models import Concern
from panah.casework.outings.actions import (
    NotTakenAlong,
    OutingClosed,
    close_outing,
    record_child_met,
    remove_member,
    take_offline,
)
from panah.casework.outings.codes import Decision
from panah.casework.outings.models import Outing, OutingChild, OutingMember, OutingTally, TakenOffline
from panah.casework.outings.queries import (
    bearer_of,
    children_of,
    figures_of,
    outings_of,
    taken_under,
)
from panah.casework.referrals.models import Referral
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from tests.panah.casework.outings.group import (
    AN_HOUR,
    MORNING,
    Group,
    child_met,
    handed_on,
    opened,
    urgent,
)


def test_a_form_that_comes_ten_times_from_two_devices_in_any_order_is_one_record_each(
    group: Group, outing: Outing
) -> None:
    bearers = []
    for worker in (group.zarina, group.oraz):
        taken = taken_under(take_offline(by=worker.actor, outing=outing))
        assert taken is not None
        bearers.append(bearer_of(taken))
    forms = [
        (bearers[0], child_met(was_sealed=True), "a"), (bearers[0], child_met(Decision.NOTHING, was_sealed=True), "b"),
        (bearers[1], child_met(sex="male", was_sealed=True), "c"), (bearers[1], urgent(group, was_sealed=True), "d"),
        (group.oraz.actor, child_met(sex="male", was_sealed=True), "c"),  # and the same by the page with network
    ] * 10  # fmt: skip
    random.Random(8).shuffle(forms)
    for by, met, key in forms:
        record_child_met(by=by, outing=outing, met=met, idempotency_key=key)
    assert OutingChild.objects.count() == Concern.objects.count() == 3
    assert OutingTally.objects.get().count == 1
    assert Referral.objects.count() == 1
    assert figures_of(outing, children_of(group.zarina.actor, outing)) == {"met": 4, "handed": 3}


def test_the_time_of_the_phone_and_ours_are_both_kept(group: Group, outing: Outing) -> None:
    wrong = MORNING + timedelta(days=1)
    first = handed_on(group.oraz.actor, outing, child_met(met_at=wrong, was_sealed=True), "a")
    with clock.standing_at(MORNING + AN_HOUR):
        second = handed_on(group.zarina.actor, outing, child_met(was_sealed=True), "b")
    assert (first.met_at, first.arrived_at) == (wrong, MORNING)
    assert children_of(group.zarina.actor, outing) == [first, second]


def test_what_a_phone_sealed_is_taken_in_after_closing_marked_and_the_leader_is_told(
    group: Group, outing: Outing
) -> None:
    taken = taken_under(take_offline(by=group.oraz.actor, outing=outing))
    assert taken is not None
    close_outing(by=group.zarina.actor, outing=outing, migration_check="not_made")
    with pytest.raises(OutingClosed):
        handed_on(group.oraz.actor, outing, child_met(), "online")
    child = handed_on(bearer_of(taken), outing, child_met(was_sealed=True))
    assert child.is_late
    row = Timer.objects.running().get(kind=TimerKind.OUTING_LATE)
    assert row.person == group.zarina.person
    with pytest.raises(OutingClosed):
        take_offline(by=group.oraz.actor, outing=outing)


def test_a_member_who_was_taken_out_sees_nothing_more_and_what_the_phone_carries_is_still_of_a_child(
    group: Group, outing: Outing
) -> None:
    taken = taken_under(take_offline(by=group.oraz.actor, outing=outing))
    assert taken is not None
    member = OutingMember.objects.get(person=group.oraz.person)
    remove_member(by=group.zarina.actor, outing=outing, member=member)
    assert not outings_of(group.oraz.actor)
    with pytest.raises(NotPermitted):
        handed_on(group.oraz.actor, outing)
    child = handed_on(bearer_of(taken), outing, child_met(was_sealed=True))
    assert child.from_former_member
    assert child.recorded_by == group.oraz.person
    assert Timer.objects.running().filter(kind=TimerKind.OUTING_LATE).exists()


def test_a_token_opens_its_own_outing_for_three_days_and_nothing_else(group: Group, outing: Outing) -> None:
    token = take_offline(by=group.oraz.actor, outing=outing)
    taken = taken_under(token)
    assert taken is not None
    assert token not in repr(list(TakenOffline.objects.values_list()))
    elsewhere = opened(group)
    for refused in (
        lambda: handed_on(bearer_of(taken), elsewhere),
        lambda: close_outing(by=bearer_of(taken), outing=outing, migration_check="not_made"),
    ):
        with pytest.raises(NotPermitted):
            refused()
    assert taken_under("wrong") is None
    assert taken_under("") is None
    with clock.standing_at(MORNING + timedelta(days=3)):
        assert taken_under(token) is None
        with pytest.raises(NotTakenAlong):
            handed_on(bearer_of(taken), outing, child_met(was_sealed=True))


def test_nobody_else_writes_in_an_outing(group: Group, outing: Outing) -> None:
    for worker in (group.kamal, group.stranger, group.saule, group.gulnar):
        with pytest.raises(NotPermitted):
            handed_on(worker.actor, outing)
