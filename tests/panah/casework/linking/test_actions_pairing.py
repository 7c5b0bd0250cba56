from datetime import date, timedelta

import pytest

from panah.casework.linking.actions import (
    DecidedAlready,
    NoFamilyToJoin,
    decide_same,
    join_family_of,
    keep_waiting,
    note_pair,
    reopen_pair,
    tell_apart,
)
from panah.casework.linking.codes import Band, Origin, PairKind, PairState
from panah.casework.linking.models import Pair
from panah.casework.linking.queries import pairs_waiting, to_seek
from panah.casework.linking.rules.pairs import MOST_OPEN
from panah.casework.people.actions import FamilyDetails, SpokenName, add_name, begin_family
from panah.casework.people.codes import Sameness
from panah.casework.people.models import Child
from panah.casework.people.rules import Birth
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.cases.office import Office, Worker, opened
from tests.panah.casework.linking.seeking import WORKER, sought

BORN = Birth(day=date(2013, 3, 4))
LATIN, CYRILLIC = "Kassymova Aigerim Maratovna", "Қасымова Айгерім Маратқызы"


def named(office: Office, name: str, lead: Worker | None = None, birth: Birth = BORN) -> Child:
    names = (SpokenName(name),) if name else ()
    return opened(office, lead=lead, names=names, birth=birth).child


def test_the_worker_finds_one_child_in_two_spellings_and_looks_once(office: Office) -> None:
    one, other = named(office, CYRILLIC), named(office, LATIN)
    assert sought() == 1
    pair = Pair.objects.get()
    assert {pair.one, pair.other} == {one, other}
    assert (pair.kind, pair.band, pair.origin, pair.state) == (
        PairKind.SAME, Band.STRONG, Origin.NIGHT, PairState.OPEN,
    )  # fmt: skip
    assert to_seek(10) == []
    assert sought() == 0


def test_two_without_a_name_are_no_pair(office: Office) -> None:
    for name in ("", "", "🙂", "7"):
        named(office, name)
    assert sought() == 0
    assert to_seek(10) == []


def test_what_was_told_apart_comes_back_only_with_a_new_name(office: Office) -> None:
    one, _other = named(office, CYRILLIC), named(office, LATIN)
    sought()
    tell_apart(by=office.saule.actor, pair=Pair.objects.get())
    with clock.standing_at(clock.now() + timedelta(days=1)):
        one.refresh_from_db()
        open_sealed(one)
        one.safe_contact = "something else"
        one.save()
        assert [child for child, _version in to_seek(10)] == [one.pk]
        sought()
        assert Pair.objects.get().state == PairState.DIFFERENT
    with clock.standing_at(clock.now() + timedelta(days=2)):
        add_name(by=office.saule.actor, child=one, name=SpokenName("Айгерим Касымова"))
        assert [child for child, _version in to_seek(10)] == [one.pk]
        sought()
        assert Pair.objects.get().state == PairState.OPEN
        with pytest.raises(DecidedAlready):
            reopen_pair(by=office.saule.actor, pair=Pair.objects.get())


def test_it_can_be_reopened_by_hand_and_is_decided_once(office: Office) -> None:
    named(office, CYRILLIC), named(office, LATIN)
    sought()
    pair, stale = Pair.objects.get(), Pair.objects.get()
    tell_apart(by=office.saule.actor, pair=pair)
    with pytest.raises(DecidedAlready):
        tell_apart(by=office.saule.actor, pair=stale)
    reopen_pair(by=office.saule.actor, pair=pair)
    assert pairs_waiting(office.saule.actor).count() == 1


def test_nobody_stands_in_more_than_a_few_pairs(office: Office) -> None:
    for _number in range(MOST_OPEN + 3):
        named(office, CYRILLIC)
    sought()
    for child in Child.objects.all():
        assert Pair.objects.filter(one=child).count() + Pair.objects.filter(other=child).count() <= MOST_OPEN


def test_sisters_are_proposed_as_sisters_until_they_have_a_family_in_common(office: Office) -> None:
    one, other = named(office, CYRILLIC), named(office, "Касымова Алия Маратовна", birth=Birth(year=2010))
    sought()
    pair = Pair.objects.get()
    assert pair.kind == PairKind.SIBLINGS
    with pytest.raises(NoFamilyToJoin):
        join_family_of(by=office.saule.actor, pair=pair)
    family = begin_family(by=office.saule.actor, child=other, details=FamilyDetails())
    join_family_of(by=office.saule.actor, pair=Pair.objects.get())
    assert Child.objects.get(pk=one.pk).family == family
    assert not pairs_waiting(office.saule.actor).exists()
    assert Child.objects.get(pk=one.pk).same_as is None


def test_sisters_are_not_proposed_across_organisations(office: Office) -> None:
    named(office, CYRILLIC), named(office, "Касымова Алия Маратовна", lead=office.lazzat, birth=Birth(year=2010))
    assert sought() == 0


def test_whom_nobody_here_sees_is_a_pair_that_tells_nothing(office: Office) -> None:
    mine, theirs = named(office, CYRILLIC), named(office, LATIN, lead=office.lazzat)
    sought()
    assert pairs_waiting(office.saule.actor).count() == pairs_waiting(office.lazzat.actor).count() == 1
    assert not pairs_waiting(office.nurzhan.actor).exists()  # a colleague who leads neither
    with pytest.raises(NotPermitted):
        note_pair(by=office.aigul.actor, child=mine, other=theirs)


def test_who_is_joined_over_a_third_waits_no_more(office: Office) -> None:
    one, other, third = named(office, CYRILLIC), named(office, LATIN), named(office, "")
    sought()
    for child in (one, other):
        decide_same(by=office.saule.actor, child=child, first=third, sameness=Sameness.MERGED)
    assert not pairs_waiting(office.saule.actor).exists()
    assert Pair.objects.get().state == PairState.OPEN  # and comes back with an undo


def test_those_who_decide_have_one_row_as_old_as_the_oldest_pair(office: Office) -> None:
    rows = Timer.objects.running().filter(kind=TimerKind.SAME_PAIRS)
    named(office, CYRILLIC), named(office, LATIN)
    assert keep_waiting(by=WORKER) == 0
    sought()
    assert keep_waiting(by=WORKER) == 0
    assert rows.get().organisation == office.organisation
    tell_apart(by=office.saule.actor, pair=Pair.objects.get())
    keep_waiting(by=WORKER)
    assert not rows.exists()


def test_two_codes_named_by_hand_are_one_pair_however_often(office: Office) -> None:
    one, other = named(office, "Сериков Ерлан"), named(office, LATIN)
    pair = note_pair(by=office.saule.actor, child=one, other=other)
    assert note_pair(by=office.saule.actor, child=other, other=one) == pair
    assert (pair.origin, pair.band, pair.kind) == (Origin.PERSON, Band.POSSIBLE, PairKind.SAME)
    assert pair.score < 0
