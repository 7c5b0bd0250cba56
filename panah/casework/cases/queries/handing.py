"""What a new lead must read first, and whether it was read."""

from panah.casework.cases.models import Case, HandOver


def prepared_hand_over(case: Case) -> HandOver | None:
    """What the present lead has written for the next one."""
    found: HandOver | None = HandOver.objects.filter(case=case, handed_at=None).first()
    return found


def last_hand_over(case: Case) -> HandOver | None:
    """How the case came to its present lead."""
    rows = HandOver.objects.filter(case=case).exclude(handed_at=None).select_related("former", "lead")
    found: HandOver | None = rows.order_by("-handed_at").first()
    return found


def hand_over_to_read(case: Case) -> HandOver | None:
    """The one that the present lead has not confirmed yet."""
    last = last_hand_over(case)
    is_open = last is not None and last.confirmed_at is None and last.lead_id == case.lead_id
    return last if is_open else None
