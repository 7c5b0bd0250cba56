"""The champion, call or application of an address; what is not open to the reader is not there."""

from typing import Any

from django.http import Http404

from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.programme.champions.models import Act, Application, Call, Champion, KitPiece, PlannedAct, QuarterReport
from panah.programme.champions.queries import calls_of


def champion_or_404(actor: Actor, code: str) -> Champion:
    rows = Champion.objects.visible_to(actor)
    return _one(rows.select_related("adult", "region", "organisation", "person", "call"), code)  # type: ignore[no-any-return]


def call_or_404(actor: Actor, code: str) -> Call:
    return _one(calls_of(actor).select_related("organisation"), code)  # type: ignore[no-any-return]


def application_or_404(actor: Actor, code: str) -> Application:
    rows = Application.objects.visible_to(actor)
    return _one(rows.select_related("call__organisation", "region", "repeats"), code)  # type: ignore[no-any-return]


def act_or_404(actor: Actor, code: str) -> Act:
    rows = Act.objects.visible_to(actor).standing()
    return _one(rows.select_related("champion", "place", "institution", "photo__file"), code)  # type: ignore[no-any-return]


def planned_or_404(actor: Actor, code: str) -> PlannedAct:
    rows = PlannedAct.objects.visible_to(actor).filter(dropped_at=None)
    return _one(rows.select_related("champion", "plan"), code)  # type: ignore[no-any-return]


def report_or_404(actor: Actor, code: str) -> QuarterReport:
    rows = QuarterReport.objects.visible_to(actor)
    return _one(rows.select_related("champion__adult", "champion__organisation", "champion__region"), code)  # type: ignore[no-any-return]


def piece_or_404(actor: Actor, code: str) -> KitPiece:
    return _one(KitPiece.objects.visible_to(actor), code)  # type: ignore[no-any-return]


def _one(rows: Any, code: str) -> Any:
    found = rows.filter(code=normalise_code(code) or "-").first()
    if found is None:
        raise Http404
    return found
