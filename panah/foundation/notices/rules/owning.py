"""Whose an address is: a code that goes there, a link by which whoever reads there ends it, and what is shown of it."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

CODE_DIGITS = 6
CODE_HOLDS = timedelta(hours=24)  # some mail servers put strangers off for hours
MOST_WRONG_CODES = 5
MOST_CODES = 5  # in a day, by one person: nobody else's telephone is rung from here again and again
BETWEEN_CODES = timedelta(minutes=2)
A_DAY = timedelta(days=1)
_TOKEN_BYTES = 15  # 120 bits, 20 signs in an address
_HIDDEN = "•••"


class CodeVerdict(StrEnum):
    """What became of a typed code."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"  # too old, or tried too often: a new one is needed


def code_of(key: bytes, address: str, asked_at: datetime) -> str:
    """Six digits that only we can make; bound to one address and one asking, so none has to be kept."""
    digest = hmac.digest(key, f"code:{address}:{asked_at.timestamp()}".encode(), hashlib.sha256)
    return f"{int.from_bytes(digest[:8], 'big') % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def is_same_code(code: str, typed: str) -> bool:
    digits = "".join(sign for sign in typed if sign.isdigit())
    return hmac.compare_digest(code.encode(), digits.encode())


def code_verdict(code: str, typed: str, *, asked_at: datetime, wrong_before: int, now: datetime) -> CodeVerdict:
    if wrong_before >= MOST_WRONG_CODES or not asked_at <= now < asked_at + CODE_HOLDS:
        return CodeVerdict.OVER
    return CodeVerdict.RIGHT if is_same_code(code, typed) else CodeVerdict.WRONG


def may_ask_code(earlier: Collection[datetime], now: datetime) -> bool:
    """Whether a further code may leave now, after those that left for this person."""
    of_today = [moment for moment in earlier if now - moment < A_DAY]
    return len(of_today) < MOST_CODES and all(now - moment >= BETWEEN_CODES for moment in of_today)


def stop_token(key: bytes, address: str) -> str:
    """The secret of the link by which messages to this address end: the same in each, and guessed by nobody."""
    digest = hmac.digest(key, f"stop:{address}".encode(), hashlib.sha256)
    return urlsafe_b64encode(digest[:_TOKEN_BYTES]).decode()


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def masked(target: str) -> str:
    """Enough for its owner to know it again, and too little for whoever looks on."""
    name, at, domain = target.partition("@")
    if at and name:
        return f"{name[0]}{_HIDDEN}@{domain}"
    return f"{_HIDDEN}{target[-2:]}" if len(target) > 4 else _HIDDEN
