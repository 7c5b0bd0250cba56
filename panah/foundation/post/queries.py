"""The keys of the post, and the receipt of an item that came before."""

import base64
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from panah.foundation.post import rules
from panah.foundation.post.models import PostedItem
from panah.foundation.security.keys import KeyFolder

SERIES = "post"
_RECEIPTS = "posted"
_NONCE = 12


@dataclass(frozen=True)
class PublicKey:
    """What a page needs to seal: the name of the key and its public half."""

    id: str
    public: bytes

    @property
    def words(self) -> str:
        return f"{self.id}.{base64.urlsafe_b64encode(self.public).decode().rstrip('=')}"


def current_key() -> PublicKey:
    """The newest; the first is made where there is none."""
    number = max(KeyFolder(settings.PANAH_KEYS).series(SERIES), default=1)
    public = rules.public_bytes(_private(settings.PANAH_KEYS, number))
    return PublicKey(rules.id_of_key(public), public)


def all_keys() -> dict[str, rules.PrivateKey]:
    """Every key that was ever current and still lies in the folder: what was sealed for an old one opens."""
    folder: Path = settings.PANAH_KEYS
    keys = [_private(folder, number) for number in KeyFolder(folder).series(SERIES) or [1]]
    return {rules.id_of_key(rules.public_bytes(key)): key for key in keys}


@cache
def _private(folder: Path, number: int) -> rules.PrivateKey:
    return rules.private_key(KeyFolder(folder).bytes(f"{SERIES}-{number}"))


@cache
def _cipher(folder: Path) -> AESGCM:
    return AESGCM(KeyFolder(folder).bytes(_RECEIPTS))


def seal_receipt(item: str, receipt: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(settings.PANAH_KEYS).encrypt(nonce, receipt.encode(), item.encode())


def earlier_receipt(item: str) -> str | None:
    """The receipt that this item was given; none where it never came."""
    row = PostedItem.objects.filter(item=item).first()
    if row is None:
        return None
    sealed = bytes(row.receipt)
    try:
        return _cipher(settings.PANAH_KEYS).decrypt(sealed[:_NONCE], sealed[_NONCE:], item.encode()).decode()
    except (InvalidTag, ValueError):
        return None  # the key of receipts is gone: the action's own memory keeps it from being done twice
