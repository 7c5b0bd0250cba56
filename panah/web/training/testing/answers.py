"""Answers that came on paper: one sheet typed in, or a table of many."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.foundation.reference.codes import code_list
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.training.actions import SheetRefused, TakenIn, enter_answers, take_in_table
from panah.programme.training.models import Sitting
from panah.programme.training.queries import paper_for, time_for
from panah.programme.training.queries.testing import answers_of, items_of
from panah.programme.training.rules.waves import TimeOfTest
from panah.web.components.flow import form_page, posted, sent
from panah.web.training.testing.finding import enrolment_or_404, event_or_404, wave_or_404
from panah.web.training.testing.forms import TableForm, TypedForm, letters_in
from panah.web.training.testing.words import said_of_all


@page(Permission.TRAINING_KEEP)
def typed(request: Request, code: str, wave: str, own: str) -> HttpResponse:
    """The letters of one sheet; of one that was typed before they stand there to be mended."""
    event, which = event_or_404(request.actor, code), wave_or_404(wave)
    enrolment, paper = enrolment_or_404(request.actor, event, own), paper_for(event)
    if paper is None:
        return redirect("training-test-event", event.code)
    stands = answers_of(event, which).get(enrolment.code, {})
    form = TypedForm(posted(request), items=items_of(paper), initial=letters_in(stands))

    def act() -> Sitting:
        return enter_answers(by=request.actor, enrolment=enrolment, wave=which, answers=form.letters)

    if sent(request, form, act) is not None:
        messages.success(request, _("The answers of %(code)s are in.") % {"code": enrolment.code})
        return redirect("training-test-event", event.code)
    return form_page(
        request, form, _("Type a sheet"), code=enrolment.code, back_url=reverse("training-test-event", args=[event.code]),
        back_label=_("Test of this training"), lead=code_list("test_wave").label(which), template="training/testing/typed.html",
    )  # fmt: skip


@page(Permission.TRAINING_KEEP)
def table(request: Request, code: str) -> HttpResponse:
    """All rows or none; what is wrong stands on this page with its row and column."""
    event = event_or_404(request.actor, code)
    paper = paper_for(event)
    wave = "pre" if time_for(event) in (TimeOfTest.NOT_YET, TimeOfTest.PRE) else "post"
    form = TableForm(posted(request), request.FILES or None, initial={"wave": wave})
    faults: list[str] = []

    def act() -> TakenIn:
        try:
            return take_in_table(by=request.actor, event=event, wave=form.which, table=form.found)
        except SheetRefused as refusal:
            faults.extend(said_of_all(refusal.faults))
            raise

    taken = sent(request, form, act)
    if taken is not None:
        words = _("Taken in: %(fresh)s. Stood there already: %(same)s.")
        messages.success(request, words % {"fresh": taken.fresh, "same": taken.same})
        return redirect("training-test-event", event.code)
    context = {
        "form": form, "event": event, "faults": faults, "count": len(items_of(paper)) if paper else 0, "paper": paper,
        "print_code": event.code,
    }  # fmt: skip
    return render(request, "training/testing/table.html", context)
