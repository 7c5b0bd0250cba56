"""The copy of a letter that left: made once by the press, kept sealed, given again as it was."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from panah.engines.letters.model import Document
from panah.foundation.documents.codes import CHECKED_BY_NUMBER
from panah.foundation.documents.models import Letter
from panah.foundation.documents.queries import content_of
from panah.foundation.security.access import Actor
from panah.web.papers.press import Around, press
from panah.web.papers.words import Words

CANNOT = _("The PDF could not be made. The letter is kept: print it from this page, and tell your administrator.")
TAKEN_BACK = _("This letter was taken back: no PDF of it is given out. Its copy stays here.")


def is_held(letter: Letter) -> bool:
    return letter.withdrawn_at is None


def copy_of(actor: Actor, letter: Letter, paper: Document, keep: Callable[[bytes], Letter]) -> bytes:
    """The kept copy, byte by byte; where there is none yet, the press makes it and ``keep`` stores it.

    A copy that the disk lost is pressed anew: the same letter gives the same bytes. ``CannotPrint`` when the press refuses.
    """
    if letter.copy is not None:
        try:
            return content_of(actor, letter.copy)
        except FileNotFoundError:
            return press().pdf(paper, letter.made_at)
    pdf = press().pdf(paper, letter.made_at)
    kept = keep(pdf)
    letter.refresh_from_db(fields=["withdrawn_at"])
    return pdf if kept.copy is None else content_of(actor, kept.copy)


def around(request: HttpRequest, letter: Letter, words: Words) -> Around:
    """What a family takes home names no body and leads to no page of ours (S12)."""
    if letter.recipient not in CHECKED_BY_NUMBER:
        return Around(number=letter.number, made_at=letter.made_at)
    body = letter.recipient_body
    return Around(
        number=letter.number, code=letter.code, made_at=letter.made_at,
        address=check_address(request, letter.code, words.language),
        sender=[line for line in (words.organisation(letter.organisation), letter.organisation.duty_phone) if line],
        recipient=[words.organisation(body)] if body else (),
    )  # fmt: skip


def check_address(request: HttpRequest, code: str, language: str) -> str:
    """The public page that says whether a letter holds, in the language of the letter."""
    with translation.override(language):
        return request.build_absolute_uri(reverse("letter-check-number", args=[code]))
