"""Are these two entries one adult? A telephone decides with a name, a name with a workplace; all else a person decides."""

import hashlib
import hmac
import re
from dataclasses import dataclass

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
_OF_A_KIND = frozenset(
    {"school", "mektep", "shkola", "gimnazia", "zhobm", "no", "nomer", "im", "atyndagy", "the", "of"}
)


@dataclass(frozen=True)
class Facts:
    """What is compared of one entry. ``phone`` is a mark or a number, the same kind on both sides; "" is not known."""

    name: str
    phone: str = ""
    sector: TraineeSector | None = None
    workplace: str = ""
    place: str = ""
    sex: str = ""


@dataclass(frozen=True)
class Verdict:
    recognition: Recognition
    reasons: tuple[RecognitionReason, ...] = ()


ANOTHER = Verdict(Recognition.ANOTHER)


def recognised(ours: Facts, theirs: Facts) -> Verdict:
    """Whether two entries are one person, with the reasons.

    The same without asking: one telephone and a name that fits; or a name of the same words, one workplace in one place and
    sector, and no telephone that contradicts. Two who share only a telephone, or a name and one further thing, are for a
    person to decide. A father's name that differs parts them.
    """
    same_name, alike = _names(ours.name, theirs.name)
    same_phone = bool(ours.phone) and ours.phone == theirs.phone
    other_phone = bool(ours.phone and theirs.phone) and not same_phone
    differs_in_sex = {ours.sex, theirs.sex} == {"female", "male"}
    beside = _beside(ours, theirs)
    reasons = (
        *([RecognitionReason.SAME_TELEPHONE] if same_phone else []),
        *([RecognitionReason.SAME_NAME] if same_name else [RecognitionReason.NAME_ALIKE] if alike else []),
        *beside,
        *([RecognitionReason.OTHER_TELEPHONE] if other_phone else []),
    )
    if same_phone:
        fits = (same_name or alike) and not differs_in_sex
        return Verdict(Recognition.SAME if fits else Recognition.MAYBE, reasons)
    if not same_name or differs_in_sex:
        return ANOTHER
    if RecognitionReason.SAME_WORKPLACE in beside:
        certain = len(beside) == len(_ALL_BESIDE) and not other_phone
        return Verdict(Recognition.SAME if certain else Recognition.MAYBE, reasons)
    at_one_place = {RecognitionReason.SAME_PLACE, RecognitionReason.SAME_SECTOR} <= set(beside)
    return Verdict(Recognition.MAYBE, reasons) if at_one_place else ANOTHER


_ALL_BESIDE = (RecognitionReason.SAME_WORKPLACE, RecognitionReason.SAME_PLACE, RecognitionReason.SAME_SECTOR)


def _beside(ours: Facts, theirs: Facts) -> tuple[RecognitionReason, ...]:
    works = workplace_key(ours.workplace)
    agree = (
        bool(works) and works == workplace_key(theirs.workplace),
        bool(ours.place) and ours.place == theirs.place,
        ours.sector is not None and ours.sector == theirs.sector,
    )
    return tuple(reason for reason, holds in zip(_ALL_BESIDE, agree, strict=True) if holds)


def _names(one: str, other: str) -> tuple[bool, bool]:
    """Whether the words are the same in whatever spelling, a father's name that one side leaves out aside; or only alike."""
    reasons = compared_names(read_name(one), read_name(other))
    codes = {reason.code for reason in reasons}
    met = sum(reason.code in _ALIKE for reason in reasons)
    same = codes <= _HARMLESS and met >= LEAST_WORDS
    points = sum(reason.points for reason in reasons)
    return same, points > 0 and bool(codes & _ALIKE) and Code.WORD_DIFFERS not in codes


def workplace_key(text: str) -> frozenset[str]:
    """What tells one workplace from another: №12 мектеп, 12 школа and School 12 are one; without a number the words count."""
    words = re.findall(r"\d+|[^\W\d]+", fold(text))
    numbers = frozenset(word for word in words if word.isdigit())
    rest = frozenset(word for word in words if word not in _OF_A_KIND and not word.isdigit() and len(word) > 1)
    return numbers or rest


def keys_of(name: str) -> frozenset[str]:
    """Folded words, by which somebody is found while typing, and the keys under which two entries meet."""
    meeting = blocking_keys(read_name(name))
    return frozenset(key[:_LONGEST_KEY] for key in (*word_keys(name), *meeting))


def word_keys(name: str) -> frozenset[str]:
    return frozenset(f"f:{word}"[:_LONGEST_KEY] for word in fold(name).split())


def meeting_keys(name: str) -> frozenset[str]:
    return frozenset(key[:_LONGEST_KEY] for key in blocking_keys(read_name(name)))


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
