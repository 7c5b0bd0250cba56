"""The number by which an applicant asks how it stands: it follows from the form, and only its hash rests."""

import hashlib
import hmac

DIGITS = 16


def receipt_for(key: bytes, form_key: str) -> str:
    """Sixteen digits: a form that is sent twice has one number, and nobody else can make it."""
    digest = hmac.digest(key, b"receipt:" + form_key.encode(), hashlib.sha256)
    return f"{int.from_bytes(digest, 'big') % 10**DIGITS:0{DIGITS}d}"


def receipt_hash(key: bytes, receipt: str) -> str:
    """What rests of it."""
    return hmac.digest(key, b"rests:" + receipt.encode(), hashlib.sha256).hex()


def grouped(receipt: str) -> str:
    return " ".join(receipt[start : start + 4] for start in range(0, len(receipt), 4))


def meant_receipt(text: str) -> str:
    """The number that was meant, or ``""``: gaps and strokes are forgiven."""
    digits = "".join(sign for sign in text[: 10 * DIGITS] if sign.isascii() and sign.isdigit())
    return digits if len(digits) == DIGITS else ""
