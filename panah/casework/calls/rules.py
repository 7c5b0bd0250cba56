"""How a caller is known again without being known, and what a call leaves open."""

import hashlib
import hmac
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from panah.casework.calls.codes import CallState, CallType
from panah.casework.referrals.rules import Hidden, Published

LIMITS: Mapping[str, int] = {"note": 20_000, "number": 40, "alias": 60, "who": 200}
DIGITS_THAT_TELL = 9  # of a number: the same however it is dialled, at home or from abroad
MOST_DIGITS = 15
LETTERS_THAT_TELL = 3
SAYS_NOBODY = frozenset({
    "аноним", "анонимно", "анонимный", "неназвался", "неназвалась", "неназвал", "неназвала", "нет", "безимени", "неизвестно",
    "жоқ", "айтпады", "белгісіз", "аты жоқ", "атыжоқ", "anonymous", "anonim", "anon", "none", "unknown", "noname",
    "номаълум", "белгисиз", "nomalum", "беном",
})  # fmt: skip
INVENTED = frozenset({"123456789", "987654321"})
STALE_AFTER = timedelta(days=180)
TAKEN_FOR = timedelta(minutes=30)
LOOKS_WITHIN = timedelta(hours=1)
MOST_LOOKS = 30  # more callers than anybody answers in that time
NOTE_IS_KEPT_FOR = timedelta(days=90)
TOLD_BEFORE = timedelta(days=7)  # that something open is about to be forgotten
MARK_IS_KEPT_FOR = timedelta(days=365)


def _digits(text: str) -> str:
    values = (unicodedata.digit(sign, None) for sign in text)
    return "".join(str(value) for value in values if value is not None)


def known_number(text: str) -> str:
    """What is the same in every spelling of a number; nothing for one that is short, hidden or invented."""
    digits = _digits(text)
    tail = digits[-DIGITS_THAT_TELL:]
    is_of_nobody = len(tail) < DIGITS_THAT_TELL or len(digits) > MOST_DIGITS or len(set(tail)) == 1 or tail in INVENTED
    return "" if is_of_nobody else tail


def last_two(text: str) -> str:
    """What an operator may see of a number; of one that is nobody's nothing."""
    return known_number(text)[-2:]


def is_telephone(text: str) -> bool:
    """Whether somebody can be called back by it."""
    return bool(known_number(text)) and not any(sign.isalpha() for sign in text)


def known_alias(text: str) -> str:
    """The nickname by which a caller wants to be known again, without case, blanks and signs."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(sign for sign in folded if sign.isalnum())
    return "" if len(letters) < LETTERS_THAT_TELL or letters in SAYS_NOBODY else letters


def caller_mark(key: bytes, line: str, kind: str, known: str) -> str:
    """A keyed hash, of one line alone: two organisations cannot join their callers, and nobody without the key tries numbers."""
    if not known:
        return ""
    return hmac.digest(key, f"{line}:{kind}:{known}".encode(), hashlib.sha256).hex()


def state_of(*, hung_up: bool, said_anything: bool) -> CallState:
    return CallState.DROPPED if hung_up and said_anything else CallState.SAVED


def type_of(chosen: str, *, hung_up: bool, said_anything: bool) -> str:
    """A caller who was gone before a word is a silent call; else it is what the operator chose."""
    return CallType.SILENT if hung_up and not said_anything and not chosen else chosen


def may_be_called_back(number: str, at: datetime | None, *, is_number_safe: bool) -> bool:
    """Only where both were said: a number that is safe, and when."""
    return is_number_safe and is_telephone(number) and at is not None


def is_danger_open(is_danger_now: str, police_called_at: datetime | None, reason: str) -> bool:
    return is_danger_now == "yes" and police_called_at is None and not reason


def is_stale(checked_on: date, today: date) -> bool:
    """Whether an answer was not checked for so long that the operator has to say so."""
    return today - checked_on > STALE_AFTER


def is_free(taken_at: datetime | None, now: datetime) -> bool:
    """Whether a callback may be taken: nobody has it, or whoever took it has left it lying."""
    return taken_at is None or now - taken_at > TAKEN_FOR


def may_look(looks: int) -> bool:
    return looks < MOST_LOOKS


def too_long(texts: Mapping[str, str]) -> list[str]:
    return [name for name, text in texts.items() if len(text) > LIMITS[name]]


def told_alike(tables: Sequence[Published]) -> list[Published]:
    """The same calls in several tables: where one hides a part of a row, no other may tell the sum of that row.

    There the smallest cell is not said, nor the sums over it; else somebody who adds up one table subtracts in another.
    """
    hidden = {name for table in tables for name, total in table.rows.items() if isinstance(total, Hidden)}
    return [_without_sums(table, hidden) for table in tables]


def _without_sums(table: Published, hidden: set[str]) -> Published:
    cells, rows, columns = dict(table.cells), dict(table.rows), dict(table.columns)
    for name in hidden & rows.keys():
        if not isinstance(rows[name], Hidden):
            counted = {key: cell for key, cell in cells.items() if key[0] == name and isinstance(cell, int) and cell}
            smallest = min(counted, key=lambda key: (counted[key], key))
            cells[smallest] = columns[smallest[1]] = Hidden.NOT_SAID
        rows[name] = Hidden.NOT_SAID
    return Published(cells, rows, columns)
