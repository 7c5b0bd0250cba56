"""Whoever types a telephone learns whether it is known: that is on record, and nobody goes through a list of numbers."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from panah.foundation.security import audit
from panah.foundation.security.access import Actor
from panah.programme.directory.queries import Found
from panah.web.public.throttle import Throttle

MOST_SHOWN = 20
WITHIN = timedelta(hours=1)
NUMBERS_ASKED = Throttle(limit=40, window=WITHIN)
"""By account. Enough to write down a whole training by hand, too few to find out whose numbers are known."""
ASKED_BEFORE = Throttle(limit=1, window=WITHIN)
"""The same number again, after "Look again" or a correction, tells nothing new."""

ASKED_OFTEN = _(
    "You asked about many telephones this hour. Wait an hour, or save without the telephone and add it later. "
    "What you wrote stays here."
)


def may_ask(actor: Actor, about: str) -> bool:
    """Count it before anything is told. ``about`` is the mark of a telephone, or the code of a list; "" asks of nothing."""
    own = f"{actor.id}:{about}"
    if not about or ASKED_BEFORE.is_over(own):
        return True
    if NUMBERS_ASKED.is_over(actor.id):
        return False
    NUMBERS_ASKED.count(actor.id)
    ASKED_BEFORE.count(own)
    return True


def note_look(actor: Actor, found: Sequence[Found]) -> None:
    """One row of the record of acts for a look that found somebody: their codes, never what was typed."""
    codes = [one.adult.code for one in found]
    audit.append_alone(audit.Event(actor, "adults.look_for_adult", "search", "", codes[:MOST_SHOWN], len(codes)))
