"""What a family agreed to, which word holds now, and what must be asked anew."""

from datetime import date, datetime

from django.utils.timezone import localtime

from panah.casework.people.codes import ConsentDecision, Safety
from panah.casework.people.models import Child, Consent, ConsentOverride
from panah.casework.people.queries.ages import is_grown
from panah.casework.people.rules import override_holds
from panah.foundation.security import clock


def latest_consents(child: Child) -> dict[str, Consent]:
    """The word that holds for each scope: that of the latest day, however late it was written down.

    So the paper of an old yes, found after a withdrawal, opens nothing again. Not to have asked takes no word back.
    """
    said = sorted(Consent.objects.filter(child=child).select_related("relative"), key=said_at)
    words = sorted(said, key=lambda consent: consent.decision != ConsentDecision.NOT_ASKED)
    return {consent.scope: consent for consent in words}


def said_at(consent: Consent) -> tuple[date, datetime, int]:
    """By what the words of a family are put in order: when they were said, however late they were written down."""
    return consent.given_on or localtime(consent.written_at).date(), consent.written_at, consent.pk


def has_consent(child: Child, scope: str) -> bool:
    """Whether the word that holds for this scope is yes and still holds today."""
    return holding_consent(child, scope) is not None


def holding_consent(child: Child, scope: str) -> Consent | None:
    """The yes for this scope that holds today, or none."""
    latest = latest_consents(child).get(scope)
    return latest if latest is not None and still_holds(child, latest) else None


def still_holds(child: Child, consent: Consent) -> bool:
    """A yes, not ended, and given by somebody who may still speak: for a grown person nobody else does."""
    if consent.decision != ConsentDecision.GIVEN:
        return False
    if consent.relative is not None and (consent.relative.safety != Safety.SAFE or is_grown(child)):
        return False
    return consent.expires_on is None or consent.expires_on >= clock.today()


def to_ask_anew(child: Child) -> list[Consent]:
    """The words that were a yes and hold no longer, though nobody said no."""
    lapsed = (ConsentDecision.LAPSED, ConsentDecision.GIVEN)
    return [
        word for word in latest_consents(child).values() if word.decision in lapsed and not still_holds(child, word)
    ]


def consent_history(child: Child) -> list[Consent]:
    """Every word, the latest first."""
    return sorted(Consent.objects.filter(child=child).select_related("relative"), key=said_at, reverse=True)


def overrides_of(child: Child) -> list[ConsentOverride]:
    """Acts without consent, the latest first."""
    rows = ConsentOverride.objects.filter(child=child).select_related("decided_by", "answered_by")
    return list(rows.order_by("-decided_at"))


def override_in_force(child: Child) -> ConsentOverride | None:
    """The latest act without consent on which something may rest now: confirmed, or within the day for the second person."""
    now = clock.now()
    return next((row for row in overrides_of(child) if override_holds(row.outcome, row.decided_at, now)), None)
