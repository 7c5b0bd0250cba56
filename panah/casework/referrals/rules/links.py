"""The arithmetic of answer links: tokens, PINs, and until when a link opens."""

import hashlib
import hmac
import unicodedata
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from enum import StrEnum

MOST_WRONG_PINS = 5
PIN_DIGITS = 6
TOKEN_BYTES = 16  # 128 random bits, 22 signs in an address
SHORTEST_LINK = timedelta(hours=72)
LINK_OUTLIVES_CLOCK = 4


class PinVerdict(StrEnum):
    """What became of a typed PIN."""

    RIGHT = "right"
    WRONG = "wrong"
    PAUSED = "paused"


def token_of(random: bytes) -> str:
    """The 22 signs that stand in the address of a link."""
    if len(random) != TOKEN_BYTES:
        raise ValueError("a token is made of 16 random bytes")
    return urlsafe_b64encode(random).decode().rstrip("=")


def token_hash(token: str) -> str:
    """What rests of a token. It has 128 random bits, so nothing is won by guessing."""
    return hashlib.sha256(token.encode()).hexdigest()


def pin_hash(key: bytes, link: str, pin: str) -> str:
    """What rests of a PIN: keyed, since a million tries are nothing, and bound to its link (by the hash of its token)."""
    return hmac.digest(key, f"{link}:{pin}".encode(), hashlib.sha256).hex()


def is_same_pin(key: bytes, link: str, pin: str, kept: str) -> bool:
    return hmac.compare_digest(pin_hash(key, link, pin), kept)


def normalise_pin(text: str) -> str:
    """Six digits as they were meant: gaps, dashes and digits of other scripts are forgiven; else ``""``."""
    if len(text) > 10 * PIN_DIGITS:
        return ""
    digits = [unicodedata.digit(sign, None) for sign in text if not (sign.isspace() or sign in "-–.·")]
    if len(digits) != PIN_DIGITS or None in digits:
        return ""
    return "".join(str(digit) for digit in digits)


def grouped_pin(pin: str) -> str:
    """For reading out: "482 913"."""
    return f"{pin[:3]} {pin[3:]}"


def link_ends(now: datetime, clock_length: timedelta | None) -> datetime:
    """Four times the clock of the leg, so that a late answer still comes in; at least three days."""
    return now + max(SHORTEST_LINK, (clock_length or timedelta()) * LINK_OUTLIVES_CLOCK)


def link_opens(now: datetime, *, expires_at: datetime, ended_at: datetime | None, paused_at: datetime | None) -> bool:
    return ended_at is None and paused_at is None and now < expires_at


def is_last_try(wrong_tries: int) -> bool:
    """Whether so many wrong PINs pause the link."""
    return wrong_tries >= MOST_WRONG_PINS
