"""What two champions held together counts once, and only a person says that they did."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.programme.champions import actions
from panah.programme.champions.actions import refusals
from panah.programme.champions.models import Act, Champion
from panah.programme.champions.queries import (
    acts_over,
    cohort_numbers,
    numbers_of,
    together_with,
    twins_of,
    undecided_pairs,
)
from panah.programme.champions.rules import Quarter
from tests.panah.programme.bureau import Bureau, Colleague
from tests.panah.programme.champions.cohort import champion, event

Pair = tuple[Champion, Colleague]
ALWAYS = (date(2020, 1, 1), date(2030, 1, 1))


def other(bureau: Bureau, name: str = "Болат Садыков", phone: str = "+7 701 000 33 44") -> Champion:
    return champion(bureau, name, phone=phone)


def first_told(bureau: Bureau, pair: Pair) -> Act:
    return actions.record_act(by=pair[1].actor, champion=pair[0], details=event(bureau.district))


def told(bureau: Bureau, by: Champion, **known: object) -> Act:
    details = event(bureau.district, spot="12-мектеп", women=3, **known)
    return actions.record_act_for(by=bureau.madina.actor, champion=by, details=details)


def test_what_was_held_together_counts_once_and_for_each_of_them(bureau: Bureau, pair: Pair) -> None:
    first, second = first_told(bureau, pair), other(bureau)
    details = event(bureau.district)
    assert twins_of(second, details.type, details.happened_on, details.place, details.venue) == [first]
    later = told(bureau, second, held_with=first)
    (counted,) = acts_over(*ALWAYS)
    assert (counted.code, counted.reached) == (first.code, 55)
    assert undecided_pairs(bureau.madina.actor) == []
    assert together_with(bureau.madina.actor, first) == [later]
    assert numbers_of(Act.objects.filter(champion=second))["event"] == 1
    assert cohort_numbers(second, Quarter.of(clock.today()))["event"] == 1


def test_another_one_counts_and_nobody_is_asked_again(bureau: Bureau, pair: Pair) -> None:
    first_told(bureau, pair)
    told(bureau, other(bureau), is_apart=True)
    assert len(acts_over(*ALWAYS)) == 2
    assert undecided_pairs(bureau.madina.actor) == []


def test_of_what_nobody_was_asked_the_coordinator_decides_and_can_take_it_back(bureau: Bureau, pair: Pair) -> None:
    first = first_told(bureau, pair)
    later = told(bureau, other(bureau))
    assert undecided_pairs(bureau.madina.actor) == [(first, later)]
    assert undecided_pairs(bureau.dana.actor) == []
    assert len(acts_over(*ALWAYS)) == 2, "as long as nobody has said anything both count"
    with pytest.raises(NotPermitted):
        actions.join_acts(by=pair[1].actor, act=first, other=later)
    actions.join_acts(by=bureau.madina.actor, act=later, other=first)
    assert [one.code for one in acts_over(*ALWAYS)] == [first.code]
    later = actions.part_acts(by=bureau.madina.actor, act=Act.objects.get(pk=later.pk))
    assert len(acts_over(*ALWAYS)) == 2
    assert undecided_pairs(bureau.madina.actor) == []


def test_three_who_held_it_are_one_and_go_on_when_the_first_is_struck(bureau: Bureau, pair: Pair) -> None:
    first = first_told(bureau, pair)
    second, third = told(bureau, other(bureau)), told(bureau, other(bureau, "Гүлнар Үлгібаева", "+7 701 000 55 66"))
    actions.join_acts(by=bureau.madina.actor, act=third, other=second)
    actions.join_acts(by=bureau.madina.actor, act=second, other=first)
    assert [one.code for one in acts_over(*ALWAYS)] == [first.code]
    assert {one.held_with_id for one in Act.objects.exclude(pk=first.pk)} == {first.pk}
    actions.strike_act(by=bureau.madina.actor, act=Act.objects.get(pk=first.pk))
    assert [one.code for one in acts_over(*ALWAYS)] == [second.code]


def test_what_cannot_be_one_is_not_joined(bureau: Bureau, pair: Pair) -> None:
    first, second = first_told(bureau, pair), other(bureau)
    elsewhere = told(bureau, second, happened_on=clock.today() - timedelta(days=1))
    with pytest.raises(refusals.NotTheSameEvent):
        actions.join_acts(by=bureau.madina.actor, act=first, other=elsewhere)
    details = replace(event(bureau.district), venue="college", held_with=first)
    with pytest.raises(refusals.NotTheSameEvent):
        actions.record_act_for(by=bureau.madina.actor, champion=second, details=details)
