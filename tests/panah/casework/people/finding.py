"""Whom a text finds, for tests that ask no more than that."""

from panah.casework.people.models import Child
from panah.casework.people.queries import asked_record, find_matches
from panah.foundation.security.access import Actor


def found_by_name(actor: Actor, text: str) -> list[Child]:
    return [match.child for match in find_matches(actor, asked_record(text))]
