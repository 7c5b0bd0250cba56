"""Many records in memory, found by the keys they share with one that is asked for. The names themselves are not kept.

Each key becomes a number under a key from outside. That number and the place of its record share one number of 64 bits, and all of
them stand in one sorted array: a look at a key is two cuts into it. What is found is put in order by how rare the shared keys are,
by keyed encodings and by birthdays, so that few names need to be opened and compared. For the memory of one installation only.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from panah.engines.matching.births import Birth, Births
from panah.engines.matching.keys.blocking import NO_BIRTH, blocking_keys, codes_of, word_keys
from panah.engines.matching.keys.encodings import Encoder, Rows, ones
from panah.engines.matching.names.reading import Name

Numbers = NDArray[np.uint64]
Places = NDArray[np.intp]

WIDEST = 40_000
"""Records that one question may touch: its commonest keys are left out first, its rarest never."""
OF_LIKENESS, OF_RARITY = 900, 3
"""Points of bits that are wholly alike, and of a key that is e-fold rarer; birthdays count what they count in a verdict."""
FEWEST, FARTHEST = 10, 250
"""So many are named at least; of the others only those that lie no more points below the likeliest."""
CHUNK = 20_000
BYTES_OF_A_NUMBER = 8


class Keyed:
    """Keys as numbers under one key. Remembers the codes of parts of names while it lives: made for one batch, then let go."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._codes = cache(codes_of)

    def numbers(self, keys: Iterable[str]) -> Numbers:
        digests = (
            hashlib.blake2b(text.encode(), key=self._key, digest_size=BYTES_OF_A_NUMBER).digest() for text in keys
        )
        return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)

    def of_a_record(self, name: Name, birth: Birth = NO_BIRTH) -> frozenset[str]:
        return blocking_keys(name, birth, self._codes) | word_keys(name, self._codes)

    def of_a_question(self, name: Name, birth: Birth = NO_BIRTH) -> frozenset[str]:
        """Under the years beside too."""
        keys = self.of_a_record(name, birth)
        if birth.year is None:
            return keys
        return keys.union(*(blocking_keys(name, Birth(birth.year + step), self._codes) for step in (-1, 1)))


class Index:
    """``Index(key, records).nearest(name, birth, 60)`` holds the places of the records worth comparing, the likeliest first."""

    def __init__(self, key: bytes, records: Iterable[tuple[Name, Birth]]) -> None:
        self._key, self._encoder = key, Encoder(key)
        self._numbers: list[Numbers] = []
        self._counts: list[NDArray[np.int32]] = []
        self._rows: Rows = np.zeros((0, 8), dtype=np.uint64)
        self.births = Births(self._taken_in(records))
        self.count = len(self._rows)
        self._sizes = ones(self._rows)
        self._shift = np.uint64(max(1, self.count.bit_length()))
        self._packed = self._sorted()

    def _taken_in(self, records: Iterable[tuple[Name, Birth]]) -> Iterator[Birth]:
        """Keys and encodings are made while the births go by, so that only one chunk of names is there at a time."""
        keyed, waiting, rows = Keyed(self._key), iter(records), [self._rows]
        while chunk := list(islice(waiting, CHUNK)):
            keys = [keyed.of_a_record(name, birth) for name, birth in chunk]
            self._counts.append(np.fromiter(map(len, keys), dtype=np.int32))
            self._numbers.append(keyed.numbers(text for each in keys for text in each))
            rows.append(self._encoder.rows(name for name, _ in chunk))
            yield from (birth for _, birth in chunk)
        self._rows = np.concatenate(rows)

    def _sorted(self) -> Numbers:
        """The number of a key above, the place of its record below."""
        packed = np.concatenate([*self._numbers, np.zeros(0, dtype=np.uint64)])
        counts = np.concatenate([*self._counts, np.zeros(0, dtype=np.int32)])
        self._numbers, self._counts = [], []
        packed >>= self._shift
        packed <<= self._shift
        packed |= np.repeat(np.arange(self.count, dtype=np.uint64), counts)
        packed.sort()
        return packed

    @property
    def bytes(self) -> int:
        """What keys and encodings take."""
        return self._packed.nbytes + self._rows.nbytes + self._sizes.nbytes

    def nearest(self, name: Name, birth: Birth = NO_BIRTH, limit: int = 100, widest: int = WIDEST) -> list[int]:
        """Places, the likeliest first; among equals the earlier. None where the name cannot be read."""
        places, points = self._sharing(name, birth, widest)
        own = self._encoder.rows([name])[0]
        total = self._sizes[places] + ones(own.reshape(1, -1))[0]
        points += OF_LIKENESS * 2 * ones(self._rows[places] & own) // np.maximum(total, 1)
        points += self.births.points(birth, places)
        if len(places) > FEWEST:
            least = min(points.max() - FARTHEST, np.partition(points, -FEWEST)[-FEWEST])
            places, points = places[points >= least], points[points >= least]
        return [int(place) for place in places[np.argsort(-points, kind="stable")][: max(limit, 0)]]

    def _sharing(self, name: Name, birth: Birth, widest: int) -> tuple[Places, NDArray[np.int32]]:
        """The records that share a key, in order of place, and what the rarity of the shared keys tells."""
        keyed = Keyed(self._key)
        numbers = np.unique(keyed.numbers(keyed.of_a_question(name, birth)) >> self._shift)
        starts = np.searchsorted(self._packed, numbers << self._shift)
        stops = np.searchsorted(self._packed, (numbers << self._shift) + (np.uint64(1) << self._shift))
        sizes = stops - starts
        order = np.argsort(sizes, kind="stable")
        order = order[sizes[order] > 0]
        order = order[(np.cumsum(sizes[order]) <= widest) | (np.arange(len(order)) == 0)]
        if not len(order):
            return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.int32)
        taken = sizes[order]
        told = np.rint(OF_RARITY * np.log(self.count / taken)).astype(np.uint64)
        owners = np.concatenate([self._packed[starts[at] : stops[at]] for at in order])
        owners &= (np.uint64(1) << self._shift) - np.uint64(1)
        owners = np.sort(owners << np.uint64(8) | np.repeat(told, taken))
        places, firsts = np.unique(owners >> np.uint64(8), return_index=True)
        points = np.add.reduceat((owners & np.uint64(255)).astype(np.int32), firsts)
        return places.astype(np.intp), points
