"""What a mobile group does: goes out, counts, hands on, compares, reports and signs."""

from panah.casework.outings.actions.closing import close_outing, keep_report, keep_signed, write_remark, write_report
from panah.casework.outings.actions.comparing import say_same, undo_same
from panah.casework.outings.actions.handing import hand_over_now, record_citizenship, say_card_is_safe
from panah.casework.outings.actions.meeting import ChildMet, count_met, record_child_met, take_back_met
from panah.casework.outings.actions.opening import OutingDetails, add_member, open_outing, remove_member
from panah.casework.outings.actions.refusals import (
    AnswerMissing,
    CheckNotSaid,
    LeaderStays,
    MemberIncomplete,
    NothingToTakeBack,
    NotOfThisOuting,
    NotTakenAlong,
    NotTheSame,
    NotToBeAsked,
    OutingClosed,
    OutingIncomplete,
    ServiceMissing,
    TextTooLong,
    TooLateToUndo,
    TooManyFromPhone,
    TooManySigns,
)
from panah.casework.outings.actions.taking import say_nothing_left, say_phone_lost, take_offline
from panah.casework.outings.actions.telling import say_seen
from panah.casework.outings.actions.watching import sweep_outings, watch_outings

__all__ = [
    "AnswerMissing",
    "CheckNotSaid",
    "ChildMet",
    "LeaderStays",
    "MemberIncomplete",
    "NotOfThisOuting",
    "NotTakenAlong",
    "NotTheSame",
    "NotToBeAsked",
    "NothingToTakeBack",
    "OutingClosed",
    "OutingDetails",
    "OutingIncomplete",
    "ServiceMissing",
    "TextTooLong",
    "TooLateToUndo",
    "TooManyFromPhone",
    "TooManySigns",
    "add_member",
    "close_outing",
    "count_met",
    "hand_over_now",
    "keep_report",
    "keep_signed",
    "open_outing",
    "record_child_met",
    "record_citizenship",
    "remove_member",
    "say_card_is_safe",
    "say_nothing_left",
    "say_phone_lost",
    "say_same",
    "say_seen",
    "sweep_outings",
    "take_back_met",
    "take_offline",
    "undo_same",
    "watch_outings",
    "write_remark",
    "write_report",
]
