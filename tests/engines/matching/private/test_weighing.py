"""A rare name tells more than a common one, and chance is counted against every match."""

import pytest

from panah.engines.matching.births import known_birth
from panah.engines.matching.comparing.verdicts import Record
from panah.engines.matching.names.reading import read_name
from panah.engines.matching.private.tokens import Kind, Level, Side, Token, tokens_of
from panah.engines.matching.private.weighing import LIMIT, Weighed, Weights, possible


def record(name: str, day: int = 7) -> Record:
    return Record((read_name(name),), known_birth(2015, 3, day), "female")


def chance_of(weights: Weights, one: Record, kind: Kind, level: Level = Level.DAY) -> float:
    found = [token for token in tokens_of(one, Side.OFFERING) if (token.kind, token.level) == (kind, level)]
    return max(weights.chance(token, one) for token in found)


def weights_of(*records: Record) -> Weights:
    return Weights([tokens_of(one, Side.OFFERING) for one in records])


def test_a_common_name_is_met_by_chance_more_often_than_a_rare_one() -> None:
    common = [record("Касымова Айгерим", day) for day in range(1, 25)]
    weights = weights_of(*common, record("Шпигельман Зульфия"))
    rare = chance_of(weights, record("Шпигельман Зульфия"), Kind.FINE)
    assert rare < chance_of(weights, common[0], Kind.FINE) / 10


def test_a_day_tells_more_than_a_year() -> None:
    weights = weights_of(record("Касымова Айгерим"))
    of_a_year = chance_of(weights, record("Касымова Айгерим"), Kind.FINE, Level.THEIR_YEAR)
    assert chance_of(weights, record("Касымова Айгерим"), Kind.FINE) < of_a_year / 100


def test_a_known_father_who_does_not_agree_counts_against_it() -> None:
    weights = weights_of(record("Касымова Айгерим"))
    with_father = chance_of(weights, record("Касымова Айгерим Маратовна"), Kind.FINE)
    assert with_father > chance_of(weights, record("Касымова Айгерим"), Kind.FINE)


def test_of_a_small_register_no_name_is_held_to_be_rare() -> None:
    alone = weights_of(record("Касымова Айгерим"))
    token = Token(Kind.GIVEN, Level.YEAR, "", ("unseen",), 2015)
    assert alone.chance(token, record("Касымова Айгерим")) > 1e-4


def test_the_most_telling_token_decides_and_chance_grows_with_the_other_side() -> None:
    shared = [Weighed(0, 1e-3), Weighed(0, 1e-6), Weighed(1, 1e-3)]
    assert possible(shared, 50) == pytest.approx({0: 50e-6, 1: 0.05})
    assert possible(shared, 20_000) == pytest.approx({0: 0.02})
    assert possible([Weighed(0, LIMIT)], 2) == {}
    assert possible([], 50) == {}
