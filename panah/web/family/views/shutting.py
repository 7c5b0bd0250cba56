"""What was shared on a yes that has fallen is shut with the same click; the worker, each minute, is the second lock."""

from panah.casework.cases.actions import stop_sharing_without_consent
from panah.casework.cases.models import Case
from panah.casework.cases.queries import cases_visible_to
from panah.casework.referrals.actions import end_sharing
from panah.foundation.security.access import Actor, can
from panah.foundation.security.permissions import Permission


def shut_what_fell(actor: Actor, case: Case) -> None:
    """Parts of helpers and requests to others that rest on no word any more."""
    stop_sharing_without_consent(by=actor, case=case)
    end_sharing(by=actor, child=case.child)


def shut_what_fell_at_home(actor: Actor, case: Case) -> None:
    """The same for brothers and sisters on whose cases one works: the adult spoke for them too."""
    shut_what_fell(actor, case)
    if case.child.family_id is None:
        return
    for other in cases_visible_to(actor).filter(child__family=case.child.family_id).exclude(pk=case.pk):
        if can(actor, Permission.CASE_WORK, other).allowed:
            shut_what_fell(actor, other)
