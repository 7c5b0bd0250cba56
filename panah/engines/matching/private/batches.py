"""Batches of declared sizes: how many children stand behind a file is told as a step of a stair, never as a number.

Each side fills its tokens up to the size of its batch with words of chance, and shuffles them, so that neither the length of a file
nor the order of what is in it says anything.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random, SystemRandom

from panah.engines.matching.comparing.verdicts import Record
from panah.engines.matching.private.tokens import Side, tokens_of
from panah.engines.matching.private.weighing import Weighed, Weights

SIZES = (50, 200, 1_000, 2_000, 5_000, 20_000)
"""Children."""
_TOKENS_OF_A_CHILD = {Side.OFFERING: 18, Side.ANSWERING: 28}
_BESIDE = 200
_CHANCE = SystemRandom()


class TooMany(Exception):
    """More children than the largest batch holds."""


def room_of(size: int, side: Side) -> int:
    """Tokens in a batch of so many children."""
    return size * _TOKENS_OF_A_CHILD[side] + _BESIDE


def size_for(children: int, tokens: int, side: Side) -> int:
    """The smallest that holds them; children of whom little is known write more tokens."""
    fitting = (size for size in SIZES if children <= size and tokens <= room_of(size, side))
    found = next(fitting, None)
    if found is None:
        raise TooMany
    return found


@dataclass(frozen=True)
class Batch:
    """``words`` travel, hidden; ``meaning`` says of the place of a word whose it is, and stays at home."""

    size: int
    words: list[str]
    meaning: dict[int, list[Weighed]]


def offering(records: Sequence[Record], number: str, chance: Random = _CHANCE) -> Batch:
    """What is asked. Each child is named by its place in ``records``."""
    of_each = [tokens_of(record, Side.OFFERING) for record in records]
    weights = Weights(of_each)
    whose: dict[str, list[Weighed]] = {}
    for child, (record, tokens) in enumerate(zip(records, of_each, strict=True)):
        for token in tokens:
            whose.setdefault(token.text, []).append(Weighed(child, weights.chance(token, record)))
    size = size_for(len(records), len(whose), Side.OFFERING)
    texts = _filled(list(whose), room_of(size, Side.OFFERING), chance)
    meaning = {place: whose[text] for place, text in enumerate(texts) if text in whose}
    return Batch(size, _salted(texts, number), meaning)


def answering(records: Sequence[Record], number: str, chance: Random = _CHANCE) -> Batch:
    """What is there to be found."""
    known = {token.text for record in records for token in tokens_of(record, Side.ANSWERING)}
    size = size_for(len(records), len(known), Side.ANSWERING)
    return Batch(size, _salted(_filled(sorted(known), room_of(size, Side.ANSWERING), chance), number), {})


def _filled(texts: list[str], room: int, chance: Random) -> list[str]:
    """No dummy is ever a token: tokens hold a stroke, a dummy none."""
    is_drawn = isinstance(chance, SystemRandom)
    dummies = (
        secrets.token_hex(16) if is_drawn else f"{chance.getrandbits(128):032x}" for _ in range(room - len(texts))
    )
    filled = [*texts, *dummies]
    chance.shuffle(filled)
    return filled


def _salted(texts: list[str], number: str) -> list[str]:
    """The number of the exchange is part of every word: two exchanges have none in common."""
    return [f"{number}:{text}" for text in texts]
