"""What a visitor has typed so far, carried by the page itself: encrypted, so that neither a cookie nor the server keeps it."""

import base64
import json
import os
import secrets
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from panah.foundation.security import clock
from panah.foundation.security.keys import KeyFolder

NONCE = 12
FRESH_FOR = timedelta(hours=24)
READABLE_FOR = timedelta(days=7)
AGAIN = "again"  # the button of nobody: a page whose way lies in one entry of the history is loaded again
Answers = dict[str, list[str]]


class StateUnreadable(Exception):
    """Changed, cut, of another page, or too old."""


class StateTooOld(StateUnreadable):
    """It was ours. The key alone is still told, by which is found whether it was sent."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


def new_key() -> str:
    return secrets.token_urlsafe(18)


@dataclass(frozen=True)
class FormState:
    """The answers by field, the key that makes sending harmless to repeat, and when the page was made."""

    key: str = field(default_factory=new_key)
    answers: Mapping[str, list[str]] = field(default_factory=dict)
    at: datetime = field(default_factory=clock.now)

    @property
    def is_stale(self) -> bool:
        """Open for more than a day: to be looked over before it is sent."""
        return clock.now() - self.at > FRESH_FOR

    def with_answers(self, answers: Mapping[str, list[str]]) -> "FormState":
        return FormState(self.key, {**self.answers, **answers})


@cache
def _cipher() -> AESGCM:
    return AESGCM(KeyFolder(settings.PANAH_KEYS).bytes("forms"))


def seal_state(state: FormState, purpose: str) -> str:
    """One line for a hidden input; opens only for the same purpose."""
    clear = json.dumps([state.key, dict(state.answers), int(state.at.timestamp())], ensure_ascii=False).encode()
    nonce = os.urandom(NONCE)
    sealed = nonce + _cipher().encrypt(nonce, zlib.compress(clear), purpose.encode())
    return base64.urlsafe_b64encode(sealed).decode()


def open_state(text: str, purpose: str, readable_for: timedelta = READABLE_FOR) -> FormState:
    """The state again, or StateUnreadable."""
    try:
        sealed = base64.urlsafe_b64decode(text.encode())
        clear = _cipher().decrypt(sealed[:NONCE], sealed[NONCE:], purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise StateUnreadable from error
    key, answers, at = json.loads(zlib.decompress(clear))
    state = FormState(key, answers, datetime.fromtimestamp(at, UTC))
    if clock.now() - state.at > readable_for:
        raise StateTooOld(key)
    return state
