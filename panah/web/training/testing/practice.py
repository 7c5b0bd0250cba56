"""Half a year later, for whoever held the event: links to pass on, whom to call, and what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.programme.training.actions import note_links_sent, note_not_reached, record_phone_answer
from panah.programme.training.codes import HandedHow
from panah.programme.training.models import PracticeCheck
from panah.programme.training.queries import checks_of, practice_of_event
from panah.web.components.flow import form_page, posted, sent
from panah.web.training.slips import phone_of
from panah.web.training.testing import practising
from panah.web.training.testing.finding import check_or_404, event_or_404
from panah.web.training.testing.forms import PhonePracticeForm
from panah.web.training.testing.words import language_of_texts


@page(Permission.TRAINING_VIEW)
def results(request: Request, code: str) -> HttpResponse:
    event = event_or_404(request.actor, code)
    may_keep = Permission.TRAINING_KEEP in request.actor.permissions
    checks, found = checks_of(request.actor, event), practice_of_event(event)
    context = {
        "event": event, "title": event.label(language_of_texts()), "found": found,
        "facts": practising.facts_of(found), "obstacles": practising.obstacle_bars(found),
        "people": practising.people_table(request.actor, event, checks, may_keep=may_keep),
        "has_to_send": practising.has_to_send(checks), "has_to_remind": practising.has_to_remind(checks),
        "words": practising.words_of(request.actor, checks), "may_keep": may_keep, "print_code": event.code,
        "opens_on": practising.opens_on(event), "has_checks": bool(checks),
        "first_due": practising.first_due(checks),
    }  # fmt: skip
    return render(request, "training/testing/practice.html", context)


@page(Permission.TRAINING_KEEP)
@require_POST
def sent_links(request: Request, code: str) -> HttpResponse:
    event = event_or_404(request.actor, code)
    given = request.POST.get("how", "")
    how = HandedHow(given) if given in set(HandedHow) else HandedHow.OTHER
    note_links_sent(by=request.actor, event=event, how=how)
    messages.success(request, _("Noted: the links were handed out today."))
    return redirect("practice-results", event.code)


@page(Permission.TRAINING_KEEP)
def called(request: Request, code: str, own: str) -> HttpResponse:
    """What somebody says by telephone. The number is shown here, and nowhere else."""
    event = event_or_404(request.actor, code)
    check = check_or_404(request.actor, event, own)
    adult = check.enrolment.adult
    reveal(request.actor, adult, only=["phone"])
    form = PhonePracticeForm(posted(request))

    def act() -> PracticeCheck:
        words = form.cleaned_data["words"]
        return record_phone_answer(by=request.actor, check=check, told=form.told(), words=words)

    if sent(request, form, act) is not None:
        messages.success(request, _("The answer of %(code)s is in.") % {"code": check.code})
        return redirect("practice-results", event.code)
    return form_page(
        request, form, _("Answer by telephone"), code=check.code, back_url=reverse("practice-results", args=[event.code]),
        back_label=_("Half a year later"), template="training/testing/call.html", check=check, event=event,
        phone=phone_of(adult), name=adult.name,
    )  # fmt: skip


@page(Permission.TRAINING_KEEP)
@require_POST
def not_reached(request: Request, code: str, own: str) -> HttpResponse:
    event = event_or_404(request.actor, code)
    try:
        note_not_reached(by=request.actor, check=check_or_404(request.actor, event, own))
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("practice-results", event.code)
