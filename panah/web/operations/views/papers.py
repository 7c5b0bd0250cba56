"""For the hour in which the network fails: bands to cut, an empty list for a pen, the hand-over by code."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from panah.casework.operations.codes import ArrivalStep
from panah.casework.operations.queries import arrivals_of
from panah.casework.operations.rules import MOST_BANDS, new_bands
from panah.foundation.reference.codes import code_list
from panah.foundation.security.pages import Request, page
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import reveal
from panah.web.components.qr import qr_picture
from panah.web.operations import counts, finding, queries

BANDS_ON_A_SHEET = 40
BAND_COUNTS = (10, 20, 40, 60)
LINES_ON_A_SHEET = 16


@page(Permission.NIGHT_WORK)
def bands(request: Request) -> HttpResponse:
    """Numbers that mean nothing, as letters and as squares for a scanner. No name stands on a band, and no address."""
    asked = request.GET.get("n", "")
    count = int(asked) if asked.isdecimal() and 0 < int(asked) <= MOST_BANDS else BANDS_ON_A_SHEET
    made = [(band, qr_picture(band, scale=2)) for band in new_bands(count, secrets.choice)]
    return render(request, "operations/bands.html", {"bands": made, "count": count, "counts": BAND_COUNTS})


@page(Permission.NIGHT_WORK)
def sheet(request: Request) -> HttpResponse:
    """The same row as on the screen, for a pen; it is typed later with the hours of the paper (S14)."""
    steps = code_list("arrival_steps")
    columns = [
        _("Band"), _("Hour"), _("Age"), _("Sex"), _("Language"), _("Group"), _("Needs now"),
        *(steps.label(step) for step in (ArrivalStep.DRINK, ArrivalStep.FOOD, ArrivalStep.REST, ArrivalStep.DOCTOR)),
        _("Sleeps where, with whom"),
    ]  # fmt: skip
    context: dict[str, Any] = {
        "columns": columns, "lines": range(LINES_ON_A_SHEET),
        "ages": code_list("age_band").labels(list(code_list("age_band").codes)),
        "needs": code_list("arrival_needs").labels(list(code_list("arrival_needs").codes)),
    }  # fmt: skip
    return render(request, "operations/sheet.html", context)


@page(Permission.NIGHT_WORK)
def hand_over(request: Request, code: str) -> HttpResponse:
    """For those who lead on: by band and code, children and adults apart; no name."""
    night = finding.night_or_404(request.actor, code)
    rows = list(arrivals_of(request.actor, night))
    reveal(request.actor, night)
    context = {
        "night": night, "children": counts.hand_over_table([row for row in rows if row.is_child]),
        "adults": counts.hand_over_table([row for row in rows if not row.is_child]),
        "count_children": sum(row.is_child for row in rows), "count_adults": sum(not row.is_child for row in rows),
        "closing": counts.closing_facts(night) if night.closed_at else None,
        "morning": queries.opened(night, "for_the_morning").splitlines(), "print_code": night.code,
    }  # fmt: skip
    return render(request, "operations/hand_over.html", context)
