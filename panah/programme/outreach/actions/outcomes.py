from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext_lazy as _

from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor, Refusal
from panah.foundation.security.action import action
from panah.foundation.security.permissions import Permission
from panah.programme.directory.models import Institution
from panah.programme.outreach.codes import Tongue
from panah.programme.outreach.models import Airing, Campaign, CampaignMaterial, Distribution
from panah.programme.outreach.queries import given_out
from panah.programme.outreach.rules import LONGEST_SPOT, MOST_COPIES


class NotYet(Refusal):
    code = "not_yet"
    sentence = _("This day has not come yet. Write down what has happened.")


class HowMany(Refusal):
    code = "how_many"
    sentence = _("Write how many were given out, at least one.")


class MoreThanMade(Refusal):
    code = "more_than_made"
    sentence = _("More would be given out than were made. Look at the number again, or change how many were made.")


class StationRefused(Refusal):
    code = "station_refused"
    sentence = _("Choose radio, television or another way, and write which station it was.")


class TooLongOnAir(Refusal):
    code = "too_long_on_air"
    sentence = _("Write how long it lasted in seconds, at most four hours.")


class HowEstimated(Refusal):
    code = "how_estimated"
    sentence = _("Say how the number of people was estimated. It is never counted, so it needs its way.")


@dataclass(frozen=True)
class DistributionDetails:
    on: date
    quantity: int
    tongue: Tongue
    place: Place | None = None
    at: str = ""
    by_institution: Institution | None = None
    reach: int | None = None
    reach_how: str = ""  # code list reach_methods


@dataclass(frozen=True)
class AiringDetails:
    medium: str  # code list airing_media
    station: str
    on: date
    tongue: Tongue
    at_time: time | None = None
    seconds: int | None = None
    place: Place | None = None
    material: CampaignMaterial | None = None
    reach: int | None = None
    reach_how: str = ""


@action(Permission.CAMPAIGN_KEEP, on="material")
def record_distribution(
    *, by: Actor, material: CampaignMaterial, details: DistributionDetails, idempotency_key: str = ""
) -> Distribution:
    """So many were given out. Never more than there are."""
    if details.on > clock.today():
        raise NotYet
    if not 0 < details.quantity <= MOST_COPIES:
        raise HowMany
    if material.quantity is not None and given_out(material) + details.quantity > material.quantity:
        raise MoreThanMade
    must_say_how(details.reach, details.reach_how)
    return Distribution.objects.create(
        campaign=material.campaign, material=material, place=details.place, at=details.at.strip()[:200], on=details.on,
        tongue=details.tongue, quantity=details.quantity, by_institution=details.by_institution, reach=details.reach,
        reach_how=details.reach_how if details.reach else "", written_at=clock.now(),
    )  # fmt: skip


@action(Permission.CAMPAIGN_KEEP, on="distribution")
def take_back_distribution(*, by: Actor, distribution: Distribution) -> Distribution:
    """Written by a slip: it stays, and counts no more."""
    if distribution.taken_back_at is None:
        distribution.taken_back_at = clock.now()
        distribution.save(update_fields=["taken_back_at"])
    return distribution


@action(Permission.CAMPAIGN_KEEP, on="campaign")
def record_airing(*, by: Actor, campaign: Campaign, details: AiringDetails, idempotency_key: str = "") -> Airing:
    if details.on > clock.today():
        raise NotYet
    if details.medium not in code_list("airing_media") or not details.station.strip():
        raise StationRefused
    if details.seconds is not None and not 0 < details.seconds <= LONGEST_SPOT:
        raise TooLongOnAir
    must_say_how(details.reach, details.reach_how)
    return Airing.objects.create(
        campaign=campaign, material=details.material, medium=details.medium, station=" ".join(details.station.split()),
        place=details.place, on=details.on, at_time=details.at_time, tongue=details.tongue, seconds=details.seconds,
        reach=details.reach, reach_how=details.reach_how if details.reach else "", written_at=clock.now(),
    )  # fmt: skip


@action(Permission.CAMPAIGN_KEEP, on="airing")
def take_back_airing(*, by: Actor, airing: Airing) -> Airing:
    if airing.taken_back_at is None:
        airing.taken_back_at = clock.now()
        airing.save(update_fields=["taken_back_at"])
    return airing


def must_say_how(reach: int | None, how: str) -> None:
    if reach and how not in code_list("reach_methods"):
        raise HowEstimated
