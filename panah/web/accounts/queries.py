"""Who works in one's organisation, where a person is signed in, and what is known of the second step."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import Http404

from panah.casework.cases.codes import OPEN_STAGES
from panah.casework.cases.models import Case
from panah.foundation.accounts.models import Membership, Person
from panah.foundation.accounts.queries import is_witness, people_by_id, roles_of
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission
from panah.foundation.security.queries import is_demo
from panah.foundation.security.roles import ROLES, Role

SEES_CHILDREN = frozenset({Permission.IDENTITY_READ, Permission.NARRATIVE_READ})
SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True)
class Colleague:
    """A person of an organisation with the roles held there, now or once."""

    person: Person
    memberships: tuple[Membership, ...]
    has_second_step: bool = False

    @property
    def current(self) -> tuple[Membership, ...]:
        now = clock.now()
        return tuple(row for row in self.memberships if row.until is None or row.until > now if self.person.is_active)

    @property
    def role_titles(self) -> str:
        return ", ".join(str(ROLES[Role(row.role)].title) for row in self.current)


def _memberships(actor: Actor) -> QuerySet[Membership]:
    if not actor.organisation:
        return Membership.objects.none()
    rows: QuerySet[Membership] = Membership.objects.filter(organisation_id=actor.organisation)
    return rows.select_related("person", "organisation").order_by("person__display_name", "since", "pk")


def colleagues(actor: Actor) -> list[Colleague]:
    """Everybody who holds a role in one's own organisation now, by name."""
    grouped: dict[uuid.UUID, list[Membership]] = {}
    now = clock.now()
    for row in _memberships(actor).filter(person__is_active=True):
        if row.until is None or row.until > now:
            grouped.setdefault(row.person_id, []).append(row)
    secured = people_with_second_step(grouped)
    return [Colleague(rows[0].person, tuple(rows), key in secured) for key, rows in grouped.items()]


def colleague_or_404(actor: Actor, person_id: uuid.UUID) -> Colleague:
    """Somebody of one's own organisation, now or once; those of others do not exist."""
    rows = tuple(_memberships(actor).filter(person_id=person_id))
    if not rows:
        raise Http404
    return Colleague(rows[0].person, rows, bool(people_with_second_step([person_id])))


def to_confirm_or_404(actor: Actor, membership_id: uuid.UUID) -> Membership:
    """A role of one's own organisation that waits for a second person."""
    now = clock.now()
    waiting = _memberships(actor).filter(pk=membership_id, is_confirmed=False, since__lte=now)
    found = waiting.exclude(until__lte=now).first()
    if found is None:
        raise Http404
    return found


def to_witness(actor: Actor) -> list[Membership]:
    """The first leaders of offices that wait for this person, because nobody there could confirm them."""
    now = clock.now()
    waiting = Membership.objects.filter(is_confirmed=False, since__lte=now).exclude(until__lte=now)
    return [row for row in waiting.select_related("person", "organisation") if is_witness(actor, row)]


def to_witness_or_404(actor: Actor, membership_id: uuid.UUID) -> Membership:
    found = next((row for row in to_witness(actor) if row.pk == membership_id), None)
    if found is None:
        raise Http404
    return found


def name_of(person_id: str) -> str:
    """Who this is, for colleagues; nothing where it was no person."""
    found = people_by_id({person_id}) if person_id else {}
    return found[person_id].display_name if person_id in found else ""


def people_with_second_step(people: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    rows = Authenticator.objects.filter(user_id__in=list(people), type__in=SECOND_STEPS)
    return set(rows.values_list("user_id", flat=True))


def has_second_step(person: Person) -> bool:
    return bool(people_with_second_step([person.pk]))


def role_needs_second_step(person: Person) -> bool:
    """Whoever may read a name or a story needs one; not in a demo, whose children are invented."""
    rights = [ROLES[Role(row.role)].permissions for row in roles_of(person)]
    return any(SEES_CHILDREN & right for right in rights) and not is_demo()


def session_keys_of(person: Person) -> list[str]:
    """Where this person is signed in. A session is opaque to the database, so all that run are looked into."""
    running = Session.objects.filter(expire_date__gt=clock.now()).iterator(chunk_size=500)
    return [row.session_key for row in running if row.get_decoded().get(SESSION_KEY) == str(person.pk)]


def timers_of(actor: Actor, person: Person) -> list[Timer]:
    """What still rests on a person, by code, for whoever must give it to others."""
    rows: QuerySet[Timer] = Timer.objects.running().visible_to(actor).filter(person=person)
    return list(rows.order_by("due_at", "pk"))


def cases_led(actor: Actor, person: Person) -> int:
    """How many open cases of one's own organisation this person leads."""
    rows = Case.objects.visible_to(actor).filter(lead=person, stage__in=OPEN_STAGES)
    return int(rows.count())


def unseen_count(actor: Actor) -> int:
    return Notice.objects.meant_for(actor).unseen().count()
