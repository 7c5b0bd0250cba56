"""Counting somebody who came in or called, without recording anybody: one press each, and a way back from a slip."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.concerns.actions import COUNTED, count_without_record, take_back_count
from panah.casework.concerns.codes import TriageOutcome
from panah.casework.concerns.models import Tally
from panah.casework.concerns.queries import region_of_office, tallies_of
from panah.foundation.reference.codes import CodeList, code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.flow import posted, sent
from panah.web.components.values import Column, Table, TableRow
from panah.web.concerns.forms import CountForm

LAST = "counted"  # of the session: the rows that were counted last, so that a slip can be taken back
REMEMBERED = 20


@page(Permission.CONCERN_TRIAGE)
def concern_count(request: Request) -> HttpResponse:
    """Big buttons by age and sex; what stays is a number of the month."""
    region = request.GET.get("region") or region_of_office(request.actor)
    form = CountForm(posted(request), initial={"region": region, "outcome": TriageOutcome.INFORMATION})

    def act() -> Tally:
        values = form.cleaned_data
        return count_without_record(
            by=request.actor, outcome=TriageOutcome(values["outcome"]), age_band=values["age_band"],
            sex=values["sex"], region=values["region"], idempotency_key=form.key,
        )  # fmt: skip

    tally = sent(request, form, act)
    if tally is not None:
        request.session[LAST] = [*request.session.get(LAST, []), tally.pk][-REMEMBERED:]
        messages.success(request, _("Counted: %(kind)s") % {"kind": words_of(tally)})
        response = redirect("concern-count")
        response.headers["Location"] += f"?region={form.cleaned_data['region']}&outcome={form.cleaned_data['outcome']}"
        return response
    if request.GET.get("outcome") in COUNTED:
        form.initial["outcome"] = request.GET["outcome"]
    context = {
        "form": form,
        "bands": [
            (code, code_list("age_band").label(code), _sexes_of(code).choices()) for code in code_list("age_band").codes
        ],
        "may_take_back": bool(request.session.get(LAST)),
        "table": _table(request),
    }
    return render(request, "concerns/count.html", context)


@page(Permission.CONCERN_TRIAGE)
@require_POST
def concern_count_undo(request: Request) -> HttpResponse:
    """Take the last press back; nothing happens where there is none."""
    *earlier, last = request.session.get(LAST) or [None]
    tally = Tally.objects.visible_to(request.actor).filter(pk=last).first()
    request.session[LAST] = earlier
    if tally is None:
        messages.warning(request, _("There is nothing to take back."))
        return redirect("concern-count")
    try:
        take_back_count(by=request.actor, tally=tally)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("concern-count")
    messages.success(request, _("Taken back: %(kind)s") % {"kind": words_of(tally)})
    return redirect("concern-count")


def words_of(tally: Tally) -> str:
    """A kind of count in words: outcome, age, sex."""
    return " · ".join([
        code_list("triage_outcomes").label(tally.outcome),
        code_list("age_band").label(tally.age_band),
        _sexes_of(tally.age_band).label(tally.sex),
    ])  # fmt: skip


def _sexes_of(age_band: str) -> CodeList:
    """A grown person is no girl (S10)."""
    return code_list("sex_of_adult" if age_band == "adult" else "sex_of_child")


def _table(request: Request) -> Table:
    """What this office counted this month."""
    month = timezone.localdate(clock.now()).replace(day=1)
    rows = [TableRow([words_of(tally), tally.count]) for tally in tallies_of(request.actor, month)]
    return Table([Column(_("Counted this month")), Column(_("How many"), True)], rows)
