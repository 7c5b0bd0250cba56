"""What a champion planned, did and reported, as those read it who keep the cohort."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.documents.queries import content_of
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.programme.champions.actions import (
    accept_report,
    agree_plan,
    hold_words,
    record_act_for,
    return_plan,
    return_report,
    strike_act,
    take_report,
)
from panah.programme.champions.codes import Clearance, PlanState, ReportState
from panah.programme.champions.models import Champion, Plan
from panah.programme.champions.queries import acts_of, numbers_of, planned_of, together_with
from panah.programme.champions.rules import QUARTERS, Quarter
from panah.web.champion.acts import act_form, picture_answer
from panah.web.champion.forms import ReportForm
from panah.web.champion.reports import quarter_or_404, read_context
from panah.web.champion.words import act_facts, acts_table, kit_titles, label, name_of, quarter_words
from panah.web.champions.finding import act_or_404, champion_or_404, planned_or_404, report_or_404
from panah.web.champions.forms import ReturnForm
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.values import Fact
from panah.web.papers.champions import numbers_facts


def plan_or_404(champion: Champion, year: str, request: Request) -> Plan:
    number = int(year) if year.isdecimal() and len(year) == 4 else 0
    found: Plan = get_object_or_404(Plan.objects.visible_to(request.actor), champion=champion, year=number)
    return found


@page(Permission.CHAMPION_VIEW)
def plan(request: Request, code: str, year: str) -> HttpResponse:
    """By quarter, with what could go wrong."""
    champion = champion_or_404(request.actor, code)
    found = plan_or_404(champion, year, request)
    rows = planned_of(found)
    reveal(request.actor, *rows)
    quarters = [
        (quarter_words(Quarter(found.year, number)), [one for one in rows if one.quarter == number])
        for number in QUARTERS
    ]
    context = {
        "champion": champion, "plan": found, "quarters": quarters, "state": label("champion_plan_state", found.state),
        "may_answer": found.state == PlanState.SENT and Permission.CHAMPION_KEEP in request.actor.permissions,
        "may_keep": Permission.CHAMPION_KEEP in request.actor.permissions,
    }  # fmt: skip
    return render(request, "champions/plan.html", context)


@page(Permission.CHAMPION_KEEP)
@require_POST
def plan_answer(request: Request, code: str, year: str) -> HttpResponse:
    """Agreed, or given back to be changed."""
    champion = champion_or_404(request.actor, code)
    found = plan_or_404(champion, year, request)
    is_yes = request.POST.get("answer") == "agree"
    try:
        if is_yes:
            agree_plan(by=request.actor, plan=found)
        else:
            return_plan(by=request.actor, plan=found)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        done = _("The plan is agreed.") if is_yes else _("The plan is open again. Tell the champion what to change.")
        messages.success(request, done)
    return redirect("champion-one", champion.code)


@page(Permission.CHAMPION_KEEP)
def add_for(request: Request, code: str) -> HttpResponse:
    """What a champion without an account did, as told by telephone or on paper."""
    champion = champion_or_404(request.actor, code)
    form = act_form(request, champion)
    form.fields["has_photo"].widget = form.fields["has_photo"].hidden_widget()
    made = sent(
        request, form,
        lambda: record_act_for(by=request.actor, champion=champion, details=form.details(), idempotency_key=form.key),
    )  # fmt: skip
    if made is not None:
        messages.success(request, _("Written down. It is counted."))
        return redirect("champion-act-read", made.code)
    return form_page(
        request, form, _("Add what the champion did"), code=champion.code,
        back_url=reverse("champion-one", args=[champion.code]),
    )  # fmt: skip


@page(Permission.CHAMPION_VIEW)
def act(request: Request, code: str) -> HttpResponse:
    """One act."""
    found = act_or_404(request.actor, code)
    reveal(request.actor, found)
    used = kit_titles([found])
    waits = found.clearance == Clearance.WAITS
    facts = [*act_facts(found, shows_note=not waits), *([Fact(_("From the kit"), used)] if used else [])]
    context = {
        "act": found, "facts": facts, "waits": waits, "together": together_with(request.actor, found),
        "may_keep": Permission.CHAMPION_KEEP in request.actor.permissions,
        "may_see": Permission.CONTACT_READ in request.actor.permissions,
    }  # fmt: skip
    return render(request, "champions/act.html", context)


@page(Permission.CHAMPION_KEEP)
@require_POST
def hold(request: Request, kind: str, code: str) -> HttpResponse:
    """Whoever reads it finds a story that nobody ticked."""
    if kind == "planned":
        planned = planned_or_404(request.actor, code)
        hold_words(by=request.actor, words=planned)
        back = reverse("champion-plan-read", args=[planned.champion.code, planned.plan.year])
    elif kind == "report":
        hold_words(by=request.actor, words=report_or_404(request.actor, code))
        back = reverse("champion-report-read", args=[code])
    elif kind == "act":
        hold_words(by=request.actor, words=act_or_404(request.actor, code))
        back = reverse("champion-act-read", args=[code])
    else:
        raise Http404
    messages.success(request, _("Held back. It is printed nowhere, and papers that were made of it are taken back."))
    return redirect(back)


@page(Permission.CHAMPION_KEEP)
def act_photo(request: Request, code: str) -> HttpResponse:
    found = act_or_404(request.actor, code)
    if found.photo is None:
        raise Http404
    return picture_answer(found.photo, content_of(request.actor, found.photo))


@page(Permission.CHAMPION_KEEP)
@require_POST
def strike(request: Request, code: str) -> HttpResponse:
    """It did not happen, or was written twice."""
    found = act_or_404(request.actor, code)
    strike_act(by=request.actor, act=found)
    messages.success(request, _("Removed. It is counted no more."))
    return redirect("champion-one", found.champion.code)


@page(Permission.CHAMPION_VIEW)
def report(request: Request, code: str) -> HttpResponse:
    """A report as it was sent, with what was done in its quarter."""
    found = report_or_404(request.actor, code)
    reveal(request.actor, found)
    acts = acts_of(request.actor, found.champion, found.of)
    may_answer = found.state == ReportState.SENT and Permission.CHAMPION_KEEP in request.actor.permissions
    context = read_context(found) | {
        "champion": found.champion, "champion_name": name_of(found.champion), "may_answer": may_answer,
        "may_keep": Permission.CHAMPION_KEEP in request.actor.permissions,
        "acts": acts_table(acts, "champion-act-read", _("Nothing was written down in this quarter.")),
        "is_changed": numbers_of(acts) != found.numbers,
    }  # fmt: skip
    return render(request, "champions/report.html", context)


@page(Permission.CHAMPION_KEEP)
@require_POST
def accept(request: Request, code: str) -> HttpResponse:
    found = report_or_404(request.actor, code)
    try:
        accept_report(by=request.actor, report=found)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("Accepted."))
    return redirect("champion-report-read", found.code)


@page(Permission.CHAMPION_KEEP)
def give_back(request: Request, code: str) -> HttpResponse:
    """With what is missing."""
    found = report_or_404(request.actor, code)
    form = ReturnForm(posted(request))
    done = sent(
        request, form, lambda: return_report(by=request.actor, report=found, because=form.cleaned_data["because"])
    )
    if done is not None:
        messages.success(request, _("Given back. The champion reads what is missing."))
        return redirect("champion-report-read", found.code)
    return form_page(
        request, form, _("Give the report back"), code=found.code, button=_("Give back"),
        back_url=reverse("champion-report-read", args=[found.code]),
    )  # fmt: skip


@page(Permission.CHAMPION_KEEP)
def take(request: Request, code: str, quarter: str) -> HttpResponse:
    """A report as told by telephone."""
    champion = champion_or_404(request.actor, code)
    of = quarter_or_404(champion, quarter)
    form = ReportForm(posted(request))
    made = sent(
        request, form,
        lambda: take_report(by=request.actor, champion=champion, quarter=of, told=form.told(), idempotency_key=form.key),
    )  # fmt: skip
    if made is not None:
        messages.success(request, _("Written down. Read it once more and accept it."))
        return redirect("champion-report-read", made.code)
    acts = acts_of(request.actor, champion, of)
    return form_page(
        request, form, _("Report: %(quarter)s") % {"quarter": quarter_words(of)}, code=champion.code,
        template="champions/report_take.html", back_url=reverse("champion-one", args=[champion.code]),
        numbers=[Fact(*pair) for pair in numbers_facts(numbers_of(acts))],
    )  # fmt: skip
