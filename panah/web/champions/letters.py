"""The papers of champions: looked at, given a number, and kept as they left."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.engines.letters.press import CannotPrint
from panah.foundation.documents.models import Letter
from panah.foundation.documents.queries import open_words
from panah.foundation.security import clock
from panah.foundation.security.access import NotPermitted, Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.programme.champions.actions import answer_application, keep_paper, write_paper
from panah.programme.champions.codes import DECIDED, Paper
from panah.programme.champions.models import Champion, Plan, QuarterReport
from panah.programme.champions.queries import acts_of, letter_under, planned_of
from panah.web.champions.finding import application_or_404, champion_or_404
from panah.web.components.child_words import language_now
from panah.web.components.flow import posted
from panah.web.components.forms import OnceForm
from panah.web.papers.champions import answer_sheet, plan_sheet, report_sheet, thanks_sheet
from panah.web.papers.copies import CANNOT, around, copy_of
from panah.web.papers.press import letter_of, pdf_answer
from panah.web.papers.sheet import Sheet
from panah.web.papers.words import LANGUAGE_NAMES, Words

ON_PAPER = ("kk", "ru")


def _words(request: Request, kind: Paper, own: str) -> Words:
    """In the language of whoever gets it, unless the other one was chosen."""
    wanted = request.GET.get("language", own)
    return Words(kind, wanted if wanted in ON_PAPER else own if own in ON_PAPER else language_now())


@page(Permission.CHAMPION_KEEP)
def answer(request: Request, code: str) -> HttpResponse:
    """The letter to an applicant, after the decision."""
    found = application_or_404(request.actor, code)
    if found.state not in DECIDED:
        messages.warning(request, _("Decide first: a letter says what was decided."))
        return redirect("application", found.code)
    words = _words(request, Paper.ANSWER, found.language)
    reveal(request.actor, found, only=("name",))
    with translation.override(words.language):
        sheet = answer_sheet(found, words)
    form = OnceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _issued(
            request,
            lambda: answer_application(
                by=request.actor, application=found, language=words.language, text=sheet.to_text(), idempotency_key=form.key
            ),
            ("application", found.code),
        )  # fmt: skip
    made = list(
        Letter.objects.visible_to(request.actor).filter(file=found.file_id, kind=Paper.ANSWER).order_by("-made_at")
    )
    title = _("The answer to an application")
    return _page(request, sheet, words, title, found.code, ("application", found.code), made, found.call.organisation)


@page(Permission.CHAMPION_KEEP)
def paper(request: Request, code: str, kind: str) -> HttpResponse:
    """A plan, a report or a word of thanks. ``?of=`` says which year or quarter."""
    champion = champion_or_404(request.actor, code)
    wanted = next(
        (one for one in (Paper.PLAN, Paper.REPORT, Paper.THANKS) if one.removeprefix("champion_") == kind), None
    )
    if wanted is None:
        raise Http404
    words = _words(request, wanted, champion.language)
    sheet = _sheet(request, champion, wanted, words)
    form = OnceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _issued(
            request,
            lambda: write_paper(
                by=request.actor, champion=champion, kind=wanted, language=words.language, text=sheet.to_text(),
                idempotency_key=form.key,
            ),
            ("champion-one", champion.code),
        )  # fmt: skip
    rows = Letter.objects.visible_to(request.actor).filter(file=champion.file_id, kind=wanted)
    return _page(
        request, sheet, words, sheet.title, champion.code, ("champion-one", champion.code),
        list(rows.order_by("-made_at")), champion.organisation,
    )  # fmt: skip


def _sheet(request: Request, champion: Champion, kind: Paper, words: Words) -> Sheet:
    of = request.GET.get("of", "")
    with translation.override(words.language):
        if kind is Paper.THANKS:
            return thanks_sheet(champion, acts_of(request.actor, champion), words)
        if kind is Paper.PLAN:
            plans = Plan.objects.visible_to(request.actor).filter(champion=champion)
            plan = (plans.filter(year=int(of)) if of.isdecimal() else plans).order_by("-year").first()
            if plan is None:
                raise Http404
            rows = planned_of(plan)
            reveal(request.actor, *rows)
            return plan_sheet(champion, plan.year, rows, words)
        reports = QuarterReport.objects.visible_to(request.actor).filter(champion=champion, sent_at__isnull=False)
        report = (reports.filter(code=of) if of else reports).order_by("-year", "-quarter").first()
        if report is None:
            raise Http404
        reveal(request.actor, report)
        return report_sheet(champion, report, words, acts_of(request.actor, champion, report.of))


def _page(
    request: Request, sheet: Sheet, words: Words, title: str, code: str, back: tuple[str, str], letters: list[Letter],
    organisation: object,
) -> HttpResponse:  # fmt: skip
    of = f"&of={request.GET['of']}" if request.GET.get("of") else ""
    context = {
        "sheet": sheet, "words": words, "spoken": words.language, "once": OnceForm(), "letters": letters, "title": title,
        "day": f"{clock.today():%d.%m.%Y}", "sender": [words.organisation(organisation)], "code": code,  # type: ignore[arg-type]
        "back_name": back[0], "back_code": back[1], "print_code": code,
        "languages": [
            (f"{request.path}?language={one}{of}", LANGUAGE_NAMES[one], one == words.language) for one in ON_PAPER
        ],
    }  # fmt: skip
    return render(request, "champions/letter.html", context)


def _issued(request: Request, act: object, back: tuple[str, str]) -> HttpResponse:
    try:
        made: Letter = act()  # type: ignore[operator]
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect(*back)
    return _pressed(request, made)


@page(Permission.CHAMPION_KEEP)
@require_POST
def paper_file(request: Request, number: str) -> HttpResponse:
    """One that was made, as it left."""
    found = letter_under(request.actor, number)
    if found is None:
        raise Http404
    return _pressed(request, found)


def _pressed(request: Request, made: Letter) -> HttpResponse:
    def keep(pdf: bytes) -> Letter:
        return keep_paper(by=request.actor, letter=made, pdf=pdf)

    words = Words(made.kind, made.language)
    try:
        sheet = Sheet.from_text(open_words(request.actor, made))
        press = letter_of(sheet, words, around(request, made, words))
        return pdf_answer(copy_of(request.actor, made, press, keep), made.file_name)
    except (CannotPrint, NotPermitted):
        messages.warning(request, str(CANNOT))
        return redirect("champion-list")
