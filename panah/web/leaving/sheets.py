"""The hand-over sheet of a case: read by the new lead, who confirms it; and the note that the former one leaves."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.casework.cases.actions import NotTheLead, confirm_hand_over, record_print, write_hand_over
from panah.casework.cases.models import Case
from panah.casework.cases.queries import hand_over_to_read, prepared_hand_over
from panah.engines.letters.press import CannotPrint
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.components.child_words import language_now
from panah.web.components.flow import editing, form_page, sent
from panah.web.components.grown_words import standing_of, suit
from panah.web.leaving.forms import NoteForm
from panah.web.leaving.knowing import agreed_words, sheet_of
from panah.web.leaving.paper import pdf_of
from panah.web.papers.copies import CANNOT
from panah.web.papers.press import pdf_answer
from panah.web.story.cases import case_under

PARTS = ("basics", "plan", "told")


@page(Permission.CASE_VIEW)
def sheet(request: Request, code: str) -> HttpResponse:
    """What a newcomer to this case must know, on one page; without a name."""
    return _sheet_page(request, case_under(request.actor, code))


def _sheet_page(request: Request, case: Case, refusal: object = "") -> HttpResponse:
    waiting = hand_over_to_read(case)
    is_lead = str(case.lead_id) == request.actor.id
    values: dict[str, Any] = {
        "case": case, "sheet": sheet_of(request.actor, case), "print_code": case.code, "standing": standing_of(case.child),
        "agreed": agreed_words(case), "refusal": refusal, "is_lead": is_lead,
        "may_confirm": waiting is not None and is_lead and Permission.CASE_WORK in request.actor.permissions,
        "waits": waiting is not None and not is_lead,
    }  # fmt: skip
    return render(request, "leaving/sheet.html", values, status=400 if refusal else 200)


@page(Permission.CASE_VIEW)
@require_POST
def paper(request: Request, code: str) -> HttpResponse:
    """The same as PDF, under a name that says nothing; that it was printed is kept first (S12)."""
    case = case_under(request.actor, code)
    record_print(by=request.actor, case=case, reason="hand_over", parts=list(PARTS))
    try:
        pdf = pdf_of(case, sheet_of(request.actor, case, is_paper=True), language_now())
    except CannotPrint:
        messages.warning(request, str(CANNOT))
        return redirect("case-hand-over", case.code)
    return pdf_answer(pdf, "paper.pdf")


@page(Permission.CASE_WORK)
@require_POST
def confirm(request: Request, code: str) -> HttpResponse:
    """The new lead has read it."""
    case = case_under(request.actor, code)
    try:
        confirm_hand_over(by=request.actor, case=case)
    except Refusal as refusal:
        return _sheet_page(request, case, refusal.sentence)
    messages.success(request, _("Confirmed. You know what must be known of this case."))
    return redirect("case", case.code)


@page(Permission.CASE_WORK)
def note(request: Request, code: str) -> HttpResponse:
    """What the lead writes for whoever leads next; sealed, and nobody is told."""
    case = case_under(request.actor, code)
    if str(case.lead_id) != request.actor.id:
        messages.warning(request, str(NotTheLead.sentence))
        return redirect("case-hand-over", case.code)

    def stands() -> dict[str, Any]:
        prepared = prepared_hand_over(case)
        if prepared is None:
            return {"note": "", "version": 0}
        reveal(request.actor, prepared)
        try:
            return {"note": prepared.note, "version": prepared.version}
        except StillSealed:
            return {"note": "", "version": prepared.version}

    form = editing(request, NoteForm, stands)
    suit(form, standing_of(case.child))
    done = sent(
        request, form,
        lambda: write_hand_over(
            by=request.actor, case=case, note=form.cleaned_data["note"], version=form.cleaned_data["version"] or 0,
            idempotency_key=form.key,
        ),
    )  # fmt: skip
    if done is not None:
        messages.success(request, _("Kept for whoever leads next."))
        return redirect("case-hand-over", case.code)
    return form_page(
        request, form, _("A note for the next lead"), code=case.code, standing=standing_of(case.child),
        back_url=reverse("case-hand-over", args=[case.code]), back_label=_("Hand-over sheet"),
    )  # fmt: skip
