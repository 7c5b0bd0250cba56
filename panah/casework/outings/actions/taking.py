"""The form goes along to where there is no network, and what comes back acts for one member on one outing."""

import secrets

from panah.casework.outings import rules
from panah.casework.outings.actions.refusals import NotOfThisOuting, OutingClosed
from panah.casework.outings.actions.telling import settle
from panah.casework.outings.models import Outing, TakenOffline
from panah.casework.outings.queries import away_of, token_hash
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock, grants
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.permissions import Permission

TOKEN_BYTES = 24


@action(Permission.OUTING_WORK, on="outing")
def take_offline(*, by: Actor, outing: Outing) -> str:
    """The token that lies in the form; of it a hash rests, and it opens this outing for three days."""
    if not outing.is_open:
        raise OutingClosed
    token, now = secrets.token_urlsafe(TOKEN_BYTES), clock.now()
    digest, expires = token_hash(token), rules.offline_until(now)
    grants.grant(outing.file, PrincipalKind.LINK, digest, Relation.HELPER, fields=(), until=expires)
    TakenOffline.objects.create(
        outing=outing, person=Person.objects.get(pk=by.id), token_hash=digest, made_at=now, expires_at=expires
    )
    return token


@action(Permission.OUTING_WORK, on="outing")
def say_nothing_left(*, by: Actor, outing: Outing) -> Outing:
    """The phone of this member holds nothing any more: whoever took the form along says so, or its page does."""
    rows = TakenOffline.objects.filter(outing=outing, person=by.person_id, said_empty_at=None)
    if not rows.update(said_empty_at=clock.now()) and not TakenOffline.objects.filter(outing=outing).exists():
        raise NotOfThisOuting
    if not away_of(outing).is_open:
        settle(by=by, outing=outing, kind=TimerKind.OUTING_UNSENT, outcome="came_back")
    return outing
