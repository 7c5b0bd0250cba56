"""A consent is taken back, or an act without one is not confirmed: sharing ends at once (product 8.5).

A link asks at each opening whether it may still be read, so it is dead from the moment itself. What is done here makes it
lasting: the request is taken back, and those who were asked are told "ended".
"""

from panah.casework.people.codes import ConsentDecision, OverrideOutcome
from panah.casework.people.models import Child, Consent
from panah.casework.referrals.actions.changing import locked_legs, take_back
from panah.casework.referrals.actions.legs import end_links, note_step, shut_packet, stop_sender_clocks, tell_sender
from panah.casework.referrals.codes import OPEN_STATUSES, HandOverStep, ReferralStatus
from panah.casework.referrals.models import Leg, Referral, Step
from panah.casework.referrals.queries import legs_of, may_still_be_shared, rests_on_consent
from panah.foundation.notices.actions import queue_notice
from panah.foundation.notices.codes import NoticeKind
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission

NOT_A_YES = (ConsentDecision.REFUSED, ConsentDecision.WITHDRAWN, ConsentDecision.LAPSED)


@action(Permission.CASE_WORK, on="child")
def end_sharing(*, by: Actor, child: Child) -> int:
    """Take back every request about this child that rests on a word which holds no longer. Gives how many ended."""
    rows = Referral.objects.filter(case__child=child).select_related("case__child", "consent", "override")
    return sum(_end(by, referral) for referral in rows if not may_still_be_shared(referral))


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def sweep_sharing(*, by: Actor) -> int:
    """The same for all children, each minute: no page that forgot to ask for it keeps a request open."""
    said_no = Consent.objects.filter(decision__in=NOT_A_YES).values("child")
    rows = Referral.objects.filter(case__child__in=said_no, status__in=(*OPEN_STATUSES, ReferralStatus.ACCEPTED))
    overridden = Referral.objects.filter(override__isnull=False, status__in=(*OPEN_STATUSES, ReferralStatus.ACCEPTED))
    unconfirmed = overridden.exclude(override__outcome=OverrideOutcome.CONFIRMED)
    over = Step.objects.filter(kind=HandOverStep.SHARING_ENDED).values("leg__referral")
    found = (rows | unconfirmed).exclude(pk__in=over).select_related("case__child", "consent", "override").distinct()
    return sum(end_referral(by=by, referral=one) for one in found if not may_still_be_shared(one))


@action(Permission.WITHIN_ACTION, on=None)
def end_referral(*, by: Actor, referral: Referral) -> int:
    """One of them, with a row of audit of its own."""
    return _end(by, referral)


def _end(by: Actor, referral: Referral) -> int:
    """Gives 1 where anything was still open, 0 where all of it had ended before."""
    reason = _reason(referral)
    open_legs = [leg for leg in locked_legs(referral) if rests_on_consent(leg)]
    for leg in open_legs:
        take_back(by=by, leg=leg, reason=reason, step=HandOverStep.SHARING_ENDED)
    taken_on = [leg for leg in legs_of(referral) if leg.status == ReferralStatus.ACCEPTED and rests_on_consent(leg)]
    shut = [leg for leg in taken_on if _shut(by, leg)]
    if not open_legs and not shut:
        return 0
    leg = (open_legs or shut)[0]
    if referral.status in OPEN_STATUSES:
        stop_sender_clocks(by=by, leg=leg, outcome="withdrawn")
        referral.status = ReferralStatus.WITHDRAWN
        referral.save(update_fields=["status"])
    tell_sender(by=by, leg=leg, kind=NoticeKind.HELP_ENDED)
    return 1


def _reason(referral: Referral) -> str:
    """The family's word, the second person's no, or a day of silence."""
    if referral.override is None:
        return "consent_withdrawn"
    return "override_lapsed" if referral.override.outcome == OverrideOutcome.WAITS else "override_refused"


def _shut(by: Actor, leg: Leg) -> bool:
    """What a body took on stays taken on; what it was shown it opens no longer."""
    if Step.objects.filter(leg=leg, kind=HandOverStep.SHARING_ENDED).exists():
        return False
    shut_packet(by=by, leg=leg)
    end_links(by=by, leg=leg)
    note_step(by=by, leg=leg, kind=HandOverStep.SHARING_ENDED)
    queue_notice(by=by, kind=NoticeKind.HELP_ENDED, organisation=leg.organisation, subject_code=leg.code)
    return True
