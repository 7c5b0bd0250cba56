"""The papers of champions: looked at, given a number, and kept as they left."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
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
from panah.programme.champions.actions import answer_application, keep_paper, say_of_champion_texts, write_paper
from panah.programme.champions.actions.refusals import ForgottenAtOwnWish, WordsAreGone
from panah.programme.champions.codes import DECIDED, Paper
from panah.programme.champions.models import Champion, Plan, QuarterReport
from panah.programme.champions.queries import acts_of, letter_under, planned_of
from panah.web.champion.texts import texts_page
from panah.web.champions.finding import application_or_404, champion_or_404
from panah.web.components.child_words import language_now
from panah.web.components.flow import posted
from panah.web.components.forms import OnceForm
from panah.web.papers.champions import answer_sheet, plan_sheet, report_sheet, thanks_sheet
from panah.web.papers.copies import CANNOT, TAKEN_BACK, around, copy_of, is_held
from panah.web.papers.press import letter_of, pdf_answer
from panah.web.papers.sheet import Sheet
from panah.web.papers.spoken import spoken_of_public_work
from panah.web.papers.words import LANGUAGE_NAMES, Words

ON_PAPER = ("kk", "ru")


def _words(request: Request, kind: Paper, own: str, champion: Champion | None = None) -> Words:
    """In the language of whoever gets it, unless the other one was chosen; with what was said of the champion's texts."""
    wanted = request.GET.get("language", own)
    language = wanted if wanted in ON_PAPER else own if own in ON_PAPER else language_now()
    spoken = spoken_of_public_work(request.actor, champion, language) if champion is not None else None
    return Words(kind, language, spoken=spoken)


@page(Permission.CHAMPION_KEEP)
def answer(request: Request, code: str) -> HttpResponse:
    """The letter to an applicant, after the decision."""
    found = application_or_404(request.actor, code)
    if found.forgotten_at is not None:
        messages.warning(request, str(WordsAreGone.sentence))
        return redirect("application", found.code)
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
    champion, wanted = champion_or_404(request.actor, code), _kind(kind)
    if champion.adult.forgotten_at is not None:
        messages.warning(request, str(ForgottenAtOwnWish.sentence))
        return redirect("champion-one", champion.code)
    words = _words(request, wanted, champion.language, champion)
    sheet = _sheet(request, champion, wanted, words)
    texts_url = _with_query(request, "champion-paper-texts", champion, kind, words)
    if words.spoken is not None and words.spoken.open:
        return redirect(texts_url)
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
        texts_url if words.spoken is not None and words.spoken.all else "",
    )  # fmt: skip


def _kind(slug: str) -> Paper:
    kinds = (Paper.PLAN, Paper.REPORT, Paper.THANKS)
    wanted = next((one for one in kinds if one.removeprefix("champion_") == slug), None)
    if wanted is None:
        raise Http404
    return wanted


def _with_query(request: Request, name: str, champion: Champion, kind: str, words: Words) -> str:
    query = urlencode({"language": words.language} | ({"of": of} if (of := request.GET.get("of", "")) else {}))
    return f"{reverse(name, args=[champion.code, kind])}?{query}"


@page(Permission.CHAMPION_KEEP)
def texts(request: Request, code: str, kind: str) -> HttpResponse:
    """Which texts stand on a plan or a report, and in which language: a paper in another one stops here first."""
    champion, wanted = champion_or_404(request.actor, code), _kind(kind)
    words = _words(request, wanted, champion.language, champion)
    _sheet(request, champion, wanted, words)
    paper_url = _with_query(request, "champion-paper", champion, kind, words)
    is_stopped = words.spoken is not None and bool(words.spoken.open)
    return texts_page(
        request, words, lambda said: say_of_champion_texts(by=request.actor, champion=champion, said=said),
        done_url=paper_url, back_url=reverse("champion-one", args=[champion.code]) if is_stopped else paper_url,
        code=champion.code,
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
    organisation: object, texts_url: str = "",
) -> HttpResponse:  # fmt: skip
    of = f"&of={request.GET['of']}" if request.GET.get("of") else ""
    context = {
        "sheet": sheet, "words": words, "spoken": words.language, "once": OnceForm(), "letters": letters, "title": title,
        "day": f"{clock.today():%d.%m.%Y}", "sender": [words.organisation(organisation)], "code": code,  # type: ignore[arg-type]
        "texts_url": texts_url, "back_name": back[0], "back_code": back[1], "print_code": code,
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

    if not is_held(made):
        messages.warning(request, str(TAKEN_BACK))
        return redirect("champion-list")
    words = Words(made.kind, made.language)
    try:
        sheet = Sheet.from_text(open_words(request.actor, made))
        press = letter_of(sheet, words, around(request, made, words))
        return pdf_answer(copy_of(request.actor, made, press, keep), made.file_name)
    except (CannotPrint, NotPermitted):
        messages.warning(request, str(CANNOT))
        return redirect("champion-list")
