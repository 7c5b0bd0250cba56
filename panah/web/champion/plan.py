"""My plan: what is planned, by quarter, beside what was done; mine and the numbers of all."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.security import clock
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.programme.champions.actions import drop_planned, plan_act, send_plan
from panah.programme.champions.codes import Clearance, PlanState
from panah.programme.champions.models import Champion, PlannedAct
from panah.programme.champions.queries import (
    acts_of,
    cohort_numbers,
    numbers_of,
    plan_of,
    planned_of,
    report_due_on,
    year_of,
)
from panah.programme.champions.rules import QUARTERS, Quarter, empty_quarters
from panah.web.champion.finding import me_or_none, not_linked, own_planned_or_404
from panah.web.champion.forms import PlannedForm, years_to_plan
from panah.web.champion.words import acts_table, figures_of, label, planned_words, quarter_words
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.values import Chip, Fact, Tone
from panah.web.papers.champions import numbers_facts, plan_sheet
from panah.web.papers.press import Around, letter_of, pdf_answer, press
from panah.web.papers.spoken import spoken_of_public_work
from panah.web.papers.words import Words

RECENT = 5
PLAN_TONES = {PlanState.OPEN: Tone.DUE, PlanState.SENT: Tone.INFO, PlanState.AGREED: Tone.OK}


def year_asked(request: Request, champion: Champion) -> int:
    """This year, or the next where the address says so."""
    years = years_to_plan(champion.since.year)
    asked = request.GET.get("year", "") or request.POST.get("year", "")
    return int(asked) if asked in map(str, years) else years[0]


@page(Permission.CHAMPION_WORK)
def own_plan(request: Request) -> HttpResponse:
    """The first page of a champion."""
    champion = me_or_none(request.actor)
    if champion is None:
        return not_linked(request)
    year = year_asked(request, champion)
    plan = plan_of(champion, year)
    rows = planned_of(plan)
    reveal(request.actor, *rows)
    acts = acts_of(request.actor, champion)
    now = Quarter.of(clock.today())
    this = [act for act in acts if Quarter.of(act.happened_on) == now]
    left = empty_quarters({one.quarter for one in rows}, champion.since, year)
    context = {
        "year": year, "years": years_to_plan(champion.since.year), "plan": plan,
        "state": Chip(PLAN_TONES[PlanState(plan.state)], label("champion_plan_state", plan.state)) if plan else None,
        "quarters": [
            (quarter_words(Quarter(year, number)), [one for one in rows if one.quarter == number], number in left)
            for number in QUARTERS
        ],
        "left": left, "can_send": bool(rows) and not left and plan is not None and plan.state == PlanState.OPEN,
        "figures": figures_of(numbers_of(this)), "quarter_now": quarter_words(now),
        "cohort": [Fact(term, value) for term, value in numbers_facts(cohort_numbers(champion, now))],
        "champions": cohort_numbers(champion, now)["champions"],
        "recent": acts_table(acts[:RECENT], "champion-act", _("Nothing is written down yet. Press “Add”.")),
        "owed": [(quarter_words(one), str(one), report_due_on(one)) for one in year_of(champion).to_write],
    }  # fmt: skip
    return render(request, "champion/plan.html", context)


@page(Permission.CHAMPION_WORK)
def new(request: Request) -> HttpResponse:
    """One more thing for the plan."""
    champion = me_or_none(request.actor)
    if champion is None:
        return not_linked(request)
    year = year_asked(request, champion)
    form = PlannedForm(posted(request), year=year, initial={"quarter": _first_quarter(year)})

    def act() -> PlannedAct:
        return plan_act(
            by=request.actor, champion=champion, year=year, planned=form.planned(), idempotency_key=form.key
        )

    made = sent(request, form, act)
    if made is not None:
        messages.success(request, _("It stands in your plan."))
        if made.clearance == Clearance.WAITS:
            return redirect("champion-planned", made.code)
        return redirect(f"{reverse('champion-plan')}?year={year}")
    return form_page(
        request, form, _("Add to the plan of %(year)d") % {"year": year}, back_url=reverse("champion-plan"),
        back_label=_("My plan"),
    )  # fmt: skip


def _first_quarter(year: int) -> int:
    today = clock.today()
    return Quarter.of(today).number if year == today.year else 1


@page(Permission.CHAMPION_WORK)
def planned(request: Request, code: str) -> HttpResponse:
    """One thing that is planned: it was done, or it is not planned any more."""
    one = own_planned_or_404(request.actor, code)
    reveal(request.actor, one)
    facts = [
        Fact(_("What you will do"), one.activity), Fact(_("Where"), one.where), Fact(_("In the plan"), planned_words(one)),
        Fact(_("Together with"), one.with_whom), Fact(_("How many people you would like to reach"), one.reach_goal),
        Fact(_("What could go wrong, and what you do then"), one.risk_note),
    ]  # fmt: skip
    return render(request, "champion/planned.html", {"one": one, "facts": facts})


@page(Permission.CHAMPION_WORK)
@require_POST
def drop(request: Request, code: str) -> HttpResponse:
    one = own_planned_or_404(request.actor, code)
    drop_planned(by=request.actor, planned=one)
    messages.success(request, _("It is not planned any more."))
    return redirect("champion-plan")


@page(Permission.CHAMPION_WORK)
@require_POST
def send(request: Request) -> HttpResponse:
    """To the coordinator, to be agreed."""
    champion = me_or_none(request.actor)
    plan = plan_of(champion, year_asked(request, champion)) if champion is not None else None
    if plan is not None:
        try:
            send_plan(by=request.actor, plan=plan)
        except Refusal as refusal:
            messages.warning(request, str(refusal.sentence))
        else:
            messages.success(request, _("Your plan is sent. The coordinator reads it and agrees it with you."))
    return redirect("champion-plan")


@page(Permission.CHAMPION_WORK)
@require_POST
def plan_file(request: Request) -> HttpResponse:
    """One's own plan as PDF, in Kazakh or Russian; it has no number."""
    champion = me_or_none(request.actor)
    if champion is None:
        return not_linked(request)
    year = year_asked(request, champion)
    rows = planned_of(plan_of(champion, year))
    reveal(request.actor, *rows)
    words = own_words(request, champion, "champion_plan")
    with translation.override(words.language):
        sheet = plan_sheet(champion, year, rows, words)
    return own_paper(champion, words, sheet, f"plan-{year}.pdf", reverse("champion-texts", args=["plan", year]))


def own_words(request: Request, champion: Champion, kind: str) -> Words:
    """Of a paper in Kazakh or Russian, with what was said of texts in another language."""
    language = "kk" if language_now() == "kk" else "ru"
    return Words(kind, language, spoken=spoken_of_public_work(request.actor, champion, language))


def own_paper(champion: Champion, words: Words, sheet: object, name: str, texts_url: str) -> HttpResponse:
    """What a champion takes along of the own work: pressed now, and kept nowhere. A text in another language stops it."""
    if words.spoken is not None and words.spoken.open:
        return redirect(texts_url)
    now = clock.now()
    around = Around(made_at=now, sender=[words.organisation(champion.organisation)])
    return pdf_answer(press().pdf(letter_of(sheet, words, around), now), name)  # type: ignore[arg-type]
