"""What the advisory group said of an application, written down by who keeps the call as somebody brought it: sums alone."""

from fractions import Fraction

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.programme.champions.actions import note_advice
from panah.programme.champions.codes import ApplicationState
from panah.programme.champions.models import Advice, Application
from panah.programme.champions.queries import selection_rule_of
from panah.programme.champions.rules import AdvisoryResult
from panah.web.champions.finding import application_or_404
from panah.web.champions.forms import AdviceForm
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.values import Fact


def advice_of(request: Request, application: Application) -> Advice | None:
    """Opened for who scores."""
    found = Advice.objects.visible_to(request.actor).filter(application=application).first()
    if found is not None:
        reveal(request.actor, found)
    return found


def advice_facts(application: Application, found: Advice) -> list[Fact]:
    rule = selection_rule_of(application.call)
    is_no = Fraction(found.against, found.ballots) >= rule.no_from
    said = _("no: this person cannot be selected") if is_no else str(found.score)
    return [
        Fact(_("Score of the group, 0 to 100"), said),
        Fact(_("Ballots"), found.ballots), Fact(_("of them no"), found.against),
        Fact(_("Brought by"), found.brought_by),
        Fact(_("Brought on"), date_format(found.brought_on, "SHORT_DATE_FORMAT")),
    ]  # fmt: skip


def may_note(application: Application) -> bool:
    is_open = application.state in (ApplicationState.APPLIED, ApplicationState.SHORTLISTED)
    return is_open and application.repeats_id is None and application.forgotten_at is None


@page(Permission.CHAMPION_KEEP)
def advice(request: Request, code: str) -> HttpResponse:
    """A second time it replaces the first, until somebody has decided."""
    found = application_or_404(request.actor, code)
    if not may_note(found):
        messages.warning(request, _("This application was decided already."))
        return redirect("application", found.code)
    stands = advice_of(request, found)
    names = ("score", "ballots", "against", "brought_by", "brought_on")
    initial = {name: getattr(stands, name) for name in names} if stands else {"brought_on": clock.today()}
    form = AdviceForm(posted(request), initial=initial)
    made = sent(request, form, lambda: _noted(request, found, form))
    if made is not None:
        messages.success(request, _("The result of the advisory group stands beside the score of the panel."))
        return redirect("application", found.code)
    rule = selection_rule_of(found.call)
    lead = _("It weighs %(advice)d of 100 beside the panel. Two thirds of the ballots or more against: not selected.")
    return form_page(
        request, form, _("Result of the advisory group"), code=found.code,
        lead=lead % {"advice": rule.advice}, back_url=reverse("application", args=[found.code]),
    )  # fmt: skip


def _noted(request: Request, application: Application, form: AdviceForm) -> Advice:
    data = form.cleaned_data
    return note_advice(
        by=request.actor, application=application, brought_by=data["brought_by"], brought_on=data["brought_on"],
        result=AdvisoryResult(data["score"], data["ballots"], data["against"]), idempotency_key=form.key,
    )  # fmt: skip
