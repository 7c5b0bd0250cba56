"""What can be done on a line: write a call down, call back, pass it on, hand the shift over."""

from panah.casework.calls.actions.calling_back import record_call_back, take_call_back
from panah.casework.calls.actions.danger import answer_danger
from panah.casework.calls.actions.looking import look_for_caller
from panah.casework.calls.actions.passing_on import pass_on_call, record_no_pick_up, record_pick_up, settle_transfers
from panah.casework.calls.actions.refusals import (
    AlreadyPassedOn,
    CallIncomplete,
    HourIsOver,
    LooksAreOver,
    NoDangerNow,
    NotAsked,
    NothingToLookFor,
    NotPassedOn,
    NotYetHappened,
    NumberIsBroken,
    OwnShift,
    ReasonMissing,
    SafeHourMissing,
    TakenByAnother,
    TextTooLong,
    UnknownAnswer,
    WhoMissing,
)
from panah.casework.calls.actions.shifts import confirm_shift, hand_over_shift
from panah.casework.calls.actions.sweeping import sweep_calls
from panah.casework.calls.actions.writing import CallDetails, JournalLine, change_call, save_call, take_in_journal

__all__ = [
    "AlreadyPassedOn",
    "CallDetails",
    "CallIncomplete",
    "HourIsOver",
    "JournalLine",
    "LooksAreOver",
    "NoDangerNow",
    "NotAsked",
    "NotPassedOn",
    "NotYetHappened",
    "NothingToLookFor",
    "NumberIsBroken",
    "OwnShift",
    "ReasonMissing",
    "SafeHourMissing",
    "TakenByAnother",
    "TextTooLong",
    "UnknownAnswer",
    "WhoMissing",
    "answer_danger",
    "change_call",
    "confirm_shift",
    "hand_over_shift",
    "look_for_caller",
    "pass_on_call",
    "record_call_back",
    "record_no_pick_up",
    "record_pick_up",
    "save_call",
    "settle_transfers",
    "sweep_calls",
    "take_call_back",
    "take_in_journal",
]
