"""A letter as it left: on the screen, as PDF, and taken back."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.cases.actions import keep_printed, withdraw_letter
from panah.casework.cases.codes import LetterKind
from panah.casework.cases.models import Case
from panah.engines.letters.model import Document
from panah.engines.letters.press import CannotPrint
from panah.foundation.documents.codes import CHECKED_BY_NUMBER
from panah.foundation.documents.models import Letter
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import RELATIONS_FOR, Permission
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.components.grown_words import label_for, standing_of
from panah.web.papers.copies import CANNOT, TAKEN_BACK, around, copy_of, is_held
from panah.web.papers.press import card_of, letter_of, pdf_answer
from panah.web.papers.sheet import Sheet
from panah.web.papers.words import Words
from panah.web.story.cases import case_of_file


@dataclass(frozen=True)
class Left:
    """A letter of a case, opened; the reading is recorded."""

    letter: Letter
    case: Case
    sheet: Sheet
    words: Words

    @property
    def is_card(self) -> bool:
        return self.letter.kind == LetterKind.CHILD_CARD


def _left(request: Request, number: str) -> Left:
    rows = Letter.objects.visible_to(request.actor, RELATIONS_FOR[Permission.CASE_VIEW]).select_related("organisation")
    row = get_object_or_404(rows, code=normalise_code(number) or "-")
    case = case_of_file(request.actor, row.file_id)
    reveal(request.actor, row)
    try:
        sheet = Sheet.from_text(row.text)
    except StillSealed:
        raise Http404 from None
    return Left(row, case, sheet, Words(row.kind, row.language, standing_of(case.child)))


@page(Permission.CASE_WORK)
def letter(request: Request, number: str) -> HttpResponse:
    """A letter as it left; its title is its code alone, by which a browser names the file (S12)."""
    left = _left(request, number)
    row, words = left.letter, left.words
    context = {
        "case": left.case, "letter": row, "sheet": left.sheet, "is_card": left.is_card, "is_reviewed": words.is_reviewed,
        "number_word": words["number"], "day_word": words["day"], "confidential": words["confidential"],
        "check_word": words["check"] if row.recipient in CHECKED_BY_NUMBER else "",
        "recipient": label_for("letter_recipients", row.recipient, standing_of(left.case.child)),
    }  # fmt: skip
    return render(request, "story/letter.html", context)


@page(Permission.CASE_WORK)
@require_POST
def letter_pdf(request: Request, number: str) -> HttpResponse:
    """The same as PDF. The first one is kept; a letter that was taken back is printed no more, even a moment later."""
    left = _left(request, number)

    def keep(pdf: bytes) -> Letter:
        return keep_printed(by=request.actor, letter=left.letter, pdf=pdf)

    if not is_held(left.letter):
        return _said(request, left, str(TAKEN_BACK))
    try:
        pdf = copy_of(request.actor, left.letter, _paper(request, left), keep)
    except CannotPrint:
        return _said(request, left, str(CANNOT))
    return pdf_answer(pdf, left.letter.file_name) if is_held(left.letter) else _said(request, left, str(TAKEN_BACK))


def _paper(request: Request, left: Left) -> Document:
    if left.is_card:
        return card_of(left.sheet, left.words)
    return letter_of(left.sheet, left.words, around(request, left.letter, left.words))


def _said(request: Request, left: Left, sentence: str) -> HttpResponse:
    messages.warning(request, sentence)
    return redirect("letter", left.letter.code)


@page(Permission.CASE_WORK)
@require_POST
def letter_back(request: Request, number: str) -> HttpResponse:
    """It holds no more; what stands on it stays to be read here."""
    left = _left(request, number)
    withdraw_letter(by=request.actor, letter=left.letter)
    return _said(request, left, _("The letter was taken back. Its copy stays; tell whoever holds the paper."))
