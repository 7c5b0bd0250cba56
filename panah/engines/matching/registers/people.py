"""The people of one piece of a register, ready to be compared: their words by number, birth, sex. No text is in it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from panah.engines.matching.births import Birth
from panah.engines.matching.comparing import weights
from panah.engines.matching.comparing.evidence import joins_of, key_of
from panah.engines.matching.names.reading import MOST_WORDS, Name
from panah.engines.matching.registers.words import Arrays, Words

NO_WORD = -1
_DAYS, _MONTHS = 32, 512


@dataclass(frozen=True)
class People:
    """``places[row]`` are the numbers of a person's words, ``joins[row]`` those of two neighbours as one word, by where they
    begin. ``texts`` tells only whether two words were written alike. ``most[row, count]`` is what so many words can bring."""

    words: Words
    counts: NDArray[np.uint8]
    places: NDArray[np.int32]
    joins: NDArray[np.int32]
    texts: NDArray[np.uint32]
    most: NDArray[np.int32]
    births: NDArray[np.int32]
    sexes: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.counts)

    def arrays(self) -> dict[str, NDArray[Any]]:
        own = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "words"}
        return own | {f"words_{one.name}": getattr(self.words, one.name) for one in fields(self.words)}

    @classmethod
    def restored(cls, arrays: Arrays) -> "People":
        words = Words(**{name.removeprefix("words_"): one for name, one in arrays.items() if name.startswith("words_")})
        return cls(words=words, **{name: one for name, one in arrays.items() if not name.startswith("words_")})


def made_ready(names: Sequence[Name], births: Sequence[Birth], sexes: Sequence[int]) -> People:
    """``sexes``: 0 where it is not known."""
    joins = [joins_of(name) for name in names]
    words, numbers = Words.of(
        [*(word for name in names for word in name.words), *(word for found in joins for _, word in found)]
    )
    count = len(names)
    places = np.full((count, MOST_WORDS), NO_WORD, dtype=np.int32)
    joined = np.full((count, MOST_WORDS - 1), NO_WORD, dtype=np.int32)
    texts = np.zeros((count, MOST_WORDS), dtype=np.uint32)
    for row, name in enumerate(names):
        for place, word in enumerate(name.words):
            places[row, place] = numbers[key_of(word)]
            texts[row, place] = crc32(word.text.casefold().encode())
        for start, word in joins[row]:
            joined[row, start] = numbers[key_of(word)]
    return People(
        words=words,
        counts=np.array([len(name.words) for name in names], dtype=np.uint8),
        places=places,
        joins=joined,
        texts=texts,
        most=_most(words, places, joined),
        births=np.array([packed(birth) for birth in births], dtype=np.int32),
        sexes=np.array(sexes, dtype=np.uint8),
    )


def _most(words: Words, places: NDArray[np.int32], joins: NDArray[np.int32]) -> NDArray[np.int32]:
    """No more than this is gained by so many words of a person, whatever stands beside them; a joined word may be any."""
    told = np.where(places == NO_WORD, 0, np.append(words.told, 0)[places])
    told[(joins != NO_WORD).any(axis=1)] = weights.MOST_OF_A_WORD
    best = np.cumsum(-np.sort(-told, axis=1), axis=1)
    return np.concatenate((np.zeros((len(places), 1)), best), axis=1).astype(np.int32)


def packed(birth: Birth) -> int:
    """One number, 0 where nothing is known; ``parts_of`` takes it apart."""
    return (birth.year or 0) * _MONTHS + (birth.month or 0) * _DAYS + (birth.day or 0)


Parts = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]


def parts_of(births: NDArray[np.int32]) -> Parts:
    """Years, months and days."""
    return births // _MONTHS, births % _MONTHS // _DAYS, births % _DAYS
