"""Keyed encodings: like names have like bits, under one key only."""

import numpy as np
import pytest
from hypothesis import given, settings

from panah.engines.matching.keys.encodings import BYTES, PIECE, Encoder, Encodings, ShortKey, pairs_of
from panah.engines.matching.names.reading import read_name
from tests.engines.matching import names

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
CROWD = ["Иванов Пётр", "Қалиева Гүлнар", "QOSIMOVA OYGERIM", "Ахметов Нурлан", "", "Касымов Айдар"]


def alike(one: str, other: str) -> float:
    rows = Encoder(KEY).rows([read_name(one), read_name(other)])
    return float(Encodings(rows[1:]).likeness(rows[0])[0])


def test_spellings_have_like_bits_and_others_do_not() -> None:
    assert alike("Касымова Айгерим", "Қасымова Әйгерім") == 1.0
    assert alike("Касымова Айгерим", "Qosimova Oygerim") > 0.8
    assert alike("Касымова Айгерим", "Касимова Айгерм") > 0.75
    assert alike("Касымова Айгерим", "Петров Нурлан") < 0.5


def test_the_order_of_words_does_not_matter() -> None:
    assert Encoder(KEY).encoded(read_name("Айгерим Касымова")) == Encoder(KEY).encoded(read_name("Касымова Айгерим"))


def test_without_the_key_nothing_agrees() -> None:
    name = read_name("Касымова Айгерим")
    rows = np.vstack([Encoder(KEY).rows([name]), Encoder(OTHER_KEY).rows([name])])
    assert Encodings(rows[1:]).likeness(rows[0])[0] < 0.6


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ShortKey):
        Encoder(b"short")


def test_two_empties_are_not_alike() -> None:
    assert Encoder(KEY).encoded(read_name("")) == bytes(BYTES)
    assert alike("", "") == 0
    assert alike("", "Касымова") == 0


def test_the_nearest_come_first() -> None:
    encoder = Encoder(KEY)
    many = encoder.rows([read_name(name) for name in CROWD])
    one = encoder.rows([read_name("Айгерим Касымова")])[0]
    assert Encodings(many).nearest(one, 1) == [2]
    assert Encodings(many).nearest(one, 2) == [2, 5]
    assert len(Encodings(many).nearest(one, 100)) == len(CROWD)
    assert Encodings(many).nearest(one, 0) == []
    assert Encodings(many[:0]).nearest(one, 3) == []


def test_a_look_in_pieces_sees_what_a_look_at_bits_sees() -> None:
    chance = np.random.default_rng(4)
    rows = chance.integers(0, 2**63, size=(2 * PIECE + 7, BYTES // 8), dtype=np.uint64)
    alike = Encodings(rows).likeness(rows[3])
    for place in (0, 3, PIECE, 2 * PIECE + 6):
        own, their = (int.from_bytes(rows[at].tobytes(), "little") for at in (3, place))
        slow = 2 * (own & their).bit_count() / (own.bit_count() + their.bit_count())
        assert alike[place] == pytest.approx(slow)
    order = sorted(range(len(rows)), key=lambda place: (-alike[place], place))
    assert Encodings(rows).nearest(rows[3], 20) == order[:20]


@settings(deadline=None)
@given(names.texts)
def test_any_name_is_encoded_to_the_same_bits_every_time(text: str) -> None:
    name = read_name(text)
    assert Encoder(KEY).encoded(name) == Encoder(KEY).encoded(name)
    assert len(Encoder(KEY).encoded(name)) == BYTES
    assert bool(pairs_of(name)) == any(Encoder(KEY).encoded(name))
