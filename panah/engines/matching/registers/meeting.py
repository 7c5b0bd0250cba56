"""Which rows of two registers are worth comparing: those that share a key. Keys are hashed under a secret of this run."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from panah.engines.matching.births import Birth
from panah.engines.matching.keys.blocking import blocking_keys
from panah.engines.matching.names.reading import Name
from panah.engines.matching.registers.people import packed, parts_of

MOST_PAIRS_OF_A_KEY = 100_000
"""A key that brings more pairs than that tells little: of its rows only those with one birthday meet."""
PAIRS_AT_ONCE = 2_000_000
WITH_A_YEAR = "y:"
_ODD = np.uint64(0x9E3779B97F4A7C15)
Hashes = NDArray[np.uint64]
Rows = NDArray[np.uint32]


@dataclass(frozen=True)
class Entries:
    """One for each key of each row: the hash of the key, the row, its birth."""

    hashes: Hashes
    rows: Rows
    births: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.hashes)

    def only(self, places: NDArray[np.intp] | NDArray[np.bool_]) -> "Entries":
        return Entries(self.hashes[places], self.rows[places], self.births[places])

    @classmethod
    def joined(cls, parts: list["Entries"]) -> "Entries":
        return cls(
            np.concatenate([part.hashes for part in parts] or [np.zeros(0, np.uint64)]),
            np.concatenate([part.rows for part in parts] or [np.zeros(0, np.uint32)]),
            np.concatenate([part.births for part in parts] or [np.zeros(0, np.int32)]),
        )

    def parted(self, count: int) -> list["Entries"]:
        """By hash, so that what shares a key lies in one part."""
        part = self.hashes % np.uint64(count)
        return [self.only(part == np.uint64(one)) for one in range(count)]


@dataclass
class Crowds:
    """Keys that too many rows share, and what was not compared because of them."""

    keys: int = 0
    left_out: int = 0


def kept_under(name: Name, birth: Birth) -> frozenset[str]:
    return blocking_keys(name, birth)


def asked_under(name: Name, birth: Birth) -> frozenset[str]:
    """Also of the years beside, which one of the two may mean."""
    keys = blocking_keys(name, birth)
    if birth.year is None:
        return keys
    ending = f"+{birth.year}"
    of_the_year = [key.removesuffix(ending) for key in keys if key.startswith(WITH_A_YEAR) and key.endswith(ending)]
    beside = (f"{key}+{year}" for year in (birth.year - 1, birth.year + 1) for key in of_the_year)
    return keys.union(beside)


def entries_of(keys: Iterable[frozenset[str]], births: Iterable[Birth], first: int, secret: bytes) -> Entries:
    """Rows are counted from ``first``."""
    digests, rows, known = [], [], []
    for row, (own, birth) in enumerate(zip(keys, births, strict=True), first):
        digests += [hashlib.blake2b(key.encode(), digest_size=8, key=secret).digest() for key in own]
        rows += [row] * len(own)
        known += [packed(birth)] * len(own)
    hashes = np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)
    return Entries(hashes, np.array(rows, dtype=np.uint32), np.array(known, dtype=np.int32))


def meeting(asked: Entries, kept: Entries, crowds: Crowds, most: int = MOST_PAIRS_OF_A_KEY) -> Iterator[tuple[Rows, Rows]]:
    """Pairs of rows that share a key, some millions at once; a pair comes as often as it shares one."""
    blocks = _Blocks(asked, kept)
    usual = blocks.sizes <= most
    yield from blocks.pairs(np.flatnonzero(usual))
    if usual.all():
        return
    crowds.keys += int((~usual).sum())
    finer = _Blocks(_of_one_day(blocks.asked, blocks.hashes[~usual]), _of_one_day(blocks.kept, blocks.hashes[~usual]))
    few = finer.sizes <= most
    crowds.left_out += int(blocks.sizes[~usual].sum() - finer.sizes[few].sum())
    yield from finer.pairs(np.flatnonzero(few))


def _of_one_day(entries: Entries, hashes: Hashes) -> Entries:
    """The rows under these keys whose birthday is known, each under its key and its birthday together."""
    _, _, day = parts_of(entries.births)
    found = entries.only(np.isin(entries.hashes, hashes) & (day > 0))
    return Entries(found.hashes + found.births.astype(np.uint64) * _ODD, found.rows, found.births)


class _Blocks:
    """The keys that both sides have, with where their rows begin and how many there are."""

    def __init__(self, asked: Entries, kept: Entries) -> None:
        self.asked, self.kept = (one.only(np.lexsort((one.rows, one.hashes))) for one in (asked, kept))
        own, starts, counts = np.unique(self.asked.hashes, return_index=True, return_counts=True)
        other, their_starts, their_counts = np.unique(self.kept.hashes, return_index=True, return_counts=True)
        self.hashes, at, to = np.intersect1d(own, other, assume_unique=True, return_indices=True)
        self.starts, self.their_starts = starts[at], their_starts[to]
        self.their_counts = their_counts[to]
        self.sizes = counts[at].astype(np.int64) * self.their_counts

    def pairs(self, places: NDArray[np.intp]) -> Iterator[tuple[Rows, Rows]]:
        ends = np.cumsum(self.sizes[places])
        steps = np.arange(PAIRS_AT_ONCE, (int(ends[-1]) if len(ends) else 0) + PAIRS_AT_ONCE, PAIRS_AT_ONCE)
        cuts = np.searchsorted(ends, steps, side="right").tolist()
        for start, end in pairwise([0, *cuts, len(places)]):
            if end > start:
                yield self._of(places[start:end])

    def _of(self, places: NDArray[np.intp]) -> tuple[Rows, Rows]:
        sizes = self.sizes[places]
        block = np.repeat(places, sizes)
        within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        own, other = np.divmod(within, self.their_counts[block])
        return self.asked.rows[self.starts[block] + own], self.kept.rows[self.their_starts[block] + other]


def different(own: Rows, other: Rows) -> tuple[Rows, Rows]:
    """Each pair once, ordered by the first row and then the second."""
    pairs = np.sort(own.astype(np.uint64) << np.uint64(32) | other)
    pairs = pairs[np.diff(pairs, prepend=~pairs[:1]) != 0]
    return (pairs >> np.uint64(32)).astype(np.uint32), (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)
