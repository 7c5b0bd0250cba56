"""Secrets of links, derived and never kept; the square picture of the room, which is good for minutes; participant codes."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from panah.foundation.security.codes import ALPHABET

CHECK_IN_FOR = timedelta(minutes=15)
EARLY = timedelta(minutes=60)  # before a half-day begins
PARTICIPANT_SIGNS = "ABCDEFGHJKMNPQRSTWXYZ23456789"  # none that look alike, in print or by hand
PARTICIPANT_LENGTH = 5
_MAC_LENGTH = 12
_MINUTE_LENGTH = 6
_CYRILLIC_TWINS = str.maketrans("АВСЕНКМРТХ", "ABCEHKMPTX")


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def derived_token(key: bytes, purpose: str, subject: object) -> str:
    """A secret of 130 bits that can be made again by whoever has the key, and rests nowhere."""
    mac = hmac.digest(key, f"{purpose}:{subject}".encode(), hashlib.sha256)
    return base64.b32encode(mac).decode().lower()[:26]


def check_in_token(key: bytes, half_day_code: str, now: datetime) -> str:
    """What the picture in the room holds in this minute: which half-day, when it was drawn, and a seal."""
    body = half_day_code.replace("-", "") + _minute(now)
    return (body + _seal(key, body)).lower()


@dataclass(frozen=True)
class CheckIn:
    """A token that was ours. ``is_fresh``: drawn no longer than a quarter of an hour ago."""

    half_day_code: str
    drawn_at: datetime
    is_fresh: bool


def read_check_in(key: bytes, token: str, now: datetime) -> CheckIn | None:
    """None for what we never made."""
    signs = token.upper()
    body, seal = signs[:-_MAC_LENGTH], signs[-_MAC_LENGTH:]
    if len(body) != 8 + _MINUTE_LENGTH or not signs.isascii() or not hmac.compare_digest(seal, _seal(key, body)):
        return None
    drawn = datetime.fromtimestamp(_number(body[8:]) * 60, UTC)
    code = f"{body[:4]}-{body[4:8]}"
    return CheckIn(code, drawn, timedelta(minutes=-1) <= now - drawn <= CHECK_IN_FOR)


def may_check_in(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    return starts_at - EARLY <= now <= ends_at


def _minute(now: datetime) -> str:
    left, signs = int(now.timestamp()) // 60, ""
    for _ in range(_MINUTE_LENGTH):
        left, rest = divmod(left, len(ALPHABET))
        signs = ALPHABET[rest] + signs
    return signs


def _number(signs: str) -> int:
    total = 0
    for sign in signs:
        total = total * len(ALPHABET) + ALPHABET.index(sign)
    return total


def _seal(key: bytes, body: str) -> str:
    mac = hmac.digest(key, f"check-in:{body}".encode(), hashlib.sha256)
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in mac[:_MAC_LENGTH])


def new_participant_code(taken: Collection[str] = ()) -> str:
    """Five signs, easy to read from a board and to write on paper; once in an event."""
    while True:
        code = "".join(secrets.choice(PARTICIPANT_SIGNS) for _ in range(PARTICIPANT_LENGTH))
        if code not in taken:
            return code


def meant_participant_code(text: str) -> str:
    """The code that was meant, whatever case, blanks and Cyrillic twins were typed; "" for what is none."""
    signs = "".join(sign for sign in text.upper().translate(_CYRILLIC_TWINS) if sign.isalnum())
    is_one = len(signs) == PARTICIPANT_LENGTH and set(signs) <= set(PARTICIPANT_SIGNS)
    return signs if is_one else ""
