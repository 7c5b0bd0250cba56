"""What the worker looks at again and again, and what its log says of it: of the wing of cases and of the public work."""

from panah.casework.outings.actions import watch_outings
from panah.foundation.security.access import Actor
from panah.programme.champions.actions import watch_champions


def of_outings(by: Actor) -> str:
    begun = watch_outings(by=by)
    return f"{begun} rows for leaders of outings" if begun else ""


def of_champions(by: Actor) -> str:
    begun = watch_champions(by=by)
    return f"{begun} rows of the public work" if begun else ""
