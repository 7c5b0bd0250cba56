"""A record as tokens for one exchange: each says enough to mean something when the other side has it too.

A token joins words of a name with as much of a birth as is known: family and given name with the day, a given name with the day,
two names with the year, three names where a birth is missing. The two sides write different ones, so that each way in which two
records may meet has one token, and two records whose days are known meet by the day or not at all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import combinations, product

from panah.engines.matching.births import Birth
from panah.engines.matching.comparing.verdicts import Record
from panah.engines.matching.names.endings import OF_A_FAMILY, OF_A_FATHER
from panah.engines.matching.names.reading import Name, Word
from panah.engines.matching.private.codes import coarse_codes, fine_codes, one_letter_less

SEXES = ("female", "male")
MOST_NAMES = 3
MOST_OWN = 3
"""Words of a name beside the father's. Of three each two are tried: one may be a father's that no ending tells."""


class Side(StrEnum):
    OFFERING = "offering"
    ANSWERING = "answering"


class Kind(IntEnum):
    """What of a name a token holds."""

    FINE = 1  # family and given name, vowels too
    COARSE = 2  # their consonants alone
    SLIP = 3  # one of them with a letter missing
    GIVEN = 4  # the given name alone
    FATHER = 5  # the given name and the father's
    ALL = 6  # all three
    INITIAL = 7  # one of them, and the first consonant of the other


class Level(StrEnum):
    """What of a birth a token holds. The letter stands in the token: only like meets like."""

    DAY = "d"
    YEAR = "y"  # the offering side knows no day
    NEAR_YEAR = "n"
    THEIR_YEAR = "v"  # the answering side knows no day
    THEIR_NEAR_YEAR = "u"
    NONE = "o"  # the offering side knows no birth
    THEIRS_NONE = "m"


_KINDS = {
    Level.DAY: frozenset({Kind.FINE, Kind.COARSE, Kind.SLIP, Kind.GIVEN, Kind.FATHER, Kind.ALL, Kind.INITIAL}),
    Level.YEAR: frozenset({Kind.FINE, Kind.COARSE, Kind.ALL}),
    Level.NEAR_YEAR: frozenset({Kind.FINE, Kind.ALL}),
    Level.THEIR_YEAR: frozenset({Kind.FINE, Kind.COARSE, Kind.ALL}),
    Level.THEIR_NEAR_YEAR: frozenset({Kind.FINE, Kind.ALL}),
    Level.NONE: frozenset({Kind.FINE, Kind.ALL}),
    Level.THEIRS_NONE: frozenset({Kind.FINE, Kind.ALL}),
}


@dataclass(frozen=True)
class Token:
    """``parts`` are the codes by whose rarity it is weighed; they stay at home, only ``text`` is intersected."""

    kind: Kind
    level: Level
    text: str
    parts: tuple[str, ...]
    year: int | None = None


@dataclass(frozen=True)
class _When:
    level: Level
    text: str
    year: int | None = None


def tokens_of(record: Record, side: Side) -> list[Token]:
    """None of a name of fewer than two words, in an order that tells nothing but what the record says."""
    found: dict[str, Token] = {}
    for name in record.names[:MOST_NAMES]:
        for token in _of_a_name(name, record, side):
            found.setdefault(token.text, token)
    return list(found.values())


def has_father(record: Record) -> bool:
    """Whether a father's name is known, so that its silence tells something."""
    return any(word.ending in OF_A_FATHER and not word.is_initial for name in record.names for word in name.words)


def _of_a_name(name: Name, record: Record, side: Side) -> Iterator[Token]:
    words = [word for word in name.words if not word.is_initial]
    own = [word for word in words if word.ending not in OF_A_FATHER][:MOST_OWN]
    fathers = [word for word in words if word.ending in OF_A_FATHER][:1]
    if len(own) + len(fathers) < len(("one name", "another")):
        return
    pieces = list(_pieces(own, fathers))
    sexes = (record.sex,) if record.sex in SEXES else SEXES
    for when in _whens(record.birth, side):
        for kind, parts in pieces:
            if kind in _KINDS[when.level]:
                for sex in sexes:
                    text = f"{when.level}{kind.value}{'+'.join(parts)}|{when.text}|{sex}"
                    yield Token(kind, when.level, text, parts, when.year)


def _pieces(own: list[Word], fathers: list[Word]) -> Iterator[tuple[Kind, tuple[str, ...]]]:
    """The words put together in each way that tells enough."""
    coarse = [coarse_codes(word) for word in own]
    given = [codes for word, codes in zip(own, coarse, strict=True) if word.ending not in OF_A_FAMILY] or coarse
    yield from ((Kind.GIVEN, (code,)) for codes in given for code in codes)
    for one, other in combinations(range(len(own)), 2):
        yield from ((Kind.FINE, pair) for pair in _joined(fine_codes(own[one]), fine_codes(own[other])))
        yield from ((Kind.COARSE, pair) for pair in _joined(coarse[one], coarse[other]))
        for whole, slipped in ((one, other), (other, one)):
            yield from ((Kind.SLIP, pair) for pair in product(coarse[whole], _slips(coarse[slipped])))
            yield from ((Kind.INITIAL, pair) for pair in product(coarse[whole], _firsts(coarse[slipped])))
    for father in map(coarse_codes, fathers):
        yield from ((Kind.FATHER, (code, of)) for codes in given for code, of in product(codes, father))
        for pair in combinations(coarse, 2):
            yield from ((Kind.ALL, three) for three in _joined(*pair, father))


def _joined(*codes: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """One code of each word, whatever the order in which the words stand."""
    for chosen in product(*codes):
        yield tuple(sorted(chosen))


def _slips(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(less for code in codes for less in one_letter_less(code)))


def _firsts(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(code[0] for code in codes))


def _whens(birth: Birth, side: Side) -> list[_When]:
    return _offered(birth) if side is Side.OFFERING else _answered(birth)


def _day(birth: Birth) -> _When:
    """Day and month in either order: one who is unsure writes 04.07. for 07.04."""
    low, high = sorted((birth.month or 0, birth.day or 0))
    return _When(Level.DAY, f"{birth.year}.{low}.{high}", birth.year)


def _year(level: Level, year: int) -> _When:
    return _When(level, str(year), year)


def _offered(birth: Birth) -> list[_When]:
    if birth.year is None:
        return [_When(Level.NONE, "")]
    if not birth.is_whole:
        known = (Level.YEAR, Level.NEAR_YEAR)
        return [*(_year(level, birth.year) for level in known), _When(Level.THEIRS_NONE, "")]
    theirs = (Level.THEIR_YEAR, Level.THEIR_NEAR_YEAR)
    return [_day(birth), *(_year(level, birth.year) for level in theirs), _When(Level.THEIRS_NONE, "")]


def _answered(birth: Birth) -> list[_When]:
    """Every record may be asked for by one that knows no birth; the years beside are tried on this side."""
    if birth.year is None:
        return [_When(Level.NONE, ""), _When(Level.THEIRS_NONE, "")]
    beside = (birth.year - 1, birth.year + 1)
    found = [_When(Level.NONE, ""), _year(Level.YEAR, birth.year), *(_year(Level.NEAR_YEAR, year) for year in beside)]
    if birth.is_whole:
        return [_day(birth), *found]
    return [*found, _year(Level.THEIR_YEAR, birth.year), *(_year(Level.THEIR_NEAR_YEAR, year) for year in beside)]
