"""A day ahead, of which two people know. No clock is set to it and no message is sent: both would say when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from panah.casework.operations import rules
from panah.casework.operations.actions.refusals import (
    DayNotPossible,
    ForTheOtherToConfirm,
    IsOver,
    NobodyNamed,
    NotConfirmed,
    NotOneOfTheTwo,
    PlacesMissing,
)
from panah.casework.operations.models import HeldPlace, Night, StandBy
from panah.casework.operations.queries import who_may_prepare, who_may_work
from panah.casework.services.actions import hold_in_quiet, release_quiet
from panah.casework.services.models import Provider
from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, EditedMeanwhile, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

MOST_PLACES = 300
CHANGED_SINCE = _("It was changed while you read it. Read it anew, then confirm it.")
FIRST_CONFIRMED = _("First the other person reads and confirms it; then places can be held.")
ONE_HAS_LEFT = _("The other person may not do this here any more. Choose another colleague, who reads and confirms it.")


@dataclass(frozen=True)
class Plan:
    """From when on, how many places, who will work. Nothing says where, whom it is about, or who else acts."""

    begins: datetime
    places: int
    crew: tuple[Person, ...] = ()
    note: str = ""


@action(Permission.OPERATION_PREPARE, on=None)
def make_stand_by(*, by: Actor, plan: Plan, second: Person, idempotency_key: str = "") -> StandBy:
    """Seen by whoever makes it and by ``second``, who confirms it; by nobody else, whatever their role."""
    office, maker = _office_of(by), Person.objects.get(pk=by.id)
    _must_make_sense(office, plan)
    _must_be_able(office, second, besides=maker)
    file = vault.open_file(FileKind.STAND_BY)
    for person in (maker, second):
        grants.grant(file, PrincipalKind.PERSON, person.pk, Relation.ONE_OF_TWO)
    return StandBy.objects.create(
        file=file, code=file.code, organisation=office, made_by=maker, second=second, made_at=clock.now(), changes=[],
        **_sealed(plan),
    )  # fmt: skip


@action(Permission.OPERATION_PREPARE, on="stand_by")
def change_stand_by(*, by: Actor, stand_by: StandBy, plan: Plan, version: int) -> StandBy:
    """Another hour, number, crew or note: the other of the two confirms anew."""
    _must_stand(stand_by)
    if stand_by.version != version:
        raise EditedMeanwhile
    _must_make_sense(stand_by.organisation, plan)
    for name, value in _sealed(plan).items():
        setattr(stand_by, name, value)
    if str(stand_by.second_id) == by.id:  # whoever changes it has made it, and the other one reads it
        stand_by.made_by, stand_by.second = stand_by.second, stand_by.made_by
    stand_by.confirmed_at = None
    stand_by.save()
    return stand_by


@action(Permission.OPERATION_PREPARE, on="stand_by")
def confirm_stand_by(*, by: Actor, stand_by: StandBy, version: int) -> StandBy:
    """The other person has read it, as it was in this version, and stands in for it too."""
    _must_stand(stand_by)
    if str(stand_by.second_id) != by.id:
        raise ForTheOtherToConfirm
    if stand_by.version != version:
        raise EditedMeanwhile(CHANGED_SINCE)
    stand_by.confirmed_at = stand_by.confirmed_at or clock.now()
    stand_by.save(update_fields=["confirmed_at"])
    return stand_by


@action(Permission.OPERATION_PREPARE, on="stand_by")
def change_second(*, by: Actor, stand_by: StandBy, second: Person) -> StandBy:
    """Another colleague instead of the other one, who sees nothing of it from now on. The change is kept and shown."""
    _must_stand(stand_by)
    me = Person.objects.get(pk=by.id)
    leaves = stand_by.made_by if stand_by.second_id == me.pk else stand_by.second
    _must_be_able(stand_by.organisation, second, besides=me)
    if second.pk == leaves.pk:
        return stand_by
    open_sealed(stand_by)
    entry = {"at": clock.now().isoformat(), "from": str(leaves.pk), "to": str(second.pk), "by": by.id}
    stand_by.changes = [*(stand_by.changes or []), entry]
    stand_by.made_by, stand_by.second, stand_by.confirmed_at = me, second, None
    stand_by.save()
    grants.revoke(stand_by.file, PrincipalKind.PERSON, leaves.pk)
    grants.grant(stand_by.file, PrincipalKind.PERSON, second.pk, Relation.ONE_OF_TWO)
    return stand_by


@action(Permission.OPERATION_PREPARE, on="stand_by")
def hold_places(*, by: Actor, stand_by: StandBy, provider: Provider, count: int) -> int:
    """So many more beds of one's own house are held in quiet, once two stand in for it. Gives how many it could be."""
    _must_stand(stand_by)
    if stand_by.confirmed_at is None:
        raise NotConfirmed(FIRST_CONFIRMED)
    if not 1 <= count <= MOST_PLACES:
        raise PlacesMissing
    held = hold_in_quiet(by=by, provider=provider, count=count)
    HeldPlace.objects.bulk_create(HeldPlace(stand_by=stand_by, reservation=one) for one in held)
    return len(held)


