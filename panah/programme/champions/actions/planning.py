from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.champions.actions.refusals import (
    DayRefused,
    HasEnded,
    PlanHasGaps,
    PlanNotSent,
    PlanRefused,
)
from panah.programme.champions.actions.stories import clearance_of
from panah.programme.champions.codes import ActType, ChampionState, PlanState
from panah.programme.champions.models import Champion, Plan, PlannedAct
from panah.programme.champions.rules import QUARTERS, Quarter, empty_quarters

MOST_REACHED = 1_000_000
LONGEST = 1_000
END_OF_DAY = time(23, 59)


@dataclass(frozen=True)
class Planned:
    """One thing of a plan, in the champion's own words."""

    quarter: int
    type: ActType
    activity: str
    where: str
    with_whom: str
    reach_goal: int
    risk_note: str = ""
    day: date | None = None
    tells_story: bool = False

    @property
    def texts(self) -> dict[str, str]:
        names = ("activity", "where", "with_whom", "risk_note")
        return {name: str(getattr(self, name)).strip() for name in names}


@action(Permission.CHAMPION_WORK, on="champion")
def plan_act(*, by: Actor, champion: Champion, year: int, planned: Planned, idempotency_key: str = "") -> PlannedAct:
    """One more thing for this year; a plan that was agreed is open again."""
    if champion.state == ChampionState.ENDED:
        raise HasEnded
    if not champion.since.year <= year <= clock.today().year + 1:
        raise DayRefused
    texts = planned.texts
    is_said = all(texts[name] for name in ("activity", "where", "with_whom"))
    is_whole = planned.quarter in QUARTERS and 0 < planned.reach_goal <= MOST_REACHED
    if not is_said or not is_whole or any(len(text) > LONGEST for text in texts.values()):
        raise PlanRefused
    if planned.day is not None and Quarter.of(planned.day) != Quarter(year, planned.quarter):
        raise DayRefused
    plan, _is_new = Plan.objects.get_or_create(
        champion=champion, year=year, defaults={"file": champion.file, "state": PlanState.OPEN}
    )
    _opened(by, plan)
    return PlannedAct.objects.create(
        file=champion.file, champion=champion, plan=plan, quarter=planned.quarter, type=planned.type, day=planned.day,
        reach_goal=planned.reach_goal, clearance=clearance_of(planned.tells_story), written_at=clock.now(), **texts,
    )  # fmt: skip


@action(Permission.CHAMPION_WORK, on="planned")
def drop_planned(*, by: Actor, planned: PlannedAct) -> PlannedAct:
    """It is not planned any more."""
    planned.dropped_at = clock.now()
    planned.save(update_fields=["dropped_at"])
    stop_timers(by=by, file=planned.file, kinds=(TimerKind.CHAMPION_ACT,), outcome="dropped", address_code=planned.code)
    _opened(by, planned.plan)
    return planned


def _opened(by: Actor, plan: Plan) -> None:
    if plan.state != PlanState.OPEN:
        plan.state = PlanState.OPEN
        plan.save(update_fields=["state"])
        stop_timers(by=by, file=plan.file, kinds=(TimerKind.CHAMPION_PLAN,), outcome="changed")


@action(Permission.CHAMPION_WORK, on="plan")
def send_plan(*, by: Actor, plan: Plan) -> Plan:
    """To be agreed: each quarter that is left has something in it."""
    _must_be_whole(plan)
    if plan.state == PlanState.SENT:
        return plan
    plan.state, plan.sent_at = PlanState.SENT, clock.now()
    plan.save(update_fields=["state", "sent_at"])
    champion = plan.champion
    start_timer(
        by=by, file=plan.file, kind=TimerKind.CHAMPION_PLAN, urgency="normal", owner=Owner(champion.organisation),
        shown=Shown(champion.code, "champion-one", champion.code),
    )  # fmt: skip
    return plan


def _must_be_whole(plan: Plan) -> None:
    filled = set(plan.planned.filter(dropped_at=None).values_list("quarter", flat=True))
    if empty_quarters(filled, plan.champion.since, plan.year):
        raise PlanHasGaps


@action(Permission.CHAMPION_KEEP, on="plan")
def agree_plan(*, by: Actor, plan: Plan) -> Plan:
    """From now on the champion is active, and days that stand in the plan come up on the own Today."""
    if plan.state != PlanState.SENT:
        raise PlanNotSent
    _must_be_whole(plan)
    plan.state, plan.agreed_at, plan.agreed_by_id = PlanState.AGREED, clock.now(), by.person_id
    plan.save(update_fields=["state", "agreed_at", "agreed_by"])
    champion = plan.champion
    if champion.state != ChampionState.ENDED:
        champion.state = ChampionState.ACTIVE
        champion.save(update_fields=["state"])
    stop_timers(by=by, file=plan.file, kinds=(TimerKind.CHAMPION_PLAN,), outcome="agreed")
    _remind_of_days(by, champion, plan)
    return plan


def _remind_of_days(by: Actor, champion: Champion, plan: Plan) -> None:
    """Only for somebody with an account: a row of nobody would show one champion's plan to another."""
    stop_timers(by=by, file=plan.file, kinds=(TimerKind.CHAMPION_ACT,), outcome="agreed anew")
    if champion.person_id is None:
        return
    for one in plan.planned.filter(dropped_at=None, day__gte=clock.today()):
        start_timer(
            by=by, file=plan.file, kind=TimerKind.CHAMPION_ACT, urgency="normal",
            owner=Owner(champion.organisation, champion.person),
            shown=Shown(champion.code, "champion-planned", one.code, fact=f"champion_act_types:{one.type}"),
            due=datetime.combine(one.day, END_OF_DAY, tzinfo=timezone.get_current_timezone()),
        )  # fmt: skip


@action(Permission.CHAMPION_KEEP, on="plan")
def return_plan(*, by: Actor, plan: Plan) -> Plan:
    """Something is to be changed; the champion hears what by telephone."""
    if plan.state != PlanState.SENT:
        raise PlanNotSent
    _opened(by, plan)
    return plan
