"""A hard set of names: a thousand children asked for among ten thousand, each written by another hand than the record was.

Words come from public groups of spellings; a person is put together of a family name, a given name and mostly a patronymic. Query
and record are written in two of the habits below; of the others in the pool many share two words with somebody who is asked for.
The same seed gives the same set: ``python -m benchmarks.hard_names FOLDER INTO`` writes it for ``benchmarks.names``.
The writers here know nothing of the engine: they go from letters to letters.
"""

import argparse
import csv
import random
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

Rows = list[tuple[str, str]]
KAZAKH, RUSSIAN = "kk", "ru"

# fmt: off
_PASSPORT = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", [
    "a", "b", "v", "g", "d", "e", "yo", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts",
    "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"], strict=True))
_STYLES: dict[str, dict[str, str]] = {
    "passport": _PASSPORT | dict(zip("әғқңөұүһі", ["a", "g", "k", "n", "o", "u", "u", "h", "i"], strict=True)),
    "passport_gh": _PASSPORT | dict(zip("әғқңөұүһій", ["a", "gh", "q", "ng", "o", "u", "u", "h", "i", "y"], strict=True)),
    "kazakh_2021": _PASSPORT | dict(zip("әғқңөұүһійижхшчяюцёу", [
        "ä", "ğ", "q", "ñ", "ö", "ū", "ü", "h", "ı", "i", "i", "j", "h", "ş", "ch", "ia", "iu", "ts", "io", "u"], strict=True)),
    "kazakh_2017": _PASSPORT | dict(zip("әғқңөұүһійижхшчяюу", [
        "a'", "g'", "q", "n'", "o'", "u", "u'", "h", "i", "i'", "i'", "j", "h", "s'", "c'", "i'a", "i'u", "y'"], strict=True)),
    "german": _PASSPORT | dict(zip("әғқңөұүһійжзхцчшщвыяюё", [
        "ä", "gh", "k", "ng", "ö", "u", "ü", "h", "i", "j", "sch", "s", "ch", "z", "tsch", "sch", "schtsch", "w", "y", "ja", "ju",
        "jo"], strict=True)),
    "gost": _PASSPORT | dict(zip("әғқңөұүһійжхцщэяюё", [
        "a", "g", "k", "n", "o", "u", "u", "h", "i", "j", "zh", "x", "c", "shh", "e", "ya", "yu", "yo"], strict=True)),
    "turkish": _PASSPORT | dict(zip("әғқңөұүһіжйхчшщыяюв", [
        "e", "ğ", "k", "n", "ö", "u", "ü", "h", "i", "j", "y", "h", "ç", "ş", "ş", "ı", "ya", "yu", "v"], strict=True)),
    "uzbek": _PASSPORT | dict(zip("әғқңөұүһіжйхчшыяю", [
        "a", "gʻ", "q", "ng", "oʻ", "u", "u", "h", "i", "j", "y", "x", "ch", "sh", "i", "ya", "yu"], strict=True)),
    "turkmen": _PASSPORT | dict(zip("әғқңөұүһіжйхчшыяювё", [
        "ä", "g", "k", "ň", "ö", "u", "ü", "h", "i", "j", "ý", "h", "ç", "ş", "y", "ýa", "ýu", "w", "ýo"], strict=True)),
}
_MACHINE = str.maketrans("äğqñöūüışçňý", "agknouuiscny")
_OF_FATHERS = ("ович", "евич", "овна", "евна", "івна", "ична")
OF_FAMILIES = ("ов", "ова", "ев", "ева", "ин", "ина", "ий", "ая", "ко", "як", "ян", "дзе")
HABITS = {
    KAZAKH: 4, RUSSIAN: 5, "passport": 4, "passport_gh": 2, "kazakh_2021": 1, "uzbek": 2, "turkmen": 1, "german": 1, "gost": 1,
    "turkish": 1, "kazakh_2017": 0.3,
}
"""How often each habit writes."""
_SLIPS = "аеиоырнтслкм"
# fmt: on


