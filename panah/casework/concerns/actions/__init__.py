"""What can be done with a concern: report and add to it, look first, decide, and push on what referrals did."""

from panah.casework.concerns.actions.answering import read_messages, release_sentence, take_back_sentence
from panah.casework.concerns.actions.counting import COUNTED, count_without_record, sweep_concerns, take_back_count
from panah.casework.concerns.actions.nights import (
    GuardianTold,
    record_guardian_told,
    record_where_child_sleeps,
)
from panah.casework.concerns.actions.posters import end_poster, make_poster
from panah.casework.concerns.actions.refusals import (
    AlreadyDecided,
    GuardianNotTold,
    MessageMissing,
    NothingToTakeBack,
    NotYetHappened,
    PosterIncomplete,
    ReasonMissing,
    ReportIncomplete,
    SentenceIsOut,
    TextTooLong,
    UnknownCode,
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
    set_answer_status,
    set_aside,
)

__all__ = [
    "COUNTED",
    "AlreadyDecided",
    "ChildTold",
    "ConcernDetails",
    "GuardianNotTold",
    "GuardianTold",
    "MessageMissing",
    "NotYetHappened",
    "NothingToTakeBack",
    "PosterIncomplete",
    "ReasonMissing",
    "ReportIncomplete",
    "SentenceIsOut",
    "TextTooLong",
    "UnknownCode",
    "UnknownReceipt",
    "add_message",
    "ask_reporter_to_talk",
    "begin_triage",
    "count_without_record",
    "end_poster",
    "give_information",
    "join_child",
    "make_poster",
    "mark_referred",
    "read_messages",
    "record_guardian_told",
    "record_where_child_sleeps",
    "release_sentence",
    "report_concern",
    "set_answer_status",
    "set_aside",
    "sweep_concerns",
    "take_back_count",
    "take_back_sentence",
    "tell_again",
]
