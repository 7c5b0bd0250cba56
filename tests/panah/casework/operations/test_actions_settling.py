"""Everybody gets a next step with an owner: a child a concern, an adult the own decision, all a place to sleep."""

import pytest

from panah.casework.cases.codes import Depth
from panah.casework.concerns.models import Concern, ConcernChild
from panah.casework.operations import actions
from panah.casework.operations.actions import AdultWish, FamilyReport
from panah.casework.operations.codes import ArrivalNext
from panah.casework.operations.models import Arrival, Night
from panah.casework.people.models import Child
from panah.casework.services.models import Reservation
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.security.codes import Relation
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.operations.house import House, came, confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_places(house: House) -> Night:
    """A night for which five places are held, led by Bakyt; Aigul and Nazgul work in it."""
    stand_by = confirmed(house, hours=1)
    actions.hold_places(by=house.bakyt.actor, stand_by=stand_by, provider=house.home, count=6)
    return actions.begin_prepared(by=house.bakyt.actor, stand_by=stand_by)


def placed(house: House, arrival: Arrival) -> Reservation:
    found = actions.give_place(by=house.aigul.actor, arrival=arrival).reservation
    assert found is not None
    return found


def test_a_held_place_becomes_a_reservation_that_fits(house: House, with_places: Night) -> None:
    girl, boy = came(house, with_places, "1"), came(house, with_places, "2", sex="male")
    first, second = placed(house, girl), placed(house, boy)
    assert (first.bed.meant_for, second.bed.meant_for) == ("girl", "boy")
    assert (first.is_quiet, first.age_band, first.sex, first.asker) == (False, "6_11", "female", "1")
    assert Timer.objects.running().filter(kind=TimerKind.BED_RESERVATION).count() == 2
    girl.refresh_from_db()
    assert girl.sleeps_tonight == "shelter"


def test_without_a_held_place_a_bed_is_reserved_in_the_usual_way(house: House, night: Night) -> None:
    girl = came(house, night, "1")
    with pytest.raises(actions.NoPlaceHeld):
        actions.give_place(by=house.aigul.actor, arrival=girl)
    assert actions.reserve_place(by=house.aigul.actor, arrival=girl, provider=house.home).reservation is not None


@pytest.mark.safeguard("S3", "at night an adult of whom nobody decided anything gets the bed beside the children")
def test_an_unclear_adult_and_children_are_not_put_under_one_roof(house: House, with_places: Night) -> None:
    child, adult = came(house, with_places, "1"), came(house, with_places, "2", "adult")
    placed(house, child)
    with pytest.raises(actions.NotUnderOneRoof):
        placed(house, adult)
    actions.decide_adult(by=house.aigul.actor, arrival=adult, safety="safe", part="parent")
    adult.refresh_from_db()
    placed(house, adult)


@pytest.mark.safeguard("S3", "the children are brought into the house in which a suspected adult sleeps already")
def test_children_are_not_put_where_an_unclear_adult_sleeps(house: House, with_places: Night) -> None:
    placed(house, came(house, with_places, "2", "adult"))
    with pytest.raises(actions.NotUnderOneRoof):
        placed(house, came(house, with_places, "1"))


def test_a_place_is_taken_back(house: House, with_places: Night) -> None:
    girl = came(house, with_places, "1")
    held = placed(house, girl)
    girl.refresh_from_db()
    actions.take_place_back(by=house.aigul.actor, arrival=girl)
    held.refresh_from_db()
    assert held.ended_at is not None
    assert girl.reservation is None


@pytest.mark.safeguard("S8", "a sister and a brother who came in one night become two stories at two desks")
def test_brothers_and_sisters_come_in_one_concern(house: House, night: Night) -> None:
    sister, brother = came(house, night, "1", group=4), came(house, night, "2", "1_5", sex="male", group=4)
    mother, other = came(house, night, "3", "adult", group=4), came(house, night, "5", group=6)
    report = FamilyReport("alone_or_street", what_was_seen="Canarystory: cold", signs=("hurt",))
    concern = actions.report_family(by=house.aigul.actor, arrival=sister, report=report)
    assert list(ConcernChild.objects.filter(concern=concern).order_by("position").values_list("age_band", "sex")) == [
        ("6_11", "female"), ("1_5", "male"),
    ]  # fmt: skip
    assert concern.is_same_family == "yes"
    open_sealed(concern)
    assert "1, 2" in concern.what_was_seen
    for child in (sister, brother):
        child.refresh_from_db()
        assert (child.next_step, child.concern, child.owner_body) == ("concern", concern, house.office.organisation)
    for one in (mother, other):
        one.refresh_from_db()
        assert one.next_step == ""


@pytest.mark.safeguard("S9", "a child who came alone is written down, and nobody tells the guardianship body")
def test_a_child_without_a_safe_adult_starts_the_clock_to_the_guardianship_body(house: House, night: Night) -> None:
    actions.report_family(by=house.aigul.actor, arrival=came(house, night, "1"), report=FamilyReport("alone_or_street"))
    assert Timer.objects.running().filter(kind=TimerKind.GUARDIAN_REQUEST).count() == 1


