"""What a training changed: by question and for the group, from those who sat the test both before and after."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from panah.programme.training.rules.scoring import percent

TOO_FEW = 5
"""Of fewer people no share is written on what leaves: it would say how one of them answered."""
WORST = 3
Rights = Mapping[str, Collection[int]]
"""By participant the numbers of the questions that this one answered rightly, in one wave."""


@dataclass(frozen=True)
class Change:
    """Right answers before and after, of the same number of answers."""

    before: int
    after: int
    of: int

    @property
    def is_too_few(self) -> bool:
        return self.of < TOO_FEW

    @property
    def before_percent(self) -> int:
        return percent(self.before, self.of)

    @property
    def after_percent(self) -> int:
        return percent(self.after, self.of)

    @property
    def points(self) -> int:
        """Percentage points won, counted from the answers and not from rounded shares."""
        difference = self.after - self.before
        return percent(difference, self.of) if difference >= 0 else -percent(-difference, self.of)

    @property
    def normalised(self) -> Fraction | None:
        """Which part of what could be won was won. None where nothing could: all was right before."""
        room = self.of - self.before
        return Fraction(self.after - self.before, room) if room else None

    @property
    def normalised_percent(self) -> int | None:
        """The same in whole percent; below nothing where less was right after."""
        found = self.normalised
        if found is None:
            return None
        sign = -1 if found < 0 else 1
        return sign * percent(abs(found.numerator), found.denominator)


@dataclass(frozen=True)
class ItemGain:
    number: int
    change: Change


@dataclass(frozen=True)
class Gain:
    """``change`` counts answers to all questions together. Who sat once only is counted beside it and nowhere in it."""

    people: int
    before_only: int
    after_only: int
    change: Change
    items: tuple[ItemGain, ...]
    better: int = 0  # how many of the people had more right after than before
    same: int = 0
    worse: int = 0

    @property
    def is_too_few(self) -> bool:
        return self.people < TOO_FEW


def gain(before: Rights, after: Rights, numbers: Sequence[int]) -> Gain:
    """``numbers`` are those of the questions; an answer to any other counts nowhere."""
    both = sorted(before.keys() & after.keys())
    asked = frozenset(numbers)
    items = tuple(ItemGain(number, _of_item(before, after, both, number)) for number in numbers)
    firsts = {one: len(asked & frozenset(before[one])) for one in both}
    lasts = {one: len(asked & frozenset(after[one])) for one in both}
    return Gain(
        people=len(both),
        before_only=len(before.keys() - after.keys()),
        after_only=len(after.keys() - before.keys()),
        change=Change(sum(firsts.values()), sum(lasts.values()), len(both) * len(asked)),
        items=items,
        better=sum(lasts[one] > firsts[one] for one in both),
        same=sum(lasts[one] == firsts[one] for one in both),
        worse=sum(lasts[one] < firsts[one] for one in both),
    )


def _of_item(before: Rights, after: Rights, both: Collection[str], number: int) -> Change:
    return Change(sum(number in before[one] for one in both), sum(number in after[one] for one in both), len(both))


def worst(found: Gain, most: int = WORST) -> tuple[ItemGain, ...]:
    """The questions that fewest knew after the training; of equals the one that won less, then the earlier one.

    A question that all knew is none of the worst, however few questions there are.
    """
    if not found.people:
        return ()
    missed = [item for item in found.items if item.change.after < item.change.of]
    ordered = sorted(missed, key=lambda item: (item.change.after, item.change.points, item.number))
    return tuple(ordered[:most])
