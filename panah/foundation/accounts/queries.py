import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from panah.foundation.accounts.models import Agreement, DutyArea, Mandate, Membership, Organisation, Person
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import ROLES, Reach, Role

SEES_CHILDREN = frozenset({Permission.IDENTITY_READ, Permission.NARRATIVE_READ})
UNTIL_CONFIRMED = frozenset({Permission.TODAY, Permission.SELF_MANAGE})
CONFIRMING_ROLES = tuple(role for role, card in ROLES.items() if Permission.STAFF_CONFIRM in card.permissions)
COORDINATING_ROLES = (Role.REGIONAL_COORDINATOR, Role.MINISTRY_COORDINATOR)
DECIDING_ROLES = tuple(role for role, card in ROLES.items() if Permission.CONCERN_TRIAGE in card.permissions)


def roles_of(person: Person) -> list[Membership]:
    """The roles that this person holds now, in a stable order; the first is the one at work unless another is chosen."""
    return list(
        Membership.objects.valid()
        .filter(person=person)
        .select_related("organisation", "person")
        .order_by("since", "id")
    )


def actor_of(membership: Membership) -> Actor:
    """What this role may do; until a second person has confirmed it, no more than come in."""
    card = ROLES[Role(membership.role)]
    return Actor(
        kind=ActorKind.PERSON,
        id=str(membership.person_id),
        role=membership.role,
        organisation=str(membership.organisation_id),
        permissions=card.permissions if membership.is_confirmed else UNTIL_CONFIRMED,
        reach=card.reach if membership.is_confirmed else Reach.OWN,
        language=membership.person.language,
    )


def duty_organisation(place: Place | None) -> Organisation | None:
    """Who looks first: the organisation of the district, else of its region, else the last resort, else nobody.

    One where nobody works who may look is passed over, as long as there is another.
    """
    areas = {area.place_id: area.organisation for area in DutyArea.objects.select_related("organisation")}
    found = [areas[key] for key in _chain(place) if key in areas]
    staffed = organisations_that_look([one.pk for one in found])
    return next((one for one in found if one.pk in staffed), found[0] if found else None)


def _chain(place: Place | None) -> Iterator[str | None]:
    step = place
    while step is not None:
        yield step.pk
        step = step.parent
    yield None


