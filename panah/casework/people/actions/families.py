from dataclasses import asdict, dataclass

from panah.casework.people.actions.consenting import let_consents_lapse
from panah.casework.people.actions.refusals import (
    AdultNotSafe,
    GroundMissing,
    HasFamily,
    HasNoFamily,
    NotOwnFamily,
)
from panah.casework.people.codes import Safety
from panah.casework.people.models import Child, Family, Relative, SafetyDecision
from panah.casework.people.queries import may_act_for
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, Denied, EditedMeanwhile, principal, require
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation, normalise_code
from panah.foundation.security.models import Grant
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import open_sealed

WORKING = (Relation.LEAD, Relation.LEAD_ORGANISATION)


@dataclass(frozen=True)
class FamilyDetails:
    """What is the same for all children of a home; each may be unknown."""

    language: str = "unknown"
    place: Place | None = None
    home: str = ""
    note: str = ""


@dataclass(frozen=True)
class RelativeDetails:
    """An adult of the home; nothing of it is required. Citizenship, status and work rest sealed (S2)."""

    relation: str = "unknown"
    name: str = ""
    language: str = "unknown"
    is_guardian: bool = False
    lives_with_children: str = "unknown"
    contact: str = ""
    contact_method: str = ""
    contact_time: str = ""
    is_contact: bool = False
    citizenship: str = ""
    migration_status: str = ""
    workplace: str = ""
    client_code: str = ""


@action(Permission.CASE_WORK, on=None)
def open_family(
    *, by: Actor, organisation: Organisation, details: FamilyDetails | None = None, idempotency_key: str = ""
) -> Family:
    """A file for a home, once for all its children. Open to the organisation, and to the lead of each child who joins."""
    if str(organisation.pk) != by.organisation:
        raise NotOwnFamily
    known = details or FamilyDetails()
    file = vault.open_file(FileKind.FAMILY)
    grants.grant(file, PrincipalKind.ORGANISATION, organisation.pk, Relation.LEAD_ORGANISATION)
    return Family.objects.create(
        file=file, code=file.code, organisation=organisation, language=known.language, place=known.place,
        home=known.home, note=known.note, written_at=clock.now(),
    )  # fmt: skip


@action(Permission.CASE_WORK, on="child")
def begin_family(*, by: Actor, child: Child, details: FamilyDetails, idempotency_key: str = "") -> Family:
    """Open a family file and put this child into it as the first."""
    if child.family_id is not None:
        raise HasFamily
    organisation = Organisation.objects.get(pk=by.organisation)
    family = open_family(by=by, organisation=organisation, details=details)
    join_as_registered(by=by, child=child, family=family)
    return family


@action(Permission.CASE_WORK, on="child")
def join_family(*, by: Actor, child: Child, family: Family) -> Child:
    """This child belongs to that home too; whoever leads the child sees the family's file from now on."""
    if child.family_id is not None and child.family_id != family.pk:
        raise HasFamily
    require(by, Permission.CASE_WORK, family)
    if str(family.organisation_id) != by.organisation:
        raise NotOwnFamily
    return join_as_registered(by=by, child=child, family=family)


@action(Permission.WITHIN_ACTION, on=None)
def join_as_registered(*, by: Actor, child: Child, family: Family) -> Child:
    """The same within another action that has checked the right to both."""
    child.family = family
    child.save(update_fields=["family"])
    for name, relation in Grant.objects.filter(file=child.file, relation__in=WORKING).values_list(
        "principal", "relation"
    ):
        kind, _colon, id = name.partition(":")
        grants.grant(family.file, PrincipalKind(kind), id, Relation(relation))
    return child


@action(Permission.CASE_WORK, on="child")
def leave_family(*, by: Actor, child: Child) -> Child:
    """It was another home, or the child has a new one. Whoever leads no child of the family no longer sees its file."""
    family = child.family
    if family is None:
        raise HasNoFamily
    child.family = None
    child.save(update_fields=["family"])
    _let_out_of(family)
    return child


def _let_out_of(family: Family) -> None:
    """Grants on a family's file follow those on the files of its children."""
    children = Child.objects.filter(family=family).values("file_id")
    kept = {(principal(PrincipalKind.ORGANISATION, family.organisation_id), str(Relation.LEAD_ORGANISATION))}
    kept |= set(Grant.objects.filter(file_id__in=children, relation__in=WORKING).values_list("principal", "relation"))
    for name, relation in Grant.objects.filter(file=family.file, relation__in=WORKING).values_list(
        "principal", "relation"
    ):
        if (name, relation) not in kept:
            kind, _colon, id = name.partition(":")
            grants.revoke(family.file, PrincipalKind(kind), id, Relation(relation))


@action(Permission.CASE_WORK, on="family")
def change_family(*, by: Actor, family: Family, details: FamilyDetails, version: int | None = None) -> Family:
    """What is known better of the home now."""
    if version is not None and version != family.version:
        raise EditedMeanwhile
    open_sealed(family)
    family.language, family.place = details.language, details.place
    family.home, family.note = details.home, details.note
    family.save()
    return family


@action(Permission.CASE_WORK, on="family")
def add_relative(*, by: Actor, family: Family, details: RelativeDetails, idempotency_key: str = "") -> Relative:
    """An adult of this home. Whether the children are safe with this adult nobody knows yet (S3)."""
    return _write_relative(Relative(file=family.file, family=family, written_at=clock.now()), details)


@action(Permission.CASE_WORK, on="relative")
def change_relative(*, by: Actor, relative: Relative, details: RelativeDetails, version: int | None = None) -> Relative:
    """What is known better of an adult now. Whether safe or not has an act of its own."""
    if version is not None and version != relative.version:
        raise EditedMeanwhile
    open_sealed(relative)
    return _write_relative(relative, details)


def _write_relative(relative: Relative, details: RelativeDetails) -> Relative:
    verdict = may_act_for(relative)
    if details.is_contact and isinstance(verdict, Denied):
        raise AdultNotSafe(verdict.reason)
    for name, value in asdict(details).items():
        setattr(relative, name, value)
    relative.client_code = normalise_code(details.client_code)
    relative.save()
    return relative


@action(Permission.CASE_WORK, on="relative")
def decide_safety(
    *, by: Actor, relative: Relative, safety: Safety, ground: str, note: str = "", idempotency_key: str = ""
) -> SafetyDecision:
    """A worker decides, on a ground (S3). Who is not safe is no contact from now on, and what rested on the yes falls."""
    if ground not in code_list("safety_grounds").codes:
        raise GroundMissing
    relative.safety = safety
    if safety is not Safety.SAFE:
        relative.is_contact = False
        let_consents_lapse(by=by, relative=relative)
    relative.save(update_fields=["safety", "is_contact", "version"])
    return SafetyDecision.objects.create(
        file_id=relative.file_id, relative=relative, safety=safety, ground=ground, note=note, decided_at=clock.now(),
        decided_by=by.id,
    )  # fmt: skip
