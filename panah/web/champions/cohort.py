"""The cohort as a table, and one champion: what stands, what is owed, what comes next."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from panah.foundation.security import clock
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.programme.champions.actions import (
    add_champion,
    end_champion,
    link_account,
    renew_champion,
    say_called,
    say_trained,
)
from panah.programme.champions.codes import ChampionState, ReportState
from panah.programme.champions.models import Champion, Renewal
from panah.programme.champions.queries import (
    acts_of,
    champions_of,
    letters_of,
    linkable_people,
    numbers_of,
    once_each,
    reports_of,
    undecided_pairs,
    year_of,
)
from panah.programme.champions.rules import Quarter
from panah.web.champion.words import TONES, acts_table, figures_of, label, name_of, quarter_words
from panah.web.champions.finding import champion_or_404
from panah.web.champions.forms import AccountForm, ChampionForm, CohortFilter, DayForm, EndForm, RenewForm
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent, step_page
from panah.web.components.lists import ListColumn, Listing, by_rank
from panah.web.components.values import Chip, Column, Fact, Figure, Table, TableRow, Tone

STATE_TONES = {
    ChampionState.SELECTED: Tone.DUE, ChampionState.TRAINED: Tone.INFO, ChampionState.ACTIVE: Tone.OK,
    ChampionState.ENDED: Tone.MUTE,
}  # fmt: skip
RECENT = 10


def _columns() -> dict[str, ListColumn]:
    return {
        "name": ListColumn(_("Name"), ("adult__sort_key",)),
        "region": ListColumn(_("Region")),
        "state": ListColumn(_("State"), (by_rank("state", list(ChampionState)),)),
        "posts": ListColumn(_("Posts"), ("posts",), is_number=True),
        "events": ListColumn(_("Events"), ("events",), is_number=True),
        "others": ListColumn(_("Meetings and articles"), ("others",), is_number=True),
        "report": ListColumn(_("Report")),
    }


@page(Permission.CHAMPION_VIEW)
def champion_list(request: Request) -> HttpResponse:
    """Who is a champion, what each did in a quarter, whose report is missing."""
    listing = Listing(request, "champion-list", _columns(), CohortFilter(request.GET))
    chosen = listing.chosen
    over = Quarter.parse(chosen.get("quarter", "")) or Quarter.of(clock.today())
    rows = champions_of(request.actor, region=chosen.get("region", ""), state=chosen.get("state", ""), over=over)
    if chosen.get("missing"):
        rows = rows.filter(pk__in=_late(request, chosen["missing"]))
    context = listing.context(
        listing.ordered(rows), total=lambda: Champion.objects.visible_to(request.actor).count(), table_rows=_rows,
        empty=_("No champion yet. Make a call, or write down who was chosen before."),
        nothing_fits=_("Nothing fits these filters."),
    )  # fmt: skip
    may_keep = Permission.CHAMPION_KEEP in request.actor.permissions
    return render(
        request, "champions/list.html",
        context | {
            "quarter": quarter_words(over), "may_keep": may_keep, "figures": _figures(request, over),
            "undecided": len(undecided_pairs(request.actor)) if may_keep else 0,
        },
    )  # fmt: skip


def _late(request: Request, wanted: str) -> list[Any]:
    """Whose report is missing, or missing twice in a row."""
    rows = Champion.objects.visible_to(request.actor).filter(state=ChampionState.ACTIVE)
    years = [(one.pk, year_of(one)) for one in rows]
    return [pk for pk, year in years if (year.is_inactive if wanted == "two" else bool(year.missed))]


def _figures(request: Request, over: Quarter) -> list[Figure]:
    """Of all that the reader sees in this quarter, what was held together once; reach is estimated."""
    rows = Champion.objects.visible_to(request.actor)
    acts = [act for one in rows for act in acts_of(request.actor, one, over)] if rows.count() <= 300 else []
    here = rows.exclude(state=ChampionState.ENDED).count()
    return [Figure(here, _("Champions")), *figures_of(numbers_of(once_each(acts)))]


def _rows(champions: list[Any]) -> list[TableRow]:
    return [
        TableRow(
            [
                name_of(one), one.region.label(language_now()), state_chip(one), one.posts, one.events, one.others,
                report_chip(one),
            ],
            reverse("champion-one", args=[one.code]),
        )
        for one in champions
    ]  # fmt: skip


def state_chip(one: Champion) -> Chip:
    return Chip(STATE_TONES[ChampionState(one.state)], label("champion_state", one.state))


def report_chip(one: Champion) -> Chip:
    """What is missing, the most pressing first."""
    year = year_of(one)
    if year.is_inactive and one.state != ChampionState.ENDED:
        return Chip(Tone.LATE, _("two in a row missing: inactive"))
    if year.missed and one.state == ChampionState.ENDED:
        return Chip(Tone.MUTE, _("missing: %(quarter)s") % {"quarter": quarter_words(year.missed[-1])})
    if year.missed:
        return Chip(Tone.LATE, _("missing: %(quarter)s") % {"quarter": quarter_words(year.missed[-1])})
    if year.to_write:
        return Chip(Tone.DUE, _("awaited: %(quarter)s") % {"quarter": quarter_words(year.to_write[0])})
    return Chip(Tone.MUTE, _("nothing missing"))


@page(Permission.CHAMPION_KEEP)
def new(request: Request) -> HttpResponse:
    """Who was chosen before Panah was here."""
    form = ChampionForm(posted(request))

    def act() -> Champion:
        data = form.cleaned_data
        return add_champion(
            by=request.actor, details=form.details(), region=form.place(), language=data["language"],
            since=data["since"], idempotency_key=form.key,
        )  # fmt: skip

    made = sent(request, form, act)
    if made is not None:
        messages.success(request, _("Written down."))
        return redirect("champion-one", made.code)
    return form_page(
        request, form, _("Write down a champion"), back_url=reverse("champion-list"), back_label=_("Champions"),
        lead=_("Only for who was chosen already. Everybody else comes through a call."),
    )  # fmt: skip


@page(Permission.CHAMPION_VIEW)
def one(request: Request, code: str) -> HttpResponse:
    """Everything that stands of one champion."""
    found = champion_or_404(request.actor, code)
    acts = acts_of(request.actor, found)
    year = year_of(found)
    plans = list(found.plans.order_by("-year"))
    turns = list(Renewal.objects.visible_to(request.actor).filter(champion=found).order_by("-decided_at"))
    reveal(request.actor, *turns)
    context = {
        "champion": found, "state": state_chip(found), "report": report_chip(found), "facts": _facts(found),
        "figures": figures_of(numbers_of(acts)), "acts": acts_table(acts[:RECENT], "champion-act-read", _("Nothing yet.")),
        "plans": [(plan, label("champion_plan_state", plan.state)) for plan in plans],
        "reports": _reports_table(request, found), "letters": letters_of(request.actor, found),
        "owed": [(quarter_words(one), str(one)) for one in year.to_write],
        "may_keep": Permission.CHAMPION_KEEP in request.actor.permissions,
        "is_here": found.state != ChampionState.ENDED, "is_inactive": year.is_inactive, "missed": bool(year.missed),
        "turns": [_turn_words(turn) for turn in turns], "print_code": found.code,
    }  # fmt: skip
    return render(request, "champions/one.html", context)


def _facts(one: Champion) -> list[Fact]:
    change = reverse("champion-account", args=[one.code])
    return [
        Fact(_("Name"), name_of(one)), Fact(_("Region"), one.region.label(language_now())),
        Fact(_("Language"), label("champion_languages", one.language)),
        Fact(_("Champion since"), one.since),
        *([Fact(_("Until"), one.until)] if one.until else []),
        Fact(_("Trained on"), one.trained_on),
        Fact(pgettext("champion", "Account"), one.person.display_name if one.person else _("none linked"), change_url=change),
        *([Fact(_("Call for champions"), one.call.said("title", language_now()))] if one.call else []),
    ]  # fmt: skip


def _turn_words(turn: Renewal) -> str:
    words = [label("champion_turn", turn.turn), date_format(turn.on, "SHORT_DATE_FORMAT")]
    if turn.reason:
        words.append(label("champion_end_reasons", turn.reason))
    return " · ".join([*words, turn.note] if turn.note else words)


def _reports_table(request: Request, champion: Champion) -> Table:
    rows = [
        TableRow(
            [quarter_words(one.of), Chip(TONES[ReportState(one.state)], label("champion_report_state", one.state))],
            reverse("champion-report-read", args=[one.code]),
        )
        for one in reports_of(request.actor, champion)
    ]  # fmt: skip
    return Table([Column(_("Quarter")), Column(_("State"))], rows, empty=_("No report was sent yet."))


@page(Permission.CHAMPION_KEEP)
def account(request: Request, code: str) -> HttpResponse:
    """Which account opens the own pages. Accounts are made by whoever looks after people."""
    found = champion_or_404(request.actor, code)
    people = linkable_people(found)
    form = AccountForm(posted(request), people=people)
    if people or request.method == "POST":
        return step_page(
            request, form,
            lambda: link_account(by=request.actor, champion=found, person=form.people[form.cleaned_data["person"]]),
            _("Link an account"), done=_("Linked. The account opens the own pages now."), code=found.code,
            back_url=reverse("champion-one", args=[found.code]), button=_("Link"),
        )  # fmt: skip
    may_add = Permission.STAFF_MANAGE in request.actor.permissions
    return render(request, "champions/no_account.html", {"champion": found, "may_add": may_add})


@page(Permission.CHAMPION_KEEP)
def trained(request: Request, code: str) -> HttpResponse:
    found = champion_or_404(request.actor, code)
    form = DayForm(posted(request), initial={"on": clock.today()})
    return step_page(
        request, form, lambda: say_trained(by=request.actor, champion=found, on=form.cleaned_data["on"]),
        _("Was trained"), done=_("Noted."), code=found.code, back_url=reverse("champion-one", args=[found.code]),
    )  # fmt: skip


@page(Permission.CHAMPION_KEEP)
@require_POST
def called(request: Request, code: str) -> HttpResponse:
    """Telephoned because no report came."""
    found = champion_or_404(request.actor, code)
    say_called(by=request.actor, champion=found)
    messages.success(request, _("Noted that you called."))
    return redirect("champion-one", found.code)


@page(Permission.CHAMPION_KEEP)
def renew(request: Request, code: str) -> HttpResponse:
    found = champion_or_404(request.actor, code)
    form = RenewForm(posted(request))
    return step_page(
        request, form,
        lambda: renew_champion(
            by=request.actor, champion=found, note=form.cleaned_data["note"], idempotency_key=form.key
        ),
        _("Renew for a year"), done=_("Renewed. Ask for the plan of the new year."), code=found.code,
        back_url=reverse("champion-one", args=[found.code]), button=_("Renew"),
    )  # fmt: skip


@page(Permission.CHAMPION_KEEP)
def end(request: Request, code: str) -> HttpResponse:
    found = champion_or_404(request.actor, code)
    form = EndForm(posted(request), initial={"on": clock.today()})

    def act() -> Renewal:
        data = form.cleaned_data
        return end_champion(
            by=request.actor, champion=found, on=data["on"], reason=data["reason"], note=data["note"],
            idempotency_key=form.key,
        )  # fmt: skip

    return step_page(
        request, form, act, _("End"), done=_("Ended. What was done stays and is counted. Make a word of thanks."),
        code=found.code, back_url=reverse("champion-one", args=[found.code]), button=_("End"),
        lead=_("The account opens nothing of it any more. What was done stays."),
    )  # fmt: skip
