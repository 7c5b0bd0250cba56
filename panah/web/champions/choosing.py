"""One application: the panel reads why, who keeps the call also who; near ones do not see it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.programme.champions.actions import (
    decide_application,
    join_applications,
    part_applications,
    say_conflict,
    score_application,
    shortlist,
    withdraw_application,
)
from panah.programme.champions.codes import DECIDED, Again, ApplicationState
from panah.programme.champions.models import Application, Scoring
from panah.programme.champions.queries import criteria_of, lookalikes_of, may_score, ranked
from panah.web.champion.words import label
from panah.web.champions.advising import advice_facts, advice_of, may_note
from panah.web.champions.calls import TONES, score_words
from panah.web.champions.finding import application_or_404
from panah.web.champions.forms import DecideForm, ScoreForm
from panah.web.components.child_words import language_now
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.forms import OnceForm
from panah.web.components.values import Chip, Column, Fact, Table, TableRow


@page(Permission.CHAMPION_SCORE)
def application(request: Request, code: str) -> HttpResponse:
    """What was written, by code, and how it stands."""
    found = application_or_404(request.actor, code)
    may_keep = Permission.CHAMPION_KEEP in request.actor.permissions
    reveal(request.actor, found, only=("motivation", "minutes"))
    return render(request, "champions/application.html", _context(request, found, may_keep=may_keep))


def _context(request: Request, found: Application, *, may_keep: bool) -> dict[str, object]:
    row = next((one for one in ranked(request.actor, found.call) if one.application.pk == found.pk), None)
    is_there = found.forgotten_at is None
    is_open = is_there and found.state in (ApplicationState.APPLIED, ApplicationState.SHORTLISTED)
    return {
        "application": found, "facts": _facts(found), "may_keep": may_keep, "is_open": is_open,
        "state": Chip(TONES[ApplicationState(found.state)], label("application_state", found.state)),
        "score": score_words(row) if row else "—", "members": row.members if row else 0,
        "rests_on": label("selection_rests_on", found.rests_on or (row.standing.rests_on if row else "")),
        "may_score": may_score(request.actor, found) and found.repeats_id is None,
        "scores": _scores_table(request, found), "is_listed": found.state == ApplicationState.SHORTLISTED,
        "may_decide": may_keep and found.repeats_id is None and _is_open_to_decide(found, is_open=is_open),
        "is_decided": found.state in DECIDED and found.forgotten_at is None, "once": OnceForm(),
        "alike": _alike(request, found) if may_keep else [], "print_code": found.code,
        "advice": advice_facts(found, said) if (said := advice_of(request, found)) else None,
        "may_note_advice": may_keep and may_note(found), "is_gone": found.forgotten_at is not None,
    }  # fmt: skip


def _is_open_to_decide(found: Application, *, is_open: bool) -> bool:
    return is_open or (found.state == ApplicationState.RESERVE and found.forgotten_at is None)


def _facts(found: Application) -> list[Fact]:
    """Nothing that says who it is."""
    facts = [
        Fact(_("Why"), found.motivation), Fact(_("Region"), found.region.label(language_now())),
        Fact(_("Language"), label("champion_languages", found.language)),
        Fact(_("Sector"), label("trainee_sectors", found.sector)), Fact(_("Woman or man"), label("sex_of_adult", found.sex)),
        Fact(_("Rules of safety"), _("accepted, and of age")),
    ]  # fmt: skip
    if found.state in DECIDED:
        facts.append(Fact(_("Minutes"), found.minutes))
        facts.append(Fact(_("Score at the decision"), "—" if found.score is None else found.score))
    return facts


def _scores_table(request: Request, found: Application) -> Table | None:
    """Who of the panel gave what; remarks are opened. Whoever has not scored yet does not see it."""
    rows = list(found.scorings.filter(has_conflict=False).select_related("person").order_by("written_at"))
    has_own = any(str(row.person_id) == request.actor.id for row in rows)
    if not rows or (may_score(request.actor, found) and not has_own):
        return None
    reveal(request.actor, *rows)
    codes = criteria_of(found.call)
    words = code_list("champion_criteria")
    columns = [Column(_("Panel")), *(Column(words.label(code), is_number=True) for code in codes), Column(_("Remark"))]
    return Table(columns, [_score_row(row, codes) for row in rows])


def _score_row(row: Scoring, codes: object) -> TableRow:
    points = [row.points.get(code, "—") for code in codes]  # type: ignore[attr-defined]
    return TableRow([row.person.display_name, *points, row.remark or "—"])


def _alike(request: Request, found: Application) -> list[tuple[Application, str, bool]]:
    """Others of this call that are, or may be, of the same person, and whether somebody or the rule has joined them."""
    seen = set(Application.objects.visible_to(request.actor).filter(call=found.call).values_list("pk", flat=True))
    first = found.repeats_id or found.pk
    words = {
        Again.SAME: _("the same telephone and name"), Again.MAYBE: _("the same telephone or the same name"),
    }  # fmt: skip
    rows = [(one, words[again]) for one, again in lookalikes_of(found) if one.pk in seen]
    return [(one, said, first == (one.repeats_id or one.pk)) for one, said in rows]


@page(Permission.CHAMPION_KEEP)
@require_POST
def name(request: Request, code: str) -> HttpResponse:
    """Who it is; that it was opened stands in the record of acts."""
    found = application_or_404(request.actor, code)
    reveal(request.actor, found)
    context = _context(request, found, may_keep=True)
    context["who"] = [
        Fact(_("Name"), found.name), Fact(_("Telephone"), found.phone), Fact(_("E-mail"), found.email),
    ]  # fmt: skip
    return render(request, "champions/application.html", context)


@page(Permission.CHAMPION_SCORE)
def score(request: Request, code: str) -> HttpResponse:
    """One to five; a second time it replaces the first."""
    found = application_or_404(request.actor, code)
    if not may_score(request.actor, found) or found.repeats_id is not None:
        messages.warning(request, _("This application was decided already."))
        return redirect("application", found.code)
    reveal(request.actor, found, only=("motivation",))
    own = next((one for one in found.scorings.all() if str(one.person_id) == request.actor.id), None)
    initial = {}
    if own is not None:
        reveal(request.actor, own)
        initial = {f"points_{key}": value for key, value in own.points.items()} | {"remark": own.remark}
    form = ScoreForm(posted(request), call=found.call, initial=initial)
    made = sent(
        request, form,
        lambda: score_application(
            by=request.actor, application=found, points=form.points(), remark=form.cleaned_data["remark"],
            idempotency_key=form.key,
        ),
    )  # fmt: skip
    if made is not None:
        messages.success(request, _("Your score is kept."))
        return redirect("champion-call", found.call.code)
    return form_page(
        request, form, _("Score"), code=found.code, template="champions/score.html", motivation=found.motivation,
        back_url=reverse("application", args=[found.code]), button=_("Keep my score"),
    )  # fmt: skip


@page(Permission.CHAMPION_SCORE)
@require_POST
def near(request: Request, code: str) -> HttpResponse:
    """The applicant is somebody near: this member sees the application no more."""
    found = application_or_404(request.actor, code)
    call = found.call.code
    try:
        say_conflict(by=request.actor, application=found)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("Noted. You do not see this application any more, and others decide on it."))
    return redirect("champion-call", call)


def _step(request: Request, found: Application, act: object, done: str) -> HttpResponse:
    try:
        act()  # type: ignore[operator]
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, done)
    return redirect("application", found.code)


@page(Permission.CHAMPION_KEEP)
@require_POST
def on_list(request: Request, code: str) -> HttpResponse:
    found = application_or_404(request.actor, code)
    is_on = found.state != ApplicationState.SHORTLISTED
    done = _("On the shortlist.") if is_on else _("Off the shortlist.")
    return _step(request, found, lambda: shortlist(by=request.actor, application=found, is_on=is_on), done)


@page(Permission.CHAMPION_KEEP)
@require_POST
def same(request: Request, code: str, other: str) -> HttpResponse:
    """Two applications of one person."""
    found, second = application_or_404(request.actor, code), application_or_404(request.actor, other)
    return _step(
        request, found, lambda: join_applications(by=request.actor, application=found, other=second),
        _("One person, scored once: the first application counts."),
    )  # fmt: skip


@page(Permission.CHAMPION_KEEP)
@require_POST
def two(request: Request, code: str) -> HttpResponse:
    """Two people after all."""
    found = application_or_404(request.actor, code)
    return _step(
        request,
        found,
        lambda: part_applications(by=request.actor, application=found),
        _("Two people: both are scored."),
    )


@page(Permission.CHAMPION_KEEP)
@require_POST
def back(request: Request, code: str) -> HttpResponse:
    """The applicant took it back."""
    found = application_or_404(request.actor, code)
    return _step(request, found, lambda: withdraw_application(by=request.actor, application=found), _("Taken back."))


@page(Permission.CHAMPION_KEEP)
def decide(request: Request, code: str) -> HttpResponse:
    """Selected, in reserve or not, with minutes. The page says on what the order rests."""
    found = application_or_404(request.actor, code)
    row = next((one for one in ranked(request.actor, found.call) if one.application.pk == found.pk), None)
    offered = [ApplicationState.SELECTED, ApplicationState.RESERVE, ApplicationState.NOT_SELECTED]
    is_no = row is not None and not row.standing.may_be_selected
    if is_no:
        offered = [ApplicationState.NOT_SELECTED]
    elif found.state == ApplicationState.RESERVE:
        offered.remove(ApplicationState.RESERVE)
    form = DecideForm(posted(request), offered=offered)
    made = sent(
        request, form,
        lambda: decide_application(
            by=request.actor, application=found, decision=ApplicationState(form.cleaned_data["decision"]),
            minutes=form.cleaned_data["minutes"], idempotency_key=form.key,
        ),
    )  # fmt: skip
    if made is not None:
        messages.success(request, _("Decided. Now make the letter."))
        return redirect("application-answer", made.code)
    return form_page(
        request, form, _("Decide"), code=found.code, template="champions/decide.html", button=_("Decide"),
        back_url=reverse("application", args=[found.code]), score=score_words(row) if row else "—",
        members=row.members if row else 0, rests_on=label("selection_rests_on", row.standing.rests_on) if row else "",
        is_no=is_no,
    )  # fmt: skip
