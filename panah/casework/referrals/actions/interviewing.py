"""An authority that was told wants to talk to the child: it sees first what was told already, then says why, when and with whom."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from panah.casework.referrals import rules
from panah.casework.referrals.actions.legs import (
    Answerer,
    note_step,
    start_sender_clock,
    stop_sender_clocks,
    tell_more,
    tell_sender,
)
from panah.casework.referrals.actions.refusals import (
    InterviewAsked,
    NameMissing,
    NothingAsked,
    NothingToAnswer,
    TextTooLong,
)
from panah.casework.referrals.codes import HandOverStep, LegKind, ReferralStatus
from panah.casework.referrals.models import Leg
from panah.casework.referrals.queries import interview_clock
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.security.access import Actor, require
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission


@dataclass(frozen=True)
class WishedInterview:
    """Why the child is to be asked again, when, and who will be there."""

    why: str
    when: str
    present: str


@action(Permission.REFERRAL_ANSWER, on="leg")
def ask_interview(
    *, by: Actor, leg: Leg, wished: WishedInterview, answerer: Answerer, idempotency_key: str = ""
) -> Leg:
    """It is asked of whoever leads the child's case; nobody talks to the child until that one has answered."""
    if leg.kind != LegKind.INFORMATION or leg.status in (ReferralStatus.WITHDRAWN, ReferralStatus.REFUSED):
        raise NothingToAnswer
    if interview_clock(leg) is not None:
        raise InterviewAsked
    if not answerer.name_and_post.strip():
        raise NameMissing
    told = {_("Why"): wished.why, _("When"): wished.when, _("Who will be there"): wished.present}
    if not all(words.strip() for words in told.values()):
        raise NothingAsked
    text = "\n".join(f"{label}: {words}" for label, words in told.items())
    if fault := rules.too_long({"remark": text, "name_and_post": answerer.name_and_post}):
        raise TextTooLong(*fault)
    note_step(by=by, leg=leg, kind=HandOverStep.INTERVIEW_ASKED, text=text, answerer=answerer)
    start_sender_clock(by=by, leg=leg, kind=TimerKind.INTERVIEW_ASKED)
    tell_sender(by=by, leg=leg, kind=NoticeKind.ANSWER_CAME)
    return leg


@action(Permission.REFERRAL_SEND, on="leg")
def answer_interview(*, by: Actor, leg: Leg, text: str, idempotency_key: str = "") -> Leg:
    """What the lead says to it stands behind the link; it is held to the same rule as everything told there (S1)."""
    require(by, Permission.REFERRAL_SEND, leg.referral)
    if interview_clock(leg) is None:
        raise NothingToAnswer
    if not text.strip():
        raise NothingAsked
    if fault := rules.too_long({"told": text}):
        raise TextTooLong(*fault)
    tell_more(by=by, leg=leg, kind=HandOverStep.INTERVIEW_SAID, text=text)
    stop_sender_clocks(by=by, leg=leg, outcome="answered", kinds=(TimerKind.INTERVIEW_ASKED,))
    return leg
