"""The files that travel: who wrote one, for whom, in which exchange, and a signature over all of it.

The ways on which a file goes are not trusted. A file that was cut, changed, kept for another exchange, or written for or by
somebody else is told from a good one before anything in it is read further.
"""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FIRST_LINE = b"PANAH LINK 1\n"
_ANY_VERSION = b"PANAH LINK "
_LENGTH, _SIGNATURE, _LONGEST_HEAD = 4, 64, 4096
LARGEST = 64 * 1024 * 1024
_KEY, _NUMBER, _DIGEST = 64, 32, 64


class Envelope(StrEnum):
    OFFER = "offer"
    ANSWER = "answer"


class Unfit(StrEnum):
    """Why a file is not taken."""

    NO_FILE_OF_OURS = "no_file_of_ours"
    OTHER_VERSION = "other_version"
    CHANGED = "changed"
    FOR_ANOTHER = "for_another"
    FROM_ANOTHER = "from_another"
    WRONG_KIND = "wrong_kind"
    TOO_LARGE = "too_large"


class UnfitFile(Exception):
    def __init__(self, why: Unfit) -> None:
        self.why = why
        super().__init__(why.value)


@dataclass(frozen=True)
class Head:
    """What stands in clear before the content. ``answers`` is the fingerprint of the offer that is answered."""

    kind: str
    number: str
    sender: str
    receiver: str
    size: int
    answers: str = ""


def own_key(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_key(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def is_public_key(text: str) -> bool:
    return _is_hex(text, _KEY)


def written(head: Head, content: bytes, key: Ed25519PrivateKey) -> bytes:
    clear = json.dumps(asdict(head), sort_keys=True, separators=(",", ":")).encode()
    body = FIRST_LINE + len(clear).to_bytes(_LENGTH, "big") + clear + content
    return body + key.sign(body)


def opened(file: bytes, *, kind: Envelope, ours: str, theirs: frozenset[str]) -> tuple[Head, bytes]:
    """Head and content, or why not. ``theirs`` are the keys of those from whom a file is taken."""
    if len(file) > LARGEST:
        raise UnfitFile(Unfit.TOO_LARGE)
    head, start = _head_of(file)
    if head.sender not in theirs:
        raise UnfitFile(Unfit.FROM_ANOTHER)
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(head.sender)).verify(file[-_SIGNATURE:], file[:-_SIGNATURE])
    except (InvalidSignature, ValueError) as error:
        raise UnfitFile(Unfit.CHANGED) from error
    if head.receiver != ours:
        raise UnfitFile(Unfit.FOR_ANOTHER)
    if head.kind != kind:
        raise UnfitFile(Unfit.WRONG_KIND)
    return head, file[start:-_SIGNATURE]


def _head_of(file: bytes) -> tuple[Head, int]:
    if not file.startswith(_ANY_VERSION):
        raise UnfitFile(Unfit.NO_FILE_OF_OURS)
    if not file.startswith(FIRST_LINE):
        raise UnfitFile(Unfit.OTHER_VERSION)
    start = len(FIRST_LINE) + _LENGTH
    length = int.from_bytes(file[len(FIRST_LINE) : start], "big")
    if length > _LONGEST_HEAD or start + length + _SIGNATURE > len(file):
        raise UnfitFile(Unfit.CHANGED)
    try:
        return _checked(Head(**json.loads(file[start : start + length]))), start + length
    except (ValueError, TypeError) as error:
        raise UnfitFile(Unfit.CHANGED) from error


def _checked(head: Head) -> Head:
    texts = (head.kind, head.number, head.sender, head.receiver, head.answers)
    sound = (
        all(isinstance(text, str) for text in texts) and isinstance(head.size, int) and not isinstance(head.size, bool)
        and _is_hex(head.number, _NUMBER) and _is_hex(head.sender, _KEY) and _is_hex(head.receiver, _KEY)
        and (not head.answers or _is_hex(head.answers, _DIGEST)) and head.size > 0
    )  # fmt: skip
    if not sound:
        raise ValueError("a head with other values")
    return head


def _is_hex(text: str, length: int) -> bool:
    return len(text) == length and all(sign in "0123456789abcdef" for sign in text)
