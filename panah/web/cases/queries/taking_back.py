"""What was shared without consent and met with no yes: whoever gave it must learn that it is to be taken back."""

from datetime import timedelta

from panah.casework.people.models import Child
from panah.casework.people.queries import overrides_of
from panah.casework.people.rules import override_holds
from panah.casework.referrals.queries import consent_for_sharing
from panah.foundation.security import clock

STILL_TO_TAKE_BACK = timedelta(days=14)  # after a no: long enough to telephone everybody


def must_take_back(child: Child) -> bool:
    """Whether the latest act without consent was refused, or met with silence, and nobody has agreed since."""
    latest = next(iter(overrides_of(child)), None)
    if latest is None or override_holds(latest.outcome, latest.decided_at, clock.now()):
        return False
    moment = latest.answered_at or latest.lapsed_at or latest.decided_at
    return clock.now() - moment < STILL_TO_TAKE_BACK and consent_for_sharing(child) is None
