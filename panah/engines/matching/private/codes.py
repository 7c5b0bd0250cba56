"""A word as a code that most spellings share: coarse, its consonants alone; fine, with open and close vowels too."""

from collections.abc import Iterable

from panah.engines.matching.keys.blocking import codes_of
from panah.engines.matching.names.reading import Word

NOTHING_LEFT = "a"
MOST_CODES = 2
LONGEST_FINE_CODE = 12
_VOWELS = dict.fromkeys("aAoOeE", "A") | dict.fromkeys("iIuUy", "I")


def coarse_codes(word: Word) -> tuple[str, ...]:
    """One for each habit and view in which it may be read."""
    return _few(code for root in word.roots for code in codes_of(root))


def fine_codes(word: Word) -> tuple[str, ...]:
    """The consonants with what stands between them, as far as spellings agree on it."""
    return _few(code for root in word.roots for code in _with_vowels(root))


def one_letter_less(code: str) -> list[str]:
    """The code itself and each way to lose a letter of it, so that a slip on either side still meets."""
    less = [code[:place] + code[place + 1 :] for place in range(len(code))] if len(code) > 1 else []
    return [code, *less]


def _with_vowels(root: str) -> tuple[str, ...]:
    """Each stretch of the root by its code, vowels by theirs."""
    found = [""]
    for sound in root:
        signs = (_VOWELS[sound],) if sound in _VOWELS else codes_of(sound)
        found = list(dict.fromkeys(before + sign for before in found for sign in signs))[:MOST_CODES]
    return tuple(_once(code)[:LONGEST_FINE_CODE] for code in found)


def _once(code: str) -> str:
    return "".join(sign for place, sign in enumerate(code) if not place or code[place - 1] != sign)


def _few(codes: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(code or NOTHING_LEFT for code in codes)
    return tuple(found)[:MOST_CODES]
