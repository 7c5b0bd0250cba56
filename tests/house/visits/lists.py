"""The addresses of an organisation's own lists."""

from tests.house.visits.ways import MOVED_ON, Visit, of_duty, page

BROUGHT = {"code": "brought.code"}
LISTS: dict[str, Visit] = {
    "own-lists": page(),
    "list-columns": of_duty(page(BROUGHT)),
    "list-preview": of_duty(Visit(BROUGHT, sees=MOVED_ON)),  # its columns were not looked at
    "list-how-far": of_duty(page(BROUGHT)),
    "list-drop": of_duty(Visit(BROUGHT, sees=MOVED_ON)),
    "list-done": of_duty(page({"code": "came.code"})),
}
