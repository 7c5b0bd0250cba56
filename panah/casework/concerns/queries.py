import uuid
from collections.abc import Iterable, Mapping
from functools import cache

from django.conf import settings

from panah.casework.concerns import rules
from panah.casework.concerns.codes import AnswerStatus
from panah.casework.concerns.models import Concern, ConcernChild, ConcernMessage
from panah.foundation.accounts.models import Membership, Organisation
from panah.foundation.accounts.queries import duty_organisation, organisations_that_look
from panah.foundation.clocks.actions import Shown
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.keys import KeyFolder
from panah.foundation.security.roles import Role
from panah.foundation.security.sealed import GuardedQuerySet

DUTY = frozenset({Relation.DUTY})


@cache
def receipt_key() -> bytes:
    return KeyFolder(settings.PANAH_KEYS).bytes("receipts")


def receipt_of(idempotency_key: str) -> str:
    """The receipt of a form: known before it is sent, the same however often it is sent."""
    return rules.receipt_for(receipt_key(), idempotency_key)


def receipt_hash_of(receipt: str) -> str:
    return rules.receipt_hash(receipt_key(), receipt)


def told_hash_of(told: Mapping[str, object]) -> str:
    """Compared with that of a concern it shows whether a form that comes again says something else."""
    return rules.told_hash(receipt_key(), told)


def concern_of_receipt(receipt: str) -> Concern | None:
    """The concern of these 16 digits; nothing for a wrong, an unknown and an expired receipt alike."""
    if not receipt:
        return None
    concern: Concern | None = Concern.objects.filter(receipt_hash=receipt_hash_of(receipt)).first()
    if concern is None or not rules.answer_is_open(concern.received_at, clock.now()):
        return None
    return concern


def answer_of(receipt: str) -> AnswerStatus | None:
    """All that a reporter is told (S4)."""
    concern = concern_of_receipt(receipt)
    return AnswerStatus(concern.answer_status) if concern is not None else None


@cache
def urgent_signs() -> frozenset[str]:
    signs = code_list("public_signs")
    return frozenset(code for code in signs.codes if signs.row(code).extra.get("urgent"))


def organisation_that_looks_first(place: Place | None) -> Organisation | None:
    """The duty organisation of the place if somebody works there, else any that has a duty worker: no report waits for nobody."""
    found = duty_organisation(place)
    if found is not None and organisations_that_look([found.pk]):
        return found
    someone = Membership.objects.valid().filter(role=Role.DUTY_WORKER).select_related("organisation")
    membership = someone.order_by("since", "id").first()
    return membership.organisation if membership is not None else found


def concerns_at_duty(actor: Actor) -> GuardedQuerySet:
    """Those that the actor's organisation answers for. Who was sent a child sees the referral, not the concern."""
    return Concern.objects.visible_to(actor, DUTY).select_related("place", "place__parent", "organisation")


def concerns_by_status(actor: Actor, statuses: Iterable[str] = ()) -> GuardedQuerySet:
    rows = concerns_at_duty(actor).order_by("-received_at", "code")
    wanted = list(statuses)
    return rows.filter(status__in=wanted) if wanted else rows


def children_of(concerns: Iterable[Concern]) -> Mapping[uuid.UUID, list[ConcernChild]]:
    """The children of many concerns in one query, in the order in which they were told."""
    found: dict[uuid.UUID, list[ConcernChild]] = {}
    ids = [concern.pk for concern in concerns]
    for child in ConcernChild.objects.filter(concern__in=ids).select_related("child").order_by("concern", "position"):
        found.setdefault(child.concern_id, []).append(child)
    return found


def clocks_of(concerns: Iterable[Concern]) -> dict[uuid.UUID, Timer]:
    """The clock of each of these concerns that ends first, by file; those of referrals have pages of their own."""
    codes = {concern.file_id: concern.code for concern in concerns}
    rows = Timer.objects.running().filter(file__in=list(codes), address_name="concern")
    found: dict[uuid.UUID, Timer] = {}
    for timer in rows.select_related("person").order_by("due_at"):
        if timer.file_id is not None:
            found.setdefault(timer.file_id, timer)
    return found


def messages_of(concern: Concern) -> list[ConcernMessage]:
    return list(ConcernMessage.objects.filter(concern=concern).order_by("written_at", "id"))


def shown_of(concern: Concern, first: ConcernChild | None = None) -> Shown:
    """What a row of Today tells of a concern: codes only."""
    child = first or ConcernChild.objects.get(concern=concern, position=1)
    return Shown(
        subject_code=concern.code, address_name="concern", address_code=concern.code, sex=child.sex,
        age_band=child.age_band, place=concern.place_id or "",
        fact="" if child.language == "unknown" else f"languages_spoken:{child.language}",
    )  # fmt: skip
