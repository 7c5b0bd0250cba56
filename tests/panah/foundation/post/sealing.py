"""A browser's part, for tests: the same bytes that outbox.js makes."""

import base64
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from panah.foundation.post.queries import PublicKey, current_key
from panah.foundation.post.rules import info_for

SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def in_letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def new_id() -> str:
    return in_letters(secrets.token_bytes(16))


def sealed_bytes(clear: bytes, kind: str, id: str, key: PublicKey | None = None) -> bytes:
    """A request's body with ``clear`` sealed in it, whatever it is."""
    key = key or current_key()
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key.public)
    sealed = SUITE.encrypt(clear, point, info=info_for(kind, id, key.id))
    return json.dumps({"v": 1, "kind": kind, "id": id, "key": key.id, "sealed": in_letters(sealed)}).encode()


def sealed_form(
    kind: str, fields: dict[str, Any], id: str = "", at: object = 1_795_500_000_000, key: PublicKey | None = None
) -> bytes:
    """A form's fields, sealed; a list is a field with several values."""
    pairs = [[name, one] for name, value in fields.items() for one in (value if isinstance(value, list) else [value])]
    clear = json.dumps({"at": at, "fields": pairs}).encode()
    return sealed_bytes(clear, kind, id or new_id(), key)
