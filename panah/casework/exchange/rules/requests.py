"""What may follow what in the register of authorities' requests (S2). An empty word is a yes."""

from collections.abc import Collection
from datetime import date

from panah.casework.exchange.codes import RequestDecision

LONGEST = 20_000


def may_have_come(
    *, body: str, bodies: Collection[str], asked_by: str, legal_basis: str, asked: str, received_on: date, today: date
) -> str:
    """Who, on which law and what: without them there is no request that could be answered."""
    if body not in bodies:
        return "body_missing"
    if not asked_by.strip():
        return "who_missing"
    if not legal_basis.strip():
        return "basis_missing"
    if not asked.strip():
        return "asked_missing"
    return "wrong_day" if received_on > today else ""


def may_decide(*, decision: str, reason: str, standing: str) -> str:
    """Once, with a reason; a no needs one as much as a yes."""
    if standing:
        return "decided_already"
    if decision not in set(RequestDecision):
        return "decision_missing"
    return "" if reason.strip() else "why_missing"


def may_record(
    *,
    decision: str,
    given: str,
    given_on: date | None,
    received_on: date,
    today: date,
    was_told: str,
    why_not: str,
    is_recorded: bool,
) -> str:
    """Nothing is given before the head decided, nor after a no; what was given is kept word for word and never changed."""
    if not decision:
        return "not_decided"
    if is_recorded:
        return "recorded_already"
    if decision == RequestDecision.REFUSE and given.strip():
        return "given_despite_refusal"
    if decision != RequestDecision.REFUSE and not given.strip():
        return "given_missing"
    if given_on is not None and not received_on <= given_on <= today:
        return "wrong_day"
    if was_told not in ("yes", "no", "unknown"):
        return "told_missing"
    return "" if was_told == "yes" or why_not.strip() else "why_not_told_missing"


def too_long(*texts: str) -> str:
    return "too_long" if any(len(text) > LONGEST for text in texts) else ""
