"""What can be done with pairs: find them, decide, take back, ask another organisation."""

from panah.casework.linking.actions.asking import ask_about, close_question, say_answer, say_own
from panah.casework.linking.actions.deciding import decide_same, join_as_agreed, join_family_of, undo_same
from panah.casework.linking.actions.pairing import keep_waiting, note_pair, note_pairs, reopen_pair, tell_apart
from panah.casework.linking.actions.refusals import (
    AnsweredAlready,
    AskedAlready,
    CallMissing,
    DecidedAlready,
    NobodyToAsk,
    NoFamilyToJoin,
    UndoTooLate,
)

__all__ = [
    "AnsweredAlready",
    "AskedAlready",
    "CallMissing",
    "DecidedAlready",
    "NoFamilyToJoin",
    "NobodyToAsk",
    "UndoTooLate",
    "ask_about",
    "close_question",
    "decide_same",
    "join_as_agreed",
    "join_family_of",
    "keep_waiting",
    "note_pair",
    "note_pairs",
    "reopen_pair",
    "say_answer",
    "say_own",
    "tell_apart",
    "undo_same",
]
