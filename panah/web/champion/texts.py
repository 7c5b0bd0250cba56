"""Texts of an own paper that are written in another language than it: translated here by the writer, or left as they are."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from panah.foundation.documents.rules import SaidOfText
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.programme.champions.actions import say_of_own_texts
from panah.programme.champions.models import Champion
from panah.programme.champions.queries import plan_of, planned_of, report_of
from panah.web.champion.finding import me_or_404
from panah.web.champion.plan import own_words
from panah.web.champion.reports import quarter_or_404
from panah.web.components.flow import form_page, posted, sent
from panah.web.papers.champions import plan_sheet, report_sheet
from panah.web.papers.spoken_form import SpokenForm
from panah.web.papers.words import LANGUAGE_NAMES, Words


@page(Permission.CHAMPION_WORK)
def texts(request: Request, kind: str, of: str) -> HttpResponse:
    """Of the own plan of a year, or of the report of a quarter."""
    champion = me_or_404(request.actor)
    words, back_url = _drawn(request, champion, kind, of)
    done = _("Now take the PDF.")
    return texts_page(
        request, words, lambda said: say_of_own_texts(by=request.actor, champion=champion, said=said),
        done_url=back_url, back_url=back_url, done=done,
    )  # fmt: skip


def _drawn(request: Request, champion: Champion, kind: str, of: str) -> tuple[Words, str]:
    """The words of the paper, which have met every text that stands on it, and the page from which it is taken."""
    if kind == "plan" and of.isdecimal() and len(of) == 4:
        rows = planned_of(plan_of(champion, int(of)))
        reveal(request.actor, *rows)
        words = own_words(request, champion, "champion_plan")
        with translation.override(words.language):
            plan_sheet(champion, int(of), rows, words)
        return words, f"{reverse('champion-plan')}?year={of}"
    report = report_of(champion, quarter_or_404(champion, of)) if kind == "report" else None
    if report is None or report.sent_at is None:
        raise Http404
    reveal(request.actor, report)
    words = own_words(request, champion, "champion_report")
    with translation.override(words.language):
        report_sheet(champion, report, words)
    return words, reverse("champion-report", args=[of])


def texts_page(
    request: Request, words: Words, act: Callable[[list[SaidOfText]], object], *, done_url: str, back_url: str,
    done: str = "", **more: Any,
) -> HttpResponse:  # fmt: skip
    """The question about each text that stands on a paper; those in another language first."""
    spoken = words.spoken
    if spoken is None or not spoken.all:
        return redirect(back_url)
    form = SpokenForm(posted(request), texts=sorted(spoken.all, key=lambda one: not one.is_open))
    if sent(request, form, lambda: act(form.decided)) is not None:
        if done:
            messages.success(request, done)
        return redirect(done_url)
    return form_page(
        request, form, _("Texts of the paper"), back_url=back_url, template="referrals/letter_texts.html",
        button=_("Keep it so"), must_decide=bool(spoken.open), paper_language=LANGUAGE_NAMES[words.language], **more,
    )  # fmt: skip
