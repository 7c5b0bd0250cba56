"""The measure of the search: the same children every time, known births as declared, and an honest rank."""

import json
from collections import Counter

import pytest

from benchmarks.search import memory
from benchmarks.search.__main__ import main
from benchmarks.search.children import BIRTHS_ASKED, Children
from benchmarks.search.memory import Answer, strong
from panah.engines.matching.births import BirthAgreement, compared_births


def test_the_same_seed_gives_the_same_children() -> None:
    one, other = Children(50, seed=3), Children(50, seed=3)
    assert list(one.names()) == list(other.names())
    assert list(one.asked(20)) == list(other.asked(20))
    assert list(one.names()) != list(Children(50, seed=4).names())


def test_who_asks_knows_of_birthdays_what_people_know() -> None:
    children = Children(4_000)
    asked = list(children.asked(4_000))
    counts = Counter(one.known for one in asked)
    assert all(abs(counts[known] / 4_000 - share) < 0.03 for known, share in BIRTHS_ASKED.items())
    agreements = {
        "whole": {BirthAgreement.SAME_DAY, BirthAgreement.SAME_YEAR},  # 1 January stands in for a year
        "year": {BirthAgreement.SAME_YEAR},
        "year_beside": {BirthAgreement.NEAR_YEAR},
        "none": {BirthAgreement.UNKNOWN},
    }
    for one in asked:
        if one.known in agreements:
            assert compared_births(one.birth, children.birth(one.place)) in agreements[one.known]


def test_the_names_lie_sealed_and_the_right_record_is_found() -> None:
    children = Children(300)
    searched = memory.Memory(children, limit=20)
    answers = [searched.answer(asked) for asked in children.asked(60)]
    assert sum(answer.rank == 1 for answer in answers) >= 57
    first = next(iter(children.names()))
    assert searched.sealed.opened(0) == first
    assert first.encode() not in searched.sealed.blob


def test_a_wrong_match_counts_where_it_looks_sure() -> None:
    answers = [Answer("whole", 1, 500, 100, 0, 0), Answer("none", 0, -9, 500, 0, 0), Answer("year", 2, 300, 310, 0, 0)]
    found = strong(answers)
    assert found["wrong_a_question"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["recall"] == pytest.approx(1 / 3, abs=1e-4)
    assert (found["points_for_the_goal"], found["recall_at_the_goal"]) == (501, 0.0)


@pytest.mark.slow
def test_the_command_prints_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--records", "300", "--queries", "20"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["records"], found["queries"]) == (300, 20)
    assert found["memory"]["recall_at_10"] >= 0.9
    assert found["kernel"]["memory_gigabytes_a_second"] > 0
