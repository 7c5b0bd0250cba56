"""Guesses by the statistics of py3langid, narrowed to the six languages of the house."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

WRITTEN = ("kk", "ru", "en", "uz", "ky", "tg")
"""In what people write to us. Any other language is taken for the nearest of these, or for none."""

CLEAR = 6.0
"""How far behind the likeliest a language must lie to be ruled out, as a natural logarithm of the likelihood.

On some 9,000 texts of our own catalogues with 15 letters or more, 2 in 1,000 are then taken for what they are not.
"""
FEWEST_WORDS, FEWEST_LETTERS = 2, 6
LONGEST = 20_000  # signs that are looked at; a text of a form is no longer
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"[^.!?…;\n]+[.!?…;]*[)»”\"']*\s*|[.!?…;\n)»”\"']+\s*")


@dataclass(frozen=True)
class Passage:
    """A stretch of text in one language. ``fits`` are all languages that it may be written in; empty where none can be told."""

    text: str
    language: str = ""
    fits: frozenset[str] = frozenset()

    def may_be_in(self, language: str) -> bool:
        """Whether a reader of ``language`` may take it as it stands: names and numbers belong to every language."""
        return not self.fits or language in self.fits


@cache
def _identifier() -> LanguageIdentifier:
    """100 MB and half a second, so only in a process that asks."""
    made = LanguageIdentifier.from_model_file(MODEL_FILE)
    made.set_languages(WRITTEN)
    return made


def passage_of(text: str) -> Passage:
    """The whole text as one passage."""
    words = _WORD.findall(text[:LONGEST])
    if len(words) < FEWEST_WORDS or sum(map(len, words)) < FEWEST_LETTERS or all(map(_is_like_a_name, words)):
        return Passage(text)
    ranked = _identifier().rank(" ".join(text[:LONGEST].split()))
    best = ranked[0][1]
    return Passage(text, ranked[0][0], frozenset(name for name, score in ranked if best - score <= CLEAR))


def _is_like_a_name(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def passages_of(text: str) -> list[Passage]:
    """The text in stretches of one language each; put together they are the text again, sign by sign.

    People change the language between sentences. What cannot be told belongs to what stands before it.
    """
    found: list[Passage] = []
    for one in map(passage_of, _sentences(text)):
        if found and (not one.fits or not found[-1].fits or found[-1].language == one.language):
            found[-1] = _joined(found[-1], one)
        else:
            found.append(one)
    return found


def _sentences(text: str) -> Iterator[str]:
    return (match[0] for match in _SENTENCE.finditer(text))


def _joined(first: Passage, second: Passage) -> Passage:
    """Two short sentences that may be in either language are clearer together."""
    whole = passage_of(first.text + second.text)
    if whole.fits:
        return whole
    known = first if first.fits else second
    return Passage(whole.text, known.language, known.fits)


def language_of(text: str) -> str:
    """The likeliest language of the text as a whole; empty where it cannot be told."""
    return passage_of(text).language
