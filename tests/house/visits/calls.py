"""The addresses of the line."""

from tests.house.visits.ways import MOVED_ON, Visit, form, of_duty, page

CALL, PASSED, SHIFT = {"code": "call.code"}, {"code": "passed.code"}, {"code": "shift.code"}
MONTH = {"month": "2026-10"}
CALL_VISITS: dict[str, Visit] = {
    "call-list": page(),
    "call-new": page(),
    "answer-cards": page(),
    "shift-hand-over": page(),
    "call-month": page(MONTH),
    "call-month-file": page(MONTH),
    "call": of_duty(page(CALL)),
    "call-change": of_duty(page(CALL)),
    "call-danger": of_duty(page(CALL)),
    "call-back": of_duty(page(CALL)),
    "call-back-take": of_duty(form(CALL, sees=MOVED_ON)),
    "call-pass-on": of_duty(page(CALL)),
    "call-transfer": of_duty(page(PASSED)),
    "call-not-picked-up": of_duty(form(PASSED, sees=MOVED_ON)),
    "shift": of_duty(page(SHIFT)),
    "shift-confirm": of_duty(form(SHIFT, sees=MOVED_ON)),
}
