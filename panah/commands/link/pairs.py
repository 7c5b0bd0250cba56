"""``panah link pairs``: compare what is new with everybody; the worker does the same, a few records at a time."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import click

from panah.casework.linking.actions import keep_waiting, note_pairs
from panah.casework.linking.queries import found_for, to_seek
from panah.foundation.security.access import Actor
from panah.foundation.security.permissions import Permission

AT_ONCE = 25
TOLD_EVERY = 500


@dataclass(frozen=True)
class Sought:
    """How far a turn came."""

    compared: int = 0
    found: int = 0

    def __str__(self) -> str:
        return f"{self.compared} records compared, {self.found} new pairs wait for a person"


def seek_pairs(*, by: Actor, seconds: float | None, tell: Callable[[str], None]) -> Sought:
    """A few records at a time, each few in a step of its own: what was compared stays, whenever it is stopped."""
    begun, done = time.monotonic(), Sought()
    while seconds is None or time.monotonic() - begun < seconds:
        sought = to_seek(AT_ONCE)
        if not sought:
            break
        found = note_pairs(by=by, sought=sought, found=found_for([child for child, _version in sought]))
        done = Sought(done.compared + len(sought), done.found + found)
        if done.compared % TOLD_EVERY == 0:
            tell(f"pairs: {done}")
    keep_waiting(by=by)
    return done


@click.command("pairs")
def pairs_command() -> None:
    """Compare all records that are new or changed; what may be one child waits on the page of pairs."""
    click.echo(seek_pairs(by=Actor.system("pairs", {Permission.CLOCK_WORK}), seconds=None, tell=click.echo))
