"""The report: numbers of nobody, what the test says, three boxes, how they froze; and what is said half a year later."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.training import actions
from panah.programme.training.actions import ReportWords
from panah.programme.training.actions.certifying import MAY_CERTIFY
from panah.programme.training.models import Event, TrainingReport
from panah.programme.training.queries import (
    Learnt,
    ends_at,
    learnt_of_report,
    numbers_of,
    practice_of_event,
    taken_places,
)
from panah.programme.training.queries.looking import report_of
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.values import Column, Fact, Table, TableRow
from panah.web.training import queries
from panah.web.training.finding import event_or_404, may_keep
from panah.web.training.forms import ReportForm
from panah.web.training.testing import practising
from panah.web.training.testing.words import language_of_texts


def _report_of(event: Event) -> TrainingReport | None:
    return report_of(event)


@page(Permission.TRAINING_VIEW)
def report(request: Request, code: str) -> HttpResponse:
    """How it went in numbers, and what was said of it."""
    here = event_or_404(request.actor, code)
    numbers, found = numbers_of(here), _report_of(here)
    context = {
        "event": here, "report": found, "tables": queries.number_tables(numbers), "print_code": here.code,
        "facts": [
            Fact(_("Enrolled"), numbers.enrolled), Fact(pgettext("training", "Came"), numbers.came),
            Fact(_("Count as trained"), numbers.trained), Fact(_("Got a certificate"), numbers.certified),
        ],
        "days": queries.half_day_table(here, taken_places(here)), "said": _said(found), **_tested(here, found),
        **_practised(here),
        "may_send": found is None and may_keep(request.actor) and here.state in MAY_CERTIFY
        and ends_at(here) <= clock.now(),
        "moment": queries.moment_words(found.written_at) if found else "",
    }  # fmt: skip
    return render(request, "training/report.html", context)


def _tested(here: Event, found: TrainingReport | None) -> dict[str, object]:
    """Means before and after, what was won, and the three questions that fewest knew; of few people only how many."""
    learnt = learnt_of_report(here, found.figures if found else {}) if here.has_test else None
    if learnt is None:
        return {"learnt": None}
    facts = [Fact(_("Sat both tests"), learnt.people)]
    if not learnt.is_too_few:
        facts += [
            Fact(_("Right answers before, mean"), f"{learnt.before} %"),
            Fact(_("Right answers after, mean"), f"{learnt.after} %"),
            Fact(_("Gain, percentage points"), f"{learnt.points:+d}".replace("-", "−")),
        ]
    return {"learnt": learnt, "gain": facts, "worst": _worst_table(learnt) if learnt.worst else None}


def _worst_table(learnt: Learnt) -> Table:
    language = language_of_texts()
    rows = [
        TableRow([f"{one.number}. {one.text(language)}", f"{one.before} %", f"{one.after} %"]) for one in learnt.worst
    ]
    return Table([Column(_("Question")), Column(_("Before"), True), Column(_("After"), True)], rows)


def _practised(here: Event) -> dict[str, object]:
    found = practice_of_event(here)
    return {
        "practice": found, "practice_facts": practising.report_facts(found),
        "obstacles": practising.obstacle_bars(found), "practice_opens_on": practising.opens_on(here),
    }  # fmt: skip


def _said(found: TrainingReport | None) -> list[Fact]:
    if found is None:
        return []
    return [
        Fact(_("What went well"), found.went_well), Fact(_("What was difficult"), found.difficulties),
        Fact(_("What you recommend"), found.recommendations),
    ]  # fmt: skip


@page(Permission.TRAINING_KEEP)
def report_send(request: Request, code: str) -> HttpResponse:
    """Three boxes; with them the numbers freeze."""
    here = event_or_404(request.actor, code)
    form = ReportForm(posted(request))

    def act() -> TrainingReport:
        data = form.cleaned_data
        words = ReportWords(data["went_well"], data["difficulties"], data["recommendations"])
        return actions.send_report(by=request.actor, event=here, words=words, idempotency_key=form.key)

    if sent(request, form, act) is not None:
        messages.success(request, _("The report stands. Its numbers stay as they are today."))
        return redirect("training-report", here.code)
    return form_page(
        request, form, _("Send the report"), code=here.code, back_url=reverse("training-report", args=[here.code]),
        button=_("Send"),
    )  # fmt: skip
