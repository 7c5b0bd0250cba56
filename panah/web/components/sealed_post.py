"""What passes between the post and whoever takes an item of it: a form that arrived, and the receipt for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

PHONE_IS_RIGHT_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Arrived:
    """A form that a browser sealed, opened again.

    ``key`` is the hash of the item with its seal and makes carrying it out twice harmless. ``sealed_at`` is what the phone's
    clock said, which may be wrong by days; ``arrived_at`` is ours. ``is_flood``: very many came from one network.
    """

    posted: Mapping[str, list[str]]
    key: str
    sealed_at: datetime | None
    arrived_at: datetime
    is_flood: bool = False

    def one(self, name: str) -> str:
        return (self.posted.get(name) or [""])[-1].strip()

    @property
    def language(self) -> str:
        """In which the page spoke that was filled in."""
        return self.one("language")

    @property
    def waited_since(self) -> datetime | None:
        """When it was written, where the phone's clock can be believed and it did not come at once."""
        if self.sealed_at is None or self.sealed_at > self.arrived_at - PHONE_IS_RIGHT_WITHIN:
            return None
        return self.sealed_at if self.sealed_at > self.arrived_at - timedelta(days=400) else None


@dataclass(frozen=True)
class Receipt:
    """What the phone shows of an item that arrived. ``number`` is kept sealed; it must name nobody."""

    number: str


Receiver = Callable[[Arrived], Receipt]
"""Validates the form, calls the action with ``idempotency_key=arrived.key`` and gives the receipt, or raises a Refusal:
then nothing is kept here, the item stays on the phone, and its owner reads the sentence."""
