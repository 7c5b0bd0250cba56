import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.db import models

from panah.casework.concerns import rules
from panah.casework.concerns.codes import AnswerStatus
from panah.casework.concerns.models import Concern, ConcernChild, ConcernMessage, Poster, Tally
from panah.foundation.accounts.models import DutyArea, Membership, Organisation
from panah.foundation.accounts.queries import duty_organisation, organisations_that_look
from panah.foundation.clocks.actions import Shown
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import CodeList, code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation, normalise_code
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


@dataclass(frozen=True)
class Answer:
    """All that a reporter is told (S4): one of four states, and at most one sentence that the duty worker released."""

    status: AnswerStatus
    sentence: str = ""
    speaks_to_child: bool = False

    @property
    def words(self) -> str:
        """The sentence in the reader's language."""
        return str(_sentences(to_child=self.speaks_to_child).label(self.sentence)) if self.sentence else ""


def answer_of(receipt: str) -> Answer | None:
    concern = concern_of_receipt(receipt)
    if concern is None:
        return None
    sentence = concern.released_sentence if concern.released_sentence in sentences_for(concern) else ""
    return Answer(AnswerStatus(concern.answer_status), sentence, concern.is_first_person)


def sentences_for(concern: Concern) -> CodeList:
    """What the answer page may say besides its state: to whoever reported, or to the child who wrote."""
    return _sentences(to_child=concern.is_first_person)


def _sentences(*, to_child: bool) -> CodeList:
    return code_list("answer_sentences_to_you" if to_child else "answer_sentences")


@cache
def urgent_signs() -> frozenset[str]:
    signs = code_list("public_signs")
    return frozenset(code for code in signs.codes if signs.row(code).extra.get("urgent"))


@cache
def nights() -> rules.Nights:
    """Which answers to "where does the child sleep tonight" mean what, by the code list (S9)."""
    rows = code_list("sleeps_tonight")
    marked = {mark: {code for code in rows.codes if rows.row(code).extra.get(mark)} for mark in ("no_adult", "safe")}
    return rules.Nights(without_adult=frozenset(marked["no_adult"]), safe=frozenset(marked["safe"]))


@cache
def reasons_without_a_child() -> frozenset[str]:
    reasons = code_list("nothing_reasons")
    return frozenset(code for code in reasons.codes if reasons.row(code).extra.get("no_child_here"))


def guardian_clock_of(concern: Concern) -> Timer | None:
    """The clock by which the guardianship body has to be told, while it runs."""
    rows = Timer.objects.running().filter(file=concern.file_id, address_name="concern")
    return rows.filter(kind=TimerKind.GUARDIAN_REQUEST).first()


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


def all_clocks_of(concern: Concern) -> list[Timer]:
    """Every clock of one concern, the one that ends first before the others."""
    rows = Timer.objects.running().filter(file=concern.file_id, address_name="concern")
    return list(rows.select_related("person").order_by("due_at"))


def messages_of(concern: Concern) -> list[ConcernMessage]:
    return list(ConcernMessage.objects.filter(concern=concern).order_by("written_at", "id"))


def shown_of(concern: Concern, first: ConcernChild | None = None, *, fact: str = "") -> Shown:
    """What a row of Today tells of a concern: codes only."""
    child = first or ConcernChild.objects.get(concern=concern, position=1)
    usual = "" if child.language == "unknown" else f"languages_spoken:{child.language}"
    if concern.is_first_person:
        usual = f"about_whom:{concern.about_whom}"
    return Shown(
        subject_code=concern.code, address_name="concern", address_code=concern.code, sex=child.sex,
        age_band=child.age_band, place=concern.place_id or "",
        fact=fact or usual,
    )  # fmt: skip


def region_of_office(actor: Actor) -> str:
    """The region that the actor's office answers for, where it is one: what a count needs as its place."""
    if not actor.organisation:
        return ""
    areas = DutyArea.objects.filter(organisation__pk=actor.organisation, place__isnull=False)
    regions = {area.place.region() for area in areas.select_related("place__parent__parent") if area.place}
    (only,) = regions if len(regions) == 1 else (None,)
    return only.code if only is not None else ""


def tallies_of(actor: Actor, month: date) -> list[Tally]:
    """What the actor's office counted in a month; nobody is recorded in it."""
    rows = Tally.objects.visible_to(actor).filter(month=month, count__gt=0)
    return list(rows.order_by("outcome", "age_band", "sex", "region"))


def poster_of(code: str) -> Poster | None:
    """The picture that hangs under this code; of an old or an invented one nothing."""
    known = normalise_code(code)
    return Poster.objects.hanging().select_related("place").filter(code=known).first() if known else None


def posters_at(actor: Actor) -> models.QuerySet[Poster]:
    """Those of the actor's own office, what hangs before what was taken down."""
    rows = Poster.objects.visible_to(actor).select_related("place")
    return rows.order_by(models.F("ended_at").desc(nulls_first=True), "hangs_at", "code")


def phone_of_desk(place: Place | None) -> str:
    """The own number of those who look first at what comes from a place."""
    desk = organisation_that_looks_first(place)
    return desk.duty_phone if desk else ""
