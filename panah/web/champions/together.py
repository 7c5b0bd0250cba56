"""Events and meetings that two champions may have held together: a person says so, and can take it back."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.foundation.security.access import Refusal
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.programme.champions.actions import join_acts, part_acts
from panah.programme.champions.models import Act
from panah.programme.champions.queries import undecided_pairs
from panah.web.champion.words import authority_words, label, name_of, reach_words, where_words
from panah.web.champions.finding import act_or_404
from panah.web.components.values import Column, Table, TableRow

MOST_SHOWN = 50


@page(Permission.CHAMPION_KEEP)
def together(request: Request) -> HttpResponse:
    """Of which nobody has said whether they are one; the latest first."""
    pairs = undecided_pairs(request.actor)
    shown = [
        {"first": first, "later": later, "title": _title(later), "table": _table([first, later])}
        for first, later in pairs[:MOST_SHOWN]
    ]
    return render(request, "champions/together.html", {"pairs": shown, "count": len(pairs)})


def _title(act: Act) -> str:
    day = date_format(act.happened_on, "SHORT_DATE_FORMAT")
    return f"{label('champion_act_types', act.type)} · {day}"


def _table(acts: Sequence[Act]) -> Table:
    columns = [Column(words) for words in (_("Entry"), _("Champion"), _("Where"), _("Local authority"), _("Reached"))]
    rows = [
        TableRow(
            [act.code, name_of(act.champion), where_words(act), authority_words(act), reach_words(act)],
            reverse("champion-act-read", args=[act.code]),
        )
        for act in acts
    ]  # fmt: skip
    return Table(columns, rows)


@page(Permission.CHAMPION_KEEP)
@require_POST
def join(request: Request, code: str, other: str) -> HttpResponse:
    """One event: it counts once."""
    act, second = act_or_404(request.actor, code), act_or_404(request.actor, other)
    try:
        join_acts(by=request.actor, act=act, other=second)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("Held together: it counts once, as it was written down first."))
    return redirect("champion-together")


@page(Permission.CHAMPION_KEEP)
@require_POST
def apart(request: Request, code: str) -> HttpResponse:
    """Two events after all, also where somebody said otherwise before."""
    act = act_or_404(request.actor, code)
    was_joined = act.held_with_id is not None
    part_acts(by=request.actor, act=act)
    messages.success(request, _("Two different ones: both count."))
    return redirect("champion-act-read", act.code) if was_joined else redirect("champion-together")
