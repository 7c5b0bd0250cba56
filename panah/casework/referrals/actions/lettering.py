from collections.abc import Sequence

from panah.casework.referrals.actions.legs import disclosed_of
from panah.casework.referrals.actions.refusals import NothingToAnswer
from panah.casework.referrals.codes import ENDED_WITHOUT_HELP, LegKind
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import may_be_read
from panah.foundation.documents.actions import issue_letter, keep_copy, keep_translation
from panah.foundation.documents.models import Letter, Translation
from panah.foundation.documents.rules import SaidOfText
from panah.foundation.security.access import Actor, require
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

KIND_OF_LETTER = {LegKind.PERSON: "referral_letter", LegKind.INFORMATION: "authority_letter"}


@action(Permission.REFERRAL_SEND, on="leg")
def write_leg_letter(*, by: Actor, leg: Leg, language: str, text: str, idempotency_key: str = "") -> Letter:
    """The request on paper under a number of the office. It lies with the side that sends: the body gets the paper.

    What is asked no more, or may be read no more, leaves on no paper.
    """
    require(by, Permission.REFERRAL_SEND, leg.referral)
    if leg.status in ENDED_WITHOUT_HELP or not may_be_read(leg):
        raise NothingToAnswer
    return issue_letter(
        by=by, record=leg.referral, subject_code=leg.code, kind=KIND_OF_LETTER[LegKind(leg.kind)], language=language,
        text=text, recipient="body", recipient_body=leg.organisation,
    )  # fmt: skip


@action(Permission.REFERRAL_SEND, on="leg")
def say_of_leg_texts(*, by: Actor, leg: Leg, said: Sequence[SaidOfText]) -> list[Translation]:
    """How what this body was told stands on its letter in another language: kept with the side that sends.

    A translation tells nothing that was not ticked, as little as the text itself (S1).
    """
    require(by, Permission.REFERRAL_SEND, leg.referral)
    if leg.status in ENDED_WITHOUT_HELP or not may_be_read(leg):
        raise NothingToAnswer
    disclosed_of(leg.referral, leg.ticked, [one.words for one in said])
    return [keep_translation(by=by, record=leg.referral, said=one) for one in said]


@action(Permission.REFERRAL_SEND, on="leg")
def keep_leg_letter(*, by: Actor, leg: Leg, letter: Letter, pdf: bytes) -> Letter:
    """What came out of the press for this body."""
    require(by, Permission.REFERRAL_SEND, leg.referral)
    if letter.subject_code != leg.code:
        raise NothingToAnswer
    return keep_copy(by=by, letter=letter, pdf=pdf)
