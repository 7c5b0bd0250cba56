"""Chance that is always the same: numbers that follow from a seed, on every machine and in every version of Python."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Throws numbers that look mixed and never change. Not for secrets."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._throws = 0

    def below(self, limit: int) -> int:
        """A number from 0 to ``limit`` - 1."""
        self._throws += 1
        digest = hashlib.blake2b(f"{self._seed}:{self._throws}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % limit

    def one_of(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def mixed(self, items: Sequence[T]) -> list[T]:
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in items]

    def some_of(self, items: Sequence[T], count: int) -> list[T]:
        return self.mixed(items)[:count]
