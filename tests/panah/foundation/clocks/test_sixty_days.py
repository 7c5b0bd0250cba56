"""Hour by hour over sixty days, with whatever people do: nothing is without an owner and a time, nothing is told wrongly."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from panah.casework.cases.codes import Stage
from panah.casework.cases.models import Case
from panah.casework.concerns.models import Concern
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import Leg
from panah.foundation.accounts.models import Membership
from panah.foundation.clocks.actions import climb
from panah.foundation.clocks.codes import OF_A_LEAD, OF_OTHERS, TimerKind
from panah.foundation.clocks.models import Alarm, Timer
from panah.foundation.notices.models import Notice
from panah.foundation.reference.codes import content_table
from panah.foundation.security import clock
from tests.panah.casework.referrals.handover import SYSTEM, Sides, made_sides
from tests.panah.foundation.clocks.walk import Walk

START = datetime(2026, 2, 27, 4, tzinfo=UTC)  # a Friday at nine; the feasts of March lie ahead
HOURS = 60 * 24
HOUR = timedelta(hours=1)
ACTS = 160
WALKS = 2
OF_STAGE = {
    Stage.NEW: {TimerKind.FIRST_SAFETY_CONTACT},
    Stage.ASSESSING: {TimerKind.ASSESSMENT},
    Stage.PLANNING: {TimerKind.PLAN},
    Stage.IN_SERVICE: {TimerKind.REVIEW, TimerKind.CLOSING},
    Stage.REVIEW: {TimerKind.REVIEW, TimerKind.CLOSING},
    Stage.CLOSING: {TimerKind.CLOSURE_SIGNATURE},
    Stage.CLOSED: {TimerKind.CHECK_AFTER_CLOSURE},
}
OF_LEG = {
    ReferralStatus.SENT: TimerKind.LEG_ACKNOWLEDGE, ReferralStatus.ACKNOWLEDGED: TimerKind.LEG_ANSWER,
    ReferralStatus.NEED_MORE: TimerKind.SENDER_REROUTE,
}  # fmt: skip


def rungs_passed(timer: Timer, now: datetime) -> tuple[int, datetime | None]:
    """The table of the ladder read plainly: how many rungs lie behind, and when the next one comes."""
    groups = content_table("rules/ladder.toml")["groups"]
    rungs = next(group["rungs"] for group in groups if timer.kind in group["kinds"])
    start = max(timer.started_at, timer.written_at)
    whole = timer.due_at - start if timer.due_at > start else timedelta(days=1)
    moments = [
        start + timedelta(minutes=rung["minutes"]) if "minutes" in rung else timer.due_at + whole * (rung["at"] - 1.0)
        for rung in rungs
        if not rung.get("levels") or timer.urgency in rung["levels"]
    ]
    return sum(moment <= now for moment in moments), min((moment for moment in moments if moment > now), default=None)


class Watch:
    """What must hold at every hour."""

    def __init__(self) -> None:
        self.next_rung: datetime | None = None
        self.members: set[tuple[object, object]] = set()

    def look(self, now: datetime) -> None:
        running = list(Timer.objects.running().select_related("file"))
        self.members = set(Membership.objects.valid().values_list("person_id", "organisation_id"))
        for timer in running:
            self._has_one_owner(timer)
            self._stands_where_the_table_says(timer, now)
        doubled = [
            key for key, count in Counter((t.file_id, t.kind, t.address_code) for t in running).items() if count > 1
        ]
        assert doubled == []
        self._of_legs(running)
        self._of_cases(running)
        self._of_concerns(running)
        assert not Timer.objects.filter(is_by_rule=True, due_at__lte=F("written_at")).exists()
        assert not Alarm.objects.filter(timer__stopped_at__isnull=False).exists()
        self.next_rung = min((at for t in running if (at := rungs_passed(t, now)[1])), default=None)

    def _has_one_owner(self, timer: Timer) -> None:
        assert timer.organisation_id is not None, timer.kind
        if timer.person_id is not None:
            assert (timer.person_id, timer.organisation_id) in self.members, timer.kind

    def _stands_where_the_table_says(self, timer: Timer, now: datetime) -> None:
        assert (timer.level, timer.climbs_at) == rungs_passed(timer, now), timer.kind

    def _of_legs(self, running: list[Timer]) -> None:
        by_code = {(timer.address_code, timer.kind): timer for timer in running}
        for leg in Leg.objects.filter(status__in=OF_LEG).select_related("referral"):
            kind = OF_LEG[ReferralStatus(leg.status)]
            is_of_sender = kind is TimerKind.SENDER_REROUTE
            timer = by_code[leg.referral.code if is_of_sender else leg.code, kind]
            owner = leg.referral.sender_organisation_id if is_of_sender else leg.organisation_id
            assert timer.organisation_id == owner
            assert sum(key in by_code for key in ((leg.code, other) for other in OF_LEG.values())) <= 1

    def _of_cases(self, running: list[Timer]) -> None:
        for case in Case.objects.select_related("file"):
            own = [timer for timer in running if timer.file_id == case.file_id]
            of_stage = [timer for timer in own if timer.kind in OF_STAGE[Stage(case.stage)]]
            assert len(of_stage) == 1, (case.stage, [timer.kind for timer in own])
            lead = case.lead_id if (case.lead_id, case.organisation_id) in self.members else None
            for timer in own:
                if timer.kind in OF_A_LEAD - OF_OTHERS - {TimerKind.LEAD_ASSIGNMENT}:
                    assert (timer.organisation_id, timer.person_id) == (case.organisation_id, lead), timer.kind
            if lead is None and case.stage != Stage.CLOSED:
                assert [timer for timer in own if timer.kind == TimerKind.LEAD_ASSIGNMENT]

    def _of_concerns(self, running: list[Timer]) -> None:
        kinds = {"received": TimerKind.CONCERN_FIRST_LOOK, "in_triage": TimerKind.CONCERN_TRIAGE}
        own = Counter((timer.file_id, timer.kind) for timer in running)
        for concern in Concern.objects.filter(status__in=kinds):
            assert own[concern.file_id, kinds[concern.status]] == 1


def walked(sides: Sides, dice: random.Random) -> Counter[str]:
    """Sixty days: every few hours somebody does something; the worker wakes every hour. Gives what was done."""
    walk, watch, done = Walk(sides, dice), Watch(), Counter[str]()
    todo = set(dice.sample(range(HOURS), ACTS))
    for hour in range(HOURS):
        now = START + hour * HOUR
        with clock.standing_at(now):
            if hour in todo:
                done[walk.step()] += 1
            risen = climb(by=SYSTEM)
            assert risen or hour in todo or watch.next_rung is None or watch.next_rung > now
            if risen or hour in todo or hour == HOURS - 1:
                watch.look(now)
    return done


@pytest.mark.safeguard("S14", "sixty days of acts written late: what was done on time alarms nobody afterwards")
@pytest.mark.django_db
@settings(
    max_examples=WALKS, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(seed=st.integers(1, 10**9))
@example(seed=500)  # a plan that was returned while another clock for it ran
def test_over_sixty_days_everything_open_has_one_owner_one_time_and_climbs_as_the_table_says(seed: int) -> None:
    with transaction.atomic():
        with clock.standing_at(datetime(2020, 1, 1, tzinfo=UTC)):
            sides = made_sides()
        done = walked(sides, random.Random(seed))
        assert sum(count for name, count in done.items() if not name.startswith("refused")) > 60
        assert Notice.objects.exists()
        transaction.set_rollback(True)
