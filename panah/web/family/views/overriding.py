import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.casework.people.actions import answer_override, override_consent
from panah.casework.people.codes import OverrideOutcome
from panah.casework.people.rules import override_holds
from panah.casework.referrals.actions import end_sharing
from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.cases.queries import case_or_404
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.grown_words import standing_of
from panah.web.family import forms, queries


@page(Permission.CASE_WORK)
def override_new(request: Request, code: str) -> HttpResponse:
    """Serious danger does not wait for a yes; a second person looks at it within a day."""
    case = case_or_404(request.actor, code)
    form = forms.OverrideForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return override_consent(
            by=request.actor, child=case.child, ground=data["ground"], explanation=data["explanation"],
            was_told=data["was_told"], why_not_told=data["why_not_told"], idempotency_key=form.key,
        )  # fmt: skip

    if sent(request, form, act) is not None:
        messages.success(request, _("Written down. Your supervisor has 24 hours to confirm it."))
        return redirect("case-consent", case.code)
    lead = _(
        "Only in serious danger or where the law obliges. Phone 102 or 103 first. Another person must confirm it within "
        "24 hours; silence is no yes."
    )
    back = reverse("case-consent", args=[case.code])
    return form_page(
        request,
        form,
        _("Act without consent"),
        code=case.code,
        back_url=back,
        lead=lead,
        standing=standing_of(case.child),
    )


@page(Permission.CASE_SIGN)
def override(request: Request, override_id: uuid.UUID) -> HttpResponse:
    """The second person reads what was decided and says yes or no; after a no it says what must be taken back."""
    one = queries.override_or_404(request.actor, override_id)
    form = forms.OverrideAnswerForm(posted(request))

    def act() -> object:
        answered = answer_override(by=request.actor, override=one, is_confirmed=form.cleaned_data["is_confirmed"])
        end_sharing(by=request.actor, child=one.child)
        return answered

    if sent(request, form, act) is not None:
        messages.success(request, _("Saved."))
        return redirect("override", one.pk)
    context = {
        "form": form, "override": one, "facts": queries.override_facts(request.actor, one), "print_code": one.child.code,
        "waits": one.outcome == OverrideOutcome.WAITS, "is_refused": one.outcome == OverrideOutcome.REFUSED,
        "is_silent": one.outcome == OverrideOutcome.WAITS and not override_holds(one.outcome, one.decided_at, clock.now()),
        "is_own": one.decided_by_id == request.actor.person_id,
    }  # fmt: skip
    return render(request, "family/override.html", context)
