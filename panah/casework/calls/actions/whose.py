"""Who writes, and for which line."""

from panah.foundation.accounts.models import Organisation, Person
from panah.foundation.security.access import Actor, NotPermitted


def writer_of(by: Actor) -> Person | None:
    """A job of the system is nobody."""
    return Person.objects.filter(pk=by.person_id).first() if by.person_id else None


def line_of(by: Actor) -> Organisation:
    found = Organisation.objects.filter(pk=by.organisation_id).first() if by.organisation_id else None
    if found is None:
        raise NotPermitted
    return found
