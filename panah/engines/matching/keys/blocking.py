"""The words under which a record is found: plain text here, to be keyed (HMAC) before anything of it is stored.

Two records that share one word are worth comparing. What spellings and slips change is left out beforehand: vowels, voice, doubled
letters; and of the two words that matter most one letter at a time, so that a slip in either still meets.
"""

from collections.abc import Iterator
from itertools import combinations

from panah.engines.matching.births import Birth
from panah.engines.matching.names.endings import OF_A_FATHER
from panah.engines.matching.names.reading import Name, Word

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


def codes_of(root: str) -> tuple[str, ...]:
    """Classes of consonants without vowels: ``kasIm``, ``qosim`` and ``gasym`` are all ``ksm``. Of vowels alone nothing is left."""
    return tuple(dict.fromkeys(_code(root, _CLASSES | habit) for habit in _HABITS))


def _code(root: str, table: dict[str, str]) -> str:
    classes = "".join(table.get(sound, "") for sound in root)
    once = "".join(letter for place, letter in enumerate(classes) if not place or classes[place - 1] != letter)
    return once[:LONGEST_CODE]


def blocking_keys(name: Name, birth: Birth = NO_BIRTH) -> frozenset[str]:
    """About nineteen of a name of three words with its year; none of a name that cannot be read.

    Ask under ``blocking_keys`` of the name and of each year that may be meant: a year beside is the asker's to try.
    """
    return frozenset((*_pairs(name), *_words_and_years(name, birth)))


def word_keys(name: Name) -> frozenset[str]:
    """One for each word: wide, for a name of which one word is known."""
    return frozenset(f"w:{code}" for word in _compared(name) for code in _codes(word))


def _pairs(name: Name) -> Iterator[str]:
    words = _compared(name)
    for one, other in combinations(words, 2):
        for first in _codes(one):
            for second in _codes(other):
                yield _pair(first, second)
    main = [word for word in words if word.ending not in OF_A_FATHER][:2]
    if len(main) == len(("family", "given")):
        own, their = (_codes(word)[0] for word in main)
        yield from (_pair(shorter, their) for shorter in _one_less(own))
        yield from (_pair(own, shorter) for shorter in _one_less(their))


def _words_and_years(name: Name, birth: Birth) -> Iterator[str]:
    if birth.year is not None:
        for word in _compared(name):
            yield from (f"y:{code}+{birth.year}" for code in _codes(word))


def _compared(name: Name) -> list[Word]:
    return [word for word in name.words if not word.is_initial][:MOST_WORDS]


def _codes(word: Word) -> list[str]:
    """Of every view of the word; words of vowels alone share one."""
    return list(dict.fromkeys(code or NO_CONSONANT for root in word.roots for code in codes_of(root)))


def _pair(one: str, other: str) -> str:
    return "p:" + "+".join(sorted((one, other)))


def _one_less(code: str) -> list[str]:
    """The code without each of its letters in turn; of a code of one letter nothing is left to tell."""
    return [code[:place] + code[place + 1 :] for place in range(len(code))] if len(code) > 1 else []
