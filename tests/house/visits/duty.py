"""The addresses of the duty list."""

from tests.house.visits.ways import MOVED_ON, Visit, form, of_duty, page

WEEK = {"week": "2026-11-23"}
TURN = {"turn_id": "turn.pk"}

DUTY_VISITS: dict[str, Visit] = {
    "duty": page(),
    "duty-desk": page(),
    "duty-turn": of_duty(page(TURN)),
    "duty-remove": of_duty(form(TURN, sees=MOVED_ON)),
    "duty-restore": of_duty(form(TURN, sees=MOVED_ON)),
    "duty-week": page(WEEK),
    "duty-new": page(WEEK),
    "duty-copy": page(WEEK),
    "duty-sheet": page(WEEK),
}
