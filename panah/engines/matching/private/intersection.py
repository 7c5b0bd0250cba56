"""Private set intersection: the asking side learns which of its own words the other has too, the answering side nothing.

Elliptic curves under keys that are used once (openmined-psi; the extra ``link``). The answer holds the other side's words as a
compressed set, in which a word that is not there is found once in a thousand million questions of a whole batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

PACKAGE = "private_set_intersection.python"
FOUND_WRONGLY = 1e-9
_LENGTH = 4


class NotInstalled(Exception):
    """The extra is missing. There is no other way to ask: what is missing is never replaced by something weaker."""


class NotAnIntersection(Exception):
    """Bytes that are no question or no answer of this protocol, or not of the declared size."""


@dataclass(frozen=True)
class Question:
    """``key`` stays at home, opens the one answer and is then destroyed; ``request`` travels."""

    key: bytes
    request: bytes


@cache
def _package() -> Any:
    try:
        return import_module(PACKAGE)
    except ImportError as error:
        raise NotInstalled(PACKAGE) from error


def is_installed() -> bool:
    try:
        _package()
    except NotInstalled:
        return False
    return True


def asked(words: Sequence[str]) -> Question:
    """A question under a fresh key; each word once."""
    client = _package().client.CreateWithNewKey(True)
    request = client.CreateRequest(list(words))
    return Question(client.GetPrivateKeyBytes(), request.SerializeToString())


def answered(request: bytes, words: Sequence[str], count: int) -> bytes:
    """The answer to a question of ``count`` words, under a key that ends with this call."""
    package = _package()
    question = _parsed(package.Request(), request)
    if not question.reveal_intersection or len(question.encrypted_elements) != count:
        raise NotAnIntersection("the question is not of the declared size")
    server = package.server.CreateWithNewKey(True)
    try:
        setup = server.CreateSetupMessage(FOUND_WRONGLY, count, list(words), package.DataStructure.GCS)
        response = server.ProcessRequest(question)
    except (RuntimeError, ValueError) as error:
        raise NotAnIntersection("the question cannot be answered") from error
    known = setup.SerializeToString()
    return b"".join((len(known).to_bytes(_LENGTH, "big"), known, response.SerializeToString()))


def shared(key: bytes, answer: bytes, count: int) -> list[int]:
    """The places of those words of the question that the other side has too."""
    package = _package()
    end = _LENGTH + int.from_bytes(answer[:_LENGTH], "big")
    setup = _parsed(package.ServerSetup(), answer[_LENGTH:end])
    response = _parsed(package.Response(), answer[end:])
    if len(response.encrypted_elements) != count:
        raise NotAnIntersection("the answer is not to this question")
    try:
        places = package.client.CreateFromKey(key, True).GetIntersection(setup, response)
    except (RuntimeError, ValueError) as error:
        raise NotAnIntersection("the answer cannot be read") from error
    return sorted(int(place) for place in places)


def _parsed(message: Any, content: bytes) -> Any:
    """Whatever is wrong with the bytes, it is one sentence: the parser's own errors are of a class that changes with versions."""
    try:
        message.ParseFromString(content)
    except Exception as error:
        raise NotAnIntersection("these bytes are no message of this protocol") from error
    return message
