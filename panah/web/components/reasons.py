"""Why two records may be one child, in words: a sentence for each reason of a verdict."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.engines.matching.births import BirthAgreement
from panah.engines.matching.comparing.verdicts import Code, Reason

WORDS: dict[Code | BirthAgreement, Promise] = {
    Code.WORD_SAME: _("Same word"),
    Code.WORD_SOUNDS_SAME: _("Same word, written otherwise"),
    Code.WORD_ALIKE: _("Nearly the same word"),
    Code.WORD_DIFFERS: _("Another word"),
    Code.INITIAL_FITS: _("The initial fits"),
    Code.INITIAL_DIFFERS: _("The initial does not fit"),
    Code.WORDS_JOINED: _("One word here, two words there"),
    Code.WORD_MISSING: _("A word on one side only"),
    Code.PATRONYMIC_MISSING: _("Father’s name on one side only"),
    Code.NOTHING_TO_COMPARE: _("No name that can be read"),
    Code.SEX_SAME: _("Same sex"),
    Code.SEX_DIFFERS: _("Another sex"),
    Code.PLACE_SAME: _("Same place"),
    BirthAgreement.SAME_DAY: _("Same day of birth"),
    BirthAgreement.SWAPPED: _("Day and month of birth turned round"),
    BirthAgreement.ONE_PART_DIFFERS: _("One part of the date of birth differs"),
    BirthAgreement.SAME_MONTH: _("Same month and year of birth"),
    BirthAgreement.SAME_YEAR: _("Same year of birth"),
    BirthAgreement.NEAR_YEAR: _("Year of birth beside"),
    BirthAgreement.UNKNOWN: _("Birth not known on one side"),
    BirthAgreement.DIFFERENT: _("Another birth"),
}
SAYS_NOTHING = frozenset({BirthAgreement.UNKNOWN})


def reason_words(reasons: Iterable[Reason], *, with_words: bool) -> list[str]:
    """The sentences in their order, each once. ``with_words`` only for whoever may read the names on both sides."""
    said = (_said(reason, with_words=with_words) for reason in reasons if reason.code not in SAYS_NOTHING)
    return list(dict.fromkeys(said))


def _said(reason: Reason, *, with_words: bool) -> str:
    sentence = str(WORDS[reason.code])
    written = list(dict.fromkeys(word for word in (reason.ours, reason.theirs) if word)) if with_words else []
    return f"{sentence}: {' – '.join(written)}" if written else sentence
