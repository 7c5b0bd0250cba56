"""Many come in at once: row by row, by bands alone, and nobody is asked anything before they ate."""

from datetime import timedelta

import pytest
from django.utils import translation

from panah.casework.operations import actions
from panah.casework.operations.actions import ArrivalDetails
from panah.casework.operations.codes import ArrivalStep
from panah.casework.operations.models import Arrival, Given, Night
from panah.casework.operations.queries import board_of, given_to, last_written_by, missing_of
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted
from panah.foundation.security.sealed import open_sealed
from tests.panah.casework.operations.house import House, came, fed

pytestmark = pytest.mark.django_db


def test_a_row_is_a_band_and_what_is_seen(house: House, night: Night) -> None:
    arrival = came(house, night, "017", needs=("injury",), group=2)
    arrival.refresh_from_db()
    assert (arrival.band, arrival.group, arrival.is_medical_first) == ("17", 2, True)
    open_sealed(arrival)
    assert arrival.needs == ["injury"]
    assert arrival.written_by == house.aigul.person


@pytest.mark.safeguard("S11", "somebody who is brought in at night is asked for citizenship or papers")
def test_there_is_no_field_for_a_citizenship_or_a_paper() -> None:
    names = {field.name for field in Arrival._meta.get_fields()} | set(ArrivalDetails.__dataclass_fields__)
    assert not [
        name for name in names if any(word in name for word in ("citizen", "status", "paper", "nation", "origin"))
    ]


def test_of_two_who_type_the_same_band_the_second_is_told_who_wears_it(house: House, night: Night) -> None:
    came(house, night, "17", "6_11", sex="male")
    with pytest.raises(actions.BandIsWorn) as refusal:
        came(house, night, " 017", "15_17", by=house.nazgul)
    assert "6–11" in str(refusal.value.sentence)
    assert Arrival.objects.filter(night=night).count() == 1


def test_a_number_that_is_none_is_refused(house: House, night: Night) -> None:
    with pytest.raises(actions.NoSuchBand):
        came(house, night, "K7Q4")


def test_a_form_sent_twice_is_one_row(house: House, night: Night) -> None:
    details = ArrivalDetails("17", "6_11")
    rows = [
        actions.add_arrival(by=house.aigul.actor, night=night, details=details, idempotency_key="once")
        for _ in range(2)
    ]
    assert rows[0] == rows[1]


def test_a_slip_is_taken_back_and_its_band_is_free(house: House, night: Night) -> None:
    actions.remove_arrival(by=house.aigul.actor, arrival=came(house, night, "17"))
    assert came(house, night, "17", "adult").band == "17"


def test_children_and_adults_are_apart_and_an_unknown_age_is_a_child(house: House, night: Night) -> None:
    for band, age in (("1", "6_11"), ("2", "adult"), ("3", "unknown")):
        came(house, night, band, age)
    assert set(Arrival.objects.children().values_list("band", flat=True)) == {"1", "3"}
    assert set(Arrival.objects.adults().values_list("band", flat=True)) == {"2"}


def test_somebody_finds_out_that_a_child_is_grown(house: House, night: Night) -> None:
    arrival = came(house, night, "3", "unknown")
    details = ArrivalDetails("3", "adult", "female", "uz")
    changed = actions.change_arrival(by=house.aigul.actor, arrival=arrival, details=details, version=arrival.version)
    assert not changed.is_child
    with pytest.raises(Exception, match="edited_meanwhile"):
        actions.change_arrival(by=house.nazgul.actor, arrival=changed, details=details, version=0)


def test_many_are_ticked_at_once_and_the_first_hour_stands(house: House, night: Night) -> None:
    came(house, night, "1"), came(house, night, "2")
    assert actions.tick(by=house.aigul.actor, night=night, bands=["1"], step=ArrivalStep.FOOD) == 1
    assert actions.tick(by=house.nazgul.actor, night=night, bands=["1", "2", "9"], step=ArrivalStep.FOOD) == 1
    assert Given.objects.standing().count() == 2
    assert actions.untick(by=house.aigul.actor, night=night, bands=["1"], step=ArrivalStep.FOOD) == 1
    assert Given.objects.standing().count() == 1


def test_a_tick_of_later_or_of_a_talk_is_refused(house: House, night: Night) -> None:
    came(house, night, "1")
    later = clock.now() + timedelta(hours=1)
    with pytest.raises(actions.ComesLater):
        actions.tick(by=house.aigul.actor, night=night, bands=["1"], step=ArrivalStep.FOOD, at=later)
    with pytest.raises(actions.UnknownAnswer):
        actions.tick(by=house.aigul.actor, night=night, bands=["1"], step=ArrivalStep.TALK)


