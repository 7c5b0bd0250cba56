"""Are these two entries one adult? A telephone decides with a name, a name with a workplace; all else a person decides."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import permutations

import phonenumbers

from panah.engines.matching.comparing.verdicts import Code, compared_names
from panah.engines.matching.folding import fold
from panah.engines.matching.keys.blocking import blocking_keys
from panah.engines.matching.names.reading import read_name
from panah.programme.directory.codes import Recognition, RecognitionReason, TraineeSector

LONGEST_NAME = 160
LEAST_WORDS = 2
_LONGEST_KEY = 60
_ALIKE = frozenset({Code.WORD_SAME, Code.WORD_SOUNDS_SAME, Code.INITIAL_FITS})
_HARMLESS = _ALIKE | {Code.PATRONYMIC_MISSING, Code.WORDS_JOINED}
_KINDS = {
    word: kind
    for kind, words in {
        "school": "mektep mektebi shkola schol gimnazia gimnaziasi litsei zhobm sosh osh",
        "kindergarten": "balabaksha balabakshasi bobekzhai sad iasli kindergarten",
        "clinic": "emhana emhanasi poliklinika klinika klinik",
        "hospital": "auruhana auruhanasi bolnitsa hospital",
        "college": "kolezh kolezhi kolege",
    }.items()
    for word in words.split()
}
"""Folded words that say what a workplace is, and that a school 12 is no kindergarten 12."""
_SAY_NOTHING = frozenset({
    "no", "nomer", "nomiri", "im", "imeni", "atindagi", "the", "of", "orta", "zhalpi", "bilim", "beretin", "sredniaia",
    "obsheobrazovatelnaia", "detski", "km", "kgu", "gu", "kgkp", "memleketik", "komunaldik", "mekemesi",
})  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What is compared of one entry. ``phone`` is a mark or a number, the same kind on both sides; "" is not known."""

    name: str
    phone: str = ""
    sector: TraineeSector | None = None
    workplace: str = ""
    place: str = ""
    sex: str = ""
    earlier_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    recognition: Recognition
    reasons: tuple[RecognitionReason, ...] = ()


class Likeness(IntEnum):
    """How much two names have in common."""

    NONE = 0
    ALIKE = 1  # one word alone, or one that is nearly the same
    FITS = 2  # an initial stands for one of two words
    SAME = 3  # two whole words at least, in whatever spelling


ANOTHER = Verdict(Recognition.ANOTHER)


def recognised(ours: Facts, theirs: Facts) -> Verdict:
    """Whether two entries are one person, with the reasons.

    The same without asking: one telephone and a name of two words that fits; or a name of the same whole words, one
    workplace in one place and sector, and no telephone that contradicts. Two who share only a telephone, or a name and one
    further thing, are for a person to decide; so are names of one word, and an initial without a telephone. A father's name
    that differs parts them.
    """
    likeness = _likeness_of(ours, theirs)
    same_phone = bool(ours.phone) and ours.phone == theirs.phone
    other_phone = bool(ours.phone and theirs.phone) and not same_phone
    differs_in_sex = {ours.sex, theirs.sex} == {"female", "male"}
    beside = _beside(ours, theirs)
    reasons = (
        *([RecognitionReason.SAME_TELEPHONE] if same_phone else []),
        *([_REASONS[likeness]] if likeness in _REASONS else []),
        *beside,
        *([RecognitionReason.OTHER_TELEPHONE] if other_phone else []),
    )
    if same_phone:
        is_certain = likeness >= Likeness.FITS and not differs_in_sex
    elif likeness is Likeness.NONE or differs_in_sex or not _is_near(likeness, beside):
        return ANOTHER
    else:
        is_certain = likeness is Likeness.SAME and len(beside) == len(_ALL_BESIDE) and not other_phone
    return Verdict(Recognition.SAME if is_certain else Recognition.MAYBE, reasons)


_REASONS = {
    Likeness.SAME: RecognitionReason.SAME_NAME,
    Likeness.FITS: RecognitionReason.NAME_ALIKE,
    Likeness.ALIKE: RecognitionReason.NAME_ALIKE,
}
_ALL_BESIDE = (RecognitionReason.SAME_WORKPLACE, RecognitionReason.SAME_PLACE, RecognitionReason.SAME_SECTOR)


