"""Under which keyed tokens a name rests and is asked for, and which of those who are found are worth a look."""

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import replace

from panah.casework.people.codes import TokenKind
from panah.casework.people.rules.ages import Birth
from panah.engines.matching import births
from panah.engines.matching.comparing.evidence import joins_of
from panah.engines.matching.comparing.verdicts import Code, Record, Verdict, features_beside
from panah.engines.matching.keys.blocking import blocking_keys, word_keys
from panah.engines.matching.names.reading import Name, read_names

TOKEN_BITS = 48
LEAST_WORDS_ELSEWHERE = 2
YEARS_ASKED = 2  # of a year that somebody tells
LEAST_OF_A_WORD = 70  # points of a word that counts as agreeing where it is one of few
LEAST_OF_THE_NEAR = 120
"""Points of somebody who is shown where nobody is possible: ten of the twelve whom 400 questions among a million had missed."""
_BETWEEN_HALVES = re.compile(r"(?<=\w)[-‐‑](?=\w)")
_MISSING = frozenset({Code.WORD_MISSING, Code.PATRONYMIC_MISSING})
_AGAINST = frozenset({Code.SEX_DIFFERS, Code.NOTHING_TO_COMPARE, births.BirthAgreement.DIFFERENT})
_WORD_AGREES = frozenset({Code.WORD_SAME, Code.WORD_SOUNDS_SAME, Code.WORD_ALIKE})
_TOKEN_KINDS = {"w": TokenKind.WORD, "p": TokenKind.PAIR, "y": TokenKind.YEAR}


def texts_of(full: str, *parts: str) -> list[str]:
    """The ways in which a name is found: in one line, as its parts say it, and with each half of a name that has two."""
    joined = " ".join(part.strip() for part in parts if part.strip())
    told = set(full.split())
    ways = [full, *([joined] if not set(joined.split()) <= told else [])]
    halves = [_BETWEEN_HALVES.sub(" ", way) for way in ways]
    return [way for way in dict.fromkeys((*ways, *halves)) if way.strip()]


def birth_compared(birth: Birth) -> births.Birth:
    """What is known of a birth, as the engine that compares people takes it."""
    if birth.day is not None:
        return births.known_birth(birth.day.year, birth.day.month, birth.day.day)
    return births.known_birth(birth.year, int(birth.month_text) if birth.month_text else None)


def tokens_of(names: Sequence[str], birth: Birth, key: bytes) -> frozenset[tuple[int, int]]:
    """Kind and keyed 48-bit hash of each blocking key of these names: they find the record under any spelling.

    Without the key they tell nothing. Of a name that cannot be read there is none.
    """
    compared = birth_compared(birth)
    keys = {word for name in read_names(names) for word in (*word_keys(name), *blocking_keys(name, compared))}
    return frozenset((_TOKEN_KINDS[word[0]], token_of(word, key)) for word in keys)


def first_tokens(record: Record, key: bytes) -> frozenset[int]:
    """Under which to look first, for they are rare: pairs of words; of a single word the word beside its years, or alone."""
    return pair_tokens(record, key) or asked_tokens(record, key)


def asked_tokens(record: Record, key: bytes) -> frozenset[int]:
    """Under which tokens to look for somebody: pairs of words, words beside the years that may be meant, and of a single
    word the word. A year beside is asked for too."""
    year = record.birth.year
    years = [births.Birth(year + off) for off in range(-YEARS_ASKED, YEARS_ASKED + 1)] if year else [births.Birth()]
    words = {word for name in record.names for known in years for word in blocking_keys(name, known)}
    for name in record.names:
        if sum(not word.is_initial for word in name.words) == 1:
            words |= word_keys(name)
    return frozenset(token_of(word, key) for word in words)


def word_tokens(record: Record, key: bytes) -> frozenset[int]:
    return frozenset(token_of(word, key) for name in record.names for word in word_keys(name))


