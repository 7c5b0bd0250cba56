"""One spelling out of many: Қайрат, Кайрат, Qairat, Kairat and Kayrat fold to the same key.

``fold`` is for finding: it keeps words in their order. ``name_words`` is for people, whose names come in any order.
``sound_key`` is wider still: it also merges o with a, since Uzbek and Tajik write Қосимова where Kazakh has Қасымова.
``sort_key`` is for showing: the order of the alphabet of one language, as text that any database sorts alike.
"""

import re
import unicodedata
from functools import cache

# fmt: off
_CYRILLIC = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "ҕ": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e",
    "э": "e", "є": "e", "ж": "zh", "җ": "zh", "ҷ": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "ӣ": "i",
    "ы": "i", "к": "k", "қ": "k", "ҡ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "ҥ": "n", "о": "o", "ө": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ү": "u", "ұ": "u", "ў": "u", "ӯ": "u", "ф": "f", "х": "h",
    "ҳ": "h", "һ": "h", "ц": "ts", "ч": "ch", "ҹ": "zh", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "iu", "я": "ia",
}
_LATIN = {
    "c": "k", "j": "zh", "q": "k", "w": "v", "x": "h", "y": "i", "ı": "i", "ə": "a", "ø": "o", "đ": "d", "ł": "l",
    "ŋ": "n", "ç": "ch", "ş": "sh", "š": "sh", "č": "ch", "ž": "zh", "ț": "ts",
}
# fmt: on
_APOSTROPHES = "'`´ʹʻʼ‘’′"
_LOOK_ALIKE = ("ABCEHKMOPTXYIaceopxyi", "АВСЕНКМОРТХУІасеорхуі")
_TO_CYRILLIC = str.maketrans(*_LOOK_ALIKE)
_TO_LATIN = str.maketrans(_LOOK_ALIKE[1], _LOOK_ALIKE[0])

_OU = re.compile(f"o[{_APOSTROPHES}]")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_SPELLINGS = (
    (re.compile(r"shch"), "sh"),
    (re.compile(r"d+zh"), "zh"),
    (re.compile(r"k+h"), "h"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"i[eo]"), "e"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Lower-case Latin words parted by single spaces, the same for every usual spelling of the same name."""
    composed = unicodedata.normalize("NFKC", text).replace("_", " ")
    lowered = unicodedata.normalize("NFC", _repair_look_alikes(composed).casefold())
    without_marks = _APOSTROPHE.sub("", _OU.sub("u", lowered))
    words = (_spell("".join(_letter(letter) for letter in word)) for word in _WORD.findall(_bare(without_marks)))
    return " ".join(word for word in words if word)


def name_words(text: str) -> tuple[str, ...]:
    """The folded words of a person's name without order and without repeats: family name first or last is the same."""
    return tuple(sorted(set(fold(text).split())))


def sound_key(text: str) -> str:
    """``fold`` with o written as a: wider, for proposing candidates that a person then compares."""
    return re.sub(r"(.)\1+", r"\1", fold(text).replace("o", "a"))


def _letter(letter: str) -> str:
    if letter in _CYRILLIC:
        return _CYRILLIC[letter]
    if letter in _LATIN:
        return _LATIN[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    return _LATIN.get(base, _CYRILLIC.get(base, base))


def _spell(word: str) -> str:
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return word


def _bare(text: str) -> str:
    """Stress and other combining marks fall away; ch is kept from the rule that reads c as k."""
    kept = "".join(letter for letter in text if not unicodedata.combining(letter))
    return kept.replace("ch", "ч")


def _repair_look_alikes(text: str) -> str:
    """A word that mixes Latin and Cyrillic was typed with look-alike letters: the script with more letters wins."""
    return re.sub(r"\w+", lambda found: _one_script(found.group()), text)


def _one_script(word: str) -> str:
    cyrillic = sum("Ѐ" <= letter <= "ԯ" for letter in word)
    latin = sum(letter.isascii() and letter.isalpha() for letter in word)
    if not cyrillic or not latin:
        return word
    return word.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)


_ALPHABETS = {
    "kk": "а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я",
    "ru": "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
    "ky": "а б в г д е ё ж з и й к л м н ң о ө п р с т у ү ф х ц ч ш щ ъ ы ь э ю я",
    "tg": "а б в г ғ д е ё ж з и ӣ й к қ л м н о п р с т у ӯ ф х ҳ ч ҷ ш ъ э ю я",
    "uz": "a b d e f g h i j k l m n o p q r s t u v x y z oʻ gʻ sh ch",
    "tk": "a b ç d e ä f g h i j ž k l m n ň o ö p r s ş t u ü w y ý z",
    "en": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
}
_AFTER = "а ә б в г ғ д е ё ж з и ӣ й і к қ л м н ң о ө п р с т у ұ ү ў ӯ ф х ҳ һ ц ч ҷ ш щ ъ ы ь э ю я"


def sort_key(text: str, language: str = "kk") -> str:
    """Digits that sort as the alphabet of the language does: space, figures, own letters, then other letters.

    Digits only, since databases disagree on the order of everything else.
    """
    lowered = re.sub(f"[{_APOSTROPHES}]", "ʻ", unicodedata.normalize("NFC", text).casefold())
    ranks, longest = _ranks(language)
    key: list[str] = []
    place = 0
    while place < len(lowered):
        grapheme = next(
            (lowered[place : place + size] for size in range(longest, 0, -1) if lowered[place : place + size] in ranks),
            lowered[place],
        )
        key.append(_rank(grapheme, ranks))
        place += len(grapheme)
    return "".join(key)


def _rank(grapheme: str, ranks: dict[str, str]) -> str:
    if grapheme in ranks:
        return ranks[grapheme]
    base = unicodedata.normalize("NFD", grapheme)[0]
    if base in ranks:
        return ranks[base]
    return f"999{ord(base):07d}" if base.isalpha() else "000"


@cache
def _ranks(language: str) -> tuple[dict[str, str], int]:
    own = _ALPHABETS.get(language, _ALPHABETS["en"]).split()
    letters = list(dict.fromkeys([*"0123456789", *own, *_AFTER.split(), *_ALPHABETS["en"].split()]))
    ranks = {letter: f"{place:03d}" for place, letter in enumerate(letters, start=1)}
    return ranks, max(len(letter) for letter in letters)
