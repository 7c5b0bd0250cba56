"""The report of a quarter: its numbers come of what was written down, its three boxes of the champion."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.programme.champions.actions import send_report
from panah.programme.champions.codes import Clearance, ReportState
from panah.programme.champions.models import Champion, QuarterReport
from panah.programme.champions.queries import (
    acts_of,
    numbers_of,
    report_due_on,
    report_of,
    reports_of,
    year_of,
)
from panah.programme.champions.rules import Quarter, quarters_to_report
from panah.web.champion.finding import me_or_404, me_or_none, not_linked
from panah.web.champion.forms import ReportForm
from panah.web.champion.plan import own_paper, own_words
from panah.web.champion.words import TONES, acts_table, label, quarter_words
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.values import Chip, Column, Fact, Table, TableRow
from panah.web.components.when import when_chip
from panah.web.papers.champions import numbers_facts, report_sheet


def quarter_or_404(champion: Champion, text: str) -> Quarter:
    """One that is over, in which somebody was a champion."""
    quarter = Quarter.parse(text)
    if quarter is None or quarter not in quarters_to_report(champion.since, champion.until, clock.today()):
        raise Http404
    return quarter


@page(Permission.CHAMPION_WORK)
def own_reports(request: Request) -> HttpResponse:
    """What is to be written, and what was sent."""
    champion = me_or_none(request.actor)
    if champion is None:
        return not_linked(request)
    owed = [
        {
            "words": quarter_words(one), "url": reverse("champion-report", args=[str(one)]),
            "chip": when_chip(report_due_on(one), clock.now()),
        }
        for one in year_of(champion).to_write
    ]  # fmt: skip
    rows = [
        TableRow(
            [quarter_words(one.of), Chip(TONES[ReportState(one.state)], label("champion_report_state", one.state))],
            reverse("champion-report", args=[str(one.of)]),
        )
        for one in reports_of(request.actor, champion)
    ]  # fmt: skip
    table = Table([Column(_("Quarter")), Column(_("State"))], rows, empty=_("No report was sent yet."))
    now = Quarter.of(clock.today())
    running = numbers_facts(numbers_of(acts_of(request.actor, champion, now)))
    context = {
        "owed": owed, "table": table, "now": quarter_words(now), "running": [Fact(*pair) for pair in running],
        "due_next": report_due_on(now),
    }  # fmt: skip
    return render(request, "champion/reports.html", context)


@page(Permission.CHAMPION_WORK)
def report(request: Request, quarter: str) -> HttpResponse:
    """Write and send, or read what was sent."""
    champion = me_or_404(request.actor)
    of = quarter_or_404(champion, quarter)
    known = report_of(champion, of)
    if known is not None:
        reveal(request.actor, known)
    if known is not None and known.state in (ReportState.SENT, ReportState.ACCEPTED):
        return render(request, "champion/report.html", read_context(known))
    acts = acts_of(request.actor, champion, of)
    form = ReportForm(posted(request), initial=_initial(known))
    made = sent(
        request, form,
        lambda: send_report(by=request.actor, champion=champion, quarter=of, told=form.told(), idempotency_key=form.key),
    )  # fmt: skip
    if made is not None:
        messages.success(request, _("Your report is sent. Thank you."))
        return redirect("champion-report", str(of))
    return form_page(
        request, form, _("Report: %(quarter)s") % {"quarter": quarter_words(of)}, template="champion/report_write.html",
        back_url=reverse("champion-reports"), back_label=_("Reports"), button=_("Send the report"),
        numbers=[Fact(*pair) for pair in numbers_facts(numbers_of(acts))],
        acts=acts_table(acts, "champion-act", _("Nothing was written down in this quarter.")),
        returned=known.returned_because if known is not None else "",
    )  # fmt: skip


def _initial(known: QuarterReport | None) -> dict[str, Any]:
    names = ("result", "difficulty", "following")
    if known is None:
        return {}
    return {name: getattr(known, name) for name in names} | {"tells_story": known.clearance == Clearance.WAITS}


def read_context(report: QuarterReport) -> dict[str, Any]:
    """A report that was sent, as both sides read it; opened by the caller."""
    return {
        "report": report, "title": _("Report: %(quarter)s") % {"quarter": quarter_words(report.of)},
        "quarter": str(report.of), "waits": report.clearance == Clearance.WAITS,
        "state": Chip(TONES[ReportState(report.state)], label("champion_report_state", report.state)),
        "numbers": [Fact(*pair) for pair in numbers_facts(report.numbers)],
        "boxes": [
            Fact(_("What came of it"), report.result), Fact(_("What was difficult"), report.difficulty),
            Fact(_("What comes next"), report.following),
        ],
    }  # fmt: skip


@page(Permission.CHAMPION_WORK)
@require_POST
def report_file(request: Request, quarter: str) -> HttpResponse:
    """One's own report as PDF, in Kazakh or Russian; it has no number."""
    champion = me_or_404(request.actor)
    known = report_of(champion, quarter_or_404(champion, quarter))
    if known is None or known.sent_at is None:
        raise Http404
    reveal(request.actor, known)
    words = own_words(request, champion, "champion_report")
    with translation.override(words.language):
        sheet = report_sheet(champion, known, words)
    texts_url = reverse("champion-texts", args=["report", str(known.of)])
    return own_paper(champion, words, sheet, f"report-{known.of}.pdf", texts_url)
