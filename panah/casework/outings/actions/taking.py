"""The form goes along to where there is no network, and what comes back acts for one member on one outing."""

import secrets

from panah.casework.outings import rules
from panah.casework.outings.actions.handing import warn_desk
from panah.casework.outings.actions.refusals import NotOfThisOuting, OutingClosed
from panah.casework.outings.actions.telling import settle
from panah.casework.outings.models import Outing, OutingChild, TakenOffline
from panah.casework.outings.queries import away_of, may_lead, token_hash
from panah.foundation.accounts.models import Person
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.security import clock, grants
from panah.foundation.security.access import Actor, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.codes import PrincipalKind, Relation
from panah.foundation.security.permissions import Permission

TOKEN_BYTES = 24


@action(Permission.OUTING_WORK, on="outing")
def take_offline(*, by: Actor, outing: Outing) -> str:
    """The token that lies in the form; of it a hash rests. It opens this outing for three days, and for some more to what was
    sealed in these.
    """
    if not outing.is_open:
        raise OutingClosed
    token, now = secrets.token_urlsafe(TOKEN_BYTES), clock.now()
    digest, expires = token_hash(token), rules.offline_until(now)
    grants.grant(outing.file, PrincipalKind.LINK, digest, Relation.HELPER, fields=(), until=rules.taken_in_until(now))
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


@action(Permission.OUTING_VIEW, on="outing")
def say_phone_lost(*, by: Actor, outing: Outing, person: Person, idempotency_key: str = "") -> Outing:
    """From now on nothing is taken from this phone, whatever outing of the office it was taken along to.

    Whoever carried it says so, or who leads. At desks that have not looked yet each concern from it is marked for checking.
    """
    if by.person_id != person.pk and not may_lead(by, outing):
        raise NotPermitted
    held = TakenOffline.objects.filter(person=person, outing__organisation=outing.organisation_id, lost_at=None)
    rows = list(held.select_related("outing__file", "outing__leader", "outing__organisation"))
    if not any(row.outing_id == outing.pk for row in rows):
        raise NotOfThisOuting
    TakenOffline.objects.filter(pk__in=[row.pk for row in rows]).update(lost_at=clock.now())
    for row in rows:
        grants.revoke(row.outing.file, PrincipalKind.LINK, row.token_hash)
        if not away_of(row.outing).is_open:
            settle(by=by, outing=row.outing, kind=TimerKind.OUTING_UNSENT, outcome="lost")
    for child in OutingChild.objects.filter(taken__in=rows, same_as=None).select_related("outing", "concern"):
        warn_desk(child)
    return outing
