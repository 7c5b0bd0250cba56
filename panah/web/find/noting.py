"""A search is one row of the record of acts: how many were found, and what was shown. Never the words searched."""

from collections.abc import Sequence

from panah.foundation.security import audit
from panah.foundation.security.access import Actor

MOST_SHOWN = 20


def note_search(actor: Actor, codes: Sequence[str], asked: Sequence[str] = ()) -> None:
    """Also of a search that found nobody: whoever tries names would leave no trace of it.

    ``codes`` are those of records that were shown, ``asked`` those of organisations that were named as to be asked.
    """
    audit.append_alone(audit.Event(actor, "find", "search", "", [*codes[:MOST_SHOWN], *asked], len(codes)))
