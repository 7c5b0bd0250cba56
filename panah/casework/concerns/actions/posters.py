"""Square pictures on the walls of schools: made for one place, and ended. Who came by one is counted and not recorded."""

from panah.casework.concerns import rules
from panah.casework.concerns.actions.refusals import PosterIncomplete, TextTooLong
from panah.casework.concerns.models import Poster
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import new_code
from panah.foundation.security.permissions import Permission


@action(Permission.POSTER_KEEP, on=None)
def make_poster(*, by: Actor, hangs_at: str, place: Place, idempotency_key: str = "") -> Poster:
    """A fresh short address for one school or organisation; it says nothing of where it leads."""
    if not hangs_at.strip():
        raise PosterIncomplete
    for fault in rules.too_long({"hangs_at": hangs_at}):
        raise TextTooLong(fault)
    return Poster.objects.create(
        code=new_code(), organisation=Organisation.objects.get(pk=by.organisation), place=place,
        hangs_at=hangs_at.strip(), made_at=clock.now(), made_by=by.id,
    )  # fmt: skip


@action(Permission.POSTER_KEEP, on="poster")
def end_poster(*, by: Actor, poster: Poster) -> Poster:
    """It was taken down. Who still follows it finds the same page: nobody young is turned away by an old picture."""
    if poster.ended_at is None:
        poster.ended_at = clock.now()
        poster.save(update_fields=["ended_at"])
    return poster
