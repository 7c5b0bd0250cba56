"""Which beds a house has, and on which days nobody can sleep in one."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from panah.casework.services.actions.refusals import must_be_own
from panah.casework.services.models import Bed, BedOutage, Provider, Reservation
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, EditedMeanwhile, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.codes import new_code
from panah.foundation.security.permissions import Permission


class BedIsInUse(Refusal):
    code = "bed_is_in_use"
    sentence = _("Somebody holds this bed or sleeps in it. Move them to another bed first, or release the reservation.")


class NamedTwice(Refusal):
    code = "named_twice"
    sentence = _("A bed of this house has this name already.")


class FaultyBed(Refusal):
    code = "faulty_bed"
    sentence = _("Say how the bed is called and for whom it is meant.")


class FaultyOutage(Refusal):
    code = "faulty_outage"
    sentence = _("Choose a reason, and a last day that is not before the first.")


@action(Permission.BED_KEEP, on="provider")
def add_bed(
    *, by: Actor, provider: Provider, name: str, meant_for: str, room: str = "", idempotency_key: str = ""
) -> Bed:
    """A new place to sleep in one's own house."""
    must_be_own(by, provider)
    if not name.strip() or meant_for not in code_list("bed_for"):
        raise FaultyBed
    if Bed.objects.filter(provider=provider, name=name.strip()).exists():
        raise NamedTwice
    return Bed.objects.create(
        code=new_code(),
        provider=provider,
        name=name.strip(),
        room=room.strip(),
        meant_for=meant_for,
        since=clock.today(),
    )


@action(Permission.BED_KEEP, on="bed")
def change_bed(
    *,
    by: Actor,
    bed: Bed,
    name: str,
    meant_for: str,
    room: str = "",
    is_active: bool = True,
    version: int | None = None,
) -> Bed:
    """Its name, its room, for whom it is; or that it is there no longer, which waits for whoever sleeps in it."""
    if not name.strip() or meant_for not in code_list("bed_for"):
        raise FaultyBed
    if Bed.objects.filter(provider=bed.provider_id, name=name.strip()).exclude(pk=bed.pk).exists():
        raise NamedTwice
    if version is not None and version != bed.version:
        raise EditedMeanwhile
    if not is_active and _is_held(bed):
        raise BedIsInUse
    bed.name, bed.room, bed.meant_for = name.strip(), room.strip(), meant_for
    bed.until = None if is_active else bed.until or clock.today()
    bed.is_active = is_active
    bed.version += 1
    bed.save(update_fields=["name", "room", "meant_for", "is_active", "until", "version"])
    return bed


@action(Permission.BED_KEEP, on="bed")
def take_out_of_use(
    *, by: Actor, bed: Bed, since: date, reason: str, until: date | None = None, idempotency_key: str = ""
) -> BedOutage:
    """Nobody can sleep in it on these days: a repair, an illness. Whoever sleeps there now moves first."""
    if reason not in code_list("bed_out_reasons") or (until is not None and until < since):
        raise FaultyOutage
    today = clock.today()
    if since <= today <= (until or today) and _is_held(bed):
        raise BedIsInUse
    return BedOutage.objects.create(bed=bed, since=since, until=until, reason=reason)


@action(Permission.BED_KEEP, on="bed")
def put_back_in_use(*, by: Actor, bed: Bed) -> Bed:
    """It was repaired sooner: yesterday was the last day on which nobody could sleep in it."""
    today = clock.today()
    BedOutage.objects.filter(bed=bed, since__gte=today).delete()
    running = BedOutage.objects.filter(bed=bed, since__lt=today)
    for outage in running:
        if outage.until is None or outage.until >= today:
            outage.until = today - timedelta(days=1)
            outage.save(update_fields=["until"])
    return bed


def _is_held(bed: Bed) -> bool:
    return Reservation.objects.living(clock.now()).filter(bed=bed).exists()
