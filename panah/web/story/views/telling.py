from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from panah.casework.cases import actions
from panah.casework.cases.models import Case, Interview, ToldFact
from panah.casework.cases.queries import interviews_that_count
from panah.casework.cases.rules import INTERVIEWS_WITHOUT_REASON
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.grown_words import standing_of, suit
from panah.web.components.undo import offer_undo
from panah.web.story.card import full_card, short_card
from panah.web.story.cases import case_under
from panah.web.story.forms import InterviewForm, ToldForm


@page(Permission.CASE_WORK)
def told(request: Request, code: str) -> HttpResponse:
    """Everything that is known without asking, and one more fact. The reading is recorded."""
    case = case_under(request.actor, code)
    form = ToldForm(posted(request), initial={"happened_on": timezone.localdate(), "source": "volunteered"})

    def act() -> ToldFact:
        data = form.cleaned_data
        return actions.record_told(
            by=request.actor, case=case, topic=data["topic"], source=data["source"], happened_on=data["happened_on"],
            text=data["text"], idempotency_key=form.key,
        )  # fmt: skip

    fact = sent(request, form, act)
    if fact is not None:
        offer_undo(request, _("Saved."), reverse("told-back", args=[fact.pk]), button=_("Take back"))
        return redirect("case-told", case.code)
    suit(form, standing_of(case.child))
    context = {
        "case": case, "form": form, "card": full_card(request.actor, case), "page_title": _("Already told"),
        "back_url": reverse("case", args=[case.code]), "print_code": case.code,
    }  # fmt: skip
    return render(request, "story/told.html", context)


@page(Permission.CASE_WORK)
def interview(request: Request, code: str) -> HttpResponse:
    """That the child was questioned. Above it stands what is known already; the third one asks why."""
    case = case_under(request.actor, code)
    is_third = len(interviews_that_count(case)) >= INTERVIEWS_WITHOUT_REASON
    form = InterviewForm(posted(request), initial={"held_on": timezone.localdate()}, is_third=is_third)

    def act() -> Interview:
        data = form.cleaned_data
        return actions.record_interview(
            by=request.actor, case=case, held_on=data["held_on"], body=data["body"], held_by=data["held_by"],
            was_recorded=data["was_recorded"], topics=data["topics"], present=data["present"],
            reason=data.get("reason", ""), reason_text=data.get("reason_text", ""), idempotency_key=form.key,
        )  # fmt: skip

    held = sent(request, form, act)
    if held is not None:
        offer_undo(request, _saved(case, held), reverse("interview-back", args=[held.pk]), button=_("Take back"))
        return redirect("case-told", case.code)
    return form_page(
        request, form, _("Interview with the child"), code=case.code, template="story/interview.html",
        back_url=reverse("case-told", args=[case.code]), told=short_card(case), case=case,
        standing=standing_of(case.child),
    )  # fmt: skip


def _saved(case: Case, held: Interview) -> str:
    """Two offices that write down the same interview are the usual slip: whoever comes second is asked at once."""
    like_it = [one for one in interviews_that_count(case) if (one.held_on, one.body) == (held.held_on, held.body)]
    if len(like_it) < 2:
        return _("Saved.")
    return _("Saved. An interview of this day by the same body stands there already. If it is the same one:")