@dataclass(frozen=True)
class Word:
    """One name word as Kazakhs and as Russians write it in Cyrillic, and as it was found in Latin letters."""

    kazakh: str
    russian: str
    latin: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    family: Word
    given: Word
    father: Word | None
    is_girl: bool


def words_of(folder: Path) -> list[Word]:
    """Half of them from a dictionary, half from groups of spellings that hold letters of both scripts."""
    pairs: dict[str, dict[str, str]] = {}
    for row in _rows(folder / "kk_ru_words.csv"):
        pairs.setdefault(row["group"], {})[row["lang"]] = row["word"].lower()
    found = [Word(pair[KAZAKH], pair[RUSSIAN]) for pair in pairs.values() if _one_name(pair)]
    groups: dict[str, dict[str, list[str]]] = {}
    for row in _rows(folder / "word_variants.csv"):
        groups.setdefault(row["group"], {}).setdefault(row["script"], []).append(row["word"].lower())
    for group in groups.values():
        cyrillic, latin = group.get("Cyrl", []), group.get("Latn", [])
        if cyrillic and latin and all(word.isalpha() for word in cyrillic[:1]):
            own = [word for word in cyrillic if set(word) & set("әғқңөұүһі")]
            russian = [word for word in cyrillic if not set(word) & set("әғқңөұүһіҳҷӣӯјљњєїґў")]
            if russian and russian[0].isalpha():
                found.append(Word((own or russian)[0], russian[0], tuple(sorted(filter(str.isalpha, latin)))))
    return [word for word in found if not word.russian.endswith(_OF_FATHERS)]


def _one_name(pair: dict[str, str]) -> bool:
    return (
        len(pair) == 2
        and all(word.isalpha() and len(word) > 2 for word in pair.values())
        and (abs(len(pair[KAZAKH]) - len(pair[RUSSIAN])) < 2)
    )


def _rows(file: Path) -> Iterable[dict[str, str]]:
    with file.open(encoding="utf-8") as opened:
        yield from csv.DictReader(opened)


def _ended(root: str, ending: str) -> str:
    """Абай and Абаев, Айша and Айшаев, Мұрат and Мұратов."""
    if root[-1] in "аәеёиіоөуүұыэюяйь":
        return root.removesuffix("й").removesuffix("ь") + "е" + ending[1:]
    return root + ending


def cyrillic(person: Person, language: str) -> list[str]:
    """Family name, given name and, where one is known, the patronymic."""
    family, given = (
        getattr(word, "kazakh" if language == KAZAKH else "russian") for word in (person.family, person.given)
    )
    if not family.endswith(OF_FAMILIES):
        family = _ended(family, "ов") + ("а" if person.is_girl else "")
    names = [family, given]
    if person.father:
        if language == KAZAKH:
            names.append(person.father.kazakh + ("қызы" if person.is_girl else "ұлы"))
        else:
            names.append(_ended(person.father.russian, "овна" if person.is_girl else "ович"))
    return names


def written(person: Person, habit: str, chance: random.Random) -> str:
    """One person as one hand writes; ``habit`` is a language of Cyrillic or the name of a Latin style."""
    if habit in (KAZAKH, RUSSIAN):
        names = cyrillic(person, habit)
    else:
        language = RUSSIAN if habit in ("gost", "german") or chance.random() < 0.4 else KAZAKH
        table = _STYLES[habit]
        names = ["".join(table.get(letter, letter) for letter in name) for name in cyrillic(person, language)]
        if person.given.latin and chance.random() < 0.5:
            names[1] = chance.choice(person.given.latin)
        if habit == "passport" and chance.random() < 0.3:
            names = [_doubled(name) for name in names]
        if habit in ("turkmen", "turkish") and chance.random() < 0.4:
            names = [name.translate(_MACHINE) for name in names]
    return _as_written(names, chance)


def _doubled(name: str) -> str:
    """Passports write ss between vowels."""
    return "".join(
        "ss" if letter == "s" and 0 < place < len(name) - 1 and name[place - 1] in "aeiouy" and name[place + 1] in "aeiouy"
        else letter
        for place, letter in enumerate(name)
    )  # fmt: skip


