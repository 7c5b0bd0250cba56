"""Making and reading the files of an exchange. It takes minutes for large batches, so it happens outside of any transaction."""

import base64
import hashlib
import json
import uuid
import zlib
from dataclasses import dataclass

from django.db.models import QuerySet

from panah.casework.linking.models import Counterpart, Exchange
from panah.casework.linking.queries.exchanging import signing_key
from panah.casework.linking.queries.exchanging_children import children_of, records_compared
from panah.engines.matching.private import batches, intersection
from panah.engines.matching.private.envelopes import Envelope, Head, Unfit, UnfitFile, opened, public_key, written
from panah.engines.matching.private.tokens import Side
from panah.engines.matching.private.weighing import Weighed, possible
from panah.foundation.accounts.models import Organisation


@dataclass(frozen=True)
class Made:
    """A file that may leave, and what of it is written down. ``key`` and ``plan`` are of an offer alone."""

    file: bytes
    digest: str
    size: int
    child_count: int
    left_out_count: int
    key: str = ""
    plan: str = ""


@dataclass(frozen=True)
class Received:
    """An offer that came: whole, for us, by a counterpart whom we know."""

    counterpart: Counterpart
    head: Head
    content: bytes
    digest: str


def offer_of(exchange: Exchange) -> Made:
    taking = children_of(exchange)
    batch = batches.offering(records_compared(taking.children), exchange.number)
    question = intersection.asked(batch.words)
    file = _written(exchange, Envelope.OFFER, batch.size, question.request)
    plan = _packed(taking.children, batch.meaning)
    return Made(
        file, digest_of(file), batch.size, len(taking.children), taking.left_out, question.key.hex(), plan
    )  # fmt: skip


def received(organisation: Organisation, file: bytes) -> Received:
    """Raises UnfitFile. Nothing of its content is looked at here."""
    head, content = _opened(organisation, file, Envelope.OFFER)
    counterpart = _known(organisation).get(public_key=head.sender)
    if head.size not in batches.SIZES or head.answers:
        raise UnfitFile(Unfit.CHANGED)
    return Received(counterpart, head, content, digest_of(file))


def answer_of(exchange: Exchange, offer: Received) -> Made:
    """Raises NotAnIntersection where the offer holds no question of its declared size."""
    taking = children_of(exchange)
    batch = batches.answering(records_compared(taking.children), exchange.number)
    asked = batches.room_of(offer.head.size, Side.OFFERING)
    content = intersection.answered(offer.content, batch.words, asked)
    file = _written(exchange, Envelope.ANSWER, batch.size, content, answers=offer.digest)
    return Made(file, offer.digest, batch.size, len(taking.children), taking.left_out)


def answer_in(organisation: Organisation, file: bytes) -> tuple[Head, bytes]:
    """Raises UnfitFile."""
    head, content = _opened(organisation, file, Envelope.ANSWER)
    if head.size not in batches.SIZES:
        raise UnfitFile(Unfit.CHANGED)
    return head, content


def found_in(exchange: Exchange, head: Head, content: bytes) -> list[uuid.UUID]:
    """Our children who are possibly known there. ``exchange`` is open. What else the answer tells is forgotten here."""
    children, meaning = _unpacked(exchange.plan)
    count = batches.room_of(exchange.size, Side.OFFERING)
    places = intersection.shared(bytes.fromhex(exchange.key), content, count)
    shared = (one for place in places for one in meaning.get(place, ()))
    return [children[place] for place in sorted(possible(shared, head.size))]


def digest_of(file: bytes) -> str:
    return hashlib.sha256(file).hexdigest()


def _opened(organisation: Organisation, file: bytes, kind: Envelope) -> tuple[Head, bytes]:
    theirs = frozenset(_known(organisation).values_list("public_key", flat=True))
    return opened(file, kind=kind, ours=public_key(signing_key(organisation)), theirs=theirs)


def _known(organisation: Organisation) -> QuerySet[Counterpart]:
    rows: QuerySet[Counterpart] = Counterpart.objects.filter(organisation=organisation, ended_at=None)
    return rows


def _written(exchange: Exchange, kind: Envelope, size: int, content: bytes, answers: str = "") -> bytes:
    key = signing_key(exchange.organisation)
    head = Head(kind, exchange.number, public_key(key), exchange.counterpart.public_key, size, answers)
    return written(head, content, key)


def _packed(children: list[uuid.UUID], meaning: dict[int, list[Weighed]]) -> str:
    told = {place: [(one.child, one.chance) for one in whose] for place, whose in meaning.items()}
    text = json.dumps([[child.hex for child in children], told], separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode())).decode()


def _unpacked(plan: str) -> tuple[list[uuid.UUID], dict[int, list[Weighed]]]:
    children, told = json.loads(zlib.decompress(base64.b64decode(plan)))
    meaning = {int(place): [Weighed(child, chance) for child, chance in whose] for place, whose in told.items()}
    return [uuid.UUID(child) for child in children], meaning
