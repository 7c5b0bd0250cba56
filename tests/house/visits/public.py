"""The addresses for which nobody signs in: of reporters, of the young, of whoever holds a letter."""

from tests.house.visits.ways import MOVED_ON, Visit, form, page

PUBLIC: dict[str, Visit] = {
    "root": Visit(sees=MOVED_ON),
    "set_language": form(sees=MOVED_ON),
    "home": page(),
    "signs": page(),
    "refer": page(),
    "outbox": page(),
    "outbox-refer": page(),
    "outbox-write": page(),
    "outbox-write-from": page({"code": "K7Q42MX9"}),
    "outbox-worker": page(),
    "post": Visit(method="post", sees=frozenset({400})),  # an empty item is refused with a sentence
    "answer": page(),
    "write": page(),
    "write-from": page({"code": "K7Q42MX9"}),
    "write-answer": page(),
    "poster-door": Visit({"code": "K7Q42MX9"}, sees=MOVED_ON),
    "receipt-pdf": Visit(method="post", sees=MOVED_ON),  # without a receipt it leads to the report
    "letter-check": page(),
    "letter-check-number": page({"number": "K7Q4-2MX9"}),
    "safety": page(),
}
