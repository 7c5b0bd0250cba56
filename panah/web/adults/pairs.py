"""Two entries that may be one person: the list, both side by side, the decision and its way back."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from panah.foundation.reference.codes import code_list
from panah.foundation.security.access import Refusal
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.directory.actions import compare_adults, decide_pair, take_back_decision
from panah.programme.directory.codes import PairState
from panah.programme.directory.models import Adult, AdultPair
from panah.web.adults import queries
from panah.web.adults.forms import CompareForm
from panah.web.components.flow import form_page, posted, sent
from panah.web.components.lists import ON_A_PAGE
from panah.web.components.values import Link, Table

SHOWN = {
    "": gettext_lazy("Not decided"),
    PairState.SAME: gettext_lazy("One person"),
    PairState.DIFFERENT: gettext_lazy("Two people"),
}


@page(Permission.ADULT_KEEP)
def pairs(request: Request) -> HttpResponse:
    """What waits for somebody to decide, the oldest first; and what was decided."""
    asked = request.GET.get("show", "")
    show = asked if asked in SHOWN else ""
    rows = AdultPair.objects.visible_to(request.actor)
    rows = (
        rows.filter(state=show).order_by("-decided_at", "code") if show else rows.waiting().order_by("found_at", "code")
    )
    shown = Paginator(rows.select_related("first", "second"), ON_A_PAGE).get_page(request.GET.get("page"))
    url = reverse("adult-same")
    links = [Link("" if one == show else f"{url}?show={one}" if one else url, label) for one, label in SHOWN.items()]
    empty = _("Nothing was decided so.") if show else _("Nobody waits to be compared.")
    table = Table(queries.pair_columns(), queries.pair_rows(shown), empty=empty)
    context = {"table": table, "page_obj": shown, "filters": links, "total": shown.paginator.count}
    return render(request, "adults/pairs.html", context)


@page(Permission.ADULT_KEEP)
def pair(request: Request, code: str) -> HttpResponse:
    """Both side by side, with reasons. Nothing is moved by a decision, and no telephone is shown."""
    found = queries.pair_or_404(request.actor, code)
    decision = request.POST.get("decision", "")
    if request.method == "POST" and decision in (PairState.SAME, PairState.DIFFERENT):
        is_same = decision == PairState.SAME
        said = (
            _("One person, who counts once from now on.") if is_same else _("Two people. They are not asked of again.")
        )
        _done(
            request, lambda: decide_pair(by=request.actor, pair=found, is_same=is_same, version=_version(request)), said
        )
    if request.method == "POST":
        return redirect("adult-pair", found.code)
    is_one = found.first.person_id == found.second.person_id
    context = {
        "pair": found, "table": queries.sides_table(found), "state": code_list("adult_pair_state").label(found.state),
        "reasons": [code_list("recognition_reason").label(code) for code in found.reasons], "print_code": found.code,
        "is_open": found.state == PairState.OPEN, "is_answered": is_one and found.state == PairState.OPEN,
    }  # fmt: skip
    return render(request, "adults/pair.html", context)


@page(Permission.ADULT_KEEP)
@require_POST
def back(request: Request, code: str) -> HttpResponse:
    """As if nobody had decided."""
    found = queries.pair_or_404(request.actor, code)
    said = _("Taken back. The two wait for a decision again.")
    _done(request, lambda: take_back_decision(by=request.actor, pair=found, version=_version(request)), said)
    return redirect("adult-pair", found.code)


@page(Permission.ADULT_KEEP)
def compare(request: Request, code: str) -> HttpResponse:
    """Two entries that somebody knows to be one person, though nothing in them says so."""
    own = queries.kept_adult_or_404(request.actor, code)
    form = CompareForm(posted(request))
    rows = Adult.objects.visible_to(request.actor).filter(forgotten_at=None)
    asked = normalise_code(form.cleaned_data["code"]) if form.is_bound and form.is_valid() else ""
    other = rows.filter(code=asked or "-").first()
    if form.is_bound and form.is_valid() and other is None:
        form.add_error("code", _("There is no entry of this code."))
    if other is not None:
        made = sent(request, form, lambda: compare_adults(by=request.actor, one=own, other=other))
        if made is not None:
            return redirect("adult-pair", made.code)
    return form_page(
        request, form, _("Compare with another entry"), code=own.code, button=_("Compare"),
        back_url=reverse("adult-entry", args=[own.code]),
    )  # fmt: skip


def _version(request: Request) -> int:
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() else 0


def _done(request: Request, act: Callable[[], object], said: str) -> None:
    try:
        act()
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, said)
