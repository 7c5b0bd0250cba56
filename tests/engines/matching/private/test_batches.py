"""A batch tells a step of a stair, and not how many children stand behind it."""

from random import Random

import pytest

from panah.engines.matching.births import known_birth
from panah.engines.matching.comparing.verdicts import Record
from panah.engines.matching.names.reading import read_name
from panah.engines.matching.private.batches import SIZES, TooMany, answering, offering, room_of, size_for
from panah.engines.matching.private.tokens import Side

NUMBER = "0" * 32


def children(count: int) -> list[Record]:
    return [
        Record(
            (read_name(f"Касымова Айгерим{'абвгдежзик'[place % 10]}"),), known_birth(2015, 3, 1 + place % 28), "female"
        )
        for place in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, 30, 50])
def test_every_small_batch_has_the_same_size(count: int) -> None:
    assert len(offering(children(count), NUMBER).words) == room_of(50, Side.OFFERING)
    assert len(answering(children(count), NUMBER).words) == room_of(50, Side.ANSWERING)


def test_no_word_stands_twice_and_none_is_in_clear_order() -> None:
    batch = offering(children(20), NUMBER)
    assert len(set(batch.words)) == len(batch.words)
    assert sorted(batch.meaning) != list(range(len(batch.meaning)))


def test_the_meaning_says_whose_a_word_is() -> None:
    batch = offering(children(3), NUMBER)
    assert {one.child for found in batch.meaning.values() for one in found} == {0, 1, 2}
    assert all("|" in batch.words[place] for place in batch.meaning)
    assert all("|" not in word for place, word in enumerate(batch.words) if place not in batch.meaning)


def test_words_of_two_exchanges_have_nothing_in_common() -> None:
    assert not set(offering(children(5), NUMBER).words) & set(answering(children(5), "1" * 32).words)
    assert set(offering(children(5), NUMBER).words) & set(answering(children(5), NUMBER).words)


def test_under_a_seed_it_is_the_same_and_without_one_it_is_not() -> None:
    same = [offering(children(5), NUMBER, Random(1)).words for _ in range(2)]
    assert same[0] == same[1]
    assert offering(children(5), NUMBER).words != offering(children(5), NUMBER).words


def test_more_tokens_than_usual_take_a_larger_batch_and_too_many_none() -> None:
    assert size_for(50, room_of(50, Side.OFFERING), Side.OFFERING) == 50
    assert size_for(50, room_of(50, Side.OFFERING) + 1, Side.OFFERING) == 200
    with pytest.raises(TooMany):
        size_for(SIZES[-1] + 1, 0, Side.OFFERING)
