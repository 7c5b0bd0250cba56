"""What can be done in a case, in the order of its stages."""

from panah.casework.cases.actions.assessing import answer_domain, complete_assessment
from panah.casework.cases.actions.closing import (
    NothingToSign,
    StillOpen,
    ask_closure,
    record_check,
    reopen_case,
    return_closure,
    sign_closure,
)
from panah.casework.cases.actions.opening import (
    assign_lead,
    correct_case_basics,
    keep_what_was_told,
    open_case,
    record_contact,
    start_case,
)
from panah.casework.cases.actions.papering import PaperState, change_paper, record_paper
from panah.casework.cases.actions.refusals import (
    CaseIsClosed,
    NotALead,
    NotThisCase,
    NotYet,
    ReasonMissing,
    WaitsForSignature,
    WrongDay,
)
from panah.casework.cases.actions.serving import agree_plan, cancel_service, plan_service, record_review, record_service
from panah.casework.cases.actions.telling import SayWhatFor, record_interview, record_print, record_told

__all__ = [
    "CaseIsClosed",
    "NotALead",
    "NotThisCase",
    "NotYet",
    "NothingToSign",
    "PaperState",
    "ReasonMissing",
    "SayWhatFor",
    "StillOpen",
    "WaitsForSignature",
    "WrongDay",
    "agree_plan",
    "answer_domain",
    "ask_closure",
    "assign_lead",
    "cancel_service",
    "change_paper",
    "complete_assessment",
    "correct_case_basics",
    "keep_what_was_told",
    "open_case",
    "plan_service",
    "record_check",
    "record_contact",
    "record_interview",
    "record_paper",
    "record_print",
    "record_review",
    "record_service",
    "record_told",
    "reopen_case",
    "return_closure",
    "sign_closure",
    "start_case",
]
