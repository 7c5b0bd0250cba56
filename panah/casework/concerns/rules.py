"""How urgent a report is, what may follow what, and the arithmetic of receipts."""

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from panah.casework.concerns.codes import AnswerStatus, ConcernStatus, Urgency

LIMITS: Mapping[str, int] = {
    "what_was_seen": 20_000,
    "where_child_is": 500,
    "sleeps_with": 500,
    "name": 200,
    "reporter_contact": 200,
    "message": 2_000,
    "note": 5_000,
    "guardian_told": 200,
    "safe_when": 500,
    "hangs_at": 120,
}
"""How many characters fit; no longer text is ever cut, it is refused with a sentence and kept on the page."""

MOST_CHILDREN = 9
COUNTED_BY = 5
RECEIPT_DIGITS = 16
ANSWER_IS_OPEN_FOR = timedelta(days=365)
SETTLED_IS_KEPT_FOR = timedelta(days=90)
_LOOK_ALIKES = str.maketrans("OoОоQIiІіlL|!ZzЗзSsBВ", "000001111111122335588")
_NEXT: Mapping[ConcernStatus, frozenset[ConcernStatus]] = {
    ConcernStatus.RECEIVED: frozenset(
        {
            ConcernStatus.IN_TRIAGE,
            ConcernStatus.REFERRED,
            ConcernStatus.INFORMATION_GIVEN,
            ConcernStatus.NOT_A_CONCERN,
        }
    ),
    ConcernStatus.IN_TRIAGE: frozenset(
        {ConcernStatus.REFERRED, ConcernStatus.INFORMATION_GIVEN, ConcernStatus.NOT_A_CONCERN}
    ),
    ConcernStatus.REFERRED: frozenset({ConcernStatus.REFERRED}),
    ConcernStatus.INFORMATION_GIVEN: frozenset({ConcernStatus.IN_TRIAGE, ConcernStatus.REFERRED}),
    ConcernStatus.NOT_A_CONCERN: frozenset({ConcernStatus.IN_TRIAGE, ConcernStatus.REFERRED}),
}
_NEXT_ANSWER: Mapping[AnswerStatus, frozenset[AnswerStatus]] = {
    AnswerStatus.RECEIVED: frozenset(
        {AnswerStatus.BEING_LOOKED_INTO, AnswerStatus.NEED_TO_TALK, AnswerStatus.SPECIALIST_WORKING}
    ),
    AnswerStatus.BEING_LOOKED_INTO: frozenset({AnswerStatus.NEED_TO_TALK, AnswerStatus.SPECIALIST_WORKING}),
    AnswerStatus.NEED_TO_TALK: frozenset({AnswerStatus.BEING_LOOKED_INTO, AnswerStatus.SPECIALIST_WORKING}),
    AnswerStatus.SPECIALIST_WORKING: frozenset({AnswerStatus.NEED_TO_TALK}),
}


@dataclass(frozen=True)
class TooLong:
    """A text that does not fit."""

    field: str
    length: int
    limit: int


@dataclass(frozen=True)
class Nights:
    """What the code list sleeps_tonight says of its codes (S9).

    ``without_adult``: there is nobody safe with the child. ``safe``: somebody is. All others are a question to ask today;
    they start no clock, for an adult of whom nobody knows yet is mostly a parent, and asking for help must not call an
    authority into the family by itself (S1).
    """

    without_adult: frozenset[str]
    safe: frozenset[str]


def urgency_of(
    is_danger_now: str, signs: Collection[str], urgent_signs: Collection[str], *, is_without_adult: bool = False
) -> Urgency:
    """Danger where the reporter says so; high for an urgent sign or a night without a safe adult; else normal."""
    if is_danger_now == "yes":
        return Urgency.DANGER
    return Urgency.HIGH if is_without_adult or set(signs) & set(urgent_signs) else Urgency.NORMAL