@action(Permission.OPERATION_PREPARE, on="stand_by")
def release_places(*, by: Actor, stand_by: StandBy) -> int:
    """They are free again at once."""
    return _release(by, stand_by)


@action(Permission.OPERATION_PREPARE, on="stand_by")
def call_off(*, by: Actor, stand_by: StandBy) -> StandBy:
    """Nothing will be: the places are free at once, and all of it is erased three days from now."""
    _must_stand(stand_by)
    stand_by.called_off_at = clock.now()
    stand_by.save(update_fields=["called_off_at"])
    _release(by, stand_by)
    return stand_by


@action(Permission.OPERATION_PREPARE, on="stand_by")
def begin_prepared(*, by: Actor, stand_by: StandBy, idempotency_key: str = "") -> Night:
    """It begins: from now on those who were named see the night, and the held places are for it."""
    if stand_by.confirmed_at is None:
        raise NotConfirmed
    _must_stand(stand_by)
    _must_still_be_two(stand_by)
    open_sealed(stand_by)
    able = {str(person.pk): person for person in who_may_work(stand_by.organisation_id)}
    crew = [able[key] for key in stand_by.crew or [] if key in able]
    night = open_night(by=by, office=stand_by.organisation, crew=[*crew, stand_by.made_by, stand_by.second])
    stand_by.begun_at = clock.now()
    stand_by.save(update_fields=["begun_at"])
    HeldPlace.objects.filter(stand_by=stand_by).update(night=night)
    return night


@action(Permission.NIGHT_WORK, on=None)
def begin_night(*, by: Actor, crew: Collection[Person], idempotency_key: str = "") -> Night:
    """Nobody knew of it, and they stand at the door. Whoever is alone there begins alone."""
    office = _office_of(by)
    able = {person.pk for person in who_may_work(office.pk)}
    named = [person for person in crew if person.pk in able]
    return open_night(by=by, office=office, crew=[*named, Person.objects.get(pk=by.id)])


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def open_night(*, by: Actor, office: Organisation, crew: Collection[Person]) -> Night:
    """Led by whoever presses, until somebody takes over."""
    file = vault.open_file(FileKind.NIGHT)
    for person in {one.pk: one for one in crew}.values():
        grants.grant(file, PrincipalKind.PERSON, person.pk, Relation.CREW)
    return Night.objects.create(file=file, code=file.code, organisation=office, leader_id=by.id, began_at=clock.now())


def _release(by: Actor, stand_by: StandBy) -> int:
    rows = HeldPlace.objects.filter(stand_by=stand_by, night=None).select_related("reservation")
    return release_quiet(by=by, reservations=[row.reservation for row in rows])


def _sealed(plan: Plan) -> dict[str, object]:
    return {
        "begins": plan.begins.isoformat(), "places": str(plan.places), "note": plan.note.strip(),
        "crew": [str(person.pk) for person in plan.crew],
    }  # fmt: skip


def _office_of(by: Actor) -> Organisation:
    if by.organisation_id is None or by.person_id is None:
        raise NotPermitted
    return Organisation.objects.get(pk=by.organisation_id)


def _must_make_sense(office: Organisation, plan: Plan) -> None:
    if not rules.may_be_ahead(plan.begins, clock.now()):
        raise DayNotPossible
    if not 1 <= plan.places <= MOST_PLACES:
        raise PlacesMissing
    able = {person.pk for person in who_may_work(office.pk)}
    if not {person.pk for person in plan.crew} <= able:
        raise NobodyNamed


def _must_be_able(office: Organisation, second: Person, *, besides: Person) -> None:
    able = {person.pk for person in who_may_prepare(office.pk)}
    if second.pk == besides.pk or second.pk not in able:
        raise NotOneOfTheTwo


def _must_still_be_two(stand_by: StandBy) -> None:
    """The word of somebody who has left, or may not do this any more, is no second one."""
    able = {person.pk for person in who_may_prepare(stand_by.organisation_id)}
    if not {stand_by.made_by_id, stand_by.second_id} <= able:
        raise NotConfirmed(ONE_HAS_LEFT)


def _must_stand(stand_by: StandBy) -> None:
    """Not called off, not begun, not over by the clock."""
    open_sealed(stand_by, only=("begins",))
    is_over = rules.is_over(clock.now(), stand_by.begins_at, stand_by.called_off_at)
    if is_over or stand_by.begun_at is not None:
        raise IsOver
