import pytest

from panah.casework.people import actions, queries
from panah.casework.people.actions import SpokenName
from panah.casework.people.codes import Sameness
from panah.casework.people.models import Child
from panah.foundation.security.access import NotPermitted
from tests.panah.casework.cases.office import NAME, Office, opened
from tests.panah.casework.people.finding import found_by_name
from tests.panah.casework.people.test_actions import child_of


def test_two_records_of_one_child_point_to_the_first_and_can_be_parted(office: Office) -> None:
    first, second, third = child_of(office), child_of(office), child_of(office)
    by = office.saule.actor
    actions.decide_same(by=by, child=third, first=second, sameness=Sameness.MERGED)
    actions.decide_same(by=by, child=second, first=first, sameness=Sameness.MERGED)
    assert {child.same_as for child in Child.objects.exclude(pk=first.pk)} == {first}
    assert {child.code for child in queries.same_children(by, first)} == {second.code, third.code}
    assert {child.code for child in queries.same_children(by, Child.objects.get(pk=third.pk))} == {
        first.code,
        second.code,
    }
    actions.undo_same(by=by, child=Child.objects.get(pk=second.pk))
    assert Child.objects.get(pk=second.pk).same_as is None


def test_sameness_makes_no_circle(office: Office) -> None:
    first, second = child_of(office), child_of(office)
    by = office.saule.actor
    actions.decide_same(by=by, child=second, first=first, sameness=Sameness.MERGED)
    stale = Child.objects.get(pk=second.pk)
    stale.same_as = None  # as another page saw it a moment ago
    with pytest.raises(actions.SameIsOneself):
        actions.decide_same(by=by, child=first, first=stale, sameness=Sameness.MERGED)
    with pytest.raises(actions.SameIsOneself):
        actions.decide_same(by=by, child=first, first=first, sameness=Sameness.MERGED)


def test_records_become_one_piece_of_work_only_for_who_sees_both(office: Office) -> None:
    mine, theirs = child_of(office), opened(office, lead=office.lazzat).child
    by = office.saule.actor
    with pytest.raises(NotPermitted):
        actions.decide_same(by=by, child=mine, first=theirs, sameness=Sameness.MERGED)
    actions.decide_same(by=by, child=mine, first=theirs, sameness=Sameness.BOTH_KEPT)  # two offices, each its own code
    assert queries.same_children(by, Child.objects.get(pk=mine.pk)) == []
    assert not Child.objects.visible_to(by).filter(pk=theirs.pk).exists()


def test_one_is_found_however_many_have_the_same_family_name(office: Office) -> None:
    for number in range(40):
        child_of(office, names=(SpokenName(f"Ұлан{number} Үлгібаев"),))
    wanted = child_of(office, names=(SpokenName("Қайрат Үлгібаев"),))
    found = found_by_name(office.saule.actor, "Ulgibaev Kairat")
    assert found == [wanted]


def test_elsewhere_tells_the_organisation_of_a_whole_name_and_nothing_else(office: Office) -> None:
    opened(office, names=(SpokenName(NAME),))
    assert queries.exists_elsewhere(office.lazzat.actor, queries.asked_record(NAME)) == ["here"]
    assert queries.exists_elsewhere(office.nurzhan.actor, queries.asked_record(NAME)) == ["here"]
    assert queries.exists_elsewhere(office.aigul.actor, queries.asked_record(NAME)) == []
    assert queries.exists_elsewhere(office.lazzat.actor, queries.asked_record("Қайрат")) == []
    assert queries.exists_elsewhere(office.lazzat.actor, queries.asked_record("Ержан Үлгібаев")) == []
