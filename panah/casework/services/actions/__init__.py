"""What can be done in the network of those who help."""

from panah.casework.services.actions.answers import Question, note_refusals, note_telephone_refusal
from panah.casework.services.actions.asking import (
    FreshConfirmationLink,
    ask_for_confirmations,
    sweep_confirmation_links,
)
from panah.casework.services.actions.confirming import (
    accept_proposal,
    confirm_by_link,
    correct_by_link,
    decline_proposal,
    make_confirmation_link,
)
from panah.casework.services.actions.directory import (
    ProviderDetails,
    add_provider,
    change_provider,
    confirm_provider,
    look_after_provider,
    offer_services,
    retire_provider,
)
from panah.casework.services.actions.refusals import (
    LookedAfter,
    NothingWaits,
    NotThisDay,
    OfAnotherOrganisation,
    RetiredMeanwhile,
    UnknownCode,
    UnknownService,
)

__all__ = [
    "FreshConfirmationLink",
    "LookedAfter",
    "NotThisDay",
    "NothingWaits",
    "OfAnotherOrganisation",
    "ProviderDetails",
    "Question",
    "RetiredMeanwhile",
    "UnknownCode",
    "UnknownService",
    "accept_proposal",
    "add_provider",
    "ask_for_confirmations",
    "change_provider",
    "confirm_by_link",
    "confirm_provider",
    "correct_by_link",
    "decline_proposal",
    "look_after_provider",
    "make_confirmation_link",
    "note_refusals",
    "note_telephone_refusal",
    "offer_services",
    "retire_provider",
    "sweep_confirmation_links",
]
