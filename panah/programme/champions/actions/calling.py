from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from panah.foundation.clocks.actions import Owner, Shown, start_timer, stop_timers
from panah.foundation.clocks.codes import TimerKind
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import PlaceKind, code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock, grants, vault
from panah.foundation.security.access import Actor, EditedMeanwhile, NotPermitted
from panah.foundation.security.action import action
from panah.foundation.security.codes import FileKind, PrincipalKind, Relation
from panah.foundation.security.permissions import Permission
from panah.programme.champions.actions.refusals import CallHasApplications, CallRefused, WeightsRefused
from panah.programme.champions.models import Call
from panah.programme.champions.rules import are_weights

MOST_PLACES = 500
LONGEST_CALL = timedelta(days=366)


@dataclass(frozen=True)
class CallDetails:
    """Public words in both languages, and what is weighed. Without regions it is for the whole country."""

    title_kk: str
    title_ru: str
    text_kk: str
    text_ru: str
    for_whom_kk: str
    for_whom_ru: str
    places: int
    opens_on: date
    closes_on: date
    weights: Mapping[str, int]
    regions: Sequence[Place] = ()

    @property
    def words(self) -> dict[str, str]:
        names = ("title_kk", "title_ru", "text_kk", "text_ru", "for_whom_kk", "for_whom_ru")
        return {name: str(getattr(self, name)).strip() for name in names}


@action(Permission.CHAMPION_KEEP, on=None)
def make_call(*, by: Actor, details: CallDetails, idempotency_key: str = "") -> Call:
    """Anybody can read it from its first day on, and apply until its last."""
    if by.organisation_id is None:
        raise NotPermitted
    _check(details)
    file = vault.open_file(FileKind.CHAMPION_CALL)
    grants.grant(file, PrincipalKind.TEAM, by.organisation_id, Relation.LEAD_ORGANISATION)
    call = Call(file=file, code=file.code, organisation_id=by.organisation_id, made_at=clock.now())
    return _written(call, details)


@action(Permission.CHAMPION_KEEP, on="call")
def change_call(*, by: Actor, call: Call, details: CallDetails, version: int) -> Call:
    """Words and days. What is weighed and where stays, once somebody has applied."""
    if version != call.version:
        raise EditedMeanwhile
    _check(details)
    regions = {place.pk for place in details.regions}
    stays = dict(details.weights) == call.weights and regions == set(call.regions.values_list("pk", flat=True))
    if not stays and call.applications.exists():
        raise CallHasApplications
    call.version += 1
    return _written(call, details)


@action(Permission.CHAMPION_KEEP, on="call")
def cancel_call(*, by: Actor, call: Call) -> Call:
    """Nobody can apply any more; who applied is answered."""
    call.is_cancelled = True
    call.save(update_fields=["is_cancelled"])
    return call


@action(Permission.WITHIN_ACTION, on=None, is_audited=False)
def wait_for_answers(*, by: Actor, call: Call) -> int:
    """A row for those who keep the call, once it is over and somebody waits for an answer. Gives how many began."""
    is_over = call.is_cancelled or call.closes_on < clock.today()
    waits = call.applications.filter(answered_at=None, repeats=None, forgotten_at=None).exists()
    runs = Timer.objects.running().filter(file=call.file_id, kind=TimerKind.CHAMPION_ANSWERS).exists()
    if runs and not waits:
        stop_timers(by=by, file=call.file, kinds=(TimerKind.CHAMPION_ANSWERS,), outcome="answered")
    if runs or not waits or not is_over:
        return 0
    start_timer(
        by=by, file=call.file, kind=TimerKind.CHAMPION_ANSWERS, urgency="normal", owner=Owner(call.organisation),
        shown=Shown(call.code, "champion-call", call.code),
    )  # fmt: skip
    return 1


def _check(details: CallDetails) -> None:
    span = details.closes_on - details.opens_on
    is_whole = all(details.words.values()) and 0 < details.places <= MOST_PLACES
    if not is_whole or not timedelta(0) <= span <= LONGEST_CALL:
        raise CallRefused
    if any(place.kind != PlaceKind.REGION for place in details.regions):
        raise CallRefused
    if not are_weights(details.weights, code_list("champion_criteria").codes):
        raise WeightsRefused


def _written(call: Call, details: CallDetails) -> Call:
    for name, text in details.words.items():
        setattr(call, name, text)
    call.places, call.opens_on, call.closes_on = details.places, details.opens_on, details.closes_on
    call.weights = dict(details.weights)
    call.save()
    call.regions.set(details.regions)
    return call
