"""Sentences for what is wrong with a table of answers and for what a test lacks. None holds what stood in a cell."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from panah.engines.tables.shapes import Fault
from panah.foundation.documents.queries import TABLE_SENTENCES, sentence_with_place
from panah.programme.training.rules.scoring import Wanting
from panah.programme.training.rules.sheets import SheetFault

SHOWN_FAULTS = 50
FAULTS: Mapping[str, str | Promise] = {
    SheetFault.TOO_MANY_ANSWERS: _("There are %(answers)s answers, and the test has %(questions)s questions."),
    SheetFault.TOO_FEW_COLUMNS: _(
        "There are %(columns)s columns of answers, and the test has %(questions)s questions. "
        "A question without an answer keeps an empty cell."
    ),
    SheetFault.HEADING_OUT_OF_ORDER: _(
        "Here the answers to question %(number)s must stand. A column may have slipped."
    ),
    SheetFault.CODE_MISSING: _("There is no code of a participant in this row."),
    SheetFault.CODE_UNKNOWN: _("Nobody in this training has this code. Compare it with the sheet."),
    SheetFault.CODE_TWICE: _("This code stands twice. The other row: %(other)s."),
    SheetFault.NO_SUCH_OPTION: _("Question %(number)s has no such answer. Its letters: %(letters)s."),
    SheetFault.TOO_MANY_LETTERS: _("Question %(number)s takes one letter. Here stand several."),
    SheetFault.ROW_WITHOUT_ANSWERS: _("This row holds no answer at all. Take it out, or fill it in."),
    SheetFault.OTHER_ANSWERS_STAND: _("Other answers of this participant are in already. They stay as they are."),
}
WANTING: Mapping[Wanting, str | Promise] = {
    Wanting.NO_TITLE: _("The title is missing in one of the languages."),
    Wanting.NO_ITEMS: _("There is no question yet."),
    Wanting.TOO_MANY_ITEMS: _("There are more than 40 questions."),
    Wanting.TEXT_MISSING: _("The question is missing in one of the languages."),
    Wanting.TOO_FEW_OPTIONS: _("There must be two answers at least."),
    Wanting.TOO_MANY_OPTIONS: _("There are more than six answers."),
    Wanting.OPTION_TEXT_MISSING: _("An answer is missing in one of the languages."),
    Wanting.OPTION_TWICE: _("Two answers say the same."),
    Wanting.NONE_RIGHT: _("No answer is marked as right."),
    Wanting.TOO_MANY_RIGHT: _("Several answers are marked as right, and only one may be chosen."),
    Wanting.ALL_RIGHT: _("All answers are marked as right."),
}


def said_of(fault: Fault) -> str:
    """``Row: 14. Column: N. There are 13 answers, and the test has 12 questions.``"""
    return sentence_with_place(fault, {**TABLE_SENTENCES, **FAULTS})


def said_of_all(faults: Sequence[Fault]) -> list[str]:
    said = [said_of(fault) for fault in faults[:SHOWN_FAULTS]]
    rest = len(faults) - SHOWN_FAULTS
    return [*said, gettext("Further faults, not listed here: %(count)s.") % {"count": rest}] if rest > 0 else said


def said_wanting(found: Iterable[tuple[int, Wanting]]) -> list[str]:
    """``Question 4: No answer is marked as right.``"""
    return [
        ": ".join([gettext("Question %(number)s") % {"number": number}, str(WANTING[what])])
        if number
        else str(WANTING[what])
        for number, what in found
    ]


def language_of_texts() -> str:
    """Questions are written in Kazakh and Russian; whoever reads English is shown the Russian ones."""
    return "kk" if get_language() == "kk" else "ru"
