"""Two minutes with a child: a number, or a record of its own and a concern whose clock starts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from panah.casework.outings import rules
from panah.casework.outings.actions.handing import hand_on
from panah.casework.outings.actions.refusals import (
    AnswerMissing,
    NothingToTakeBack,
    OutingClosed,
    ServiceMissing,
    TextTooLong,
    TooManySigns,
)
from panah.casework.outings.actions.telling import tell_leader_of_late
from panah.casework.outings.codes import Counted, Decision, HandOver
from panah.casework.outings.models import Outing, OutingChild, OutingEntry, OutingMember, OutingTally, TakenOffline
from panah.casework.outings.queries import FACTS, key_hash
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Person
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import ActorKind, FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission


@dataclass(frozen=True)
class ChildMet:
    """All that is asked on the spot. No citizenship, no status, no name: none has a place here (S11)."""

    decision: Decision
    age_band: str = "unknown"
    sex: str = "unknown"
    company: str = "unknown"
    language: str = "unknown"
    signs: Sequence[str] = ()
    needs: Sequence[str] = ()
    sleeps_tonight: str = "unknown"
    contact_ok: str = "unknown"
    contact: str = ""
    seen: str = ""
    provider: Provider | None = None
    hand_over: str = ""
    who_took: str = ""
    met_at: datetime | None = None  # by the device; none: now
    was_sealed: bool = False


@action(Permission.OUTING_WORK, on="outing")
def record_child_met(*, by: Actor, outing: Outing, met: ChildMet, idempotency_key: str) -> OutingChild | OutingTally:
    """Of whom nothing more is needed one more is counted, and no word of what was typed reaches the database.

    Who is handed on gets a record and a concern. The same key gives the same result, by whichever way and however often it
    comes. What a phone sealed is taken in after closing too, marked, and the leader is told.
    """
    check(met)
    known = OutingEntry.objects.filter(outing=outing, key_hash=key_hash(idempotency_key)).first()
    if known is not None and (known.child or known.tally):
        return known.child or known.tally  # type: ignore[return-value]
    if not (outing.is_open or met.was_sealed):
        raise OutingClosed
    if not rules.leaves_a_record(met.decision):
        tally = _counted(by, outing, met)
        OutingEntry.objects.create(outing=outing, key_hash=key_hash(idempotency_key), tally=tally)
        _note_return(by, met)
        if not outing.is_open:
            tell_leader_of_late(by=by, outing=outing)
        return tally
    child = _written(by, outing, met)
    OutingEntry.objects.create(outing=outing, key_hash=key_hash(idempotency_key), child=child)
    _note_return(by, met)
    hand_on(by=by, child=child, met_needs=met.needs, sleeps_tonight=met.sleeps_tonight)
    if child.is_late or child.from_former_member:
        tell_leader_of_late(by=by, outing=outing)
    return child


def check(met: ChildMet) -> None:
    lists = {
        "age_band": met.age_band, "sex": met.sex, "outing_company": met.company, "languages_spoken": met.language,
        "sleeps_tonight": met.sleeps_tonight, "yes_no_unknown": met.contact_ok,
    }  # fmt: skip
    if any(code not in code_list(name) for name, code in lists.items()):
        raise AnswerMissing
    if rules.faults_of_signs(met.signs, code_list("outing_signs").codes):
        raise TooManySigns
    if not set(met.needs) <= set(code_list("need_types").codes):
        raise AnswerMissing
    if fault := rules.too_long({"contact": met.contact, "seen": met.seen, "who_took": met.who_took}):
        raise TextTooLong(*fault)
    if met.decision is Decision.URGENT and (met.provider is None or met.hand_over not in set(HandOver)):
        raise ServiceMissing
    if met.decision is Decision.URGENT and met.hand_over != HandOver.NO_ANSWER and not met.who_took.strip():
        raise ServiceMissing
    if rules.leaves_a_record(met.decision) and met.contact_ok == "yes" and not met.contact.strip():
        raise AnswerMissing


def _counted(by: Actor, outing: Outing, met: ChildMet) -> OutingTally:
    counted = Counted.INFORMATION if met.decision is Decision.INFORMATION else Counted.NOTHING
    return add_one(
        by=by, outing=outing, counted=counted, age_band=met.age_band, sex=met.sex, signs=met.signs
    )  # fmt: skip


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def add_one(
    *, by: Actor, outing: Outing, counted: Counted, age_band: str, sex: str, signs: Sequence[str] = ()
) -> OutingTally:  # fmt: skip
    """One more of this kind."""
    tally, _is_new = OutingTally.objects.get_or_create(outing=outing, counted=counted, age_band=age_band, sex=sex)
    tally.count += 1
    for fact in FACTS:
        setattr(tally, fact, getattr(tally, fact) + (fact in signs))
    tally.save(update_fields=["count", *FACTS])
    return tally


def _written(by: Actor, outing: Outing, met: ChildMet) -> OutingChild:
    member, is_former = _member_of(by, outing)
    now, file = clock.now(), vault.open_file(FileKind.OUTING_CHILD)
    grants.grant(file, PrincipalKind.PERSON, member.pk, Relation.LEAD)
    grants.grant(file, PrincipalKind.ORGANISATION, outing.organisation_id, Relation.LEAD_ORGANISATION)
    may_call, is_urgent = met.contact_ok == "yes", met.decision is Decision.URGENT
    return OutingChild.objects.create(
        file=file, code=file.code, outing=outing, decision=met.decision, age_band=met.age_band, sex=met.sex,
        company=met.company, language=met.language, signs=list(met.signs), needs=list(met.needs),
        contact_ok=met.contact_ok, contact=met.contact if may_call else "", seen=met.seen,
        provider=met.provider if is_urgent else None, hand_over=met.hand_over if is_urgent else "",
        who_took=met.who_took if is_urgent else "", recorded_by=member, met_at=met.met_at or now, arrived_at=now,
        was_sealed=met.was_sealed, is_late=not outing.is_open, from_former_member=is_former,
    )  # fmt: skip


def _member_of(by: Actor, outing: Outing) -> tuple[Person, bool]:
    """Who met the child, and whether they are in the group no longer; a form from a phone says so by its token."""
    if by.kind is ActorKind.LINK:
        person = TakenOffline.objects.select_related("person").get(token_hash=by.id, outing=outing).person
    else:
        person = Person.objects.get(pk=by.id)
    stays = OutingMember.objects.filter(outing=outing, person=person, removed_at=None).exists()
    return person, not stays


def _note_return(by: Actor, met: ChildMet) -> None:
    if by.kind is ActorKind.LINK:
        taken = TakenOffline.objects.select_for_update().get(token_hash=by.id)
        taken.came_back, taken.last_came_at = taken.came_back + 1, clock.now()
        taken.save(update_fields=["came_back", "last_came_at"])


@action(Permission.OUTING_WORK, on="outing")
def count_met(*, by: Actor, outing: Outing, age_band: str, sex: str, idempotency_key: str = "") -> OutingTally:
    """One press, one more: seen without a talk, and of nobody."""
    if not outing.is_open:
        raise OutingClosed
    if age_band not in code_list("age_band") or sex not in code_list("sex"):
        raise AnswerMissing
    return add_one(by=by, outing=outing, counted=Counted.SEEN, age_band=age_band, sex=sex)


@action(Permission.OUTING_WORK, on="outing")
def take_back_met(*, by: Actor, outing: Outing, tally: OutingTally, idempotency_key: str = "") -> OutingTally:
    """A slip of the finger: one less."""
    tally.refresh_from_db()
    if not outing.is_open:
        raise OutingClosed
    if tally.outing_id != outing.pk or tally.counted != Counted.SEEN or tally.count < 1:
        raise NothingToTakeBack
    tally.count -= 1
    tally.save(update_fields=["count"])
    return tally