def pair_tokens(record: Record, key: bytes) -> frozenset[int]:
    words = {word for name in record.names for word in blocking_keys(name)}
    return frozenset(token_of(word, key) for word in words)


def points_beside_names(asked: Record, year: int | None, sex: str) -> int:
    """What year of birth and sex tell, which stand beside a sealed name; a year told may be two off."""
    other = Record((), births.Birth(year), "" if sex == "unknown" else sex)
    near = years_brought_near(asked, other)
    return sum(reason.points for reason in features_beside(replace(near, birth=births.Birth(near.birth.year)), other))


def is_asked_enough(record: Record) -> bool:
    """At least two words that can be read, initials aside: by less nobody fishes for who is known where (S17)."""
    return any(sum(not word.is_initial for word in name.words) >= LEAST_WORDS_ELSEWHERE for name in record.names)


def does_not_contradict(asked: Record, year: int | None, sex: str) -> bool:
    """Neither the year, of which two more or less are no other, nor the sex, where both are known."""
    told = asked.birth.year
    if told is not None and year is not None and abs(told - year) > YEARS_ASKED:
        return False
    return sex == "unknown" or not asked.sex or sex == asked.sex


def years_brought_near(asked: Record, other: Record) -> Record:
    """A year that a child or a parent tells may be two off: then it is compared as if it were one off, not as another."""
    told, known = asked.birth.year, other.birth.year
    if asked.birth.month is not None or told is None or known is None or not 1 < abs(told - known) <= YEARS_ASKED:
        return asked
    return replace(asked, birth=births.Birth(known + (1 if told > known else -1)))


def points_of_what_was_asked(verdict: Verdict) -> int:
    """What a record has beyond the words that were asked for counts nothing."""
    return sum(reason.points for reason in verdict.reasons if reason.ours or reason.code not in _MISSING)


def is_worth_showing(verdict: Verdict) -> bool:
    """Possibly the same; or all words of the shorter of the two names agree, and nothing else speaks against it."""
    if verdict.is_possible:
        return True
    if any(reason.code in _AGAINST for reason in verdict.reasons):
        return False
    beside = [reason for reason in verdict.reasons if reason.ours and reason.theirs]
    ours_alone = any(reason.code is Code.WORD_MISSING and reason.ours for reason in verdict.reasons)
    theirs_alone = any(reason.code is Code.WORD_MISSING and reason.theirs for reason in verdict.reasons)
    agrees = all(reason.points >= LEAST_OF_A_WORD or reason.code is Code.INITIAL_FITS for reason in beside)
    return agrees and not (ours_alone and theirs_alone) and any(reason.code in _WORD_AGREES for reason in beside)


def is_near(verdict: Verdict) -> bool:
    """Less than possible; shown only where nobody is possible, for a child who is overlooked is looked for by nobody."""
    return verdict.points >= LEAST_OF_THE_NEAR and not any(reason.code in _AGAINST for reason in verdict.reasons)


def may_be_shown(asked: Record, other: Record, agreed: int, points: int) -> bool:
    """By points alone, before reasons are sought, which takes longer: false only where nobody would be shown.

    ``agreed`` and ``points`` as ``promise_of`` tells them, the latter with birth and sex.
    """
    if points >= LEAST_OF_THE_NEAR:
        return True
    return any(agreed >= _least_agreed(one, name) for one in asked.names for name in other.names)


def _least_agreed(one: Name, other: Name) -> int:
    """Where all words of the shorter name agree; an initial may agree with anything, two words may be one."""
    loose = sum(word.is_initial for word in (*one.words, *other.words)) + bool(joins_of(one) or joins_of(other))
    return LEAST_OF_A_WORD * max(0, min(len(one.words), len(other.words)) - loose)


def token_of(word: str, key: bytes) -> int:
    return int.from_bytes(hmac.digest(key, word.encode(), hashlib.sha256)[: TOKEN_BITS // 8], "big")
