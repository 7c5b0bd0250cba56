"""Beds that are held for nobody yet, without a word why: for a night of which only those who are named for it know.

The row moves its end along, always about a day ahead, so that nothing in it says until when; if nobody moves it any more,
the bed is free again by itself.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db import IntegrityError, transaction

from panah.casework.services.actions.holding import (
    HELD_FOR,
    ReservationFacts,
    leave_bed,
    must_be_known,
    must_be_waited_for,
    start_clock,
)
from panah.casework.services.actions.refusals import must_be_own
from panah.casework.services.codes import HoldEnd
from panah.casework.services.models import Bed, Provider, Reservation
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.codes import new_code
from panah.foundation.security.permissions import Permission

QUIET_FOR = timedelta(hours=24)
NOT_KNOWN = "unknown"


@action(Permission.WITHIN_ACTION, on="provider", is_audited=False)
def hold_in_quiet(*, by: Actor, provider: Provider, count: int) -> list[Reservation]:
    """So many of the free beds of one's own house, whatever they are meant for; fewer where fewer are free."""
    must_be_own(by, provider)
    now = clock.now()
    free = Bed.objects.free(now, clock.today()).filter(provider=provider).order_by("-name")
    held: list[Reservation] = []
    for bed in free:
        if len(held) >= count:
            break
        try:
            with transaction.atomic():
                held.append(
                    Reservation.objects.create(
                        code=new_code(), provider=provider, bed=bed, age_band=NOT_KNOWN, sex=NOT_KNOWN, is_quiet=True,
                        asked_by_id=by.organisation_id, made_at=now, until=now + QUIET_FOR,
                    )
                )  # fmt: skip
        except IntegrityError:  # somebody took it at this moment, or an old row was not swept yet
            continue
    return held


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def keep_quiet(*, by: Actor, reservations: Iterable[Reservation]) -> int:
    """They go on being held. What the house or the clock ended stays ended."""
    keys = [one.pk for one in reservations]
    now = clock.now()
    rows = Reservation.objects.filter(pk__in=keys, is_quiet=True, ended_at=None, until__gt=now)
    return rows.update(until=now + QUIET_FOR)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def release_quiet(*, by: Actor, reservations: Iterable[Reservation]) -> int:
    """Nobody needs them: free at once."""
    keys = [one.pk for one in reservations]
    rows = list(Reservation.objects.select_for_update().filter(pk__in=keys, is_quiet=True, ended_at=None))
    for hold in rows:
        leave_bed(by=by, reservation=hold, left_at=clock.now(), reason=HoldEnd.RELEASED)
    return len(rows)


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def forget_quiet(*, by: Actor, reservations: Iterable[Reservation]) -> int:
    """What was held and given to nobody leaves no row behind: it would tell for three years of a day ahead."""
    keys = [one.pk for one in reservations]
    count, _kinds = Reservation.objects.filter(pk__in=keys, is_quiet=True, came_at=None).delete()
    return count


@action(Permission.WITHIN_ACTION, on="reservation", is_audited=False)
def give_quiet(*, by: Actor, reservation: Reservation, for_whom: ReservationFacts) -> Reservation:
    """Somebody is on the way to it now: a reservation like any other, with two hours and a row on Today of the house."""
    must_be_known(for_whom)
    now = clock.now()
    must_be_waited_for(reservation, now)
    reservation.age_band, reservation.sex, reservation.is_quiet = for_whom.age_band, for_whom.sex, False
    reservation.asker, reservation.call_back = for_whom.asker.strip()[:120], for_whom.call_back.strip()[:30]
    reservation.until = now + HELD_FOR
    reservation.save(update_fields=["age_band", "sex", "is_quiet", "asker", "call_back", "until"])
    start_clock(by, reservation)
    return reservation
