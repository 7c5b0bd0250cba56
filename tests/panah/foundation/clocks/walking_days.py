"""Days that are moved while somebody walks: by the state for all, by an office for itself."""

import random
from datetime import date, timedelta

from panah.foundation.clocks.actions import change_day, recount_timers, restore_day
from panah.foundation.clocks.codes import URGENT
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.actions import set_calendar_day
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from tests.panah.foundation import given
from tests.panah.foundation.clocks.waiting import within


def some_day(dice: random.Random) -> date:
    return clock.today() + timedelta(days=dice.randint(0, 12))


def state_moves(dice: random.Random) -> None:
    """For everybody, also for what is urgent."""
    day = some_day(dice)
    set_calendar_day(by=given.SYSTEM, day=day, is_working=dice.random() < 0.3, names={}, source="decree")
    within(recount_timers, day=day)


def office_moves(dice: random.Random, by: Actor) -> None:
    """A day off of its own, or one taken back: nothing of others and nothing urgent moves with it."""
    before, day = dict(Timer.objects.running().values_list("pk", "due_at")), some_day(dice)
    if dice.random() < 0.4:
        restore_day(by=by, day=day)
    else:
        change_day(by=by, day=day, is_working=dice.random() < 0.3, reason="order")
    for timer in Timer.objects.running():
        may_move = timer.organisation_id == by.organisation_id and timer.urgency not in URGENT
        assert may_move or timer.due_at == before[timer.pk], timer.kind