@pytest.mark.safeguard("S5", "a child is questioned at four in the morning, hungry and through nobody who interprets")
def test_no_talk_with_a_child_before_food_rest_an_interpreter_and_a_trusted_adult(house: House, night: Night) -> None:
    child = came(house, night, "1", language="uz")
    with translation.override("en"), pytest.raises(actions.FirstTheseSteps) as refusal:
        actions.begin_talk(by=house.aigul.actor, arrival=child)
    assert all(word in str(refusal.value.sentence) for word in ("Drink", "Food", "Rest", "Interpreter"))
    fed(house, night, "1")
    with pytest.raises(actions.FirstTheseSteps):
        actions.begin_talk(by=house.aigul.actor, arrival=child)
    for step in (ArrivalStep.INTERPRETER, ArrivalStep.TRUSTED_ADULT):
        actions.tick(by=house.aigul.actor, night=night, bands=["1"], step=step)
    actions.begin_talk(by=house.aigul.actor, arrival=child)
    assert ArrivalStep.TALK in given_to([child])[child.pk]
    assert child.talk_by is None


@pytest.mark.safeguard("S5", "nobody can say later who questioned a child before it had eaten, and why")
def test_what_cannot_wait_stands_there_with_a_reason_under_a_name(house: House, night: Night) -> None:
    child = came(house, night, "1")
    actions.begin_talk(by=house.nazgul.actor, arrival=child, why="Canarywhy: a brother is missing")
    child.refresh_from_db()
    open_sealed(child)
    assert child.talk_by == house.nazgul.person
    assert child.talk_why.startswith("Canarywhy")


def test_what_is_missing_before_a_talk_is_known_for_all_rows_at_once(house: House, night: Night) -> None:
    child, adult = came(house, night, "1", language="kk"), came(house, night, "2", "adult", language="kk")
    given = given_to([child, adult])
    assert ArrivalStep.FOOD in missing_of(child, given.get(child.pk, {}))
    assert missing_of(adult, given.get(adult.pk, {})) == ()


def test_a_name_comes_later_and_rests_sealed(house: House, night: Night) -> None:
    arrival = came(house, night, "1")
    details = ArrivalDetails("1", "6_11", "female", "uz")
    actions.change_arrival(
        by=house.aigul.actor, arrival=arrival, details=details, version=arrival.version, name="Canaryname"
    )
    raw = Arrival.objects.filter(pk=arrival.pk).values_list("name", flat=True).get()
    assert b"Canaryname" not in bytes(raw)


def test_whether_an_adult_is_safe_is_unknown_until_somebody_decides(house: House, night: Night) -> None:
    adult, child = came(house, night, "2", "adult"), came(house, night, "1")
    assert adult.safety == "unknown"
    assert actions.decide_adult(by=house.aigul.actor, arrival=adult, safety="safe", part="parent").safety == "safe"
    with pytest.raises(actions.UnknownAnswer):
        actions.decide_adult(by=house.aigul.actor, arrival=child, safety="safe", part="parent")


def test_only_those_named_may_write(house: House, night: Night) -> None:
    arrival = came(house, night, "1")
    for who in (house.bakyt, house.office.gulnar, house.office.lazzat):
        with pytest.raises(NotPermitted):
            came(house, night, "9", by=who)
        with pytest.raises(NotPermitted):
            actions.begin_talk(by=who.actor, arrival=arrival, why="x")
        assert not Arrival.objects.visible_to(who.actor).exists()


def test_more_hands_are_let_in_and_somebody_else_takes_the_lead(house: House, night: Night) -> None:
    actions.let_in(by=house.aigul.actor, night=night, people=[house.office.gulnar.person, house.office.lazzat.person])
    assert Night.objects.visible_to(house.office.gulnar.actor).exists()
    assert not Night.objects.visible_to(house.office.lazzat.actor).exists()
    assert actions.take_the_lead(by=house.office.gulnar.actor, night=night).leader == house.office.gulnar.person


def test_the_board_counts_by_language(house: House, night: Night) -> None:
    for band, language in (("1", "uz"), ("2", "uz"), ("3", "tg")):
        came(house, night, band, language=language)
    fed(house, night, "1", "3")
    rows = list(Arrival.objects.standing())
    board = board_of(rows, given_to(rows))
    assert (board.all.arrived, board.all.fed, board.all.waiting) == (3, 2, 3)
    assert [(name, one.arrived, one.fed) for name, one in board.by_language.items()] == [("uz", 2, 1), ("tg", 1, 1)]


def test_the_next_row_begins_with_the_language_of_the_last(house: House, night: Night) -> None:
    came(house, night, "1", language="tg")
    last = last_written_by(house.aigul.actor, night)
    assert last is not None
    assert last.language == "tg"
    assert last_written_by(house.nazgul.actor, night) is None