def _as_written(names: list[str], chance: random.Random) -> str:
    if len(names) == 3 and chance.random() < 0.3:
        names = names[:2]
    if len(names) == 3 and chance.random() < 0.05:
        names = [names[0], names[1], names[2][0] + "."]
    if chance.random() < 0.15:
        place = chance.randrange(2)
        names = [*names[:place], _slipped(names[place], chance), *names[place + 1 :]]
    if chance.random() < 0.4:
        names = [*names[1:], names[0]]
    how: Callable[[str], str] = chance.choice((str.upper, str.title, str.title))
    return how(" ".join(names))


def _slipped(name: str, chance: random.Random) -> str:
    """One slip of the hand: a letter left out, doubled, swapped with its neighbour, or another one."""
    place = chance.randrange(1, max(2, len(name) - 1))
    kind = chance.randrange(4)
    if kind == 0:
        return name[:place] + name[place + 1 :]
    if kind == 1:
        return name[:place] + name[place] + name[place:]
    if kind == 2:
        return name[:place] + name[place : place + 2][::-1] + name[place + 2 :]
    return name[:place] + chance.choice(_SLIPS if "а" <= name[place] <= "я" else "aeiyrntslkm") + name[place + 1 :]


def hard_set(folder: Path, *, queries: int = 1_000, pool: int = 10_000, seed: int = 6) -> tuple[Rows, Rows]:
    """Rows of (person, name): those asked for, and the records, of which one each is the same person."""
    chance = random.Random(seed)
    words = words_of(folder)
    asked = [_somebody(words, chance) for _ in range(queries)]
    others = [
        _like(chance.choice(asked), words, chance) if chance.random() < 0.2 else _somebody(words, chance)
        for _ in range(pool - queries)
    ]
    habits, shares = list(HABITS), list(HABITS.values())
    asking, records = [], []
    for number, person in enumerate(asked):
        one, other = "", ""
        while one == other:
            one, other = chance.choices(habits, shares, k=2)
        asking.append((f"P{number}", written(person, one, chance)))
        records.append((f"P{number}", written(person, other, chance)))
    records += [
        (f"O{number}", written(person, chance.choices(habits, shares)[0], chance))
        for number, person in enumerate(others)
    ]
    chance.shuffle(records)
    return asking, records


def _somebody(words: list[Word], chance: random.Random) -> Person:
    first_names = [word for word in words if not word.russian.endswith(OF_FAMILIES)]
    father = chance.choice(first_names) if chance.random() < 0.7 else None
    return Person(chance.choice(words), chance.choice(first_names), father, chance.random() < 0.5)


def _like(person: Person, words: list[Word], chance: random.Random) -> Person:
    """A brother or sister, somebody of another family with both names, seldom a namesake with another father."""
    other = _somebody(words, chance)
    kind = chance.choices(("sibling", "other family", "namesake"), (10, 9, 1))[0]
    if kind == "sibling":
        return Person(person.family, other.given, person.father, other.is_girl)
    if kind == "other family":
        return Person(other.family, person.given, person.father, person.is_girl)
    return Person(person.family, person.given, other.father, person.is_girl)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "folder", type=Path, help="holds word_variants.csv and kk_ru_words.csv; the public groups of spellings"
    )
    parser.add_argument("into", type=Path, help="where queries.csv and pool.csv are written")
    parser.add_argument("--queries", type=int, default=1_000)
    parser.add_argument("--pool", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=6)
    said = parser.parse_args()
    said.into.mkdir(parents=True, exist_ok=True)
    sets = hard_set(said.folder, queries=said.queries, pool=said.pool, seed=said.seed)
    for file, rows in zip(("queries.csv", "pool.csv"), sets, strict=True):
        with (said.into / file).open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened).writerows([("person_id", "name"), *rows])
    return 0


if __name__ == "__main__":
    sys.exit(main())
