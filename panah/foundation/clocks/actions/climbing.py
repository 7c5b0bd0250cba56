"""The ladder: who is told when, each rung once."""

import uuid

from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import members_with, works_at
from panah.foundation.clocks.codes import OF_A_LEAD
from panah.foundation.clocks.models import Timer
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.foundation.security.roles import Role

_LEADERS = (Role.SUPERVISOR, Role.HEAD_OF_ORGANISATION)


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def climb(*, by: Actor, limit: int = 500) -> int:
    """Tell the owner at three quarters of the time, and the supervisors and the asker when it has passed; each rung once."""
    now, climbed = clock.now(), 0
    for timer in Timer.objects.to_climb(now)[:limit]:
        level = 2 if timer.due_at <= now else 1
        _tell(by, timer, level)
        timer.level = level
        timer.save(update_fields=["level"])
        climbed += 1
    return climbed


def _tell(by: Actor, timer: Timer, level: int) -> None:
    kind = NoticeKind.DEADLINE_PASSED if level == 2 else NoticeKind.DEADLINE_NEAR
    owner = _if_still_there(timer.person, timer.organisation_id)
    asker = _if_still_there(timer.asked_by_person, timer.asked_by_organisation_id)
    people: dict[uuid.UUID, Person] = {}
    if owner is not None:
        people[owner.pk] = owner
    if (level == 2 or owner is None) and timer.organisation_id is not None:
        people |= {person.pk: person for person in _watchers(timer.organisation_id, timer.kind, level)}
    if level == 2 and asker is not None:
        people[asker.pk] = asker
    for person in people.values():
        queue_notice(by=by, kind=kind, person=person, subject_code=timer.subject_code, urgency=timer.urgency)


def _if_still_there(person: Person | None, organisation_id: uuid.UUID | None) -> Person | None:
    """Whoever has left is told nothing more of this office, and must not be the only one who is told."""
    if person is None or organisation_id is None:
        return person
    return person if works_at(person, organisation_id) else None


def _watchers(organisation_id: uuid.UUID, kind: str, level: int) -> list[Person]:
    """Who is told for an organisation. The desk hears of what comes to the desk, never of a case that nobody leads."""
    is_of_the_desk = level == 1 and kind not in OF_A_LEAD
    at_desk = members_with(organisation_id, Role.DUTY_WORKER) if is_of_the_desk else []
    return at_desk or members_with(organisation_id, *_LEADERS)
