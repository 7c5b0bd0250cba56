"""What can be done in a case, in the order of its stages."""

from panah.casework.cases.actions.assessing import NothingBefore, answer_domain, complete_assessment, confirm_domain
from panah.casework.cases.actions.closing import (
    NothingToSign,
    StillOpen,
    ask_closure,
    record_check,
    reopen_case,
    return_closure,
    sign_closure,
)
from panah.casework.cases.actions.depth import HelpAsked, close_help, decide_depth, propose_protection, start_help
from panah.casework.cases.actions.helping import (
    add_helper,
    end_every_help,
    end_help,
    let_help,
    share_with_helper,
    stop_sharing_without_consent,
)
from panah.casework.cases.actions.leading import assign_lead, take_lead_away
from panah.casework.cases.actions.leaving import call_for_leads, release_worker
from panah.casework.cases.actions.lettering import keep_printed, say_of_texts, withdraw_letter, write_letter
from panah.casework.cases.actions.opening import (
    correct_case_basics,
    keep_what_was_told,
    open_case,
    record_contact,
    start_case,
)
from panah.casework.cases.actions.papering import PaperState, change_paper, record_paper
from panah.casework.cases.actions.pausing import mark_lost, pause_case, resume_case
from panah.casework.cases.actions.planning import agree_plan, approve_plan, return_plan
from panah.casework.cases.actions.refusals import (
    CaseIsClosed,
    NotALead,
    NotInHelp,
    NotThisCase,
    NotYet,
    ReasonMissing,
    WaitsForSignature,
    WrongDay,
)
from panah.casework.cases.actions.refusals_of_helping import (
    CannotReassign,
    ConsentMissing,
    HelpHasEnded,
    LeadMissing,
    NothingAsked,
    NoTransfer,
    PreviewIsOld,
    SummaryMissing,
    TakenByAnother,
)
from panah.casework.cases.actions.reviewing import record_review
from panah.casework.cases.actions.serving import (
    cancel_service,
    plan_service,
    record_service,
    record_visit,
    take_back_service,
)
from panah.casework.cases.actions.sleeping import record_guardian_request, record_sleep
from panah.casework.cases.actions.sweeping import sweep_help, sweep_transfers, warn_of_unusual_access
from panah.casework.cases.actions.taking_over import accept_transfer, reassign
from panah.casework.cases.actions.taking_part import hand_back, record_help, take_part, write_to_lead
from panah.casework.cases.actions.telling import (
    SayWhatFor,
    record_interview,
    record_print,
    record_told,
    take_back_interview,
    take_back_told,
)
from panah.casework.cases.actions.transferring import (
    acknowledge_transfer,
    ask_transfer,
    refuse_transfer,
    withdraw_transfer,
)

__all__ = [
    "CannotReassign",
    "CaseIsClosed",
    "ConsentMissing",
    "HelpAsked",
    "HelpHasEnded",
    "LeadMissing",
    "NoTransfer",
    "NotALead",
    "NotInHelp",
    "NotThisCase",
    "NotYet",
    "NothingAsked",
    "NothingBefore",
    "NothingToSign",
    "PaperState",
    "PreviewIsOld",
    "ReasonMissing",
    "SayWhatFor",
    "StillOpen",
    "SummaryMissing",
    "TakenByAnother",
    "WaitsForSignature",
    "WrongDay",
    "accept_transfer",
    "acknowledge_transfer",
    "add_helper",
    "agree_plan",
    "answer_domain",
    "approve_plan",
    "ask_closure",
    "ask_transfer",
    "assign_lead",
    "call_for_leads",
    "cancel_service",
    "change_paper",
    "close_help",
    "complete_assessment",
    "confirm_domain",
    "correct_case_basics",
    "decide_depth",
    "end_every_help",
    "end_help",
    "hand_back",
    "keep_printed",
    "keep_what_was_told",
    "let_help",
    "mark_lost",
    "open_case",
    "pause_case",
    "plan_service",
    "propose_protection",
    "reassign",
    "record_check",
    "record_contact",
    "record_guardian_request",
    "record_help",
    "record_interview",
    "record_paper",
    "record_print",
    "record_review",
    "record_service",
    "record_sleep",
    "record_told",
    "record_visit",
    "refuse_transfer",
    "release_worker",
    "reopen_case",
    "resume_case",
    "return_closure",
    "return_plan",
    "say_of_texts",
    "share_with_helper",
    "sign_closure",
    "start_case",
    "start_help",
    "stop_sharing_without_consent",
    "sweep_help",
    "sweep_transfers",
    "take_back_interview",
    "take_back_service",
    "take_back_told",
    "take_lead_away",
    "take_part",
    "warn_of_unusual_access",
    "withdraw_letter",
    "withdraw_transfer",
    "write_letter",
    "write_to_lead",
]
