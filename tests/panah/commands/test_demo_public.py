"""The invented people of the public work: every total and every breakdown exact before anything is written."""

from collections import Counter

from panah.commands.demo import public_margins as margins
from panah.programme.directory.codes import Recognition, TraineeSector
from panah.programme.directory.rules import Facts, is_a_name, recognised


def test_those_who_were_trained_are_as_many_as_published() -> None:
    people = margins.invent_trainees()
    assert len(people) == 473
    assert Counter(one.sector for one in people) == margins.SECTORS
    assert Counter(one.sex for one in people) == margins.SEXES
    assert Counter(one.region for one in people) == {
        "KZ-61": 118, "KZ-19": 96, "KZ-31": 94, "KZ-43": 83, "KZ-33": 82,
    }  # fmt: skip
    assert Counter(one.year for one in people) == {2023: 198, 2024: 275}
    assert people == margins.invent_trainees()


def test_one_comes_twice_and_is_one_by_telephone_under_another_spelling() -> None:
    rooms = margins.trainings(margins.invent_trainees())
    assert sum(len(room.people) for room in rooms) == 474
    twice = [
        number for number, count in Counter(one.number for room in rooms for one in room.people).items() if count > 1
    ]
    (first, second) = [one for room in rooms for one in room.people if one.number in twice]
    assert first.name != second.name
    assert recognised(_facts(first), _facts(second)).recognition is Recognition.SAME


def test_nobody_else_is_taken_for_somebody_else() -> None:
    people = margins.invent_trainees()
    assert len({one.name for one in people}) == len({one.phone for one in people}) == 473
    assert all(is_a_name(one.name) for one in people)
    alike = [
        (one.name, other.name)
        for place, one in enumerate(people)
        for other in people[place + 1 :]
        if (one.region, one.sector) == (other.region, other.sector)
        and recognised(_facts(one), _facts(other)).recognition is not Recognition.ANOTHER
    ]
    assert alike == []


def test_trainings_lie_in_their_autumn_and_hold_no_more_than_a_room() -> None:
    for room in margins.trainings(margins.invent_trainees()):
        first, last = margins.SEASONS[room.first.year]
        assert first <= room.first < room.last <= last
        assert room.last.weekday() < 5
        assert 1 <= len(room.people) <= margins.MOST_IN_A_ROOM


def test_what_champions_did_is_as_much_as_published() -> None:
    acts = margins.invent_acts()
    assert sum(margins.CHAMPIONS.values()) == 60
    assert Counter(act.type for act in acts) == {"post": 351, "event": 213}
    assert Counter(act.language for act in acts if act.type == "post") == margins.POSTS
    assert Counter(act.venue for act in acts if act.type == "event") == margins.EVENTS
    assert {act.champion for act in acts} == set(range(60))
    assert min(act.day for act in acts) == margins.FIRST_ACT
    assert max(act.day for act in acts) == margins.LAST_ACT


def _facts(one: margins.InventedTrainee) -> Facts:
    return Facts(one.name, one.phone, TraineeSector(one.sector), one.workplace, one.region, one.sex)
