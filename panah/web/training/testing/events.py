"""The test of one event for whoever holds it: which test, who sat what, and what the training changed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.training.actions import choose_paper, open_after
from panah.programme.training.models import EventPaper, Sitting
from panah.programme.training.queries import gain_of_event, paper_for, time_for
from panah.programme.training.queries.testing import papers_for
from panah.programme.training.rules.gain import worst
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.qr import qr_picture
from panah.web.training.testing import queries
from panah.web.training.testing.finding import event_or_404
from panah.web.training.testing.forms import ChoosePaperForm
from panah.web.training.testing.words import language_of_texts


@page(Permission.TRAINING_VIEW)
def results(request: Request, code: str) -> HttpResponse:
    """Numbers and codes; a name stands nowhere on this page."""
    event = event_or_404(request.actor, code)
    paper, found = paper_for(event), gain_of_event(event)
    address = queries.address_of("training-test-sit", event.code)
    context = {
        "event": event, "title": event.label(language_of_texts()), "paper": paper, "time": time_for(event).value,
        "may_keep": Permission.TRAINING_KEEP in request.actor.permissions,
        "may_write": Permission.MODULE_KEEP in request.actor.permissions,
        "gain": found, "rows": queries.gain_rows(event, found), "group": queries.group_facts(found),
        "worst": queries.worst_rows(event, worst(found)), "people": queries.people_table(request.actor, event),
        "picture": qr_picture(address), "address": address, "print_code": event.code,
        "is_chosen": Sitting.objects.visible_to(request.actor).of(event).exists(),
    }  # fmt: skip
    return render(request, "training/testing/event.html", context)


@page(Permission.TRAINING_KEEP)
def paper(request: Request, code: str) -> HttpResponse:
    """Which of the ready tests that fit; the newest of the event or of its modules if nobody chooses."""
    event = event_or_404(request.actor, code)
    fitting, now = papers_for(event), paper_for(event)
    initial = {"paper": now.code} if now else {}
    form = ChoosePaperForm(posted(request), papers=fitting, language=language_of_texts(), initial=initial)

    def act() -> EventPaper:
        chosen = next((one for one in fitting if one.code == form.cleaned_data["paper"]), None)
        if chosen is None:
            raise Http404
        return choose_paper(by=request.actor, event=event, paper=chosen)

    if sent(request, form, act) is not None:
        messages.success(request, _("The test of this training is chosen."))
        return redirect("training-test-event", event.code)
    return form_page(
        request, form, _("Choose the test"), code=event.code, back_url=reverse("training-test-event", args=[event.code])
    )


@page(Permission.TRAINING_KEEP)
@require_POST
def after(request: Request, code: str) -> HttpResponse:
    """The training is taught: the test after it is open from now on."""
    event = event_or_404(request.actor, code)
    try:
        open_after(by=request.actor, event=event)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(
            request, _("The test after the training is open now, under the same picture and the same links.")
        )
    return redirect("training-test-event", event.code)
