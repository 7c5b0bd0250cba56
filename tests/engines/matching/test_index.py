"""The index in memory finds what a slow look at every record finds, and holds no name."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panah.engines.matching.births import POINTS, Birth, compared_births, known_birth
from panah.engines.matching.keys.blocking import blocking_keys, word_keys
from panah.engines.matching.keys.encodings import Encoder, ShortKey
from panah.engines.matching.keys.index import FARTHEST, FEWEST, OF_LIKENESS, OF_RARITY, Index
from panah.engines.matching.names.reading import Name, read_name, read_names
from tests.engines.matching import names

KEY = b"k" * 32
EMPTY = bytes(64)
Records = list[tuple[Name, Birth]]

births = st.builds(known_birth, st.none() | st.integers(2009, 2012), st.none() | st.integers(0, 14), st.integers(0, 31))
records = st.lists(st.tuples(names.texts.map(read_name), births), max_size=12)


def keys_of(name: Name, birth: Birth) -> frozenset[str]:
    return blocking_keys(name, birth) | word_keys(name)


def asked_for(name: Name, birth: Birth) -> frozenset[str]:
    years = [birth.year + step for step in (-1, 0, 1)] if birth.year else []
    return keys_of(name, birth).union(*(blocking_keys(name, Birth(year)) for year in years))


def bits_of(name: Name) -> int:
    return int.from_bytes(Encoder(KEY).encoded(name), "little")


def slowly(kept: Records, name: Name, birth: Birth, widest: int) -> list[int]:
    """Every record looked at, and every key of it."""
    owners: dict[str, list[int]] = {key: [] for key in asked_for(name, birth)}
    for place, (their, born) in enumerate(kept):
        for key in keys_of(their, born) & owners.keys():
            owners[key].append(place)
    points: dict[int, int] = {}
    touched = 0
    shared = [held for held in owners.values() if held]
    for held in sorted(shared, key=len):
        touched += len(held)
        if touched > widest and points:
            break
        for place in held:
            points[place] = points.get(place, 0) + round(OF_RARITY * math.log(len(kept) / len(held)))
    own = bits_of(name)
    for place in points:
        bits = bits_of(kept[place][0])
        alike = OF_LIKENESS * 2 * (own & bits).bit_count() // max(1, own.bit_count() + bits.bit_count())
        points[place] += alike + POINTS[compared_births(birth, kept[place][1])]
    order = sorted(points, key=lambda place: (-points[place], place))
    least = min(points[order[FEWEST - 1]], points[order[0]] - FARTHEST) if len(order) >= FEWEST else -math.inf
    return [place for place in order if points[place] >= least]


@settings(deadline=None)
@given(records, names.texts, births, st.integers(1, 14))
def test_it_finds_what_a_look_at_every_record_finds(kept: Records, text: str, birth: Birth, limit: int) -> None:
    name = read_name(text)
    assert Index(KEY, kept).nearest(name, birth, limit) == slowly(kept, name, birth, 10_000)[:limit]


@settings(deadline=None)
@given(records, names.texts, births)
def test_a_question_that_would_touch_too_many_still_takes_its_rarest_key(
    kept: Records, text: str, birth: Birth
) -> None:
    found = Index(KEY, kept).nearest(read_name(text), birth, 50, widest=1)
    assert bool(found) == any(asked_for(read_name(text), birth) & keys_of(*record) for record in kept)


@pytest.mark.parametrize(
    "spelt", ["Айгерим Касымова", "QOSIMOVA OYGERIM", "KASSYMOVA AIGERIM MARATKYZY", "Касынова Айгерим"]
)
def test_a_child_is_found_under_any_spelling(spelt: str) -> None:
    crowd = ["Иванов Пётр", "Қалиева Гүлнар", "Қасымова Әйгерім", "Ахметов Нурлан", "", "Касымов Айдар"]
    index = Index(KEY, [(name, known_birth(2011, 3, 17)) for name in read_names(crowd)])
    assert index.nearest(read_name(spelt), known_birth(2011), 3)[0] == 2
    assert index.nearest(read_name(spelt), known_birth(2012), 3)[0] == 2
    assert index.nearest(read_name(spelt))[0] == 2


def test_nothing_finds_nothing_and_is_not_found() -> None:
    empty = Index(KEY, [])
    assert (empty.count, empty.nearest(read_name("Айгерим Касымова"))) == (0, [])
    index = Index(KEY, [(read_name("😀"), known_birth(2011)), (read_name("Касымова Айгерим"), Birth())])
    assert index.nearest(read_name(""), known_birth(2011)) == []
    assert index.nearest(read_name("Касымова Айгерим"), known_birth(2011)) == [1]


def test_another_key_finds_nobody() -> None:
    index = Index(KEY, [(read_name("Касымова Айгерим"), known_birth(2011))])
    stolen = Index(b"o" * 32, [])
    stolen.__dict__ |= {name: value for name, value in vars(index).items() if name not in ("_key", "_encoder")}
    assert index.nearest(read_name("Касымова Айгерим")) == [0]
    assert stolen.nearest(read_name("Касымова Айгерим")) == []
    with pytest.raises(ShortKey):
        Index(b"short", [])


def test_it_holds_numbers_only() -> None:
    index = Index(KEY, [(read_name("Касымова Айгерим"), known_birth(2011))])
    held = [value for name, value in vars(index).items() if name not in ("_key", "_encoder", "births")]
    assert all(isinstance(value, np.ndarray | np.integer | int) or value == [] for value in held)
