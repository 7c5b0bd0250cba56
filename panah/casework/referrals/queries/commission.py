"""What a commission hears of all that is stuck: numbers by body, never a row."""

from dataclasses import dataclass
from datetime import timedelta

from panah.casework.referrals.queries.desks import desks
from panah.casework.referrals.queries.stuck import Window, late_by_body
from panah.foundation.accounts.queries import Coordination
from panah.foundation.security import clock


@dataclass(frozen=True)
class StuckNumber:
    """A number with its kind and its time, by body."""

    source: str
    body: str
    number: int
    window: Window


def numbers_for_commission(coordination: Coordination) -> list[StuckNumber]:
    """Of each body how much is late, and how much over twice its time, as things stand now: requests, and concerns."""
    now, bodies = clock.now(), coordination.bodies()
    codes, within = dict(bodies.values_list("pk", "code")), bodies.values("pk")
    window = Window(now - timedelta(days=30), now)
    numbers = [("hand_over", codes[body], late, over) for body, late, over in late_by_body(coordination, within)]
    numbers += [
        ("concern", codes[body], desk.late, desk.over_twice) for body, desk in desks(coordination, within).items()
    ]
    return [
        StuckNumber(source, body, number, window)
        for kind, body, late, over in sorted(numbers, key=lambda one: (one[1], one[0] != "hand_over"))
        for source, number in ((f"{kind}_late", late), (f"{kind}_over_twice", over))
        if number
    ]
