"""What a house does for its guests."""

from panah.casework.stays.actions.arriving import Admission, admit_guest, expect_until, link_case, move_guest
from panah.casework.stays.actions.leaving import Exit, answer_exit, ask_exit, correct_exit, write_exit
from panah.casework.stays.actions.lettering import keep_house_letter, write_guest_letter, write_month_letter
from panah.casework.stays.actions.living import (
    ASKED_DAILY,
    IncidentReport,
    answer_incident,
    plan_appointment,
    record_medical_check,
    tick_appointment,
    write_incident,
    write_log,
)
from panah.casework.stays.actions.refusals import (
    AskedAlready,
    DayOutsideStay,
    HasLeft,
    MomentIsAhead,
    MomentIsBefore,
    NeedsSecondPerson,
    NoSuchCase,
    NotAnswered,
    OwnQuestion,
    WhoIsMissing,
)

__all__ = [
    "ASKED_DAILY",
    "Admission",
    "AskedAlready",
    "DayOutsideStay",
    "Exit",
    "HasLeft",
    "IncidentReport",
    "MomentIsAhead",
    "MomentIsBefore",
    "NeedsSecondPerson",
    "NoSuchCase",
    "NotAnswered",
    "OwnQuestion",
    "WhoIsMissing",
    "admit_guest",
    "answer_exit",
    "answer_incident",
    "ask_exit",
    "correct_exit",
    "expect_until",
    "keep_house_letter",
    "link_case",
    "move_guest",
    "plan_appointment",
    "record_medical_check",
    "tick_appointment",
    "write_exit",
    "write_guest_letter",
    "write_incident",
    "write_log",
    "write_month_letter",
]
