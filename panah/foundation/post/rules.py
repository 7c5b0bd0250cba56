"""What a sealed item looks like and how it opens: HPKE (RFC 9180) with P-256, HKDF-SHA-256 and AES-256-GCM, base mode.

Kind, item and key stand in the ``info`` of the key schedule, so that a text moved to another item or kind does not open.
A browser makes the same bytes with WebCrypto (``panah/web/static/panah/outbox.js``).
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from panah.foundation.post.codes import Fault

FORMAT = 1
LARGEST = 256 * 1024  # bytes of a request; a report of 20,000 letters has a quarter of it
MOST_FIELDS = 400
LONGEST_NAME = 100
_SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_SHAPES = {
    "kind": r"[a-z][a-z-]{0,30}",
    "id": r"[A-Za-z0-9_-]{22}",
    "key": r"[0-9a-f]{16}",
    "sealed": r"[A-Za-z0-9_-]+",
}
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the group P-256

PrivateKey = ec.EllipticCurvePrivateKey


class Unreadable(Exception):
    """An item that stays shut; ``fault`` says why, and no word of what it held."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


@dataclass(frozen=True)
class SealedItem:
    """As it came: only kind, item and key can be read."""

    kind: str
    id: str
    key: str
    sealed: bytes

    @property
    def hash(self) -> str:
        """By which it is known again: of the seal too, so that another text under the same id is another item.

        The id itself is kept nowhere. A phone seals once and sends the same bytes again, so a replay has the same hash.
        """
        return hashlib.sha256(f"{self.kind}|{self.id}|".encode() + self.sealed).hexdigest()


@dataclass(frozen=True)
class OpenedItem:
    """The fields of the form by name, each with its values, and when the phone's own clock says that it was sealed."""

    fields: Mapping[str, list[str]]
    sealed_at: datetime | None


def private_key(seed: bytes) -> PrivateKey:
    """The private half that belongs to 32 random bytes of the key folder; the same bytes give the same key."""
    wide = HKDF(SHA256(), 48, salt=None, info=b"panah post key").derive(seed)
    return ec.derive_private_key(int.from_bytes(wide) % (_ORDER - 1) + 1, ec.SECP256R1())


def public_bytes(key: PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def id_of_key(public: bytes) -> str:
    return hashlib.sha256(public).hexdigest()[:16]


def info_for(kind: str, id: str, key: str) -> bytes:
    return f"panah post {FORMAT}|{kind}|{id}|{key}".encode()


def read_item(body: bytes) -> SealedItem:
    """The item in a request, or Unreadable. Nothing but the five expected texts is taken."""
    if len(body) > LARGEST:
        raise Unreadable(Fault.TOO_LARGE)
    found = _json(body, Fault.NOT_POST)
    if not isinstance(found, dict) or found.keys() != {"v", *_SHAPES} or type(found["v"]) is not int:
        raise Unreadable(Fault.NOT_POST)
    is_shaped = all(type(found[name]) is str and re.fullmatch(shape, found[name]) for name, shape in _SHAPES.items())
    if found["v"] != FORMAT or not is_shaped:
        raise Unreadable(Fault.NOT_POST)
    try:
        sealed = base64.urlsafe_b64decode(found["sealed"] + "=" * (-len(found["sealed"]) % 4))
    except (binascii.Error, ValueError) as error:
        raise Unreadable(Fault.NOT_POST) from error
    return SealedItem(found["kind"], found["id"], found["key"], sealed)


def open_item(item: SealedItem, keys: Mapping[str, PrivateKey]) -> OpenedItem:
    """What was sealed, or Unreadable."""
    key = keys.get(item.key)
    if key is None:
        raise Unreadable(Fault.UNKNOWN_KEY)
    try:
        clear = _SUITE.decrypt(item.sealed, key, info=info_for(item.kind, item.id, item.key))
    except (InvalidTag, ValueError) as error:
        raise Unreadable(Fault.DOES_NOT_OPEN) from error
    return _opened(_json(clear, Fault.DOES_NOT_OPEN))


def _json(data: bytes, fault: Fault) -> Any:
    try:
        return json.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise Unreadable(fault) from error


def _opened(found: Any) -> OpenedItem:
    """``{"at": milliseconds, "fields": [[name, value], …]}``; a value of another shape is none of our pages' making."""
    if not isinstance(found, dict) or not isinstance(found.get("fields"), list):
        raise Unreadable(Fault.DOES_NOT_OPEN)
    pairs = found["fields"]
    if len(pairs) > MOST_FIELDS or not all(_is_pair(pair) for pair in pairs):
        raise Unreadable(Fault.DOES_NOT_OPEN)
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(_whole(name), []).append(_whole(value))
    return OpenedItem(fields, _moment(found.get("at")))


def _is_pair(pair: Any) -> bool:
    is_two = isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)
    return is_two and 0 < len(pair[0]) <= LONGEST_NAME


def _whole(text: str) -> str:
    """Half of a pair of signs, as a broken keyboard leaves it, can be stored nowhere."""
    return text.encode(errors="replace").decode()


def _moment(value: Any) -> datetime | None:
    """A clock may say anything."""
    if type(value) not in (int, float):
        return None
    try:
        return datetime.fromtimestamp(value / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
