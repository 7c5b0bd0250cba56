"""How urgent a report is, what may follow what, and the arithmetic of receipts."""

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from panah.casework.concerns.codes import AnswerStatus, ConcernStatus, Urgency

LIMITS: Mapping[str, int] = {
    "what_was_seen": 20_000,
    "where_child_is": 500,
    "name": 200,
    "reporter_contact": 200,
    "message": 2_000,
    "note": 5_000,
}
"""How many characters fit; no longer text is ever cut, it is refused with a sentence and kept on the page."""

MOST_CHILDREN = 9
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


def urgency_of(is_danger_now: str, signs: Collection[str], urgent_signs: Collection[str]) -> Urgency:
    """Danger where the reporter says so; high where one sign is urgent by the code list; else normal."""
    if is_danger_now == "yes":
        return Urgency.DANGER
    return Urgency.HIGH if set(signs) & set(urgent_signs) else Urgency.NORMAL


def too_long(texts: Mapping[str, str]) -> list[TooLong]:
    """Every text above its limit; names of texts are those of LIMITS."""
    return [
        TooLong(field, len(text), LIMITS[field])
        for field, text in texts.items()
        if field in LIMITS and len(text) > LIMITS[field]
    ]


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
