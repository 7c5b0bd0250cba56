"""Papers of a house: admission, exit letter, the month, the house rules; on the screen, numbered, and as PDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.services.models import Provider
from panah.casework.stays.actions import keep_house_letter, write_guest_letter, write_month_letter
from panah.casework.stays.codes import HousePaper
from panah.casework.stays.models import Stay
from panah.casework.stays.queries import house_letter, letters_of_guest, letters_of_months, month_of_house
from panah.casework.stays.rules import month_of
from panah.engines.letters.press import CannotPrint
from panah.engines.tables.writing import delimited
from panah.foundation.documents.models import Letter
from panah.foundation.security import audit, clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.components.child_words import language_now
from panah.web.components.forms import OnceForm
from panah.web.papers.copies import CANNOT, TAKEN_BACK, around, copy_of, is_held
from panah.web.papers.press import about_nobody, letter_of, pdf_answer
from panah.web.papers.sheet import Sheet
from panah.web.papers.stays import RULES, rules
from panah.web.papers.words import LANGUAGE_NAMES, Words
from panah.web.stays import finding, papers
from panah.web.stays.forms import MonthForm

ON_PAPER = ("kk", "ru")
MONTHS_OFFERED = 24
ON_ADMISSION = ("name", "brought_by", "belongings", "health_now", "allergies")
ON_EXIT = ("follow_up",)
"""No name: what a guest takes along outs nobody (S12)."""


@dataclass(frozen=True)
class Drawn:
    """A paper as it stands on the screen, in its own language; ``write`` numbers and keeps it."""

    title: str
    sheet: Sheet
    words: Words
    sender: Sequence[str]
    made: Sequence[Letter]
    write: Callable[[str, str], Letter]


def _language(request: Request) -> str:
    """Of the document, which need not be that of the reader."""
    wanted = request.GET.get("language", language_now())
    return wanted if wanted in ON_PAPER else ON_PAPER[0]


def _drawn_in(words: Words, draw: Callable[[], Sheet]) -> Sheet:
    with translation.override(words.language):
        return draw()


def _answered(request: Request, drawn: Drawn, template: str, **more: Any) -> HttpResponse:
    """The page; where its form is sent the PDF, under the next number of the office."""
    form = OnceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = drawn.write(drawn.sheet.to_text(), form.key)
        except Refusal as refusal:
            messages.warning(request, str(refusal.sentence))
        else:
            return _pressed(request, made)
    context = {
        "title": drawn.title, "sheet": drawn.sheet, "words": drawn.words, "sender": drawn.sender, "letters": drawn.made,
        "day": f"{clock.today():%d.%m.%Y}", "once": OnceForm(), "spoken": drawn.words.language,
        "languages": _switch(request.path, drawn.words.language, ON_PAPER, request.GET.get("month", "")),
    }  # fmt: skip
    return render(request, template, context | more)


def _switch(path: str, chosen: str, offered: Sequence[str], month: str = "") -> list[tuple[str, str, bool]]:
    names = [(code, label) for code, label in LANGUAGE_NAMES.items() if code in offered]
    asked = {"month": month} if month else {}
    return [(f"{path}?{urlencode(asked | {'language': code})}", label, code == chosen) for code, label in names]


def _pressed(request: Request, made: Letter) -> HttpResponse:
    def keep(pdf: bytes) -> Letter:
        return keep_house_letter(by=request.actor, letter=made, pdf=pdf)

    reveal(request.actor, made)
    words = Words(made.kind, made.language)
    try:
        paper = letter_of(Sheet.from_text(made.text), words, around(request, made, words))
        pdf = copy_of(request.actor, made, paper, keep) if is_held(made) else b""
    except (CannotPrint, StillSealed):
        messages.warning(request, str(CANNOT))
        return redirect(_page_of(made))
    if not is_held(made):
        messages.warning(request, str(TAKEN_BACK))
        return redirect(_page_of(made))
    return pdf_answer(pdf, made.file_name)


def _page_of(letter: Letter) -> str:
    names = {HousePaper.ADMISSION: "guest-form", HousePaper.EXIT: "guest-letter", HousePaper.MONTH: "house-month"}
    return f"{reverse(names[HousePaper(letter.kind)], args=[letter.subject_code])}?language={letter.language}"


@page(Permission.STAY_VIEW)
@require_POST
def house_paper(request: Request, number: str) -> HttpResponse:
    """One of the papers that were made, as it left."""
    letter = house_letter(request.actor, number)
    if letter is None:
        raise Http404
    return _pressed(request, letter)


@page(Permission.STAY_VIEW)
def guest_form(request: Request, code: str) -> HttpResponse:
    """The admission on paper, to be signed; it holds the name, so that the access log keeps who drew it."""
    stay = finding.guest_or_404(request.actor, code)
    reveal(request.actor, stay, only=ON_ADMISSION)
    return _of_guest(request, stay, HousePaper.ADMISSION, _("Admission form"), papers.admission)


@page(Permission.STAY_VIEW)
def guest_letter(request: Request, code: str) -> HttpResponse:
    """What the guest takes along: how long they stayed, and whom to telephone."""
    stay = finding.guest_or_404(request.actor, code)
    if stay.left_at is None:
        return redirect("guest", stay.code)
    reveal(request.actor, stay, only=ON_EXIT)
    return _of_guest(request, stay, HousePaper.EXIT, _("Exit letter"), papers.exit_letter)


def _of_guest(
    request: Request, stay: Stay, kind: HousePaper, title: str, draw: Callable[[Stay, Words], Sheet]
) -> HttpResponse:
    words = Words(kind, _language(request), papers.standing_of_guest(stay))

    def write(text: str, key: str) -> Letter:
        return write_guest_letter(
            by=request.actor, stay=stay, kind=kind, language=words.language, text=text, idempotency_key=key
        )

    sheet, made = _drawn_in(words, lambda: draw(stay, words)), letters_of_guest(request.actor, stay, kind)
    drawn = Drawn(title, sheet, words, (), made, write)
    return _answered(request, drawn, "stays/paper.html", stay=stay, print_code=stay.code)


@page(Permission.STAY_VIEW)
def house_month(request: Request, house: str) -> HttpResponse:
    """Nights, occupancy and stays of a month, by code; what was reported is kept, what is shown is counted anew."""
    place = finding.house_or_404(request.actor, house)
    months = _months()
    first, words = _month_asked(request, months), Words(HousePaper.MONTH, _language(request))
    counted = month_of_house(request.actor, place, *month_of(first))

    def write(text: str, key: str) -> Letter:
        return write_month_letter(
            by=request.actor, provider=place, language=words.language, text=text, idempotency_key=key
        )

    offered = [(one.isoformat(), papers.month_words(one)) for one in months]
    drawn = Drawn(
        _("The month"), _drawn_in(words, lambda: papers.month(place, first, counted, words)), words, _sender(place, words),
        letters_of_months(request.actor, place), write,
    )  # fmt: skip
    return _answered(
        request, drawn, "stays/month.html", house=place, filter=MonthForm({"month": first.isoformat()}, months=offered),
        month=first, print_code=place.code,
        file_url=f"{reverse('house-month-file', args=[place.code])}?month={first.isoformat()}",
    )  # fmt: skip


def _sender(place: Provider, words: Words) -> list[str]:
    return [line for line in (words.organisation(place.organisation), place.organisation.duty_phone) if line]


def _months() -> list[date]:
    found = [clock.today().replace(day=1)]
    while len(found) < MONTHS_OFFERED:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


def _month_asked(request: Request, months: list[date]) -> date:
    wanted = request.GET.get("month", "")
    return next((month for month in months if month.isoformat() == wanted), months[0])


@page(Permission.STAY_VIEW)
def house_month_file(request: Request, house: str) -> HttpResponse:
    """The same rows for a spreadsheet. What leaves the building leaves a line in the audit chain."""
    place = finding.house_or_404(request.actor, house)
    first = _month_asked(request, _months())
    rows = papers.stay_lines(month_of_house(request.actor, place, *month_of(first)))
    header = [_("Code"), _("Who"), _("Came"), _("Left the house"), _("Nights")]
    audit.append_alone(audit.Event(request.actor, "stays.export_month", "provider", place.code, [], len(rows)))
    response = HttpResponse(delimited(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="M-{place.code}-{first:%Y%m}.csv"'
    return response


def _rules_asked(request: Request) -> Words:
    language = request.GET.get("language", language_now())
    if language not in LANGUAGE_NAMES:
        raise Http404
    return Words(RULES, language)


@page(Permission.STAY_VIEW)
def house_rules(request: Request) -> HttpResponse:
    """What everybody is told on the first evening, with pictures, in the language that they read."""
    words = _rules_asked(request)
    context = {
        "words": words, "sheet": rules(words), "is_reviewed": words.is_reviewed, "spoken": words.language,
        "languages": _switch(request.path, words.language, tuple(LANGUAGE_NAMES)),
    }  # fmt: skip
    return render(request, "stays/rules.html", context)


@page(Permission.STAY_VIEW)
def house_rules_file(request: Request) -> HttpResponse:
    """The same as PDF: about nobody, so it has no number and no copy is kept."""
    words = _rules_asked(request)
    try:
        pdf = about_nobody(rules(words), words)
    except CannotPrint:
        messages.warning(request, str(CANNOT))
        return redirect(f"{reverse('house-rules')}?language={words.language}")
    return pdf_answer(pdf, f"paper-{words.language}.pdf")