def organisations_that_look(organisation_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these where somebody may decide on a concern now."""
    rows = Membership.objects.valid().filter(organisation_id__in=organisation_ids, organisation__is_active=True)
    return set(rows.filter(role__in=DECIDING_ROLES).values_list("organisation_id", flat=True))


def members_with(organisation_id: uuid.UUID | str, *roles: Role) -> list[Person]:
    """The people of an organisation who hold one of these roles now."""
    rows = Membership.objects.valid().filter(organisation_id=organisation_id, role__in=roles, is_confirmed=True)
    return [row.person for row in rows.select_related("person").order_by("person__display_name")]


def people_at(organisation_id: uuid.UUID) -> list[uuid.UUID]:
    """The ids of all who hold any role there now."""
    rows = Membership.objects.valid().filter(organisation_id=organisation_id)
    return list(rows.values_list("person", flat=True).distinct())


def works_at(person: Person, organisation_id: uuid.UUID) -> bool:
    """Whether this person holds any role there now."""
    return Membership.objects.valid().filter(person=person, organisation_id=organisation_id).exists()


def people_by_id(ids: set[str]) -> dict[str, Person]:
    return {str(person.pk): person for person in Person.objects.filter(pk__in=ids)}


def reads_of_children(role: str) -> bool:
    return bool(SEES_CHILDREN & ROLES[Role(role)].permissions)


def who_may_confirm(organisation_id: uuid.UUID, *besides: str) -> list[Person]:
    """Who may say that a new colleague is who they seem; neither the one who gave the role nor the one who has it."""
    people = {str(person.pk): person for person in members_with(organisation_id, *CONFIRMING_ROLES)}
    return [person for key, person in people.items() if key not in besides]


def who_may_witness(organisation_id: uuid.UUID, *besides: str) -> QuerySet[Membership]:
    """Who may say so of the first leader of an office, where nobody in it could: its other administrators, and who heads
    or looks after the organisation of the last resort, which coordinates the installation."""
    last = DutyArea.objects.filter(place=None).values("organisation")
    here = Q(organisation_id=organisation_id, role=Role.ADMINISTRATOR)
    there = Q(organisation__in=last, role__in=(Role.HEAD_OF_ORGANISATION, Role.ADMINISTRATOR))
    rows = Membership.objects.valid().filter(here | there, is_confirmed=True, person__is_active=True)
    known = [key for key in besides if key]
    return rows.exclude(person_id__in=known).select_related("person", "organisation").order_by("role", "since", "id")


def is_witness(actor: Actor, membership: Membership) -> bool:
    """Whether ``actor`` is asked about this one: somebody of the installation, as long as nobody there could confirm it."""
    involved = (membership.asked_by, str(membership.person_id))
    if actor.id in involved or who_may_confirm(membership.organisation_id, *involved):
        return False
    return any(
        (str(one.person_id), str(one.organisation_id), one.role) == (actor.id, actor.organisation, actor.role)
        for one in who_may_witness(membership.organisation_id, *involved)
    )


def is_given_alone(membership: Membership) -> bool:
    """Whether one person alone let this one read of children: nobody else was there to confirm it."""
    is_alone = membership.is_confirmed and bool(membership.asked_by) and not membership.confirmed_by
    return is_alone and reads_of_children(membership.role)


@dataclass(frozen=True)
class Coordination:
    """What a coordinating body reaches: bodies of its region or of the country, and of them what these senders asked."""

    body: Organisation
    mandate: Mandate
    senders: frozenset[uuid.UUID]

    @property
    def is_national(self) -> bool:
        return self.mandate.region_id is None

    def bodies(self) -> QuerySet[Organisation]:
        """Who may be pressed: those in the region; a body without a place belongs to the country alone."""
        rows = Organisation.objects.exclude(pk=self.body.pk)
        if self.is_national:
            return rows
        return rows.filter(Q(place=self.mandate.region_id) | Q(place__parent=self.mandate.region_id))


def coordination_of(actor: Actor) -> Coordination | None:
    """None for everybody else, and for a body without a mandate in force: for a region the one, for a ministry all (S13)."""
    if actor.role not in COORDINATING_ROLES or actor.organisation_id is None:
        return None
    of_all = actor.role == Role.MINISTRY_COORDINATOR
    rows = Mandate.objects.in_force().filter(organisation=actor.organisation_id, region__isnull=of_all)
    mandate = rows.select_related("organisation", "region").order_by("-since", "id").first()
    if mandate is None:
        return None
    agreed = (
        Agreement.objects.in_force().filter(coordinator=actor.organisation_id).values_list("organisation", flat=True)
    )
    return Coordination(mandate.organisation, mandate, frozenset(agreed))


def coordinating_bodies() -> QuerySet[Organisation]:
    """Those with which an organisation may agree: they hold a mandate, and somebody there looks at what is stuck."""
    staffed = Membership.objects.valid().filter(role__in=COORDINATING_ROLES, is_confirmed=True).values("organisation")
    return Organisation.objects.filter(pk__in=staffed, id__in=Mandate.objects.in_force().values("organisation"))


def mandates() -> QuerySet[Mandate]:
    """Who coordinates what by which paper, those that ended too: this stands in announcements, and hides nobody's child."""
    return Mandate.objects.select_related("organisation", "region").order_by(
        F("region").asc(nulls_first=True), "-since"
    )


def mandates_in_force() -> dict[uuid.UUID, Mandate]:
    return {mandate.organisation_id: mandate for mandate in Mandate.objects.in_force().select_related("region")}


def keeps_installation(actor: Actor) -> bool:
    """Whether this person's organisation is that of the last resort, which records what concerns several others."""
    return (
        DutyArea.objects.filter(place=None, organisation=actor.organisation_id).exists()
        if actor.organisation
        else False
    )


def agreements_of(organisation_id: uuid.UUID) -> QuerySet[Agreement]:
    """With whom this organisation has agreed, those that ended too; the latest first."""
    rows = Agreement.objects.filter(organisation=organisation_id).select_related("coordinator")
    return rows.order_by("-agreed_on", "id")
