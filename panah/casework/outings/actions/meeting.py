"""Two minutes with a child: a number, or a record of its own and a concern whose clock starts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from panah.casework.outings import rules
from panah.casework.outings.actions.handing import hand_on
from panah.casework.outings.actions.refusals import (
    AnswerMissing,
    NothingToTakeBack,
    NotTakenAlong,
    OutingClosed,
    ServiceMissing,
    TextTooLong,
    TooManyFromPhone,
    TooManySigns,
)
from panah.casework.outings.actions.telling import tell_leader_of_late
from panah.casework.outings.codes import Counted, Decision, HandOver
from panah.casework.outings.models import Outing, OutingChild, OutingEntry, OutingMember, OutingTally, TakenOffline
from panah.casework.outings.queries import FACTS, key_hash
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import works_at
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
    is_danger: bool = False  # somebody said that it is urgent, and nobody is asked on the spot
    more: str = ""  # what was written and fits no field


@dataclass(frozen=True)
class Source:
    """Who met the child, from which phone it comes, and whether anybody still waited for it."""

    member: Person
    phone: TakenOffline | None
    is_former: bool
    is_late: bool


@action(Permission.OUTING_WORK, on="outing")
def record_child_met(*, by: Actor, outing: Outing, met: ChildMet, idempotency_key: str) -> OutingChild | OutingTally:
    """Of whom nothing more is needed one more is counted, and no word of what was typed reaches the database.

    Who is handed on gets a record and a concern. The same key gives the same result, by whichever way and however often it
    comes. What a phone sealed is taken in after closing too, marked, and the leader is told.
    """
    check(met)
    known = OutingEntry.objects.filter(outing=outing, key_hash=key_hash(idempotency_key)).first()
    before = (known.child or known.tally) if known is not None else None
    if before is not None:
        return before
    if not (outing.is_open or met.was_sealed):
        raise OutingClosed
    phone = _phone_of(by, outing, met)
    met = _within_measure(phone, met)
    source = _source_of(by, outing, phone)
    entry = OutingEntry(outing=outing, key_hash=key_hash(idempotency_key))
    written: OutingChild | OutingTally
    if rules.leaves_a_record(met.decision):
        entry.child = written = child = _written(outing, met, source)
        is_danger = met.is_danger or met.decision is Decision.URGENT
        hand_on(by=by, child=child, sleeps_tonight=met.sleeps_tonight, is_danger=is_danger, more=met.more)
    else:
        entry.tally = written = _counted(by, outing, met)
    entry.save()
    _note_return(phone)
    if source.is_late or source.is_former:
        tell_leader_of_late(by=by, outing=outing)
    return written


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


def _written(outing: Outing, met: ChildMet, source: Source) -> OutingChild:
    """Whoever is in the group or the office no longer is let into nothing new; those who lead the office read it."""
    now, file = clock.now(), vault.open_file(FileKind.OUTING_CHILD)
    if not source.is_former:
        grants.grant(file, PrincipalKind.PERSON, source.member.pk, Relation.LEAD)
    grants.grant(file, PrincipalKind.ORGANISATION, outing.organisation_id, Relation.LEAD_ORGANISATION)
    may_call, is_urgent = met.contact_ok == "yes", met.decision is Decision.URGENT
    return OutingChild.objects.create(
        file=file, code=file.code, outing=outing, decision=met.decision, age_band=met.age_band, sex=met.sex,
        company=met.company, language=met.language, signs=list(met.signs), needs=list(met.needs),
        contact_ok=met.contact_ok, contact=met.contact if may_call else "", seen=met.seen,
        provider=met.provider if is_urgent else None, hand_over=met.hand_over if is_urgent else "",
        who_took=met.who_took if is_urgent else "", recorded_by=source.member, taken=source.phone,
        met_at=rules.believed(met.met_at, now) or now, arrived_at=now, was_sealed=met.was_sealed,
        is_late=source.is_late, from_former_member=source.is_former,
    )  # fmt: skip


def _phone_of(by: Actor, outing: Outing, met: ChildMet) -> TakenOffline | None:
    """The form that was taken along, where one brings this. It ends, and it is believed only so often: it may be stolen."""
    if by.kind is not ActorKind.LINK:
        return None
    phone: TakenOffline = TakenOffline.objects.select_for_update().get(token_hash=by.id, outing=outing)
    if not phone.takes_in(met.met_at, clock.now()):
        raise NotTakenAlong
    if phone.came_back >= rules.MOST_FROM_A_PHONE:
        raise TooManyFromPhone
    return phone


def _within_measure(phone: TakenOffline | None, met: ChildMet) -> ChildMet:
    """After very many urgent ones of one phone no further body is asked by itself: the desk reads all of it as danger."""
    if phone is None or met.decision is not Decision.URGENT:
        return met
    earlier = OutingChild.objects.filter(taken=phone, decision=Decision.URGENT).count()
    if earlier < rules.MOST_URGENT_FROM_A_PHONE:
        return met
    asked = met.provider.label(phone.person.language) if met.provider is not None else ""
    lines = [_("Very many urgent forms came from this phone. Nobody was asked by Panah: please look at once."),
             asked, code_list("outing_hand_over").label(met.hand_over), met.who_took, met.more]  # fmt: skip
    return replace(met, decision=Decision.REFER, is_danger=True, more="\n".join(filter(None, lines)))


def _source_of(by: Actor, outing: Outing, phone: TakenOffline | None) -> Source:
    """A form from a phone says by its token whose it is."""
    person = phone.person if phone is not None else Person.objects.get(pk=by.id)
    stays = OutingMember.objects.filter(outing=outing, person=person, removed_at=None).exists()
    is_former = not (stays and works_at(person, outing.organisation_id))
    is_late = not outing.is_open or (phone is not None and not phone.opens(clock.now()))
    return Source(person, phone, is_former, is_late)


def _note_return(phone: TakenOffline | None) -> None:
    if phone is not None:
        phone.came_back, phone.last_came_at = phone.came_back + 1, clock.now()
        phone.save(update_fields=["came_back", "last_came_at"])


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
