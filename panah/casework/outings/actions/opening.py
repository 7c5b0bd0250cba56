"""Who goes where and with whom."""

from dataclasses import dataclass
from datetime import datetime

from panah.casework.outings import rules
from panah.casework.outings.actions.refusals import (
    LeaderStays,
    MemberIncomplete,
    NotOfThisOuting,
    OutingClosed,
    OutingIncomplete,
    TextTooLong,
)
from panah.casework.outings.actions.telling import tell
from panah.casework.outings.models import Outing, OutingMember
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.accounts.queries import works_at
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission


@dataclass(frozen=True)
class OutingDetails:
    """Where, when and what for. ``guests`` are posts and bodies of those who sign on paper."""

    place: Place
    starts_at: datetime
    purpose: str
    leader: Person
    spot: str = ""
    members: tuple[Person, ...] = ()
    guests: tuple[tuple[str, str], ...] = ()


@action(Permission.OUTING_OPEN, on=None)
def open_outing(*, by: Actor, details: OutingDetails, idempotency_key: str = "") -> Outing:
    """A file of its own, into which the members are let, and the leaders of the office."""
    organisation = Organisation.objects.get(pk=by.organisation)
    if details.purpose not in code_list("outing_purposes") or len(details.spot) > rules.LIMITS["post"]:
        raise OutingIncomplete
    if not works_at(details.leader, organisation.pk):
        raise NotOfThisOuting
    file = vault.open_file(FileKind.OUTING)
    grants.grant(file, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
    outing = Outing.objects.create(
        file=file, code=file.code, organisation=organisation, leader=details.leader, place=details.place,
        spot=details.spot.strip(), starts_at=details.starts_at, purpose=details.purpose, opened_at=clock.now(),
        opened_by=by.id,
    )  # fmt: skip
    for person in dict.fromkeys((details.leader, *details.members)):
        _let_in(outing, person)
    for post, body in details.guests:
        _add_guest(outing, post, body)
    tell(by=by, outing=outing, kind=TimerKind.OUTING_REPORT, due=rules.report_due(details.starts_at))
    return outing


@action(Permission.OUTING_LEAD, on="outing")
def add_member(
    *,
    by: Actor,
    outing: Outing,
    person: Person | None = None,
    post: str = "",
    body: str = "",
    idempotency_key: str = "",
) -> OutingMember:
    """A colleague, or the post and the body of somebody who signs on paper."""
    if not outing.is_open:
        raise OutingClosed
    return _let_in(outing, person) if person is not None else _add_guest(outing, post, body)


def _let_in(outing: Outing, person: Person) -> OutingMember:
    if not works_at(person, outing.organisation_id):
        raise NotOfThisOuting
    known = OutingMember.objects.filter(outing=outing, person=person, removed_at=None).first()
    relation = Relation.LEAD if person.pk == outing.leader_id else Relation.HELPER
    grants.grant(outing.file, PrincipalKind.PERSON, person.pk, relation)
    return known or OutingMember.objects.create(outing=outing, person=person, joined_at=clock.now())


def _add_guest(outing: Outing, post: str, body: str) -> OutingMember:
    if not (post.strip() and body.strip()):
        raise MemberIncomplete
    if fault := rules.too_long({"post": post, "body": body}):
        raise TextTooLong(*fault)
    return OutingMember.objects.create(outing=outing, post=post.strip(), body=body.strip(), joined_at=clock.now())


@action(Permission.OUTING_LEAD, on="outing")
def remove_member(*, by: Actor, outing: Outing, member: OutingMember) -> OutingMember:
    """The door is shut at once. What a phone still carries is taken in, marked, and the leader is told: it is of a child."""
    if member.outing_id != outing.pk:
        raise NotOfThisOuting
    if not outing.is_open:
        raise OutingClosed
    if member.person_id == outing.leader_id:
        raise LeaderStays
    member.removed_at = member.removed_at or clock.now()
    member.save(update_fields=["removed_at"])
    if member.person_id is not None:
        grants.revoke(outing.file, PrincipalKind.PERSON, member.person_id)
    return member
