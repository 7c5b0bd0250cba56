from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from panah.casework.linking import actions
from panah.casework.linking.codes import PairKind, PairState
from panah.casework.linking.models import Pair
from panah.casework.linking.queries import open_question, sides_of
from panah.casework.people.codes import Sameness
from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.web.linking import queries
from panah.web.linking.words import answer_words, band_chip


@page(Permission.CASE_WORK)
def pairs(request: Request) -> HttpResponse:
    """What may be one child or of one home, the likeliest first; it waits for a person."""
    show = request.GET.get("show", "")
    rows = queries.filtered(request.actor, show if show in queries.FILTERS else "")
    shown = list(rows[: queries.FIRST_PAIRS])
    context = {
        "table": queries.table_of(request.actor, shown, queries.EMPTY.get(show)), "total": rows.count(), "shown": len(shown),
        "filters": queries.filter_links(show if show in queries.FILTERS else ""),
    }  # fmt: skip
    return render(request, "linking/pairs.html", context)


@page(Permission.CASE_WORK)
def pair(request: Request, code: str) -> HttpResponse:
    """Both records side by side, with reasons; of a record elsewhere nothing but whom to ask."""
    found = queries.pair_or_404(request.actor, code)
    if request.method == "POST":
        acted(request, lambda: _decide(request, found))
        return redirect("pair", found.code)
    return _shown(request, found)


@page(Permission.CASE_WORK)
def names(request: Request, code: str) -> HttpResponse:
    """The names of both, for who may read them; that they were opened is on record."""
    found = queries.pair_or_404(request.actor, code)
    if request.method != "POST":
        return redirect("pair", found.code)
    return _shown(request, found, with_names=True)


def _shown(request: Request, found: Pair, *, with_names: bool = False) -> HttpResponse:
    own, other = sides_of(request.actor, found)
    context: dict[str, object] = {
        "pair": found, "own": own, "other": other,
        "state": code_list("pair_state").label(found.state), "band": band_chip(found.band),
        "about": queries.about(request.actor, own, other), "print_code": found.code,
        "is_waiting": found.state in (PairState.OPEN, PairState.ASKED), "is_siblings": found.kind == PairKind.SIBLINGS,
        "can_reopen": found.state == PairState.DIFFERENT, "there": queries.side_code(other),
    }  # fmt: skip
    if own.child is not None and other.child is not None:
        both = own.child, other.child
        context["compared"] = queries.compared(request.actor, *both, with_words=with_names)
        context["names"] = queries.names_of_both(request.actor, *both) if with_names else []
        context["has_family"] = own.child.family_id is not None or other.child.family_id is not None
    elif (question := open_question(found)) is not None:
        context["question"] = question
        context["is_ours"] = str(question.asker_id) == request.actor.organisation
        context["answer"] = answer_words(question.answer)
        context["own_answer"] = answer_words(question.own_answer)
    if own.child is not None and found.state == PairState.SAME and found.kind == PairKind.SAME:
        context["decisions"] = queries.standing_decisions(request.actor, own.child)
    return render(request, "linking/pair.html", context)


def _decide(request: Request, found: Pair) -> str:
    """What the pressed button says; gives the sentence that follows."""
    by, word, code = request.actor, request.POST.get("decision", ""), request.POST.get("goes_on", "")
    if word == "different":
        actions.tell_apart(by=by, pair=found)
        return _("These stay two records.")
    if word == "family":
        actions.join_family_of(by=by, pair=found)
        return _("Both children are in one family file now.")
    first, child = sorted((found.one, found.other), key=lambda one: (one.registered_at, one.code))
    if word != "both" and code not in (first.code, child.code):
        return ""
    if word != "both" and code == child.code:
        first, child = child, first
    actions.decide_same(
        by=by, child=child, first=first, sameness=Sameness.BOTH_KEPT if word == "both" else Sameness.MERGED
    )  # fmt: skip
    return _("Both codes now open one child, who counts once. For 30 days you can undo it.")


@page(Permission.CASE_WORK)
def reopen(request: Request, code: str) -> HttpResponse:
    """What was told apart waits for a decision again."""
    found = queries.pair_or_404(request.actor, code)

    def act() -> str:
        actions.reopen_pair(by=request.actor, pair=found)
        return _("The pair waits again.")

    if request.method == "POST":
        acted(request, act)
    return redirect("pair", found.code)


@page(Permission.CASE_WORK)
def undo(request: Request, code: str) -> HttpResponse:
    """They are two children after all; nothing was moved, so nothing comes back."""
    decision = queries.decision_or_404(request.actor, code)

    def act() -> str:
        actions.undo_same(by=request.actor, decision=decision)
        return _("These are two children again.")

    if request.method == "POST":
        acted(request, act)
    found = queries.pair_of(request.actor, decision)
    case = queries.case_of(request.actor, decision.child) or queries.case_of(request.actor, decision.first)
    if found is not None and request.POST.get("back") != "case":
        return redirect("pair", found.code)
    return redirect("case-same", case.code) if case is not None else redirect("pairs")


def acted(request: Request, act: Callable[[], str]) -> None:
    try:
        done = act()
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        if done:
            messages.success(request, done)
