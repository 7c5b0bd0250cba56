"""What a record of the public work loses when the adult of whom it tells asks to be forgotten. The record says it itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from panah.foundation.security import clock

Left = object | Callable[[Any], object]
"""What a field holds afterwards: a value, or what a function makes of the row as it stood."""


@dataclass(frozen=True)
class Forgets:
    """Stands in ``class Privacy`` of every record that tells of an adult: ``forgets = Forgets("enrolment__adult", {"name": ""})``.

    ``of`` is the way to the adult, as a filter walks it. ``left`` says what stands in a field afterwards; a sealed field is
    emptied with "". ``papers`` are keys to stored files, which are dropped. ``along`` says the same of rows that this one has
    keys to and that cannot find the adult themselves, such as the application of a champion. What is not named stays, for
    figures count it: an empty ``left`` says that the record holds nothing of the person but what figures need.
    """

    of: str
    left: dict[str, Left] = field(default_factory=dict)
    papers: tuple[str, ...] = ()
    along: dict[str, "Forgets"] = field(default_factory=dict)

    def left_of(self, row: Any) -> dict[str, object]:
        """By the name of the field; papers are let go of."""
        values = {name: value(row) if callable(value) else value for name, value in self.left.items()}
        return values | dict.fromkeys(self.papers)


def at_once(row: Any) -> object:
    """For a field that says since when."""
    return clock.now()


def forgetting_models() -> Iterator[tuple[Any, Forgets]]:
    """Every record of this installation that says what it forgets, whatever room it lives in: none is asked for by name."""
    for model in apps.get_models():
        forgets = getattr(getattr(model, "Privacy", None), "forgets", None)
        if isinstance(forgets, Forgets):
            yield model, forgets
