"""People who were told something, or of whom nothing came: counted without a name, a file or a key."""

from datetime import date

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from panah.casework.concerns import rules
from panah.casework.concerns.actions.refusals import NothingToTakeBack, UnknownCode
from panah.casework.concerns.codes import ConcernStatus, TriageOutcome
from panah.casework.concerns.models import Concern, ConcernChild, ConcernMessage, Tally
from panah.foundation.accounts.models import Organisation
from panah.foundation.clocks.models import Timer
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.action import action
from panah.foundation.security.models import File
from panah.foundation.security.permissions import Permission

COUNTED = (TriageOutcome.INFORMATION, TriageOutcome.NOTHING)
"""What may be counted without recording anybody. Who is referred has a record."""

_OUTCOME = {
    ConcernStatus.INFORMATION_GIVEN: TriageOutcome.INFORMATION,
    ConcernStatus.NOT_A_CONCERN: TriageOutcome.NOTHING,
}


@action(Permission.CONCERN_TRIAGE, on=None)
def count_without_record(
    *,
    by: Actor,
    outcome: TriageOutcome,
    age_band: str = "unknown",
    sex: str = "unknown",
    region: str = "",
    idempotency_key: str = "",
) -> Tally:
    """Somebody came in or called and needed no more than a word: one more of this kind this month, and nobody recorded."""
    is_known = age_band in code_list("age_band") and sex in code_list("sex")
    if outcome not in COUNTED or not is_known or (region and not Place.objects.regions().filter(pk=region).exists()):
        raise UnknownCode
    return _add_one(Organisation.objects.get(pk=by.organisation), region, _this_month(), outcome, age_band, sex)


@action(Permission.CONCERN_TRIAGE, on="tally")
def take_back_count(*, by: Actor, tally: Tally, idempotency_key: str = "") -> Tally:
    """A slip of the finger: one less."""
    if tally.count < 1:
        raise NothingToTakeBack
    tally.count -= 1
    tally.save(update_fields=["count"])
    return tally


def _this_month() -> date:
    return timezone.localdate(clock.now()).replace(day=1)


def _add_one(
    organisation: Organisation | None, region: str, month: date, outcome: TriageOutcome, age_band: str, sex: str
) -> Tally:
    tally, _is_new = Tally.objects.get_or_create(
        organisation=organisation, region=region, month=month, outcome=outcome, age_band=age_band, sex=sex
    )
    Tally.objects.filter(pk=tally.pk).update(count=F("count") + 1)
    tally.refresh_from_db()
    return tally


@action(Permission.CLOCK_WORK, on=None)
def sweep_concerns(*, by: Actor, limit: int = 200) -> int:
    """Erase, with key and clocks, what came to nothing and was kept for 90 days. Gives how many.

    What stays is a number: month, region, age band, sex and outcome. What a reporter added begins the 90 days anew: read
    is not decided.
    """
    before = clock.now() - rules.SETTLED_IS_KEPT_FOR
    waiting = Timer.objects.running().filter(file=OuterRef("file_id"))
    added = ConcernMessage.objects.filter(concern=OuterRef("pk"), written_at__gte=before)
    rows = Concern.objects.filter(~Exists(waiting), ~Exists(added), status__in=list(_OUTCOME), decided_at__lt=before)
    found = list(rows.select_related("organisation", "place__parent__parent")[:limit])
    for concern in found:
        _count_children_of(concern)
    files = [concern.file_id for concern in found]
    Concern.objects.filter(file_id__in=files).delete()
    File.objects.filter(pk__in=files).delete()
    return len(files)


def _count_children_of(concern: Concern) -> None:
    region = concern.place.region() if concern.place else None
    month = timezone.localdate(concern.received_at).replace(day=1)
    outcome = _OUTCOME[ConcernStatus(concern.status)]
    for child in ConcernChild.objects.filter(concern=concern):
        _add_one(concern.organisation, region.code if region else "", month, outcome, child.age_band, child.sex)
