"""The addresses of champions, of those who keep them, and of whoever applies."""

from dataclasses import replace

from panah.foundation.security.roles import Role
from tests.house.visits.ways import FORM, MOVED_ON, SHOWN, Visit, form, page

ONE = {"code": "champion.code"}
CALL = {"code": "champion_call.code"}
APPLIED = {"code": "applied.code"}
ACT = {"code": "act.code"}
TOLD = {"code": "told_quarter.code"}
PIECE = {"code": "piece.code"}
QUARTER = {"quarter": "2026-3"}
MAYBE = frozenset({404})  # a quarter of which nothing is known to the scene


def _kept(visit: Visit) -> Visit:
    """Of those who keep the cohort of the organisation, and of its head."""
    return replace(visit, holders=frozenset({Role.PROGRAMME_COORDINATOR}))


def _mine(visit: Visit) -> Visit:
    return replace(visit, holders=frozenset({Role.CHAMPION}))


CHAMPION_VISITS: dict[str, Visit] = {
    "champion-plan": page(),
    "champion-planned-new": page(),
    "champion-plan-send": form(),
    "champion-plan-file": form(),
    "champion-planned": _mine(page({"code": "planned_act.code"})),
    "champion-planned-drop": _mine(form({"code": "planned_act.code"})),
    "champion-add": page(),
    "champion-act": _mine(page(ACT)),
    "champion-act-remove": _mine(form(ACT)),
    "champion-act-photo": _mine(page(ACT)),
    "champion-act-photo-file": _mine(page(ACT)),
    "champion-act-photo-remove": _mine(form(ACT)),
    "champion-kit": page(),
    "champion-kit-picture": _mine(page(PIECE)),
    "champion-reports": page(),
    "champion-report": Visit(QUARTER, sees=SHOWN | MAYBE),
    "champion-report-file": Visit(QUARTER, "post", FORM | MAYBE),
    "champion-texts": Visit({"kind": "report", "of": "2026-3"}, sees=SHOWN | MAYBE | MOVED_ON),
    "champion-list": page(),
    "champion-new": page(),
    "champion-call-list": page(),
    "champion-call-new": page(),
    "champion-call": _kept(page(CALL)),
    "champion-call-change": _kept(page(CALL)),
    "champion-call-cancel": _kept(form(CALL)),
    "application": _kept(page(APPLIED)),
    "application-name": _kept(form(APPLIED)),
    "application-score": _kept(page(APPLIED)),
    "application-near": _kept(form(APPLIED)),
    "application-list": _kept(form(APPLIED)),
    "application-same": _kept(form(APPLIED | {"other": "chosen.code"})),
    "application-two": _kept(form(APPLIED)),
    "application-back": _kept(form(APPLIED)),
    "application-decide": _kept(page(APPLIED)),
    "application-answer": _kept(page({"code": "chosen.code"})),
    "champion-one": _kept(page(ONE)),
    "champion-account": _kept(page(ONE)),
    "champion-trained": _kept(page(ONE)),
    "champion-called": _kept(form(ONE)),
    "champion-renew": _kept(page(ONE)),
    "champion-end": _kept(page(ONE)),
    "champion-plan-read": _kept(page(ONE | {"year": "champion_year.year"})),
    "champion-plan-answer": _kept(form(ONE | {"year": "champion_year.year"})),
    "champion-add-for": _kept(page(ONE)),
    "champion-report-take": _kept(page(ONE | {"quarter": "told_quarter.of"})),
    "champion-paper": _kept(page(ONE | {"kind": "thanks"})),
    "champion-paper-file": _kept(form({"number": "champion_paper.code"})),
    "champion-paper-texts": _kept(page(ONE | {"kind": "plan"})),
    "champion-together": page(),
    "champion-act-join": _kept(form(ACT | {"other": "act.code"})),
    "champion-act-apart": _kept(form(ACT)),
    "application-advice": _kept(page(APPLIED)),
    "champion-hold": _kept(form({"kind": "report", "code": "told_quarter.code"})),
    "champion-act-read": _kept(page(ACT)),
    "champion-act-read-photo": _kept(page(ACT)),
    "champion-act-strike": _kept(form(ACT, sees=MOVED_ON)),
    "champion-report-read": _kept(page(TOLD)),
    "champion-report-accept": _kept(form(TOLD)),
    "champion-report-return": _kept(page(TOLD)),
    "champion-kit-list": page(),
    "champion-kit-new": page(),
    "champion-kit-piece": _kept(page(PIECE)),
    "champion-kit-change": _kept(page(PIECE)),
    "champion-kit-step": _kept(form(PIECE)),
    "champion-kit-shown": _kept(page(PIECE)),
    "join-champion": page(),
    "join-champion-state": page(),
}
