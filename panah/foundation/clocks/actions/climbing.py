"""The ladder: who is told when, each rung once, each person once in a turn however many rungs were slept through."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from panah.foundation.accounts.models import Person
from panah.foundation.clocks.actions.running import Owner, Shown, start_timer
from panah.foundation.clocks.codes import TimerKind, Told
from panah.foundation.clocks.models import Alarm, Timer
from panah.foundation.clocks.queries import LEADERS, Company, ladder
from panah.foundation.clocks.rules import Rung, climbed, rungs_for
from panah.foundation.notices.actions import queue_notice, tell_person
from panah.foundation.notices.codes import DANGER, NORMAL, NoticeKind
from panah.foundation.notices.models import Notice
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

AT_ONCE = 500  # clocks read at a time
FEW = 5  # alarms that a person is told one by one; more are told as a number: Today has the list


@dataclass
class _Alarms:
    """What one turn has to tell: for each person and kind of notice the clocks that it is about."""

    rows: dict[tuple[Person, NoticeKind], list[Timer]] = field(default_factory=dict)

    def add(self, people: Iterable[Person], kind: NoticeKind, timer: Timer) -> None:
        for person in people:
            self.rows.setdefault((person, kind), []).append(timer)


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def climb(*, by: Actor, limit: int = 5000) -> int:
    """Tell whom the ladder names for every rung that has come since the last turn. Gives how many clocks rose."""
    now, company, alarms, risen = clock.now(), Company(), _Alarms(), 0
    if not Timer.objects.to_climb(now).exists():
        return 0
    while risen < limit:
        waiting = Timer.objects.to_climb(now).select_for_update(skip_locked=True, of=("self",))
        timers = list(waiting.select_related(*_READ)[: min(AT_ONCE, limit - risen)])
        if not timers:
            break
        for timer in timers:
            _rise(by, timer, now, company, alarms)
        Timer.objects.bulk_update(timers, ["level", "climbs_at"])
        risen += len(timers)
    _tell(by, alarms, company)
    return risen


_READ = (
    "file", "person", "organisation__place", "asked_by_person", "asked_by_organisation",
)  # fmt: skip


def _rise(by: Actor, timer: Timer, now: datetime, company: Company, alarms: _Alarms) -> None:
    rungs = rungs_for(ladder(), TimerKind(timer.kind), timer.urgency)
    step = climbed(rungs, timer.known_from, timer.due_at, timer.level, now)
    timer.level, timer.climbs_at = step.level, step.next_at
    is_late = timer.due_at <= now
    told = {word for rung in step.passed for word in rung.tells}
    people = company.told(timer, told, must_end_somewhere=is_late and _is_about_the_end(step.passed))
    alarms.add(people, _kind_of(timer, is_late=is_late), timer)
    if Told.TELEPHONE in told and company.is_empty(timer.organisation):
        _let_telephone(by, timer, company)


def _kind_of(timer: Timer, *, is_late: bool) -> NoticeKind:
    if not is_late:
        return NoticeKind.DEADLINE_NEAR
    return NoticeKind.DUTY_GAP if timer.kind == TimerKind.DUTY_GAP else NoticeKind.DEADLINE_PASSED


def _is_about_the_end(passed: Iterable[Rung]) -> bool:
    return any(Told.LEADERS in rung.tells for rung in passed)


def _let_telephone(by: Actor, timer: Timer, company: Company) -> None:
    """Silence of a body with nobody in Panah: somebody of ours telephones a person there whom we name (S13)."""
    asker = timer.asked_by_organisation or company.keeper(timer)
    same = Timer.objects.running().filter(
        file=timer.file, kind=TimerKind.TELEPHONE_BODY, address_code=timer.address_code
    )
    if asker is None or same.exists():
        return
    leaders = company.members(asker, *LEADERS)
    task = start_timer(
        by=by, file=timer.file, kind=TimerKind.TELEPHONE_BODY, urgency=timer.urgency,
        owner=Owner(asker, None if leaders else company.still_there(timer.asked_by_person, asker)),
        shown=Shown.by(timer),
    )  # fmt: skip
    for person in leaders or filter(None, [task.person]):
        queue_notice(
            by=by, kind=NoticeKind.TELEPHONE_BODY, person=person, subject_code=timer.subject_code,
            urgency=timer.urgency, due_at=task.due_at,
        )  # fmt: skip


def _tell(by: Actor, alarms: _Alarms, company: Company) -> None:
    noted = [
        Alarm(timer=timer, notice=notice, level=timer.level)
        for (person, kind), timers in alarms.rows.items()
        for part in ([[timer] for timer in timers] if _is_few(timers, person, company) else [timers])
        for notice in [_notice(by, person, kind, part, is_named=not company.is_coordinator(person))]
        for timer in part
    ]
    Alarm.objects.bulk_create(noted, ignore_conflicts=True)


def _is_few(timers: list[Timer], person: Person, company: Company) -> bool:
    return len(timers) <= FEW and not company.is_coordinator(person)


def _notice(by: Actor, person: Person, kind: NoticeKind, timers: list[Timer], *, is_named: bool) -> Notice:
    """About one clock, or about many as a number without a code; a coordinator hears numbers alone."""
    is_danger = any(timer.urgency == DANGER for timer in timers)
    return tell_person(
        by=by, kind=kind, person=person, subject_code=timers[0].subject_code if len(timers) == 1 and is_named else "",
        count=len(timers), urgency=DANGER if is_danger else NORMAL, due_at=min(timer.due_at for timer in timers),
    )  # fmt: skip
