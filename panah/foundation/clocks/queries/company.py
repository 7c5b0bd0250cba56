import uuid
from collections.abc import Iterable

from panah.foundation.accounts.models import Agreement, Mandate, Membership, Organisation, Person
from panah.foundation.accounts.queries import COORDINATING_ROLES, mandates_in_force
from panah.foundation.clocks.codes import (
    ASKED_OF_A_BODY,
    AT_A_DESK,
    OF_A_DUTY_LIST,
    OF_A_HOUSE,
    OF_A_LEAD,
    OF_A_LINE,
    OF_THE_OFFICE,
    TimerKind,
    Told,
)
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.models import Place
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.models import Grant
from panah.foundation.security.roles import ROLES, Role

LEADERS = (Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)
_KEEPING = (Relation.LEAD_ORGANISATION, Relation.DUTY)


def is_of_a_case(timer: Timer) -> bool:
    """Whether it rests on those who lead a case: the desk of the organisation neither sees nor hears of it."""
    if timer.kind == TimerKind.GUARDIAN_REQUEST and timer.address_name == "concern":
        return False
    in_a_case = (
        timer.asked_by_organisation_id in (None, timer.organisation_id)
        and timer.file is not None
        and timer.file.kind in (FileKind.CASE, FileKind.HELPER)
    )
    return timer.kind in OF_A_LEAD or in_a_case


