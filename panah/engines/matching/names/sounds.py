"""The sounds that all orthographies are read into, and what it costs to take one for another.

One character is one sound. Besides the sounds themselves there are letters whose sound nobody knows before the other name is
seen: a Latin ``j`` is ж in Tashkent and й in Berlin, a ``c`` without its tail is ч on a Turkmen passport and дж on one from Baku.
They keep a character of their own and cost little against each of their readings.

Costs are whole numbers, so that every way to compute them gives the same answer. 100 is a sound taken for any other.
"""

import numpy as np
from numpy.typing import NDArray

VOWELS = "aAeEiIoOuU"
"""A is ä/ә/ə, E is ё, I is ы, O is ö/ө/ў, U is ü/ү."""
CONSONANTS = "bpfvmnNdtszSCJTkqgGhlry"
"""N is ң/ng, S is sh, C is ч, J is ж and дж, T is ц, G is ғ/gh, h is х and һ, q is қ, y is й."""
UNSURE = "cHjx"
"""Latin c, ch, j and x."""
SOUNDS = VOWELS + CONSONANTS + UNSURE

ANY_OTHER = 100
BETWEEN_VOWELS = 60
VOWEL_FOR_CONSONANT = 120
SWAPPED = 60
"""Two neighbours in the wrong order: a slip of the hand."""

# fmt: off
_NEAR = {
    3: "iI qk Gg Oo Uu jJ jy xh HC Nn Aa cC",
    6: "eE cT Ea",
    8: "OU Iy iy",
    10: "Ou",
    12: "Ae EO Eo IU",
    15: "uU Ii Ie UI",
    18: "Ai",
    20: "ao uv Uv qg qG kG Hh cJ yE cS HS",
    25: "SJ oO ou hG gh Ov cs ck kg CS JC Iu uI ie Ui Oe yJ CT Hk zJ",
    30: "Sj dt bp pf ei hk hq qh Sh iu sz ae oA oi AO ja bv fv zS ck mn Tz",
    35: "sS pv sT jE JT xk Au xq",
    40: "ai lr eo sC eO nl eu vg eU hv",
    45: "oI aI gv",
}
# fmt: on
_MISSING = {"y": 12, "h": 35, "G": 40, "v": 45, "g": 60, "n": 60, "t": 60, "d": 60, "j": 30, "x": 60, "c": 60}
VOWEL_MISSING = 40
CONSONANT_MISSING = 70


def _substitutions() -> NDArray[np.int16]:
    table = np.full((len(SOUNDS) + 1, len(SOUNDS) + 1), ANY_OTHER, dtype=np.int16)
    for one in SOUNDS:
        for other in SOUNDS:
            vowels = (one in VOWELS) + (other in VOWELS)
            cost = (ANY_OTHER, VOWEL_FOR_CONSONANT, BETWEEN_VOWELS)[vowels]
            table[number(one), number(other)] = 0 if one == other else cost
    for cost, pairs in sorted(_NEAR.items(), reverse=True):
        for pair in pairs.split():
            row, column = number(pair[0]), number(pair[1])
            table[row, column] = table[column, row] = cost
    return table


def _deletions() -> NDArray[np.int16]:
    table = np.zeros(len(SOUNDS) + 1, dtype=np.int16)
    for sound in SOUNDS:
        table[number(sound)] = _MISSING.get(sound, VOWEL_MISSING if sound in VOWELS else CONSONANT_MISSING)
    return table


def number(sound: str) -> int:
    """From 1; 0 stands for no sound."""
    return SOUNDS.index(sound) + 1


_NUMBERS = bytes(SOUNDS.index(chr(code)) + 1 if chr(code) in SOUNDS else 0 for code in range(256))


def numbers(sounds: str) -> NDArray[np.uint8]:
    """Anything that is no sound becomes 0."""
    return np.frombuffer(sounds.encode("ascii").translate(_NUMBERS), dtype=np.uint8)


SUBSTITUTION = _substitutions()
DELETION = _deletions()