def needs_guardian(sleeps_tonight: str, nights: Nights) -> bool:
    """Whether the guardianship body has to be told within a day (S9)."""
    return sleeps_tonight in nights.without_adult


def is_to_be_asked(sleeps_tonight: str, nights: Nights) -> bool:
    """Whether nobody knows yet if the child is with somebody safe tonight."""
    return sleeps_tonight not in nights.without_adult | nights.safe


def may_settle_without_guardian(status: ConcernStatus, reason: str, no_child_reasons: Collection[str]) -> bool:
    """Whether a concern may come to its end while the guardianship body waits to be told: only where there is no child.

    A child who sleeps alone is not done with by some good advice.
    """
    return status is ConcernStatus.NOT_A_CONCERN and reason in no_child_reasons


def about_so_many(count: int) -> int:
    """A count of messages as it may be shown: whole fives, rounded down, so that it never tells that one child wrote."""
    return count - count % COUNTED_BY


def came_until_this_month(came: int, came_before: int, counted_in: date | None, today: date) -> int:
    """How many had come when this month began: whoever sends some messages and looks learns of no other that came since."""
    return came if counted_in is None or counted_in < today.replace(day=1) else came_before


def too_long(texts: Mapping[str, str]) -> list[TooLong]:
    """Every text above its limit; names of texts are those of LIMITS."""
    return [
        TooLong(field, len(text), LIMITS[field])
        for field, text in texts.items()
        if field in LIMITS and len(text) > LIMITS[field]
    ]


def pieces_of(text: str) -> list[str]:
    """As many messages as it takes for a text of any length; nothing of it is cut away."""
    size = LIMITS["message"]
    pieces = (text[at : at + size] for at in range(0, len(text), size))
    return [piece for piece in pieces if piece.strip()]


def may_become(status: ConcernStatus, wanted: ConcernStatus) -> bool:
    """Whether triage may take this step. What was set aside may be looked at again when something is added."""
    return wanted in _NEXT[status]


def next_answer(now: AnswerStatus, wanted: AnswerStatus) -> AnswerStatus:
    """The answer page never goes back to "received", nor from a specialist to "being looked into"."""
    return wanted if wanted in _NEXT_ANSWER[now] else now


def answer_is_open(received_at: datetime, now: datetime) -> bool:
    return now < received_at + ANSWER_IS_OPEN_FOR


def receipt_for(key: bytes, idempotency_key: str) -> str:
    """16 digits that follow from the form: sent twice it shows the same receipt, and nobody else can make it."""
    digest = hmac.digest(key, b"receipt:" + idempotency_key.encode(), hashlib.sha256)
    return f"{int.from_bytes(digest, 'big') % 10**RECEIPT_DIGITS:0{RECEIPT_DIGITS}d}"


def receipt_hash(key: bytes, receipt: str) -> str:
    """What rests of a receipt."""
    return hmac.digest(key, b"rests:" + receipt.encode(), hashlib.sha256).hex()


def told_hash(key: bytes, told: Mapping[str, object]) -> str:
    """Tells whether a form that is sent again says something else; tells nothing without the key."""
    text = json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hmac.digest(key, b"told:" + text.encode(), hashlib.sha256).hex()


def grouped_receipt(receipt: str) -> str:
    return " ".join(receipt[start : start + 4] for start in range(0, len(receipt), 4))


def normalise_receipt(text: str) -> str:
    """The receipt that was meant, or ``""``: gaps, digits of other scripts and letters like digits are forgiven."""
    if len(text) > 10 * RECEIPT_DIGITS:
        return ""
    signs = (_digit(sign) for sign in text.translate(_LOOK_ALIKES) if sign.isalnum())
    receipt = "".join(signs)
    return receipt if len(receipt) == RECEIPT_DIGITS and receipt.isascii() and receipt.isdigit() else ""


def _digit(sign: str) -> str:
    value = unicodedata.digit(sign, None)
    return sign if value is None else str(value)
