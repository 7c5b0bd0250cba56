"""People enrol by the link, are written down by whoever holds the event, wait, move up, and step back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Max

from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.directory.actions import AdultDetails, recognise_adult, recognise_adults
from panah.programme.directory.models import Adult
from panah.programme.training.actions.practice import settle_calls
from panah.programme.training.actions.refusals import EnrolmentShut, EventRefused, NotNow
from panah.programme.training.codes import CameBy, EnrolmentState, EventState
from panah.programme.training.models import Attendance, Enrolment, Event, PracticeCheck
from panah.programme.training.queries import needs_yes, own_token, state_now, taken_places
from panah.programme.training.rules import enrolling, links

TICK = timedelta(microseconds=1)  # the least that a database tells apart


@dataclass(frozen=True)
class Asked:
    """What is written down when somebody enrols, beside who it is. ``is_one_of_many``: many came from the same network."""

    language: str
    may_be_asked: bool = False
    is_one_of_many: bool = False


def key_hash(key: str) -> str:
    """By which the page of a form knows that what stands there was made by it; "" for no key."""
    return hashlib.sha256(key.encode()).hexdigest() if key else ""


@action(Permission.TRAINING_ENROL, on="event")
def enrol(*, by: Actor, event: Event, details: AdultDetails, asked: Asked, idempotency_key: str = "") -> Enrolment:
    """Somebody enrols without an account. Whoever is in already keeps the earlier enrolment, and nothing of it changes.

    An earlier entry of the directory is not corrected from here: anybody may type anything.
    """
    if not enrolling.takes_enrolments(EventState(event.state), event.closes_on, clock.today()):
        raise EnrolmentShut
    return _enrolled(by, event, details, asked, CameBy.LINK, idempotency_key)


@action(Permission.TRAINING_KEEP, on="event")
def enrol_here(
    *, by: Actor, event: Event, details: AdultDetails, asked: Asked, came_by: CameBy = CameBy.WALK_IN,
    idempotency_key: str = "",
) -> Enrolment:  # fmt: skip
    """Whoever holds the event writes somebody down: from a letter with names, or at the door."""
    if event.state not in enrolling.MAY_STILL_JOIN:
        raise NotNow
    return _enrolled(by, event, details, asked, came_by, idempotency_key)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def enrol_from_list(
    *, by: Actor, event: Event, people: Sequence[tuple[AdultDetails, Asked]], came_by: CameBy
) -> list[Enrolment]:
    """The rows of a list, in their order, whatever has become of the event since: paper may come late (S14)."""
    spoken = [replace(details, languages=details.languages or (asked.language,)) for details, asked in people]
    adults = recognise_adults(by=by, many=spoken, organisation_id=event.organisation_id)
    rows = Enrolment.objects.filter(event=event).select_related("adult")
    known = {one.adult.same_as_id or one.adult_id: one for one in rows}
    codes, taken, now = {one.code for one in rows}, taken_places(event), _next_moment(event)
    fresh: list[Enrolment] = []
    for adult, (_details, asked) in zip(adults, people, strict=True):
        if adult.pk in known:
            continue
        one = Enrolment(
            event=event, adult=adult, code=links.new_participant_code(codes), language=asked.language, came_by=came_by,
            state=enrolling.state_for(taken, event.places), enrolled_at=now, enrolled_by=by.id if by.is_person else "",
        )  # fmt: skip
        one.own_hash = links.token_hash(own_token(one))
        taken, now = taken + (one.state == EnrolmentState.ENROLLED), now + TICK
        codes.add(one.code)
        known[adult.pk] = one
        fresh.append(one)
    Enrolment.objects.bulk_create(fresh, batch_size=500)
    return [known[adult.pk] for adult in adults]


def _enrolled(by: Actor, event: Event, details: AdultDetails, asked: Asked, came_by: CameBy, key: str) -> Enrolment:
    if asked.language not in code_list("languages_spoken"):
        raise EventRefused
    spoken = replace(details, languages=details.languages or (asked.language,))
    adult = recognise_adult(by=by, details=spoken, organisation_id=event.organisation_id)
    known = Enrolment.objects.filter(event=event, adult__in=_entries_of(adult)).order_by("enrolled_at").first()
    if known is not None:
        return _again(event, known)
    is_unconfirmed = came_by is CameBy.LINK and needs_yes(event, details.phone, is_one_of_many=asked.is_one_of_many)
    now, state = _next_moment(event), state_now(event, is_unconfirmed=is_unconfirmed)
    one = Enrolment(
        event=event, adult=adult, code=_new_code(event), state=state, language=asked.language, came_by=came_by,
        is_unconfirmed=is_unconfirmed, may_be_asked=asked.may_be_asked,
        may_be_asked_since=now if asked.may_be_asked else None, enrolled_at=now,
        enrolled_by=by.id if by.is_person else "", made_with=key_hash(key),
    )  # fmt: skip
    one.own_hash = links.token_hash(own_token(one))
    one.save(force_insert=True)
    return one


def _next_moment(event: Event) -> datetime:
    """Now, and after everybody who came before: whoever waits longest moves up, also among the rows of one list.

    The event is locked by whoever writes, so nobody comes between.
    """
    last: datetime | None = Enrolment.objects.filter(event=event).aggregate(last=Max("enrolled_at"))["last"]
    return max(clock.now(), last + TICK) if last is not None else clock.now()


def _entries_of(adult: Adult) -> list[Adult]:
    """All that a person has said to be this one."""
    return [adult, *Adult.objects.filter(same_as=adult)]


def _again(event: Event, known: Enrolment) -> Enrolment:
    """Who had stepped back comes again, at the end of the row; for everybody else the earlier enrolment stands."""
    if known.state == EnrolmentState.CANCELLED:
        known.state = state_now(event, is_unconfirmed=known.is_unconfirmed)
        known.enrolled_at, known.ended_at = _next_moment(event), None
        known.made_with = ""  # the own link is another's: nobody sees it
        known.save(update_fields=["state", "enrolled_at", "ended_at", "made_with"])
    return known


def _new_code(event: Event) -> str:
    return links.new_participant_code(set(Enrolment.objects.filter(event=event).values_list("code", flat=True)))


@action(Permission.TRAINING_KEEP, on="enrolment")
def cancel_enrolment(*, by: Actor, enrolment: Enrolment) -> Enrolment:
    """Somebody does not come after all. The first of those who wait moves up."""
    return _step_back(by, enrolment)


@action(Permission.TRAINING_ANSWER, on="enrolment")
def step_back(*, by: Actor, enrolment: Enrolment) -> Enrolment:
    """A participant gives the place up, on the own page."""
    return _step_back(by, enrolment)


@action(Permission.TRAINING_ANSWER, on="enrolment")
def change_own_answer(*, by: Actor, enrolment: Enrolment, may_be_asked: bool) -> Enrolment:
    """A participant says, or takes back, that half a year later somebody may ask."""
    enrolment.may_be_asked = may_be_asked
    enrolment.may_be_asked_since = clock.now() if may_be_asked else None
    enrolment.save(update_fields=["may_be_asked", "may_be_asked_since"])
    if not may_be_asked and PracticeCheck.objects.filter(enrolment=enrolment).exists():
        settle_calls(by, enrolment.event)  # perhaps this one was the last who was waited for
    return enrolment


@action(Permission.TRAINING_KEEP, on="enrolment")
def move_up(*, by: Actor, enrolment: Enrolment) -> Enrolment:
    """Somebody from the waiting list takes part: a chair was added, there is room after all, or this is the yes."""
    if enrolment.state != EnrolmentState.WAITING or enrolment.event.state not in enrolling.MAY_STILL_JOIN:
        raise NotNow
    enrolment.is_unconfirmed = False
    enrolment.save(update_fields=["is_unconfirmed"])
    return _let_in(enrolment)


def _step_back(by: Actor, enrolment: Enrolment) -> Enrolment:
    event = Event.objects.select_for_update().get(pk=enrolment.event_id)
    has_come = Attendance.objects.filter(enrolment=enrolment).exists()
    if enrolment.state == EnrolmentState.CANCELLED or has_come or event.state not in enrolling.MAY_STILL_JOIN:
        raise NotNow
    enrolment.state, enrolment.ended_at = EnrolmentState.CANCELLED, clock.now()
    enrolment.save(update_fields=["state", "ended_at"])
    _fill(event)
    return enrolment


def _fill(event: Event) -> None:
    """Whoever waits longest takes a place that is free."""
    free = enrolling.free_places(taken_places(event), event.places)
    waiting = Enrolment.objects.filter(event=event, state=EnrolmentState.WAITING).order_by("enrolled_at", "pk")
    for one in waiting:
        if free and state_now(event, is_unconfirmed=one.is_unconfirmed) is EnrolmentState.ENROLLED:
            _let_in(one)
            free -= 1


def _let_in(enrolment: Enrolment) -> Enrolment:
    enrolment.state, enrolment.moved_up_at, enrolment.told_at = EnrolmentState.ENROLLED, clock.now(), None
    enrolment.save(update_fields=["state", "moved_up_at", "told_at"])
    return enrolment
