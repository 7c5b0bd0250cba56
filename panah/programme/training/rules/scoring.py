"""What a test may ask, what an answer says, and whether it is right. Pure: the same for a phone, a sheet and a table."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from panah.programme.training.codes import ItemKind

LETTERS = "ABCDEF"
MOST_ITEMS = 40
LEAST_OPTIONS, MOST_OPTIONS = 2, len(LETTERS)
NO_ANSWER = frozenset({"", "-", "–", "—", "0"})
_BETWEEN = " ,;/+.)"
# Printed letters are Latin; whoever types on a Cyrillic keyboard means those that look, or stand for, the same.
_TWINS = str.maketrans({"А": "A", "В": "B", "С": "C", "Е": "E", "Д": "D", "Ф": "F"})


class Wanting(StrEnum):
    """What keeps a test from being ready. Labels: code list wanting."""

    NO_TITLE = "no_title"
    NO_ITEMS = "no_items"
    TOO_MANY_ITEMS = "too_many_items"
    TEXT_MISSING = "text_missing"  # in one of the two languages
    TOO_FEW_OPTIONS = "too_few_options"
    TOO_MANY_OPTIONS = "too_many_options"
    OPTION_TEXT_MISSING = "option_text_missing"
    OPTION_TWICE = "option_twice"
    NONE_RIGHT = "none_right"
    TOO_MANY_RIGHT = "too_many_right"  # where one is asked for
    ALL_RIGHT = "all_right"


@dataclass(frozen=True)
class DraftOption:
    kk: str
    ru: str
    is_right: bool = False


@dataclass(frozen=True)
class DraftItem:
    """A question as it is being written."""

    kk: str
    ru: str
    options: tuple[DraftOption, ...]
    kind: ItemKind = ItemKind.ONE

    @property
    def is_several(self) -> bool:
        return self.kind is ItemKind.SEVERAL


def true_or_false(kk: str, ru: str, *, is_true: bool) -> DraftItem:
    """A sentence that is right or not: its two answers are always the same words."""
    options = DraftOption("Дұрыс", "Верно", is_true), DraftOption("Бұрыс", "Неверно", not is_true)
    return DraftItem(kk, ru, options, ItemKind.TRUE_FALSE)


@dataclass(frozen=True)
class Key:
    """How many options a question has, and which are right."""

    number: int
    options: int
    right: frozenset[str]
    is_several: bool = False

    @property
    def letters(self) -> str:
        return LETTERS[: self.options]


class NoSuchOption(ValueError):
    """A letter that the question does not have; or two of them where one is asked for (``is_too_many``)."""

    def __init__(self, letters: str, *, is_too_many: bool = False) -> None:
        self.letters, self.is_too_many = letters, is_too_many
        super().__init__("too many" if is_too_many else "no such option")


def wanting_in_item(item: DraftItem) -> list[Wanting]:
    """What is missing in one question."""
    rights = sum(option.is_right for option in item.options)
    count = len(item.options)
    found = {
        Wanting.TEXT_MISSING: not (item.kk.strip() and item.ru.strip()),
        Wanting.TOO_FEW_OPTIONS: count < LEAST_OPTIONS,
        Wanting.TOO_MANY_OPTIONS: count > MOST_OPTIONS,
        Wanting.OPTION_TEXT_MISSING: any(not (one.kk.strip() and one.ru.strip()) for one in item.options),
        Wanting.OPTION_TWICE: _is_twice(one.kk for one in item.options) or _is_twice(one.ru for one in item.options),
        Wanting.NONE_RIGHT: count >= LEAST_OPTIONS and not rights,
        Wanting.TOO_MANY_RIGHT: rights > 1 and not item.is_several,
        Wanting.ALL_RIGHT: rights == count > 1 and item.is_several,
    }
    return [what for what, is_so in found.items() if is_so]


def _is_twice(texts: Iterable[str]) -> bool:
    folded = [" ".join(text.casefold().split()) for text in texts]
    filled = [text for text in folded if text]
    return len(set(filled)) < len(filled)


def wanting_in_paper(titles: Collection[str], items: Sequence[DraftItem]) -> list[tuple[int, Wanting]]:
    """Everything that is missing, with the number of the question; 0 is the test as a whole."""
    found: list[tuple[int, Wanting]] = []
    if not all(title.strip() for title in titles):
        found.append((0, Wanting.NO_TITLE))
    if not items:
        found.append((0, Wanting.NO_ITEMS))
    if len(items) > MOST_ITEMS:
        found.append((0, Wanting.TOO_MANY_ITEMS))
    return found + [(number, what) for number, item in enumerate(items, 1) for what in wanting_in_item(item)]


def read_answer(key: Key, text: str) -> frozenset[str]:
    """The letters that were meant: ``b``, ``В`` typed in Cyrillic, ``AC``, ``a, c``. Empty for no answer."""
    signs = text.strip().upper()
    if signs in NO_ANSWER:
        return frozenset()
    meant = signs.translate(_TWINS)
    chosen = [sign for sign in meant if sign not in _BETWEEN]
    strange = [sign for sign in chosen if sign not in key.letters]
    if strange or len(signs) > len(LETTERS) * 3:
        raise NoSuchOption("".join(dict.fromkeys(strange)))
    if len(set(chosen)) > 1 and not key.is_several:
        raise NoSuchOption("".join(sorted(set(chosen))), is_too_many=True)
    return frozenset(chosen)


def written(chosen: Collection[str]) -> str:
    """As it rests: letters in their order, nothing for no answer."""
    return "".join(letter for letter in LETTERS if letter in chosen)


def is_right(key: Key, chosen: Collection[str]) -> bool:
    """All right answers and no other. Nothing is right by half: a gain must say the same of every question."""
    return bool(chosen) and frozenset(chosen) == key.right


@dataclass(frozen=True)
class Score:
    right: int
    of: int
    unanswered: int

    @property
    def percent(self) -> int:
        return percent(self.right, self.of)


def score(keys: Sequence[Key], answers: Mapping[int, Collection[str]]) -> Score:
    """How many questions one participant answered rightly. No answer counts as not right, and is told apart."""
    right = sum(is_right(key, answers.get(key.number, ())) for key in keys)
    return Score(right, len(keys), sum(not answers.get(key.number) for key in keys))


def percent(part: int, whole: int) -> int:
    """Whole percent, a half upwards, in whole numbers: no rounding of a computer's fractions."""
    return (200 * part + whole) // (2 * whole) if whole else 0
