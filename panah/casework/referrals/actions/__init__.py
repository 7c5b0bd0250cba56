"""What can be done in a hand-over: send it, answer it, answer for it by a link."""

from panah.casework.referrals.actions.answering import accept_leg, acknowledge_leg, ask_for_more, refuse_leg
from panah.casework.referrals.actions.legs import Answerer, Receiver
from panah.casework.referrals.actions.links import FreshLink, end_link, make_link, try_pin
from panah.casework.referrals.actions.refusals import (
    AlreadyReferred,
    AlreadyTold,
    ConsentMissing,
    NameMissing,
    NotALead,
    NothingAsked,
    NothingToAnswer,
    NotInDirectory,
    NotPossible,
    TextTooLong,
)
from panah.casework.referrals.actions.sending import (
    InformationDecision,
    give_more,
    inform_authority,
    re_route,
    refer_case,
    refer_concern,
    withdraw_referral,
)

__all__ = [
    "AlreadyReferred",
    "AlreadyTold",
    "Answerer",
    "ConsentMissing",
    "FreshLink",
    "InformationDecision",
    "NameMissing",
    "NotALead",
    "NotInDirectory",
    "NotPossible",
    "NothingAsked",
    "NothingToAnswer",
    "Receiver",
    "TextTooLong",
    "accept_leg",
    "acknowledge_leg",
    "ask_for_more",
    "end_link",
    "give_more",
    "inform_authority",
    "make_link",
    "re_route",
    "refer_case",
    "refer_concern",
    "refuse_leg",
    "try_pin",
    "withdraw_referral",
]
