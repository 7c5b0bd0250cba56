"""Who holds a bed. No action here knows a child: an age band, a sex, who asks and where to call back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from django.db import IntegrityError, transaction
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from panah.casework.services.actions.refusals import must_be_own
from panah.casework.services.codes import HoldEnd
from panah.casework.services.models import Bed, Provider, Reservation, ReservationQuerySet, Waiting
from panah.casework.services.queries import alternatives, free_that_fit
from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.codes import new_code
from panah.foundation.security.permissions import Permission

HELD_FOR = timedelta(hours=2)


@dataclass(frozen=True)
class ReservationFacts:
    """For whom a bed is held, as far as a bed needs it; who asks, and where the house calls back."""

    age_band: str
    sex: str
    is_with_children: bool = False
    asker: str = ""  # a body outside Panah, as it names itself
    call_back: str = ""


class NoFreeBed(Refusal):
    code = "no_free_bed"
    sentence = _("No bed is free here for this guest. Put them on the waiting list or telephone another house.")

    @classmethod
    def but_near(cls, provider: Provider, guest: ReservationFacts) -> Self:
        """With the nearest house that has a bed: its code name and its duty phone, never an address."""
        found = alternatives(provider, guest.age_band, guest.sex, is_with_children=guest.is_with_children, limit=1)
        if not found:
            return cls()
        house = found[0].provider
        words = (house.label(get_language() or "kk"), house.duty_phone or house.organisation.duty_phone)
        named = ", ".join(word for word in words if word)
        nearest = gettext("Nearest free bed: %(house)s.") % {"house": named}
        return cls(f"{cls.sentence} {nearest}")


class BedIsHeld(NoFreeBed):
    code = "bed_is_held"
    sentence = _("Somebody was faster: this bed is no longer free. What you typed is kept; choose another bed.")


class NotHeldAnyMore(Refusal):
    code = "not_held_any_more"
    sentence = _("This reservation has ended. Reserve again if a bed is still free.")


class ExtendedOnce(Refusal):
    code = "extended_once"
    sentence = _("This reservation was extended once already. When it ends, reserve again if a bed is still free.")


class HeldForItself(NotHeldAnyMore):
    """One that is held in quiet moves its end along by itself; a clock would say that there is one."""

    code = "held_for_itself"
    sentence = _("This bed is held until its house or whoever asked for it releases it. There is nothing to extend.")


class GuestHasCome(Refusal):
    code = "guest_has_come"
    sentence = _("The guest has come already. The bed is free after the exit.")


class UnknownGuest(Refusal):
    code = "unknown_guest"
    sentence = _("Choose an age and a sex. “Not known” is an answer too.")


@action(Permission.BED_RESERVE, on="provider")
def reserve_bed(
    *, by: Actor, provider: Provider, for_whom: ReservationFacts, bed: Bed | None = None, idempotency_key: str = ""
) -> Reservation:
    """Hold a bed for two hours. The house may say which; for others it is the first that fits.

    Of two who want the last bed one gets it; the other is told where the nearest free one is.
    """
    must_be_known(for_whom)
    hold = _hold(by, provider, for_whom, bed, until=clock.now() + HELD_FOR)
    start_clock(by, hold)
    return hold


@action(Permission.WITHIN_ACTION, on="provider", is_audited=False)
def take_bed(
    *, by: Actor, provider: Provider, for_whom: ReservationFacts, came_at: datetime, bed: Bed | None = None
) -> Reservation:
    """Somebody is at the door without a reservation: the bed is held from now until they leave."""
    return _hold(by, provider, for_whom, bed, until=None, came_at=came_at)


@action(Permission.WITHIN_ACTION, on="reservation", is_audited=False)
def come_in(*, by: Actor, reservation: Reservation, came_at: datetime) -> Reservation:
    """Whoever was waited for is here: the bed is held until they leave."""
    must_be_waited_for(reservation, came_at)
    reservation.came_at, reservation.until, reservation.is_quiet = came_at, None, False
    reservation.save(update_fields=["came_at", "until", "is_quiet"])
    _stop_clock(by, reservation, "came", came_at)
    return reservation


@action(Permission.WITHIN_ACTION, on="reservation", is_audited=False)
def leave_bed(*, by: Actor, reservation: Reservation, left_at: datetime, reason: HoldEnd = HoldEnd.LEFT) -> Reservation:
    """The guest has gone, or sleeps in another bed."""
    return _end(by, reservation, reason, left_at)


@action(Permission.BED_RESERVE, on="reservation")
def extend_reservation(*, by: Actor, reservation: Reservation) -> Reservation:
    """Two hours more, once."""
    must_be_waited_for(reservation, clock.now())
    if reservation.is_quiet:
        raise HeldForItself
    if reservation.extended_at is not None:
        raise ExtendedOnce
    reservation.extended_at = clock.now()
    reservation.until = clock.now() + HELD_FOR
    reservation.save(update_fields=["extended_at", "until"])
    _stop_clock(by, reservation, "extended", clock.now())
    start_clock(by, reservation)
    return reservation


@action(Permission.BED_RESERVE, on="reservation")
def release_reservation(*, by: Actor, reservation: Reservation) -> Reservation:
    """They do not come: the bed is free at once."""
    must_be_waited_for(reservation, clock.now())
    return _end(by, reservation, HoldEnd.RELEASED, clock.now())


@action(Permission.CLOCK_WORK, on=None, is_audited=False)
def expire_reservations(*, by: Actor) -> int:
    """What nobody extended and nobody came for holds no bed any more."""
    return _expire(by, Reservation.objects.all())


@action(Permission.BED_RESERVE, on="provider")
def wait_for_bed(*, by: Actor, provider: Provider, for_whom: ReservationFacts, idempotency_key: str = "") -> Waiting:
    """No bed fits now: the house calls back when one does, in the order of asking."""
    must_be_known(for_whom)
    return Waiting.objects.create(
        code=new_code(), provider=provider, age_band=for_whom.age_band, sex=for_whom.sex, asked_by_id=by.organisation_id,
        asker=for_whom.asker.strip()[:120], call_back=for_whom.call_back.strip()[:30], asked_at=clock.now(),
    )  # fmt: skip


@action(Permission.BED_RESERVE, on="waiting")
def end_waiting(*, by: Actor, waiting: Waiting, outcome: str) -> Waiting:
    """A bed was given, another house took them, or nobody needs it any more."""
    if outcome not in code_list("waiting_outcomes"):
        raise UnknownGuest(_("Choose how the waiting ended."))
    if waiting.ended_at is None:
        waiting.ended_at, waiting.outcome = clock.now(), outcome
        waiting.save(update_fields=["ended_at", "outcome"])
    return waiting


def must_be_waited_for(reservation: Reservation, moment: datetime) -> None:
    """A guest who came in time and was written down late is welcome (S14): the moment of coming decides.

    Of a guest who came the answer is one, here or gone: whoever asked for the bed does not learn by it who left when (S12).
    """
    if reservation.came_at is not None:
        raise GuestHasCome
    if reservation.ended_at is not None or reservation.until is None or reservation.until <= moment:
        raise NotHeldAnyMore


def must_be_known(for_whom: ReservationFacts) -> None:
    if for_whom.age_band not in code_list("age_band") or for_whom.sex not in code_list("sex"):
        raise UnknownGuest


def _hold(
    by: Actor, provider: Provider, for_whom: ReservationFacts, bed: Bed | None, *, until: datetime | None,
    came_at: datetime | None = None,
) -> Reservation:  # fmt: skip
    """The row that holds the bed; the database lets in one of two."""
    _expire(by, Reservation.objects.filter(provider=provider))
    if bed is not None:
        must_be_own(by, provider)
    chosen = bed or next(iter(_fitting(provider, for_whom)), None)
    if chosen is None or chosen.provider_id != provider.pk:
        raise NoFreeBed.but_near(provider, for_whom)
    if not Bed.objects.free(clock.now(), clock.today()).filter(pk=chosen.pk).exists():
        raise BedIsHeld.but_near(provider, for_whom)
    try:
        with transaction.atomic():
            return Reservation.objects.create(
                code=new_code(), provider=provider, bed=chosen, age_band=for_whom.age_band, sex=for_whom.sex,
                asked_by_id=by.organisation_id, asker=for_whom.asker.strip()[:120],
                call_back=for_whom.call_back.strip()[:30], made_at=clock.now(), until=until, came_at=came_at,
            )  # fmt: skip
    except IntegrityError as error:
        raise BedIsHeld.but_near(provider, for_whom) from error


def _fitting(provider: Provider, for_whom: ReservationFacts) -> list[Bed]:
    return free_that_fit(provider, for_whom.age_band, for_whom.sex, is_with_children=for_whom.is_with_children)


def _expire(by: Actor, rows: ReservationQuerySet) -> int:
    """A reservation whose time has passed must not stand in the way of the next one, swept or not."""
    past = list(rows.filter(ended_at=None, until__lte=clock.now()).select_for_update())
    for reservation in past:
        _end(by, reservation, HoldEnd.EXPIRED, reservation.until or clock.now())
    return len(past)


def _end(by: Actor, reservation: Reservation, reason: HoldEnd, moment: datetime) -> Reservation:
    reservation.ended_at, reservation.end_reason = moment, reason
    reservation.save(update_fields=["ended_at", "end_reason"])
    _stop_clock(by, reservation, reason, moment)
    return reservation


def start_clock(by: Actor, hold: Reservation) -> None:
    start_timer(
        by=by, file=None, kind=TimerKind.BED_RESERVATION, urgency="normal", due=hold.until,
        owner=Owner(hold.provider.organisation),
        shown=Shown(hold.code, "reservation", hold.code, hold.sex, None, hold.age_band),
    )  # fmt: skip


def _stop_clock(by: Actor, hold: Reservation, outcome: str, done_at: datetime) -> None:
    stop_timers(
        by=by, file=None, kinds=(TimerKind.BED_RESERVATION,), outcome=outcome, address_code=hold.code, done_at=done_at,
    )  # fmt: skip
