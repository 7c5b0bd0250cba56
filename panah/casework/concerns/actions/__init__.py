"""What can be done with a concern: report and add to it, look first, decide, and push on what referrals did."""

from panah.casework.concerns.actions.refusals import (
    AlreadyDecided,
    ReasonMissing,
    ReportIncomplete,
    TextTooLong,
    UnknownReceipt,
)
from panah.casework.concerns.actions.reporting import (
    ChildTold,
    ConcernDetails,
    add_message,
    report_concern,
    tell_again,
)
from panah.casework.concerns.actions.triage import (
    ask_reporter_to_talk,
    begin_triage,
    give_information,
    join_child,
    mark_referred,
    read_messages,
    set_answer_status,
    set_aside,
    sweep_concerns,
)

__all__ = [
    "AlreadyDecided",
    "ChildTold",
    "ConcernDetails",
    "ReasonMissing",
    "ReportIncomplete",
    "TextTooLong",
    "UnknownReceipt",
    "add_message",
    "ask_reporter_to_talk",
    "begin_triage",
    "give_information",
    "join_child",
    "mark_referred",
    "read_messages",
    "report_concern",
    "set_answer_status",
    "set_aside",
    "sweep_concerns",
    "tell_again",
]
