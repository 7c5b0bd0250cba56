"""The addresses of a night in which many arrive, and of what two people prepare."""

from tests.house.visits.ways import MOVED_ON, Values, Visit, form, page

AHEAD = {"code": "ahead.code"}
NIGHT = {"code": "night.code"}
CHILD = NIGHT | {"band": "17"}
ADULT = NIGHT | {"band": "18"}


def press(values: Values) -> Visit:
    return form(values, sees=MOVED_ON)


OPERATION_VISITS: dict[str, Visit] = {
    "operations": page(),
    "night-begin": page(),
    "night-bands": page(),
    "night-sheet": page(),
    "ahead-new": page(),
    "ahead": page(AHEAD),
    "ahead-change": page(AHEAD),
    "ahead-other": page(AHEAD),
    "ahead-places": page(AHEAD),
    "ahead-confirm": press(AHEAD),
    "ahead-release": press(AHEAD),
    "ahead-off": press(AHEAD),
    "ahead-begin": press(AHEAD),
    "night": page(NIGHT),
    "night-add": page(NIGHT),
    "night-children": page(NIGHT),
    "night-adults": page(NIGHT),
    "night-given": press(NIGHT),
    "night-places": press(NIGHT),
    "night-not-given": press(NIGHT),
    "night-crew": page(NIGHT),
    "night-lead": press(NIGHT),
    "night-end": page(NIGHT),
    "night-hand-over": page(NIGHT),
    "arrival": page(CHILD),
    "arrival-change": page(CHILD),
    "arrival-remove": press(CHILD),
    "arrival-adult": page(ADULT),
    "arrival-talk": page(CHILD),
    "arrival-place": page(CHILD),
    "arrival-no-place": press(CHILD),
    "arrival-concern": page(CHILD),
    "arrival-next": page(ADULT),
}
