"""The report: numbers of nobody, three boxes, and how they froze."""

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
from panah.programme.training.queries import ends_at, numbers_of, taken_places
from panah.programme.training.queries.looking import report_of
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.values import Fact
from panah.web.training import queries
from panah.web.training.finding import event_or_404, may_keep
from panah.web.training.forms import ReportForm


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
        "days": queries.half_day_table(here, taken_places(here)), "said": _said(found),
        "may_send": found is None and may_keep(request.actor) and here.state in MAY_CERTIFY
        and ends_at(here) <= clock.now(),
        "moment": queries.moment_words(found.written_at) if found else "",
    }  # fmt: skip
    return render(request, "training/report.html", context)


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
