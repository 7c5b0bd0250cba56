"""What can be done with a duty list: say its hours, keep its turns, copy a week, and watch for gaps."""

from panah.foundation.duty.actions.keeping import (
    DeskMissing,
    HoursIncomplete,
    ListChanged,
    NothingToCopy,
    NotOnCall,
    PhoneMissing,
    TurnDetails,
    TurnIsOver,
    TurnIsRemoved,
    TurnTooFar,
    WhyMissing,
    add_turn,
    change_turn,
    copy_week,
    hand_turn,
    keep_desk,
    remove_turn,
    restore_turn,
    sweep_turns,
)
from panah.foundation.duty.actions.telling import tell_on_duty
from panah.foundation.duty.actions.watching import watch_duty

__all__ = [
    "DeskMissing",
    "HoursIncomplete",
    "ListChanged",
    "NotOnCall",
    "NothingToCopy",
    "PhoneMissing",
    "TurnDetails",
    "TurnIsOver",
    "TurnIsRemoved",
    "TurnTooFar",
    "WhyMissing",
    "add_turn",
    "change_turn",
    "copy_week",
    "hand_turn",
    "keep_desk",
    "remove_turn",
    "restore_turn",
    "sweep_turns",
    "tell_on_duty",
    "watch_duty",
]
