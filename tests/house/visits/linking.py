"""The addresses of pairs that may be one child."""

from tests.house.visits.ways import MOVED_ON, Visit, form, page

PAIR = {"code": "pair.code"}
ACROSS = {"code": "pair_elsewhere.code"}
LINKING: dict[str, Visit] = {
    "pairs": page(),
    "pairs-compare": form(sees=MOVED_ON),
    "pair": page(PAIR),
    "pair-names": form(PAIR),
    "pair-reopen": form(PAIR, sees=MOVED_ON),
    "pair-ask": page(ACROSS),
    "pair-own": page(ACROSS),
    "same-question": page({"code": "question.code"}),
    "same-undo": form({"code": "decision.code"}, sees=MOVED_ON),
}
