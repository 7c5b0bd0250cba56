"""What can be done with clocks: start, stop and hand them on, and let them climb."""

from panah.foundation.clocks.actions.calendar import change_day, load_decreed_days, recount_timers, restore_day
from panah.foundation.clocks.actions.climbing import climb
from panah.foundation.clocks.actions.reminding import NobodyToRemind, RemindedToday, remind
from panah.foundation.clocks.actions.running import (
    Owner,
    Shown,
    hand_timers,
    release_person,
    renew_timer,
    start_timer,
    stop_all_timers,
    stop_timers,
    update_fact,
    update_shown,
)
from panah.foundation.clocks.actions.unreached import watch_messages
from panah.foundation.clocks.codes import OF_A_LEAD

__all__ = [
    "OF_A_LEAD",
    "NobodyToRemind",
    "Owner",
    "RemindedToday",
    "Shown",
    "change_day",
    "climb",
    "hand_timers",
    "load_decreed_days",
    "recount_timers",
    "release_person",
    "remind",
    "renew_timer",
    "restore_day",
    "start_timer",
    "stop_all_timers",
    "stop_timers",
    "update_fact",
    "update_shown",
    "watch_messages",
]
