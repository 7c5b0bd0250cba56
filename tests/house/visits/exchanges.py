"""The addresses of questions without names."""

from tests.house.visits.ways import MOVED_ON, Visit, form, of_duty, page

PARTNER = {"code": "partner.code"}
QUESTION = {"code": "exchange.code"}
EXCHANGES: dict[str, Visit] = {
    "exchange-list": page(),
    "exchange-new": page(),
    "counterpart-new": page(),
    "counterpart": of_duty(page(PARTNER)),
    "counterpart-end": of_duty(form(PARTNER, MOVED_ON)),
    "exchange": of_duty(page(QUESTION)),
    "exchange-approve": of_duty(form(QUESTION, MOVED_ON)),
    "exchange-withdraw": of_duty(form(QUESTION, MOVED_ON)),
    "found-elsewhere": page({"code": "elsewhere.code"}),
}