@pytest.mark.parametrize("sleeps", ["unknown", "", "somewhere"])
def test_where_a_child_sleeps_is_said_first(house: House, night: Night, sleeps: str) -> None:
    with pytest.raises(actions.UnknownAnswer):
        actions.report_family(by=house.aigul.actor, arrival=came(house, night, "1"), report=FamilyReport(sleeps))
    assert not Concern.objects.exists()


@pytest.mark.safeguard("S3", "the adult who brought the children is taken for a safe one because nobody asked")
def test_with_a_safe_adult_is_said_only_where_one_was_found_safe(house: House, night: Night) -> None:
    child, adult = came(house, night, "1", group=1), came(house, night, "2", "adult", group=1)
    report = FamilyReport("with_safe_adult")
    with pytest.raises(actions.NoSafeAdult):
        actions.report_family(by=house.aigul.actor, arrival=child, report=report)
    actions.decide_adult(by=house.aigul.actor, arrival=adult, safety="safe", part="parent")
    actions.report_family(by=house.aigul.actor, arrival=child, report=report)


def test_a_concern_sent_twice_is_one(house: House, night: Night) -> None:
    child = came(house, night, "1")
    report = FamilyReport("shelter")
    one = actions.report_family(by=house.aigul.actor, arrival=child, report=report, idempotency_key="a")
    two = actions.report_family(by=house.aigul.actor, arrival=child, report=report, idempotency_key="a")
    assert one == two
    with pytest.raises(actions.HasNextStep):
        actions.report_family(by=house.nazgul.actor, arrival=child, report=report, idempotency_key="b")


def test_more_than_nine_of_one_group_are_parted(house: House, night: Night) -> None:
    children = [came(house, night, str(number), group=1) for number in range(1, 11)]
    with pytest.raises(actions.TooManyInFamily):
        actions.report_family(by=house.aigul.actor, arrival=children[0], report=FamilyReport("shelter"))


@pytest.mark.safeguard("S10", "an adult who was freed is written down as a concern for a child")
def test_an_adult_is_never_reported_as_a_child(house: House, night: Night) -> None:
    adult = came(house, night, "2", "adult")
    with pytest.raises(actions.NotAChild):
        actions.report_family(by=house.aigul.actor, arrival=adult, report=FamilyReport("shelter"))
    with pytest.raises(actions.NotAnAdult):
        actions.settle_adult(by=house.aigul.actor, arrival=came(house, night, "1"), wish=AdultWish(ArrivalNext.OWN_WAY))


@pytest.mark.safeguard("S10", "help is begun for an adult who did not say yes")
def test_help_begins_with_the_yes_of_an_adult_and_has_a_lead(house: House, night: Night) -> None:
    adult = came(house, night, "2", "adult")
    wish = AdultWish(ArrivalNext.HELP, needs=("basic_needs",), lead=house.aigul.person)
    with pytest.raises(actions.YesMissing):
        actions.settle_adult(by=house.nazgul.actor, arrival=adult, wish=wish)
    agreed = AdultWish(ArrivalNext.HELP, says_yes=True, needs=("basic_needs",), lead=house.aigul.person)
    settled = actions.settle_adult(by=house.nazgul.actor, arrival=adult, wish=agreed)
    assert settled.case is not None
    assert (settled.case.depth, settled.owner) == (Depth.HELP, house.aigul.person)
    assert Child.objects.get(pk=settled.case.child_id).standing == "adult"
    assert not Concern.objects.exists()


def test_whoever_begins_help_in_the_night_reads_nothing_of_the_case_for_it(house: House, night: Night) -> None:
    wish = AdultWish(ArrivalNext.HELP, says_yes=True, needs=("basic_needs",), lead=house.aigul.person)
    settled = actions.settle_adult(by=house.nazgul.actor, arrival=came(house, night, "2", "adult"), wish=wish)
    case = settled.case
    assert case is not None
    own = case.file.grants.filter(principal=f"person:{house.nazgul.person.pk}")
    assert not own.exists()
    assert case.file.grants.filter(relation=Relation.LEAD).get().principal == f"person:{house.aigul.person.pk}"


def test_an_adult_goes_their_own_way_or_another_body_takes_over_and_is_named(house: House, night: Night) -> None:
    free = actions.settle_adult(
        by=house.aigul.actor, arrival=came(house, night, "2", "adult"), wish=AdultWish(ArrivalNext.OWN_WAY)
    )
    assert (free.next_step, free.owner) == ("own_way", house.aigul.person)
    other = came(house, night, "3", "adult")
    with pytest.raises(actions.WhoMissing):
        actions.settle_adult(by=house.aigul.actor, arrival=other, wish=AdultWish(ArrivalNext.BODY))
    wish = AdultWish(ArrivalNext.BODY, who="Canarybody, inspector")
    settled = actions.settle_adult(by=house.aigul.actor, arrival=other, wish=wish)
    assert settled.next_step == "body"