class Company:
    """Who there is to be told, read once for each organisation in a turn of the worker."""

    def __init__(self) -> None:
        self._memberships: dict[uuid.UUID, list[Membership]] = {}
        self._coordinators: list[Membership] | None = None
        self._mandates: dict[uuid.UUID, Mandate] = {}
        self._agreed: set[tuple[uuid.UUID, uuid.UUID]] = set()
        self._places: dict[str, list[str]] = {}

    def told(self, timer: Timer, words: Iterable[Told], *, must_end_somewhere: bool) -> list[Person]:
        """Everybody whom these words mean, each once. An alarm that finds nobody goes to who asked, at last to the keeper."""
        found = {person.pk: person for word in words for person in self._meant(timer, word)}
        if found or not must_end_somewhere:
            return list(found.values())
        return self._answering(timer.asked_by_organisation, timer) or self._answering(self.keeper(timer), timer)

    def members(self, organisation: Organisation | None, *roles: Role) -> list[Person]:
        """Those who work there now in one of these roles (without roles: in any). Nobody works for what was closed."""
        if organisation is None or not organisation.is_active:
            return []
        if organisation.pk not in self._memberships:
            rows = Membership.objects.valid().filter(organisation=organisation).select_related("person")
            self._memberships[organisation.pk] = list(rows.order_by("person__display_name", "person_id"))
        rows_here = self._memberships[organisation.pk]
        return list({row.person_id: row.person for row in rows_here if not roles or row.role in roles}.values())

    def is_empty(self, organisation: Organisation | None) -> bool:
        return not self.members(organisation)

    def still_there(self, person: Person | None, organisation: Organisation | None) -> Person | None:
        """Whoever has left is told nothing more of this office, and must not be the only one who is told."""
        if person is None or organisation is None:
            return person
        return person if person in self.members(organisation) else None

    def keeper(self, timer: Timer) -> Organisation | None:
        """The organisation that keeps the file."""
        prefix = f"{PrincipalKind.ORGANISATION.value}:"
        rows = Grant.objects.filter(file=timer.file_id, relation__in=_KEEPING, principal__startswith=prefix)
        row = rows.order_by("id").first()
        return Organisation.objects.filter(pk=row.principal.removeprefix(prefix)).first() if row else None

    def _meant(self, timer: Timer, word: Told) -> list[Person]:
        body = timer.organisation
        match word:
            case Told.OWNER:
                owner = self.still_there(timer.person, body)
                return [owner] if owner else self._answering(body, timer)
            case Told.BACKUP:
                return self.members(body, Role.SUPERVISOR) or self.members(body, Role.HEAD_OF_ORGANISATION)
            case Told.HEAD:
                return self.members(body, Role.HEAD_OF_ORGANISATION) or self.members(body, Role.SUPERVISOR)
            case Told.LEADERS:
                return self.members(body, *LEADERS)
            case Told.ASKER:
                asker = self.still_there(timer.asked_by_person, timer.asked_by_organisation)
                return [asker] if asker else self._leading(timer.asked_by_organisation, timer)
            case Told.ASKER_LEADERS:
                return self._leading(timer.asked_by_organisation, timer)
            case Told.REGION:
                return self._coordinating(Role.REGIONAL_COORDINATOR, timer)
            case Told.MINISTRY:
                return self._coordinating(Role.MINISTRY_COORDINATOR, timer)
            case Told.TELEPHONE:
                return []  # not told: given a task

    def _answering(self, organisation: Organisation | None, timer: Timer) -> list[Person]:
        """Who does what nobody's name is on: the desk, but in a case the leaders; where there is neither, all who are there."""
        if timer.kind in OF_A_LINE:
            return self.members(organisation, Role.HOTLINE_OPERATOR) or self._leading(organisation, timer)
        if timer.kind in OF_A_HOUSE:
            return self.members(organisation, Role.SHELTER_MANAGER) or self._leading(organisation, timer)
        if timer.kind in (TimerKind.INCIDENT, TimerKind.EXIT_DECISION, *OF_A_DUTY_LIST, *OF_THE_OFFICE):
            return self._leading(organisation, timer)
        desk = [] if is_of_a_case(timer) else self.members(organisation, Role.DUTY_WORKER)
        return desk or self._leading(organisation, timer)

    def _leading(self, organisation: Organisation | None, timer: Timer) -> list[Person]:
        leaders = self.members(organisation, *LEADERS)
        if leaders or is_of_a_case(timer):
            return leaders
        return self.members(organisation, Role.DUTY_WORKER) or self.members(organisation, Role.CASEWORKER)

    def _coordinating(self, role: Role, timer: Timer) -> list[Person]:
        """Only who agreed, with whom the side that waits agreed, for this place, and with pages to look at (S13)."""
        if not ROLES[role].permissions:
            return []
        side = timer.asked_by_organisation_id or timer.organisation_id
        places = [None] if role == Role.MINISTRY_COORDINATOR else self._chain(timer)
        return [
            row.person
            for row in self._coordinating_people()
            if row.role == role
            and (side, row.organisation_id) in self._agreed
            and self._mandates[row.organisation_id].region_id in places
        ]

    def is_coordinator(self, person: Person) -> bool:
        """Whoever coordinates is told numbers, never a code."""
        return any(row.person_id == person.pk for row in self._coordinating_people())

    def _coordinating_people(self) -> list[Membership]:
        if self._coordinators is None:
            self._mandates = mandates_in_force()
            rows = Membership.objects.valid().filter(organisation__in=self._mandates, role__in=COORDINATING_ROLES)
            self._coordinators = list(rows.select_related("person", "organisation"))
            if self._coordinators:
                self._agreed = set(Agreement.objects.in_force().values_list("organisation_id", "coordinator_id"))
        return self._coordinators

    def _chain(self, timer: Timer) -> list[str]:
        """The place that it is about, and all that it lies in; of what a body was asked the place of the body.

        Of a desk too, as far as it has one: the region that hears of it is the one that can press it.
        """
        body = timer.organisation.place_id if timer.organisation else None
        if timer.kind in ASKED_OF_A_BODY:
            code = body or ""
        else:
            code = (body or timer.place if timer.kind in AT_A_DESK else timer.place or body) or ""
        if code not in self._places:
            place, chain = Place.objects.filter(pk=code).first(), []
            while place is not None:
                chain.append(place.pk)
                place = place.parent
            self._places[code] = chain
        return self._places[code]
