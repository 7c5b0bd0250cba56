"""The champion who is signed in, and what belongs to the own record; of anybody else nothing is there."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.programme.champions.codes import ChampionState
from panah.programme.champions.models import Act, Champion, PlannedAct
from panah.programme.champions.queries import champion_of_account


def me_or_none(actor: Actor) -> Champion | None:
    """None for an account that is linked to nobody, and after the end."""
    found = champion_of_account(actor)
    return found if found is not None and found.state != ChampionState.ENDED else None


def not_linked(request: HttpRequest) -> HttpResponse:
    """What an account of a champion sees before the coordinator has linked it."""
    return render(request, "champion/not_linked.html")


def me_or_404(actor: Actor) -> Champion:
    found = me_or_none(actor)
    if found is None:
        raise Http404
    return found


def own_act_or_404(actor: Actor, code: str) -> Act:
    rows = Act.objects.visible_to(actor).standing().filter(champion=me_or_404(actor))
    return _one(rows.select_related("champion", "place", "institution", "photo__file"), code)  # type: ignore[no-any-return]


def own_planned_or_404(actor: Actor, code: str) -> PlannedAct:
    rows = PlannedAct.objects.visible_to(actor).filter(champion=me_or_404(actor), dropped_at=None)
    return _one(rows.select_related("plan"), code)  # type: ignore[no-any-return]


def _one(rows: Any, code: str) -> Any:
    found = rows.filter(code=normalise_code(code) or "-").first()
    if found is None:
        raise Http404
    return found
