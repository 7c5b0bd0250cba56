"""The words under which a record is found: plain text here, to be keyed (HMAC) before anything of it is stored.

Two records that share one word are worth comparing. What spellings and slips change is left out beforehand: vowels, voice, doubled
letters; and of the two words that matter most one letter at a time, so that a slip in either still meets.
"""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from panah.engines.matching.births import Birth
from panah.engines.matching.names.endings import OF_A_FATHER
from panah.engines.matching.names.reading import Name, Word
from panah.engines.matching.names.sounds import VOWELS

NO_BIRTH = Birth()
LONGEST_CODE = 6
MOST_WORDS = 4
NO_CONSONANT = "a"
_CLASSES = {
    "b": "b", "p": "b", "f": "b", "v": "", "m": "m", "n": "n", "N": "n", "d": "t", "t": "t", "s": "s", "z": "s", "S": "s",
    "C": "s", "J": "s", "T": "s", "c": "s", "k": "k", "q": "k", "g": "k", "G": "k", "h": "", "x": "", "l": "l", "r": "r",
    "y": "",
}  # fmt: skip
"""Sounds that one spelling or another takes for each other; what some spellings leave out is left out."""
_HABITS: tuple[dict[str, str], ...] = ({"H": "s", "j": "s"}, {"H": "s", "j": ""}, {"H": "", "j": ""})
"""Latin ch and j: ч and ж in passports, ч and й in library systems, х and й in German."""
_TABLES = tuple(str.maketrans(dict.fromkeys(VOWELS, "") | _CLASSES | habit) for habit in _HABITS)
_OPEN = re.compile("[Hj]")
_TWICE = re.compile(r"(.)\1+")

Codes = Callable[[str], tuple[str, ...]]
Coded = list[tuple[Word, list[str]]]


def codes_of(root: str) -> tuple[str, ...]:
    """Classes of consonants without vowels: ``kasIm``, ``qosim`` and ``gasym`` are all ``ksm``. Of vowels alone nothing is left."""
    tables = _TABLES if _OPEN.search(root) else _TABLES[:1]
    return tuple(dict.fromkeys(_TWICE.sub(r"\1", root.translate(table))[:LONGEST_CODE] for table in tables))


def blocking_keys(name: Name, birth: Birth = NO_BIRTH, codes: Codes = codes_of) -> frozenset[str]:
    """About nineteen of a name of three words with its year; none of a name that cannot be read.

    Ask under ``blocking_keys`` of the name and of each year that may be meant: a year beside is the asker's to try. Who makes many
    at once may hand in ``codes`` that remembers roots.
    """
    words = _coded(name, codes)
    return frozenset((*_pairs(words), *_words_and_years(words, birth)))


def word_keys(name: Name, codes: Codes = codes_of) -> frozenset[str]:
    """One for each word: wide, for a name of which one word is known."""
    return frozenset(f"w:{code}" for _, own in _coded(name, codes) for code in own)


def _coded(name: Name, codes: Codes) -> Coded:
    """The words that count, each with its codes by every view; words of vowels alone share one."""
    words = [word for word in name.words if not word.is_initial][:MOST_WORDS]
    return [
        (word, list(dict.fromkeys(code or NO_CONSONANT for root in word.roots for code in codes(root))))
        for word in words
    ]


def _pairs(words: Coded) -> Iterator[str]:
    for (_, one), (_, other) in combinations(words, 2):
        for first in one:
            for second in other:
                yield _pair(first, second)
    main = [codes[0] for word, codes in words if word.ending not in OF_A_FATHER][:2]
    if len(main) == len(("family", "given")):
        own, their = main
        yield from (_pair(shorter, their) for shorter in _one_less(own))
        yield from (_pair(own, shorter) for shorter in _one_less(their))


def _words_and_years(words: Coded, birth: Birth) -> Iterator[str]:
    if birth.year is not None:
        for _, codes in words:
            yield from (f"y:{code}+{birth.year}" for code in codes)


def _pair(one: str, other: str) -> str:
    return f"p:{one}+{other}" if one < other else f"p:{other}+{one}"


def _one_less(code: str) -> list[str]:
    """The code without each of its letters in turn; of a code of one letter nothing is left to tell."""
    return [code[:place] + code[place + 1 :] for place in range(len(code))] if len(code) > 1 else []
