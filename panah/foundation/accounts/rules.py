"""Days from which until which something holds."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Days:
    """From ``first`` to ``last``, both included; without a last day for good. Turned round they are no day at all."""

    first: date
    last: date | None = None

    def meet(self, other: "Days") -> bool:
        """Whether there is a day in both."""
        first = max(self.first, other.first)
        lasts = [last for last in (self.last, other.last) if last is not None]
        return first <= min(lasts, default=first)
