"""A name as 512 bits under a key: like names have like bits, and without the key nobody can try names against them.

For the memory of one installation only, to narrow a million records down to those worth opening. Such encodings never leave an
organisation: published attacks read names back out of many of them. They are not stored either; they are made anew from the names.
"""

import hashlib
import hmac
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from panah.engines.matching.names.reading import Name

BITS = 512
BYTES = BITS // 8
BITS_OF_A_PAIR = 8
"""Bits that each pair of neighbouring sounds sets: three words fill less than half."""
SHORTEST_KEY = 16
PIECE = 4096
_LANES, _ADDED = np.uint64(0x00FF00FF00FF00FF), np.uint64(0x0001000100010001)
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


class Encodings:
    """Many rows made ready once. A look at all of them goes piece by piece, each small enough for the cache of a processor."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._sizes = ones(rows)

    def likeness(self, one: Rows) -> NDArray[np.float32]:
        """Twice the shared bits over all bits, between 0 and 1, of ``one`` against each; two empties are not alike."""
        size = int(ones(one.reshape(1, -1))[0])
        found = np.zeros(len(self._rows), dtype=np.float32)
        for start in range(0, len(self._rows), PIECE):
            piece = self._rows[start : start + PIECE]
            shared = ones(piece & one)
            total = self._sizes[start : start + PIECE] + size
            np.divide(2 * shared, total, out=found[start : start + PIECE], where=total > 0, casting="unsafe")
        return found

    def nearest(self, one: Rows, count: int) -> list[int]:
        """The places of the ``count`` most alike, best first; among equals the earlier."""
        alike = self.likeness(one)
        places = np.arange(len(alike))
        if 0 < count < len(alike):
            edge = np.partition(alike, len(alike) - count)[len(alike) - count]
            places = np.flatnonzero(alike >= edge)
        return [int(place) for place in places[np.argsort(-alike[places], kind="stable")][:count]]


def ones(rows: Rows) -> NDArray[np.int32]:
    """The bits that are set in each row. The eight counts of a row are added inside one number: numpy adds short rows slowly."""
    counts = np.bitwise_count(rows).view("<u8").ravel()
    pairs = (counts & _LANES) + (counts >> np.uint64(8) & _LANES)
    found: NDArray[np.int32] = (pairs * _ADDED >> np.uint64(48)).astype(np.int32)
    return found