def _is_near(likeness: Likeness, beside: tuple[RecognitionReason, ...]) -> bool:
    """Whether two of one name may be one person without a telephone that says so. Of one word alone all else must agree."""
    if likeness is Likeness.ALIKE:
        return len(beside) == len(_ALL_BESIDE)
    works = RecognitionReason.SAME_WORKPLACE in beside
    return works or (likeness is Likeness.SAME and len(beside) == len(_ALL_BESIDE) - 1)


def _beside(ours: Facts, theirs: Facts) -> tuple[RecognitionReason, ...]:
    works = workplace_key(ours.workplace)
    agree = (
        bool(works) and works == workplace_key(theirs.workplace),
        bool(ours.place) and ours.place == theirs.place,
        ours.sector is not None and ours.sector == theirs.sector,
    )
    return tuple(reason for reason, holds in zip(_ALL_BESIDE, agree, strict=True) if holds)


def _likeness_of(ours: Facts, theirs: Facts) -> Likeness:
    """Of several names the two that have most in common."""
    own, others = ((facts.name, *facts.earlier_names) for facts in (ours, theirs))
    return max(_likeness(one, other) for one in own for other in others)


def _likeness(one: str, other: str) -> Likeness:
    """The words in whatever spelling; a father's name that one side leaves out is no difference."""
    reasons = compared_names(read_name(one), read_name(other))
    codes = {reason.code for reason in reasons}
    met = sum(reason.code in _ALIKE for reason in reasons)
    if codes <= _HARMLESS and met >= LEAST_WORDS:
        return Likeness.FITS if Code.INITIAL_FITS in codes else Likeness.SAME
    points = sum(reason.points for reason in reasons)
    is_alike = points > 0 and bool(codes & _ALIKE) and Code.WORD_DIFFERS not in codes
    if is_alike and met + (Code.WORD_ALIKE in codes) >= LEAST_WORDS:
        return Likeness.FITS
    return Likeness.ALIKE if is_alike else Likeness.NONE


def workplace_key(text: str) -> frozenset[str]:
    """What tells one workplace from another: №12 мектеп, 12 школа and School 12 are one, and №12 балабақша is another.

    Without a number the words count.
    """
    words = re.findall(r"\d+|[^\W\d]+", fold(text))
    numbers = numbers_in(text)
    kinds = frozenset(f"kind:{_KINDS[word]}" for word in words if word in _KINDS)
    rest = frozenset(
        word
        for word in words
        if word not in _KINDS and word not in _SAY_NOTHING and not word.isdigit() and len(word) > 1
    )
    return (numbers or rest) | kinds if numbers or rest else frozenset()


def numbers_in(text: str) -> frozenset[str]:
    """As they are written: folding makes one of two equal figures, and school 11 is not school 1."""
    return frozenset(number.lstrip("0") or "0" for number in re.findall(r"\d+", text))


def keys_of(name: str) -> frozenset[str]:
    """Folded words, by which somebody is found while typing, and the keys under which two entries meet."""
    return word_keys(name) | meeting_keys(name)


def word_keys(name: str) -> frozenset[str]:
    return frozenset(f"f:{word}"[:_LONGEST_KEY] for word in fold(name).split())


def meeting_keys(name: str) -> frozenset[str]:
    """Sounds of two words, and a word with the first letter of another: short names and initials have no sounds to spare.

    A name of one word meets those of the same one word.
    """
    words = fold(name).split()
    short = [f"i:{one[0]}+{other}" for one, other in permutations(words, 2) if len(other) > 1]
    alone = [f"o:{words[0]}"] if len(words) == 1 else []
    return frozenset(key[:_LONGEST_KEY] for key in (*blocking_keys(read_name(name)), *short, *alone))


def full_phone(text: str) -> str:
    """The whole number (``+7…``) as people of Kazakhstan write it in any way; "" for what is no telephone number."""
    if any(sign.isalpha() for sign in text):
        return ""
    try:
        number = phonenumbers.parse(text, "KZ")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def phone_mark(key: bytes, phone: str) -> str:
    """By which a telephone is found again without resting in clear; "" without a number."""
    whole = full_phone(phone)
    return hmac.digest(key, f"adult:{whole}".encode(), hashlib.sha256).hex() if whole else ""


def is_a_name(text: str) -> bool:
    """At least one word of letters, no digits, not longer than a name is."""
    words = text.split()
    return bool(words) and len(text) <= LONGEST_NAME and not any(sign.isdigit() for sign in text) and bool(fold(text))
