"""What speaks for one child and what against, in the units of the costs of sounds: a sound taken for any other costs 100.

A word that agrees is worth what it tells: the more sounds its root has, the fewer other people carry it. From that comes off what
its two spellings differ by. A word that stands on one side only costs a little, a patronymic least of all.
"""

import numpy as np
from numpy.typing import NDArray

from panah.engines.matching.names.endings import FEMALE, MALE, OF_A_FAMILY, OF_A_FATHER, Ending
from panah.engines.matching.names.reading import Word
from panah.engines.matching.names.sounds import VOWELS

OF_A_WORD = 90
OF_A_VOWEL = 12
OF_A_CONSONANT = 34
MOST_OF_A_WORD = 160
LEAST_OF_A_PAIR = -360
"""Two words that are simply different: more difference than that tells nothing more."""
COST_WEIGHT = 180
"""Hundredths: what a difference costs, against what an agreement is worth."""
OF_AN_INITIAL = 60
AGAINST_AN_INITIAL = -120

MISSING_INITIAL = 5
MISSING_PATRONYMIC = 12
MISSING_FAMILY = 250
MISSING_WORD = 120

JOINED = 10
"""Two words that are one on the other side: Нұр Сұлтан and Нурсултан."""
LONGEST_FIRST_PART = 6


_BETWEEN = {"same": 0, "one_father": 0, "sexes": 150, "renamed": 30, "bare_family": 90, "bare_father": 90, "other": 90}


def _between(one: Ending, other: Ending) -> int:
    """What two different endings on one root cost."""
    pair = {one, other}
    if one == other:
        return _BETWEEN["same"]
    if pair & MALE and pair & FEMALE:
        return _BETWEEN["sexes"]
    if pair <= OF_A_FATHER:
        return _BETWEEN["one_father"]
    if Ending.NONE in pair:
        return _BETWEEN["bare_father" if pair & OF_A_FATHER else "bare_family"]
    if pair & {Ending.CHILD_OF, Ending.SON_OF, Ending.DAUGHTER_OF}:
        return _BETWEEN["renamed"]
    return _BETWEEN["other"]


ENDINGS: NDArray[np.int32] = np.array([[_between(one, other) for other in Ending] for one in Ending], dtype=np.int32)


def told_by(word: Word) -> int:
    """What it tells when this word agrees."""
    if word.is_initial:
        return OF_AN_INITIAL
    vowels = sum(sound in VOWELS for sound in word.root)
    worth = OF_A_WORD + vowels * OF_A_VOWEL + (len(word.root) - vowels) * OF_A_CONSONANT
    return min(MOST_OF_A_WORD, worth)


def missed(word: Word) -> int:
    """What it costs when the other name has no such word."""
    if word.is_initial:
        return MISSING_INITIAL
    if word.ending in OF_A_FATHER:
        return MISSING_PATRONYMIC
    return MISSING_FAMILY if word.ending in OF_A_FAMILY else MISSING_WORD
