"""The request on paper, for a body that answers with a stamp: on the screen, numbered, and as PDF."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.referrals.actions import keep_leg_letter, make_link, say_of_leg_texts, write_leg_letter
from panah.casework.referrals.codes import ENDED_WITHOUT_HELP, OPEN_STATUSES
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import may_be_read
from panah.casework.referrals.rules import grouped_pin
from panah.engines.letters.press import CannotPrint
from panah.foundation.documents.models import Letter
from panah.foundation.documents.queries import letters_about
from panah.foundation.security.access import Refusal
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.forms import OnceForm
from panah.web.papers.copies import CANNOT, TAKEN_BACK, around, copy_of, is_held
from panah.web.papers.press import letter_of, pdf_answer
from panah.web.papers.sheet import Sheet
from panah.web.papers.spoken_form import SpokenForm
from panah.web.papers.words import LANGUAGE_NAMES, Words
from panah.web.referrals import paper, queries


def _language(request: Request, leg: Leg) -> str:
    wanted, offered = request.GET.get("language", ""), paper.languages_for(leg)
    return wanted if wanted in offered else offered[0]


def _is_over(leg: Leg) -> bool:
    """What is asked no more leaves on no paper: a mark would not take back what is read below it."""
    return leg.status in ENDED_WITHOUT_HELP or not may_be_read(leg)


def _nothing_asked(request: Request, leg: Leg) -> HttpResponse:
    messages.warning(request, _("Nothing is asked of this body any more, so no letter is printed."))
    return redirect("referral", leg.referral.code)


@page(Permission.REFERRAL_SEND)
def letter(request: Request, code: str) -> HttpResponse:
    """The request on paper with an answer slip, in the body's language. The link stands on it, the PIN never does."""
    leg = queries.sent_leg_or_404(request.actor, code)
    language = _language(request, leg)
    if _is_over(leg):
        return _nothing_asked(request, leg)
    if paper.paper_of(request.actor, leg, language).spoken.open:
        return _texts_first(leg, language)
    context: dict[str, Any] = {"code": leg.code, "leg": leg, "language": language, "print_code": leg.code}
    address = ""
    if request.method == "POST":
        try:
            fresh = make_link(by=request.actor, leg=leg)
        except Refusal as refusal:
            context["problem"] = refusal.sentence
        else:
            address = request.build_absolute_uri(reverse("answer-link", args=[fresh.token]))
            context |= {"pin": grouped_pin(fresh.pin), "made": _written(request, leg, language, address)}
    names = dict(settings.LANGUAGES)
    context |= {
        "body": paper.letter_of(request.actor, leg, language, address), "is_open": leg.status in OPEN_STATUSES,
        "languages": [(one, names[one]) for one in paper.languages_for(leg)], "once": OnceForm(),
        "letters": letters_about(request.actor, leg.referral, leg.code),
    }  # fmt: skip
    return render(request, "referrals/letter_page.html", context)


def _texts_first(leg: Leg, language: str) -> HttpResponse:
    return redirect(f"{reverse('referral-letter-texts', args=[leg.code])}?language={language}")


@page(Permission.REFERRAL_SEND)
def letter_texts(request: Request, code: str) -> HttpResponse:
    """Which texts stand on the letter, and in which language: a translation by hand, or that one stands as it is written."""
    leg = queries.sent_leg_or_404(request.actor, code)
    language = _language(request, leg)
    if _is_over(leg):
        return _nothing_asked(request, leg)
    spoken = paper.paper_of(request.actor, leg, language).spoken
    form = SpokenForm(posted(request), texts=sorted(spoken.all, key=lambda one: not one.is_open))
    done = sent(request, form, lambda: say_of_leg_texts(by=request.actor, leg=leg, said=form.decided))
    letter_url = f"{reverse('referral-letter', args=[leg.code])}?language={language}"
    if done is not None:
        return redirect(letter_url)
    return form_page(
        request, form, _("Texts of the letter"), code=leg.code,
        back_url=reverse("referral", args=[leg.referral.code]) if spoken.open else letter_url,
        template="referrals/letter_texts.html", button=_("To the letter"), must_decide=bool(spoken.open),
        paper_language=LANGUAGE_NAMES[language],
    )  # fmt: skip


def _written(request: Request, leg: Leg, language: str, address: str = "", key: str = "") -> Letter:
    text = paper.sheet_of(request.actor, leg, language, address).to_text()
    return write_leg_letter(by=request.actor, leg=leg, language=language, text=text, idempotency_key=key)


@page(Permission.REFERRAL_SEND)
@require_POST
def letter_issue(request: Request, code: str) -> HttpResponse:
    """Number it, keep it and give it as PDF; the same form sent twice gives the same letter."""
    leg, form = queries.sent_leg_or_404(request.actor, code), OnceForm(request.POST)
    if _is_over(leg) or not form.is_valid():
        return _nothing_asked(request, leg)
    language = _language(request, leg)
    if paper.paper_of(request.actor, leg, language).spoken.open:
        return _texts_first(leg, language)
    try:
        made = _written(request, leg, language, key=form.key)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("referral-letter", leg.code)
    return _pressed(request, leg, made)


@page(Permission.REFERRAL_SEND)
@require_POST
def letter_again(request: Request, code: str, number: str) -> HttpResponse:
    """One of the letters that were made for this body, as it left."""
    leg = queries.sent_leg_or_404(request.actor, code)
    if _is_over(leg):
        return _nothing_asked(request, leg)
    rows = Letter.objects.visible_to(request.actor).filter(file=leg.referral.file_id, subject_code=leg.code)
    return _pressed(request, leg, get_object_or_404(rows, code=normalise_code(number) or "-"))


def _pressed(request: Request, leg: Leg, made: Letter) -> HttpResponse:
    def keep(pdf: bytes) -> Letter:
        return keep_leg_letter(by=request.actor, leg=leg, letter=made, pdf=pdf)

    reveal(request.actor, made)
    try:
        words = Words(made.kind, made.language)
        document = letter_of(Sheet.from_text(made.text), words, around(request, made, words))
        pdf = copy_of(request.actor, made, document, keep) if is_held(made) else b""
    except (CannotPrint, StillSealed):
        messages.warning(request, str(CANNOT))
        return redirect("referral-letter", leg.code)
    if not is_held(made):
        messages.warning(request, str(TAKEN_BACK))
        return redirect("referral", leg.referral.code)
    return pdf_answer(pdf, made.file_name)
