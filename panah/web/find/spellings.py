"""How else a name may be written: shown to whoever found nothing, so that they see what was tried."""

import re

from panah.engines.matching.folding import fold

MOST = 4
_PAIRS = (
    ("sh", "ш"), ("zh", "ж"), ("ch", "ч"), ("ts", "ц"), ("iu", "ю"), ("ia", "я"),
    ("ai", "ай"), ("ei", "ей"), ("oi", "ой"), ("ui", "уй"),
)  # fmt: skip
_LETTERS = str.maketrans("abvgdezijklmnoprstufhy", "абвгдезийклмнопрстуфхы")
_SOFT = set("еәіөү")
_KAZAKH = str.maketrans("кг", "қғ")


def spellings(text: str) -> list[str]:
    """Other spellings that are found alike, in Latin and Cyrillic letters; each folds to the same key."""
    if any(letter.isdigit() for letter in text):
        return []  # a code or a phone has one spelling
    typed, key = " ".join(text.split()), fold(text)
    words = [_cyrillic(word) for word in key.split()]
    tried = [" ".join(words), " ".join(_kazakh(word) for word in words), key]
    found: list[str] = []
    for one in (_titled(one) for one in tried):
        if one and one.casefold() != typed.casefold() and one not in found and fold(one) == key:
            found.append(one)
    return found[:MOST]


def _cyrillic(word: str) -> str:
    for latin, letter in _PAIRS:
        word = word.replace(latin, letter)
    return word.translate(_LETTERS)


def _kazakh(word: str) -> str:
    """Hard words have қ and ғ where Russian writes к and г."""
    return word if _SOFT & set(word) else word.translate(_KAZAKH)


def _titled(text: str) -> str:
    return re.sub(r"\w+", lambda word: word.group().capitalize(), text)
