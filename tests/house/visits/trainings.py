"""The addresses of trainings: of those who hold them, and of those who learn without an account."""

from dataclasses import replace

from panah.foundation.security.roles import Role
from tests.house.visits.ways import MOVED_ON, Values, Visit, form, page

TRAINING: Values = {"code": "training.code"}
OVER: Values = {"code": "training_over.code"}
DAY: Values = {**OVER, "number": "1"}
ONE: Values = {**TRAINING, "enrolment_id": "training_one.pk"}
MODULE: Values = {"code": "training_module.code"}
HOLD = frozenset({Role.TRAINER, Role.PROGRAMME_COORDINATOR})


def _held(visit: Visit) -> Visit:
    """Of the office that holds it, whoever teaches there."""
    return replace(visit, holders=HOLD)


def _shared(visit: Visit) -> Visit:
    return replace(visit, is_shared=True)


TRAINING_VISITS: dict[str, Visit] = {
    "training-list": page(),
    "training-new": page(),
    "training-modules": page(),
    "training-module-new": page(),
    "training-module": _shared(page(MODULE)),
    "training-module-change": _held(page(MODULE)),
    "training-version-new": _held(page(MODULE)),
    "training-trainers": page(),
    "training-trainer-new": page(),
    "training-trainer": _held(page({"code": "training_trainer.code"})),
    "training-event": _held(page(TRAINING)),
    "training-change": _held(page(TRAINING)),
    "training-open": _held(page(TRAINING)),
    "training-close": _held(form(TRAINING, sees=MOVED_ON)),
    "training-renew": _held(form(TRAINING, sees=MOVED_ON)),
    "training-cancel": _held(page(TRAINING)),
    "training-poster": _held(page(TRAINING)),
    "training-people": _held(page(TRAINING)),
    "training-people-add": _held(page(TRAINING)),
    "training-slips": _held(page(TRAINING)),
    "training-person-own": _held(page(ONE)),
    "training-person-cancel": _held(form(ONE, sees=MOVED_ON)),
    "training-person-up": _held(form(ONE, sees=MOVED_ON)),
    "training-person-told": _held(form(ONE, sees=MOVED_ON)),
    "training-day": _held(page(DAY)),
    "training-day-undo": _held(form(DAY, sees=MOVED_ON)),
    "training-room": _held(page(DAY)),
    "training-sheet": _held(page(DAY)),
    "training-sheet-file": _held(page(DAY)),
    "training-sign-in": _held(page(DAY)),
    "training-sign-in-file": _held(page(DAY)),
    "training-paper": _held(page({**OVER, "kind": "agenda"})),
    "training-paper-file": _held(page({**OVER, "kind": "report"})),
    "training-certificates": _held(page(OVER)),
    "training-certificates-issue": _held(form(OVER, sees=MOVED_ON)),
    "training-certificates-file": _held(page(OVER)),
    "training-certificate": _held(page({**OVER, "number": "training_certificate.code"})),
    "training-report": _held(page(OVER)),
    "training-report-send": _held(page(OVER)),
    "learn": page(),
    "learn-enrol": page({"token": "training_links.enrol"}),
    "learn-arrived": page({"token": "training_links.enrol", "what": "a"}),
    "learn-own": page({"token": "training_links.own"}),
    "learn-check-in": page({"token": "training_links.room"}),
    "room-door": Visit({"token": "abc"}, sees=MOVED_ON),
}
