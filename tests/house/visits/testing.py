"""The addresses of tests before and after a training, and of the question half a year later."""

from dataclasses import replace

from panah.foundation.security.roles import Role
from tests.house.visits.ways import MOVED_ON, SHOWN, Visit, form, page

PAPER = {"code": "test_paper.code"}
DRAFT = {"code": "test_draft.code"}
EVENT = {"code": "examined.code"}
ONE = EVENT | {"own": "learner.code"}
TEACHING = frozenset({Role.PROGRAMME_COORDINATOR, Role.TRAINER})


def _of_office(visit: Visit) -> Visit:
    return replace(visit, holders=TEACHING)


TESTING_VISITS: dict[str, Visit] = {
    "training-test-list": page(),
    "training-test-new": page(),
    "training-test": _of_office(page(PAPER)),
    "training-test-name": _of_office(page(DRAFT)),
    "training-test-ready": _of_office(form(DRAFT)),
    "training-test-version": _of_office(form(PAPER, sees=MOVED_ON)),
    "training-test-retire": _of_office(form(PAPER, sees=MOVED_ON)),
    "training-test-sheet": _of_office(page(PAPER)),
    "training-test-item-new": _of_office(page(DRAFT)),
    "training-test-item": _of_office(page(DRAFT | {"number": "1"})),
    "training-test-item-drop": _of_office(form(DRAFT | {"number": "1"}, sees=MOVED_ON)),
    "training-test-event": _of_office(page(EVENT)),
    "training-test-paper": _of_office(page(EVENT)),
    "training-test-after": _of_office(form(EVENT, sees=MOVED_ON)),
    "training-test-table": _of_office(page(EVENT)),
    "training-test-typed": _of_office(page(ONE | {"wave": "pre"})),
    "practice-results": _of_office(page(EVENT)),
    "practice-sent": _of_office(form(EVENT, sees=MOVED_ON)),
    "practice-slips": _of_office(page(EVENT)),
    "practice-hand": _of_office(page(ONE)),
    "practice-called": _of_office(page(ONE)),
    "practice-not-reached": _of_office(form(ONE, sees=MOVED_ON)),
    "training-test-sit": Visit({"token": "learner_link.token"}, sees=SHOWN),
    "practice-answer": Visit({"token": "learner_link.token"}, sees=SHOWN),
}
