"""The reasons of a comparison as sentences, and their points as plain strength."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.casework.linking.codes import Band
from panah.engines.matching.births import BirthAgreement
from panah.engines.matching.comparing.verdicts import Code
from panah.foundation.reference.codes import code_list
from panah.web.components.values import Chip, Tone

Words = str | Promise

REASONS: dict[str, Words] = {
    Code.WORD_SAME: _("A word of the name is the same"),
    Code.WORD_SOUNDS_SAME: _("A word of the name sounds the same in another spelling"),
    Code.WORD_ALIKE: _("A word of the name is alike"),
    Code.WORD_DIFFERS: _("A word of the name is another one"),
    Code.INITIAL_FITS: _("An initial fits"),
    Code.INITIAL_DIFFERS: _("An initial does not fit"),
    Code.WORDS_JOINED: _("Two words of the name are written as one"),
    Code.WORD_MISSING: _("A word of the name stands on one side only"),
    Code.PATRONYMIC_MISSING: _("The father’s name stands on one side only"),
    Code.NOTHING_TO_COMPARE: _("One record has no name that can be compared"),
    Code.SEX_SAME: _("Both are girls, or both are boys"),
    Code.SEX_DIFFERS: _("One is a girl, the other a boy"),
    Code.PLACE_SAME: _("Both live in the same place"),
    BirthAgreement.SAME_DAY: _("The birthday is the same"),
    BirthAgreement.SWAPPED: _("Day and month of the birthday are swapped"),
    BirthAgreement.ONE_PART_DIFFERS: _("One part of the birthday differs"),
    BirthAgreement.SAME_MONTH: _("Month and year of birth are the same"),
    BirthAgreement.SAME_YEAR: _("The year of birth is the same"),
    BirthAgreement.NEAR_YEAR: _("The years of birth lie close to each other"),
    BirthAgreement.UNKNOWN: _("The birth is not known on one side"),
    BirthAgreement.DIFFERENT: _("The birthdays differ"),
}
MUCH = 100
TONES = {Band.STRONG: Tone.DUE, Band.POSSIBLE: Tone.INFO}


def band_chip(band: str) -> Chip:
    return Chip(TONES.get(Band(band), Tone.MUTE), code_list("linking_band").label(band))


def answer_words(answer: str) -> str:
    return code_list("linking_answer").label(answer) if answer else ""


def strength(points: int) -> Chip:
    """What a reason is worth, without a number."""
    if points >= MUCH:
        return Chip(Tone.OK, _("speaks strongly for it"))
    if points > 0:
        return Chip(Tone.OK, _("speaks for it"))
    if points == 0:
        return Chip(Tone.MUTE, _("tells nothing"))
    if points > -MUCH:
        return Chip(Tone.LATE, _("speaks against it"))
    return Chip(Tone.LATE, _("speaks strongly against it"))
