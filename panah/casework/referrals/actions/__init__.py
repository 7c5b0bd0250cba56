"""What can be done in a hand-over: send it, answer it, write down an answer that was told, end it."""

from panah.casework.referrals.actions.answering import accept_leg, acknowledge_leg, ask_for_more, refuse_leg
from panah.casework.referrals.actions.changing import give_more, inform_authority, re_route, withdraw_referral
from panah.casework.referrals.actions.ending import end_sharing, sweep_sharing
from panah.casework.referrals.actions.handing import end_links_of, give_sending
from panah.casework.referrals.actions.interviewing import WishedInterview, answer_interview, ask_interview
from panah.casework.referrals.actions.legs import Answerer, Receiver
from panah.casework.referrals.actions.lettering import keep_leg_letter, say_of_leg_texts, write_leg_letter
from panah.casework.referrals.actions.links import FreshLink, ask_for_link, end_link, make_link, try_pin
from panah.casework.referrals.actions.pressing import name_responsible, press, press_body, record_call
from panah.casework.referrals.actions.pressing_desks import press_desk
from panah.casework.referrals.actions.refusals import (
    AlreadyReferred,
    AlreadyTold,
    BeingAnswered,
    ConsentMissing,
    InterviewAsked,
    NameMissing,
    NotALead,
    NothingAsked,
    NothingToAnswer,
    NothingTold,
    NotInDirectory,
    NotPossible,
    TextTooLong,
    ToldBetweenTheLines,
)
from panah.casework.referrals.actions.sending import (
    InformationDecision,
    refer_case,
    refer_children,
    refer_concern,
    refer_siblings,
)
from panah.casework.referrals.actions.telling import (
    confirm_told_answer,
    note_phone_try,
    record_told_answer,
    remind_body,
)
from panah.casework.referrals.actions.week import tell_of_week

__all__ = [
    "AlreadyReferred",
    "AlreadyTold",
    "Answerer",
    "BeingAnswered",
    "ConsentMissing",
    "FreshLink",
    "InformationDecision",
    "InterviewAsked",
    "NameMissing",
    "NotALead",
    "NotInDirectory",
    "NotPossible",
    "NothingAsked",
    "NothingToAnswer",
    "NothingTold",
    "Receiver",
    "TextTooLong",
    "ToldBetweenTheLines",
    "WishedInterview",
    "accept_leg",
    "acknowledge_leg",
    "answer_interview",
    "ask_for_link",
    "ask_for_more",
    "ask_interview",
    "confirm_told_answer",
    "end_link",
    "end_links_of",
    "end_sharing",
    "give_more",
    "give_sending",
    "inform_authority",
    "keep_leg_letter",
    "make_link",
    "name_responsible",
    "note_phone_try",
    "press",
    "press_body",
    "press_desk",
    "re_route",
    "record_call",
    "record_told_answer",
    "refer_case",
    "refer_children",
    "refer_concern",
    "refer_siblings",
    "refuse_leg",
    "remind_body",
    "say_of_leg_texts",
    "sweep_sharing",
    "tell_of_week",
    "try_pin",
    "withdraw_referral",
    "write_leg_letter",
]
