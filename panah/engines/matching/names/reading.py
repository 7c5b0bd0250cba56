"""From a text to words of sounds. Every text has an answer: what cannot be read is left out, and a name may have no words."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from panah.engines.matching.names import letters
from panah.engines.matching.names.endings import Ending, parted, standing_alone

LONGEST_WORD = 24
"""Sounds of a word that are compared."""
MOST_WORDS = 6
"""Words of a name that are compared, of more the first."""
MOST_VIEWS = 4
LONGEST_USUAL_NAME = 3
LONGEST_TEXT = 500

_TO_CYRILLIC = str.maketrans(*letters.LOOK_ALIKE) | str.maketrans(letters.ALSO_DRAWN_ALIKE)
_TO_LATIN = str.maketrans(*reversed(letters.LOOK_ALIKE))
_APOSTROPHES = str.maketrans(dict.fromkeys(letters.APOSTROPHES, "'"))
_DASH = re.compile(r"(?<=\w)[-‐‑](?=\w)")
_REMARK = re.compile(r"(?<=\w)\s+[-–—]\s.*")
"""What stands behind a dash with spaces is a party or an office, not a name."""
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['\d_])*\.?")
_ONE_CYRILLIC = re.compile("[Ѐ-ԯ]")
_ALL_CYRILLIC = re.compile("[Ѐ-ԯ']+")
_NOT_WRITTEN = re.compile(r"[\d._]")
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_VOWELS = "aäəáãeêëėēiıïîíoöóøôōuüūúûyýаәеёэєиіїйыоөуүұўӯюя"
_IN_SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(.)\1+", r"\1"),
        (r"[kq]h", "h"),
        (r"[nN][gG]", "N"),
        (r"(?<=[aAeEiIoOuU])j(?![aAeEiIoOuU])", "y"),
        (r"(?<=[aAeEoOuU])[iI]", "y"),
        (r"yy+", "y"),
        (r"(?<=[aAeEoOuU]y)[iI](?![aAeEoOuUy])", ""),
        (r"(?<![^aAeEiIoOuUy])y(?=e)", ""),
        (r"[iI]y?(?=[aAoOuUe])", "y"),
        (r"^y(?=e)", ""),
        (r"yo", "E"),
        (r"[iI]y(?![aAoOuUeE])", "i"),
        (r"(?<=[uU])v(?=[aAeEiIoO])", ""),
        (r"(?<=...[aAeEiIoOuU])[hx]$", ""),
        (r"(.)\1+", r"\1"),
    )
)
"""Habits of spelling that say nothing: doubled letters, й before е, -ий and -iy, a last h."""
_ANY_IN_SOUNDS = re.compile("|".join(pattern.pattern for pattern, _ in _IN_SOUNDS[:-1]))
"""Most words have none of them. Doubled letters stand first, so that their group is the first here too."""
_OTHER_VIEWS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"x", "ks"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"skh", "sh"),
        (r"ij(?=[aeou])", "iy"),
        (r"sch", "zh"),
        (r"(?<=[bdfgklmnprstvz])ye", "e"),
        (r"(?<=[dt])er$", "r"),
    )
)
"""What Latin letters may also mean: Alexander, Abdourahman, Rasheed, Ashat, Julija, Scharas for Жарас, Vasilyev, Peter for Пётр."""
_OTHER_CYRILLIC_VIEWS = ((re.compile(r"сх"), "ш"), (re.compile(r"[ьъ]е"), "ие"))
"""Асхат may be typed Ashat; Васильев is written Vasilev and Vasilyev."""
_MEANS_MORE = re.compile("|".join(pattern.pattern for pattern, _ in (*_OTHER_VIEWS, *_OTHER_CYRILLIC_VIEWS)))


@dataclass(frozen=True)
class Word:
    """One word of a name. ``roots`` are its views, the same letters read by different habits; ``text`` is what was written.

    ``whole`` has the sounds with the ending, for a neighbour whose ending a slip of the hand has hidden.
    """

    text: str
    roots: tuple[str, ...]
    ending: Ending = Ending.NONE
    is_initial: bool = False
    whole: str = ""

    @property
    def root(self) -> str:
        return self.roots[0]


@dataclass(frozen=True)
class Name:
    """The words of a name in the order in which they stand; none where nothing can be read."""

    words: tuple[Word, ...]

    def __bool__(self) -> bool:
        return bool(self.words)


def read_name(text: str) -> Name:
    """Never fails. Digits, signs and letters of other scripts are left out; so is a name that is told twice."""
    return _name(text, _read)


def read_names(texts: Iterable[str]) -> list[Name]:
    """Many at once: each different word is read once, and what was read is forgotten with the call."""
    read = cache(_read)
    return [_name(text, read) for text in texts]


def _name(text: str, read: Callable[[str], Word | None]) -> Name:
    words: list[Word] = []
    for token in _tokens(text):
        word = read(token)
        if word is None:
            continue
        alone = standing_alone(word.root) if words else None
        if alone is not None:
            words[-1] = _belonging(words[-1], word, alone)
        else:
            words.append(word)
    return Name(tuple(_told_once(words)[:MOST_WORDS]))


def _told_once(words: list[Word]) -> list[Word]:
    """Lists write ``Иван Петров Ivan Petrov`` into one field; a short name may have one word twice."""
    if len(words) <= LONGEST_USUAL_NAME:
        return words
    return list({(word.root, word.ending): word for word in reversed(words)}.values())[::-1]


def _belonging(word: Word, particle: Word, ending: Ending) -> Word:
    """``Хамид ўғли`` is one word; an initial stays one, and the particle behind it tells nothing."""
    if word.is_initial:
        return word
    roots = word.roots if word.ending is Ending.NONE else (word.whole,)
    whole = (word.whole + particle.whole)[:LONGEST_WORD]
    return Word(f"{word.text} {particle.text}", roots, ending, whole=whole)


def _tokens(text: str) -> list[str]:
    composed = unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).translate(_APOSTROPHES)
    name = _unglued(_REMARK.sub("", unicodedata.normalize("NFC", composed)))
    return _WORD.findall(_DASH.sub("", _MARKS.sub("", name)))


def _unglued(text: str) -> str:
    """``AzretAlievna`` lost its space; ``SHarshenbek`` and ``McKay`` did not. Three letters at least stand on either side."""
    if text.istitle() or text.isupper() or text.islower():
        return text
    cuts = [
        place
        for place in range(3, len(text) - 2)
        if text[place].isupper() and text[place + 1].islower() and text[place + 2].isalpha()
        and text[place - 3 : place].isalpha()
        and text[place - 1].islower() and text[place - 2].islower()
    ]  # fmt: skip
    ends = [*cuts, len(text)]
    return " ".join(text[start:end] for start, end in zip([0, *cuts], ends, strict=True))


def _read(token: str) -> Word | None:
    written = token if token.isalpha() else _NOT_WRITTEN.sub("", token)
    one_script = repaired(written)
    lowered = unicodedata.normalize("NFC", one_script.casefold()).replace("i̇", "i")
    views = tuple(dict.fromkeys(view for view in map(sounds_of, _spellings(lowered)) if view))
    if not views:
        return None
    count = len(written.replace("'", ""))
    if count == 1 or (count == 2 and token.endswith(".")):
        return Word(written, (views[0][:1],), is_initial=True, whole=views[0][:1])
    read = [parted(view) for view in views]
    ending = read[0][1]
    roots = dict.fromkeys(root[:LONGEST_WORD] for root, its_ending in read if its_ending is ending)
    return Word(written, tuple(roots), ending, whole=views[0][:LONGEST_WORD])


def _spellings(word: str) -> list[str]:
    """The word, and what its letters may mean by other habits; two habits may meet in one word: Alexander is Александр."""
    found = [word]
    if not _MEANS_MORE.search(word):
        return found
    for pattern, replacement in _OTHER_CYRILLIC_VIEWS if is_cyrillic(word) else _OTHER_VIEWS:
        found += [pattern.sub(replacement, spelling) for spelling in found if pattern.search(spelling)]
    return found[:MOST_VIEWS]


def repaired(word: str) -> str:
    """A word that mixes Latin and Cyrillic was typed with look-alike letters: the script with more letters wins."""
    if word.isascii() or _ALL_CYRILLIC.fullmatch(word) or not _ONE_CYRILLIC.search(word):
        return word
    return word.translate(_TO_CYRILLIC if is_cyrillic(word) else _TO_LATIN)


def is_cyrillic(word: str) -> bool:
    """At least half of its letters are."""
    if word.isascii():
        return False
    cyrillic = len(_ONE_CYRILLIC.findall(word))
    return cyrillic > 0 and 2 * cyrillic >= sum(letter.isalpha() for letter in word)


def sounds_of(word: str) -> str:
    """The sounds of one lower-case word, before its ending is taken off."""
    sounds = _CYRILLIC.sounds(word) if is_cyrillic(word) else _LATIN.sounds(_told_y(word))
    if not _ANY_IN_SOUNDS.search(sounds):
        return sounds
    for pattern, replacement in _IN_SOUNDS:
        sounds = pattern.sub(replacement, sounds)
    return sounds


class _Graphemes:
    """Letters and groups of letters of one script with their sounds; the longest group is taken first."""

    def __init__(self, groups: Sequence[tuple[str, str]], table: dict[str, str]) -> None:
        self._table = table
        self._known = table | dict(groups)
        self._pattern = re.compile("|".join([*(re.escape(group) for group, _ in groups), "."]), re.DOTALL)

    def sounds(self, word: str) -> str:
        known = self._known
        found = self._pattern.findall(word)
        return "".join([known[part] if part in known else _sound(part, self._table) for part in found])


_CYRILLIC = _Graphemes(letters.CYRILLIC_DIGRAPHS, letters.CYRILLIC)
_LATIN = _Graphemes(
    (*letters.LATIN_DIGRAPHS, *((f"{letter}'", sound) for letter, sound in letters.WITH_APOSTROPHE.items())),
    letters.LATIN,
)


def _told_y(word: str) -> str:
    """Every y as the Cyrillic letter that it stands for."""
    if "y" not in word and "ý" not in word:
        return word
    return "".join(_sound_of_y(word, place) if letter in "yý" else letter for place, letter in enumerate(word))


def _sound_of_y(word: str, place: int) -> str:
    """Turkmen writes ý for й and y for ы; without the mark y is й beside a vowel and ы elsewhere, and of two one is each."""
    if "ý" in word:
        return "й" if word[place] == "ý" else "ы"
    before, after = word[place - 1 : place] if place else "", word[place + 1 : place + 2]
    if before == "y":
        return "ы" if word[place - 2 : place - 1] in _VOWELS and place > 1 else "й"
    if after == "y":
        return "й" if before and before in _VOWELS else "ы"
    return "й" if (before and before in _VOWELS) or (after and after in _VOWELS) else "ы"


def _sound(letter: str, table: dict[str, str]) -> str:
    """Of a letter that the alphabet lacks its bare form, or what the other script reads; else nothing."""
    if letter in table:
        return table[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    return table.get(base) or letters.CYRILLIC.get(letter) or letters.LATIN.get(letter, "")
