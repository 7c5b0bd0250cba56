"""A name as 512 bits under a key: like names have like bits, and without the key nobody can try names against them.

For the memory of one installation only, to narrow a million records down to those worth opening. Such encodings never leave an
organisation: published attacks read names back out of many of them. They are not stored either; they are made anew from the names.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from panah.engines.matching.names.reading import Name

BITS = 512
BYTES = BITS // 8
BITS_OF_A_PAIR = 8
"""Bits that each pair of neighbouring sounds sets: three words fill less than half."""
SHORTEST_KEY = 16
_LIKE = str.maketrans("AoeEIyOUpfdzcHCjTqgGxN", "aaiiiiuubbtsSSSJskkkhn")
"""Sounds that orthographies take for each other set the same bits."""

Rows = NDArray[np.uint64]


class ShortKey(ValueError):
    """A key that can be guessed protects nobody."""


class Encoder:
    """Made with a key from outside, used for one purpose. Keeps the bits of each pair of sounds, never the names."""

    def __init__(self, key: bytes) -> None:
        if len(key) < SHORTEST_KEY:
            raise ShortKey(f"A key has at least {SHORTEST_KEY} bytes.")
        self._key = key
        self._bits: dict[str, int] = {}

    def encoded(self, name: Name) -> bytes:
        """64 bytes; all zero where nothing can be read."""
        bits = 0
        for pair in pairs_of(name):
            bits |= self._of_a_pair(pair)
        return bits.to_bytes(BYTES, "little")

    def rows(self, names: Iterable[Name]) -> Rows:
        """One row of eight numbers for each name."""
        joined = b"".join(self.encoded(name) for name in names)
        return np.frombuffer(joined, dtype="<u8").reshape(-1, BYTES // 8)

    def _of_a_pair(self, pair: str) -> int:
        if pair not in self._bits:
            digest = hmac.digest(self._key, pair.encode(), hashlib.sha512)
            places = (
                int.from_bytes(digest[start : start + 2], "big") % BITS for start in range(0, 2 * BITS_OF_A_PAIR, 2)
            )
            self._bits[pair] = sum(1 << place for place in set(places))
        return self._bits[pair]


def pairs_of(name: Name) -> frozenset[str]:
    """The pairs of neighbouring sounds in the roots of the words, with the ends of the words as sounds of their own."""
    roots = (f"_{word.root.translate(_LIKE)}_" for word in name.words if not word.is_initial)
    return frozenset(root[place : place + 2] for root in roots for place in range(len(root) - 1))


def likeness(one: Rows, many: Rows) -> NDArray[np.float64]:
    """Twice the shared bits over all bits, between 0 and 1, of one row against each of many; two empties are not alike."""
    shared = np.bitwise_count(many & one).sum(axis=1, dtype=np.int64)
    total = np.bitwise_count(many).sum(axis=1, dtype=np.int64) + int(np.bitwise_count(one).sum())
    found = np.zeros(len(many), dtype=np.float64)
    np.divide(2 * shared, total, out=found, where=total > 0)
    return found


def nearest(one: Rows, many: Rows, count: int) -> Sequence[int]:
    """The places of the ``count`` most alike, best first; among equals the earlier."""
    alike = likeness(one, many)
    if count < len(alike):
        kept = np.argpartition(-alike, count - 1)
        edge = alike[kept[count - 1]]
        places = np.flatnonzero(alike >= edge)
    else:
        places = np.arange(len(alike))
    return [int(place) for place in places[np.argsort(-alike[places], kind="stable")][:count]]
